"""The basemap as the map page asks for it: whole, in bounds, and with land where land is."""

from __future__ import annotations

import numpy as np
import pytest

from camifield.geo import packed
from camifield.geo.basemap import DETAILS, EAST, LAYERS, NORTH, SOUTH, WEST, Shapes, basemap
from camifield.geo.mercator import to_unit
from camifield.i18n.words import LANGUAGES, Words


def holds(shapes: Shapes, latitude: float, longitude: float) -> bool:
    """Whether the even-odd rule over all rings puts a position inside."""
    x, y = to_unit(longitude, latitude)
    crossings = 0
    for index in range(len(shapes.starts) - 1):
        _, top, right, bottom = shapes.boxes[index]
        if not (top <= y < bottom and right >= x):
            continue
        ring = shapes.points[shapes.starts[index] : shapes.starts[index + 1]]
        (x1, y1), (x2, y2) = ring[:-1].T, ring[1:].T
        crosses = (y1 <= y) != (y2 <= y)
        at = x1[crosses] + (y - y1[crosses]) / (y2[crosses] - y1[crosses]) * (x2[crosses] - x1[crosses])
        crossings += int((at > x).sum())
    return crossings % 2 == 1


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("detail", DETAILS)
def test_every_layer_is_whole_at_every_detail(layer: str, detail: int) -> None:
    """Starts, boxes and points fit together, lie in or just beside the region, and rings come back to their start."""
    shapes = next(basemap().shapes(one, detail) for one in LAYERS if one == layer)
    assert len(shapes.starts) - 1 == len(shapes.boxes) > 10
    assert shapes.starts[0] == 0
    assert shapes.starts[-1] == len(shapes.points)
    assert (np.diff(shapes.starts) >= 2).all()
    west, north = to_unit(WEST - 3, NORTH + 2)
    east, south = to_unit(EAST + 3, SOUTH - 3)
    assert shapes.points.min(axis=0).tolist() > [west, north]
    assert (shapes.points.max(axis=0) < [east, south]).all()
    first = shapes.points[shapes.starts[0] : shapes.starts[1]]
    assert shapes.boxes[0].tolist() == [*first.min(axis=0), *first.max(axis=0)]
    if shapes.is_closed:
        assert (shapes.points[shapes.starts[:-1]] == shapes.points[shapes.starts[1:] - 1]).all()


def test_nearer_is_never_coarser() -> None:
    """Each detail holds more points than the one before it, where the sources have more."""
    for layer in LAYERS:
        counts = [len(basemap().shapes(layer, detail).points) for detail in DETAILS]
        assert counts == sorted(counts)


@pytest.mark.parametrize("detail", DETAILS)
def test_land_and_water_are_where_they_are(detail: int) -> None:
    """Almaty, Ulaanbaatar and Leh are land; the Caspian, Baikal and Issyk-Kul are lakes; the Black Sea is neither."""
    land, lakes = basemap().shapes("land", detail), basemap().shapes("lakes", detail)
    for latitude, longitude in ((43.24, 76.95), (47.92, 106.91), (34.16, 77.58)):
        assert holds(land, latitude, longitude)
        assert not holds(lakes, latitude, longitude)
    for latitude, longitude in ((42.0, 51.0), (53.0, 107.8), (42.45, 77.2)):
        assert holds(land, latitude, longitude)
        assert holds(lakes, latitude, longitude)
    assert not holds(land, 43.0, 34.0)
    assert not holds(lakes, 43.0, 34.0)


def test_the_dried_aral_is_land() -> None:
    """South of the dam of Kokaral there is a desert with saiga in it, not the sea of 1960; the north is a lake."""
    lakes = basemap().shapes("lakes", 2)
    assert not holds(lakes, 45.0, 60.0)
    assert holds(lakes, 46.45, 60.6)


def test_the_line_of_control_is_disputed_and_no_border() -> None:
    """What a claim is made across is drawn with the claims, never as a settled border."""
    x, y = to_unit(74.0, 34.0)  # a little west of Uri, on the line
    reach = 0.0005

    def passes(shapes: Shapes) -> bool:
        return bool((np.hypot(*(shapes.points - [x, y]).T) < reach).any())

    assert passes(basemap().shapes("disputed_borders", 2))
    assert not passes(basemap().shapes("borders", 2))


def test_the_relief_is_a_picture_of_the_region() -> None:
    """A JPEG whose box holds the whole region."""
    relief = basemap().relief()
    assert relief is not None
    assert relief.jpeg.startswith(b"\xff\xd8\xff")
    west, north, east, south = relief.box
    assert west < to_unit(WEST, NORTH)[0]
    assert north < to_unit(WEST, NORTH)[1]
    assert east > to_unit(EAST, SOUTH)[0]
    assert south > to_unit(EAST, SOUTH)[1]
    assert abs(relief.width / relief.height - (east - west) / (south - north)) < 0.001


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_sources_are_told(language: str) -> None:
    """About and a printed map name every source that asks for it, in each language; what brought them is for the README."""
    words = Words(language)
    about, paper = words.say("about_program.credits"), words.say("map.source")
    for source in ("Natural Earth", "GSHHG", "WDBII", "GeoNames", "CC BY 4.0"):
        assert source in about
        assert source in paper
    assert "LGPL" in about
    assert len(packed.index()["sources"]) >= 3
