"""Makes files of areas and brings them in, for tests of what is done with them."""

from __future__ import annotations

from pathlib import Path

from camifield.commands import areas
from camifield.commands.areas import Chosen
from camifield.project.project import Project
from tests.formats.features.making import kml, written
from tests.making import ENGLISH


def square(name: str, west: float = 76.0, south: float = 42.0, side: float = 1.0, sort: str = "") -> str:
    """A placemark of a square, with a column `sort`."""
    ring = f"{west},{south} {west + side},{south} {west + side},{south + side} {west},{south + side} {west},{south}"
    said = f'<ExtendedData><Data name="sort"><value>{sort}</value></Data></ExtendedData>' if sort else ""
    return (
        f"<Placemark><name>{name}</name>{said}<Polygon><outerBoundaryIs><LinearRing><coordinates>{ring}</coordinates>"
        "</LinearRing></outerBoundaryIs></Polygon></Placemark>"
    )


def file(folder: Path, *placemarks: str, name: str = "areas.kml") -> Path:
    """A KML file of these placemarks."""
    return written(folder / name, kml("".join(placemarks)))


def bring_in(project: Project, path: Path, sort: str = "protected_area") -> bytes:
    """Keep every shape of a file; the id that takes them back."""
    looked = areas.look_at(project, path)
    chosen = [
        Chosen(one, looked.name_of(number, looked.name_column, ENGLISH), looked.sort_of(number, "sort", sort))
        for number, one in enumerate(looked.given)
    ]
    return areas.keep(project, looked.file, chosen, ENGLISH).batch
