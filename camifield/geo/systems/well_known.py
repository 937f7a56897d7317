"""The well-known text (WKT) that map programs write beside their files, as ESRI and the OGC spell it: which system it means.

The parameters decide and not the name, which anybody may change. Only systems whose datum is one of `datums` are known.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from camifield.geo.systems.datums import DATUMS, Datum
from camifield.geo.systems.grids import Grid, bhutan, by_code, cs63, gauss_kruger, kyrgyz, meridian_grid, utm
from camifield.geo.systems.projections import Cone, Projection, TransverseMercator, WebMercator
from camifield.geo.systems.text_trees import Node, tree_of

_ONE_DEGREE = math.pi / 180
# What files call the datums, in small letters and digits alone (ESRI's "D_" cut off), each as it begins.
_DATUMS = (
    ("wgs1984", "wgs84"),
    ("wgs84", "wgs84"),
    ("worldgeodeticsystem1984", "wgs84"),
    ("pulkovo1942", "sk42"),
    ("pulkovo1995", "sk95"),
    ("geodezicheskayasistemakoordinat2011", "gsk2011"),
    ("gsk2011", "gsk2011"),
    ("kyrgyz", "kyrg06"),
    ("kyrg06", "kyrg06"),
    ("bhutannationalgeodeticdatum", "drukref03"),
    ("drukref03", "drukref03"),
    ("china2000", "cgcs2000"),
    ("chinageodeticcoordinatesystem2000", "cgcs2000"),
    ("cgcs2000", "cgcs2000"),
    ("monref", "monref97"),
    ("beijing1954", "beijing54"),
    ("xian1980", "xian80"),
    ("kalianpur1880", "kalianpur1880"),
    ("kalianpur1937", "kalianpur1937"),
    ("kalianpur1962", "kalianpur1962"),
    ("kalianpur1975", "kalianpur1975"),
    ("nepal", "nepal1981"),
    ("european1950ed77", "ed77"),
    ("europeandatum19501977", "ed77"),
    ("finaldatum1958", "fd58"),
    ("fd1958", "fd58"),
    ("heratnorth", "herat_north"),
)
# The parameters as the OGC's two editions name them, in letters alone, and the word for each of ESRI's.
_SAME = {
    "latitudeofnaturalorigin": "latitudeoforigin",
    "latitudeoffalseorigin": "latitudeoforigin",
    "latitudeofcenter": "latitudeoforigin",
    "longitudeofnaturalorigin": "centralmeridian",
    "longitudeoffalseorigin": "centralmeridian",
    "longitudeofcenter": "centralmeridian",
    "scalefactoratnaturalorigin": "scalefactor",
    "eastingatfalseorigin": "falseeasting",
    "northingatfalseorigin": "falsenorthing",
    "latitudeof1ststandardparallel": "standardparallel1",
    "latitudeof2ndstandardparallel": "standardparallel2",
}


class Said(NamedTuple):
    """A system as a file says it: its name there, and the datum (degrees) or the grid (metres) that it means.

    unit: what its numbers are multiplied with to be degrees or metres. `system` is None for one that is not known here.
    """

    name: str
    system: Datum | Grid | None
    unit: float = 1.0


def read_well_known(text: str) -> Said | None:
    """The system of a text; None when it is no well-known text of degrees or of a plane."""
    code = re.fullmatch(r"\s*(?:urn:ogc:def:crs:)?EPSG:+(\d{4,6})\s*", text, re.IGNORECASE)
    if code is not None:
        return Said(f"EPSG:{code[1]}", by_code(int(code[1])))
    tree = tree_of(text)
    plane = tree.first("PROJCS", "PROJCRS", "PROJECTEDCRS") if tree is not None else None
    degrees = tree.first("GEOGCS", "GEOGCRS", "GEODCRS", "GEODETICCRS", "GEOGRAPHICCRS") if tree else None
    whole = plane or degrees
    if whole is None or not whole.texts:
        return None
    try:
        return _said(whole, is_plane=plane is not None)
    except (
        ValueError,
        KeyError,
    ):  # a number that is none, or a parameter that is not given: nothing is guessed
        return Said(whole.texts[0], None)


def _said(whole: Node, *, is_plane: bool) -> Said:
    """Raises ValueError and KeyError where a number is missing or is none."""
    name, datum = whole.texts[0], _datum(whole)
    if datum is None:
        return Said(name, None)
    if not is_plane:
        return Said(name, datum, _unit(whole, is_plane=False) / _ONE_DEGREE)
    projection = _projection(whole)
    unit = _unit(whole, is_plane=True)
    if projection is None:
        return Said(name, None)
    return Said(name, _known(datum, projection) or Grid("", datum, "local", "", projection, ""), unit)


def _datum(whole: Node) -> Datum | None:
    """The datum by its name, as long as the ellipsoid is its own and counts from Greenwich."""
    node = whole.first("DATUM", "GEODETICDATUM", "TRF", "ENSEMBLE")
    spheroid = whole.first("SPHEROID", "ELLIPSOID")
    meridian = whole.first("PRIMEM", "PRIMEMERIDIAN")
    if node is None or not node.texts or spheroid is None or (meridian and meridian.number(1) != 0):
        return None
    called = _letters(node.texts[0].removeprefix("D_"))
    datum = next((DATUMS[key] for begins, key in _DATUMS if called.startswith(begins)), None)
    if datum is None:
        return None
    unit = spheroid.own("LENGTHUNIT")
    axis, flattening = spheroid.number(1) * (unit.number(1) if unit else 1.0), spheroid.number(2)
    its = datum.ellipsoid
    is_own = abs(axis - its.axis_m) < 0.01 and abs(flattening - its.inverse_flattening) < 1e-4
    return datum if is_own else None


def _unit(whole: Node, *, is_plane: bool) -> float:
    """Metres or radians of one: the node's own unit, or that of its axes."""
    keywords = ("UNIT", "LENGTHUNIT") if is_plane else ("UNIT", "ANGLEUNIT")
    own = whole.own(*keywords)
    axis = whole.own("AXIS")
    own = own or (axis.own(*keywords) if axis is not None else None)
    if own is None and is_plane:
        raise ValueError(whole.keyword)
    if own is None:
        return _ONE_DEGREE
    number = own.number(1)
    is_usual = abs(number - (1.0 if is_plane else _ONE_DEGREE)) < 1e-9
    return (1.0 if is_plane else _ONE_DEGREE) if is_usual else number


def _projection(whole: Node) -> Projection | None:
    """The projection by its parameters; None for one that is not computed here."""
    method = whole.first("PROJECTION", "METHOD")
    if method is None or not method.texts:
        return None
    name = _letters(method.texts[0])
    given = {_SAME.get(key, key): value for key, value in _parameters(whole)}
    if name in ("transversemercator", "gausskruger"):
        return TransverseMercator(
            given["centralmeridian"],
            given["scalefactor"],
            given["falseeasting"],
            given.get("falsenorthing", 0.0),
            given.get("latitudeoforigin", 0.0),
        )
    if name in ("mercatorauxiliarysphere", "popularvisualisationpseudomercator"):
        return WebMercator()
    extension = whole.own("EXTENSION")
    if name == "mercator1sp" and extension is not None and "+b=6378137 " in "".join(extension.texts):
        return WebMercator()
    if name.startswith(("lambertconformalconic", "lambertconicconformal")):
        return _cone(given)
    return None


def _cone(given: Mapping[str, float]) -> Cone | None:
    origin = given.get("latitudeoforigin")
    first = given.get("standardparallel1", origin)
    if origin is None or first is None:
        return None
    second = given.get("standardparallel2", first)
    if not (0 < first < 90 and 0 < second < 90):  # a cone that opens to the south is not computed here
        return None
    return Cone(
        origin,
        given["centralmeridian"],
        (first, second),
        given["falseeasting"],
        given.get("falsenorthing", 0.0),
        given.get("scalefactor", 1.0),
    )


def _parameters(whole: Node) -> Iterator[tuple[str, float]]:
    """The parameters by their names in letters alone."""
    for node in whole.all():
        if node.keyword == "PARAMETER" and node.texts:
            yield _letters(node.texts[0]), node.number(1)


def _known(datum: Datum, projection: Projection) -> Grid | None:
    """The grid of the region that has this datum and this projection, so that it has a code and a name."""
    return next(
        (
            grid
            for grid in _likely(datum, projection)
            if grid.datum is datum and _is_same(grid.projection, projection)
        ),
        None,
    )


def _likely(datum: Datum, projection: Projection) -> Iterator[Grid]:
    """The grids that may be the one: the zones about its meridian, and those there are a few of."""
    if isinstance(projection, TransverseMercator):
        east = projection.meridian
        zone = round((east + 183) / 6)
        if 1 <= zone <= 60:
            yield utm(zone, is_south=projection.false_northing > 0, datum=datum.key)
        for degrees in (6, 3):
            number = round((east + 3) / 6) if degrees == 6 else round(east / 3)
            if number >= 1:
                yield gauss_kruger(datum.key, number, degrees=degrees)
        yield meridian_grid(datum.key, round(east, 9))
        if datum.key == "sk42":
            yield from filter(None, (cs63(f"{area}{zone}") for area in "ACKX" for zone in range(8)))
        yield from (kyrgyz(zone) for zone in range(1, 6))
        if datum.key == "drukref03":
            yield bhutan()
            yield from _of_codes(range(5292, 5312))
        return
    yield from _of_codes((24375, 24376, 24377, 24378, 24379, 24380, 24381, 24383, 7755, 3200, 3857))


def _of_codes(codes: Iterable[int]) -> Iterator[Grid]:
    return (found for code in codes if isinstance(found := by_code(code), Grid))


def _is_same(one: Projection, other: Projection) -> bool:
    """Whether all parameters are one to a millimetre and to a thousandth of a second."""
    if type(one) is not type(other):
        return False
    return all(
        abs(mine - its) < 1e-3 for mine, its in zip(_flat(one)[1], _flat(other)[1], strict=True)
    ) and all(abs(mine - its) < 1e-8 for mine, its in zip(_flat(one)[0], _flat(other)[0], strict=True))


def _flat(one: Projection) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The degrees and scales of a projection, and its metres."""
    if isinstance(one, TransverseMercator):
        return (one.meridian, one.scale, one.origin), (one.false_easting, one.false_northing)
    if isinstance(one, Cone):
        return (one.meridian, one.scale, one.origin, *one.parallels), (one.false_easting, one.false_northing)
    return (), ()


def _letters(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())
