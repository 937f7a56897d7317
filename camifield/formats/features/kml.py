"""KML and KMZ (OGC 07-147r2): placemarks with their points, lines and areas, and the folders they lie in."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element

from camifield.errors import Problem, Where
from camifield.formats.features.feature import Corner, Layer, as_text
from camifield.formats.features.gathering import Gathering
from camifield.formats.features.xml_events import EndsEarly, elements, local_name, text_of
from camifield.progress import Progress

LARGEST = 64_000_000
_FOLDERS = frozenset(("Folder", "Document"))
_TAG = re.compile(r"<[^>]{1,300}>")


def read_kml(path: Path, progress: Progress | None = None) -> list[Layer]:
    """The one layer of a file. Raises Problem as `xml_events.elements`, ``too-many-features``, ``not-kml``, and
    ``file-too-large-inside``; and Stopped.
    """
    if path.stat().st_size > LARGEST:
        raise _too_large(path, path.stat().st_size)
    with path.open("rb") as file:
        return [_read(file, path, progress)]


def read_kmz(path: Path, progress: Progress | None = None) -> list[Layer]:
    """The layer of the first document in the package; pictures in it are left. Raises also ``file-too-large-inside``."""
    where = Where(file=path.name)
    try:
        with zipfile.ZipFile(path) as package:
            inside = [one for one in package.infolist() if one.filename.lower().endswith(".kml")]
            if not inside:
                raise Problem("not-kml", where=where)
            with package.open(inside[0]) as file:
                data = file.read(LARGEST + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Problem("file-is-damaged", where=where) from error
    if len(data) > LARGEST:
        raise _too_large(path, inside[0].file_size)
    return [_read(BytesIO(data), path, progress)]


def _too_large(path: Path, size: int) -> Problem:
    sizes = {"size_mb": size // 1_000_000, "limit_mb": LARGEST // 1_000_000}
    return Problem("file-too-large-inside", where=Where(file=path.name), parameters=sizes)


def _read(file: IO[bytes], path: Path, progress: Progress | None) -> Layer:
    gathering, folders = Gathering(path.name, path.stem, progress), list[Element]()
    root: Element | None = None
    try:
        for event, element in elements(file, path.name):
            name = local_name(element)
            if root is None:
                root = element
                if name != "kml" and name not in _FOLDERS and name != "Placemark":
                    raise Problem("not-kml", where=Where(file=path.name))
            if event == "start" and name in _FOLDERS:
                folders.append(element)
            elif event == "end" and name in _FOLDERS:
                folders.pop()
            elif event == "end" and name == "Placemark":
                _take(gathering, element, [one for one in map(_name_of, folders) if one])
                element.clear()
    except EndsEarly:
        gathering.ends_early = True
    return gathering.layer()


def _take(gathering: Gathering, placemark: Element, folders: Sequence[str]) -> None:
    words = _words(placemark)
    if folders:
        words["folder"] = as_text(" / ".join(folders))
    found = False
    for geometry in placemark.iter():
        name = local_name(geometry)
        if name == "Point":
            corner = next(iter(_corners_written(geometry)), None)
            if corner is not None:
                found = True
                gathering.add_point(corner[0], corner[1], {**words, **_height(corner)})
        elif name in ("LineString", "Track"):
            found = True
            gathering.add("line", (_line(geometry),), words)
        elif name == "Polygon":
            found = True
            rings = [_line(one) for one in geometry.iter() if local_name(one) == "LinearRing"]
            gathering.add("area", rings, words)
    if not found:
        gathering.add("none", (), words)


def _words(placemark: Element) -> dict[str, str]:
    """Name, description, time, and what is kept under ExtendedData."""
    found: dict[str, str] = {}
    for child in placemark:
        name = local_name(child)
        if name in ("name", "description", "address", "phoneNumber"):
            found[name] = as_text(_plain(text_of(child)))
        elif name in ("TimeStamp", "TimeSpan"):
            found["time"] = as_text("/".join(filter(None, (text_of(one) for one in child))))
        elif name == "ExtendedData":
            found.update(_extended(child))
    return {name: text for name, text in found.items() if text}


def _extended(data: Element) -> Iterator[tuple[str, str]]:
    for one in data.iter():
        if local_name(one) in ("Data", "SimpleData") and one.get("name"):
            yield as_text(one.get("name")), as_text(text_of(one))


def _plain(text: str) -> str:
    """A description without the HTML that map programs wrap it in."""
    return html.unescape(_TAG.sub(" ", text)).strip() if "<" in text else text


def _name_of(folder: Element) -> str:
    return next((as_text(text_of(child)) for child in folder if local_name(child) == "name"), "")


def _corners_written(geometry: Element) -> Iterator[list[str]]:
    """The corners as written: "76.9,43.2,812 77.0,43.3", and of a track one "76.9 43.2 812" each."""
    for one in geometry.iter():
        name = local_name(one)
        if name == "coordinates":
            for written in re.sub(r"\s*,\s*", ",", text_of(one)).split():
                numbers = written.split(",")
                if len(numbers) >= 2:
                    yield numbers
        elif name == "coord":
            numbers = text_of(one).split()
            if len(numbers) >= 2:
                yield numbers


def _height(corner: Sequence[str]) -> dict[str, str]:
    return {"elevation": corner[2]} if len(corner) > 2 and corner[2].strip("0.") else {}


def _line(geometry: Element) -> list[Corner]:
    found: list[Corner] = []
    for numbers in _corners_written(geometry):
        try:
            found.append((float(numbers[0]), float(numbers[1])))
        except ValueError:
            continue
    return found
