"""The grids of the region: which projection on which datum, by EPSG code and by zone, and which of them may hold a point."""

from __future__ import annotations

from typing import Literal, NamedTuple

from camifield.geo.systems.datums import BY_CODE, DATUMS, Datum
from camifield.geo.systems.projections import Cone, Projection, TransverseMercator, WebMercator

Kind = Literal["utm", "gk", "gk3", "cs63", "kyrg", "local"]

# UTM of other datums than WGS 84: the code of zone 1 would be (EPSG; only the zones named are published).
_UTM_CODES = {
    "wgs84": (32600, range(1, 61)),
    "ed77": (2020, range(38, 42)),
    "kalianpur1937": (24260, range(45, 47)),
    "kalianpur1962": (24270, range(41, 44)),
    "kalianpur1975": (24300, range(42, 48)),
}
# Zones of six and of three degrees: first published zone, its code with the zone before the easting, and without.
_SIX = {
    "sk42": (range(4, 33), 28400, 2490),
    "sk95": (range(4, 33), 20000, 2459),
    "gsk2011": (range(4, 33), 20900, 21000),
    "cgcs2000": (range(13, 24), 4478, 4489),
    "beijing54": (range(13, 24), 21400, 21440),
    "xian80": (range(13, 24), 2314, 2325),
}
_THREE = {
    "sk42": (range(7, 65), 2516, 2575),
    "sk95": (range(7, 65), 2634, 2692),
    "gsk2011": (range(7, 65), 21200, 21300),
    "cgcs2000": (range(25, 46), 4488, 4509),
    "beijing54": (range(25, 46), 2376, 2397),
    "xian80": (range(25, 46), 2324, 2345),
}
# The public zones of SK-63: origin latitude and first meridian in degrees, first false easting, zones and their codes.
_CS63 = {
    "A": (7 / 60, 41 + 32 / 60, 1_300_000, 1, (2935, 2936, 2937, 2938)),
    "C": (6 / 60, 21 + 57 / 60, 250_000, 0, (3350, 3351, 3352)),
    "K": (8 / 60, 50 + 46 / 60, 2_300_000, 2, (2939, 2940, 2941)),
    "X": (5 / 60, 23 + 30 / 60, 1_300_000, 1, (7825, 7826, 7827, 7828, 7829, 7830, 7831)),
}
_INDIA = {
    "I": (32.5, 68.0),
    "IIA": (26.0, 74.0),
    "IIB": (26.0, 90.0),
    "IIIA": (19.0, 80.0),
    "IVA": (12.0, 80.0),
}
_INDIA_CODES = {
    "kalianpur1937": {"IIB": 24375},
    "kalianpur1962": {"I": 24376, "IIA": 24377},
    "kalianpur1975": {"I": 24378, "IIA": 24379, "IIB": 24380, "IIIA": 24381, "IVA": 24383},
}
_INDIA_FALSE = {
    "kalianpur1937": (2743185.69, 914395.23),
    "kalianpur1962": (2743196.4, 914398.8),
    "kalianpur1975": (2743195.5, 914398.5),
}
# DRUKREF 03: central meridian of each district's own grid, EPSG 5292 to 5311, in degrees and minutes.
_DISTRICTS = (
    ("Bumthang", 90, 44), ("Chhukha", 89, 33), ("Dagana", 89, 51), ("Gasa", 90, 2), ("Ha", 90, 9),
    ("Lhuentse", 91, 8), ("Mongar", 91, 14), ("Paro", 89, 21), ("Pemagatshel", 91, 21), ("Punakha", 89, 51),
    ("Samdrup Jongkhar", 91, 34), ("Samtse", 89, 4), ("Sarpang", 90, 16), ("Thimphu", 89, 33),
    ("Trashigang", 91, 45), ("Trongsa", 90, 30), ("Tsirang", 90, 10), ("Wangdue Phodrang", 90, 7),
    ("Yangtse", 91, 34), ("Zhemgang", 90, 52),
)  # fmt: skip


class Grid(NamedTuple):
    """A plane of metres on a datum.

    code: "EPSG:28412", empty where EPSG has none. zone: as people say it ("43N", "13", "K3", "CM 75"), empty for a grid
    without zones. name: English and readable by this program when written before two numbers.
    """

    code: str
    datum: Datum
    kind: Kind
    zone: str
    projection: Projection
    name: str

    def to_wgs84(self, easting: float, northing: float) -> tuple[float, float, str, float]:
        """WGS 84 degrees of a point in metres, the operation that was used, and its accuracy in metres."""
        north, east = self.projection.to_degrees(easting, northing, self.datum.ellipsoid)
        latitude, longitude, shift = self.datum.to_wgs84(north, east)
        return latitude, longitude, shift.operation, shift.accuracy_m

    def from_wgs84(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Easting and northing in metres of a WGS 84 point."""
        north, east, _ = self.datum.from_wgs84(latitude, longitude)
        return self.projection.to_metres(north, east, self.datum.ellipsoid)


# What each datum is called in a text that this program reads back.
NAMES = {
    "wgs84": "WGS 84",
    "sk42": "SK-42",
    "sk95": "Pulkovo 1995",
    "gsk2011": "GSK-2011",
    "kyrg06": "Kyrg-06",
    "drukref03": "DRUKREF 03",
    "cgcs2000": "CGCS2000",
    "monref97": "MONREF97",
    "beijing54": "Beijing 1954",
    "xian80": "Xian 1980",
    "kalianpur1880": "Kalianpur 1880",
    "kalianpur1937": "Kalianpur 1937",
    "kalianpur1962": "Kalianpur 1962",
    "kalianpur1975": "Kalianpur 1975",
    "nepal1981": "Nepal 1981",
    "ed77": "ED50(ED77)",
    "fd58": "FD58",
    "herat_north": "Herat North",
}


def utm(zone: int, *, is_south: bool = False, datum: str = "wgs84") -> Grid:
    """A zone of UTM, on WGS 84 or another datum; `zone` is 1 to 60."""
    first, zones = _UTM_CODES.get(datum, (0, range(0)))
    code = f"EPSG:{first + zone + (100 if is_south else 0)}" if zone in zones else ""
    side = "S" if is_south else "N"
    plane = TransverseMercator(zone * 6 - 183, 0.9996, false_northing=10_000_000.0 if is_south else 0.0)
    name = f"UTM {zone}{side}" if datum == "wgs84" else f"{NAMES[datum]} UTM {zone}{side}"
    return Grid(code, DATUMS[datum], "utm", f"{zone}{side}", plane, name)


def gauss_kruger(datum: str, zone: int, *, degrees: int = 6, has_zone: bool = True) -> Grid:
    """A Gauss-Krüger zone of six or three degrees; with `has_zone` its number stands before the easting."""
    meridian = zone * 6 - 3 if degrees == 6 else zone * 3
    offset = 250_000.0 if datum == "gsk2011" and degrees == 3 else 500_000.0
    plane = TransverseMercator(
        (meridian + 180) % 360 - 180, false_easting=offset + (zone * 1_000_000 if has_zone else 0)
    )
    zones, with_zone, without = (_SIX if degrees == 6 else _THREE).get(datum, (range(0), 0, 0))
    code = _gk_code(datum, zone, degrees, with_zone if has_zone else without) if zone in zones else ""
    width = "" if degrees == 6 else " 3-degree"
    return Grid(code, DATUMS[datum], "gk" if degrees == 6 else "gk3", f"{zone}", plane,
                f"{NAMES[datum]}{width} zone {zone}")  # fmt: skip


def _gk_code(datum: str, zone: int, degrees: int, first: int) -> str:
    """EPSG's codes run on with the zones, but for a few that were given out later or after a gap."""
    code = first + zone
    if degrees == 3 and datum == "sk42":
        if first == 2516:
            code = 3389 if zone == 60 else code + (1 if 34 <= zone <= 59 or zone > 60 else 0)
        else:
            code += 1 if zone >= 25 else 0
    if degrees == 3 and datum == "sk95":
        if first == 2634:
            code = 3390 if zone == 60 else code
        else:
            code += 2 if zone >= 44 else 0
    return f"EPSG:{code}"


def meridian_grid(datum: str, meridian: float, *, scale: float = 1.0) -> Grid:
    """Gauss-Krüger about a central meridian that was named, with no zone before the easting."""
    if meridian % 3 == 0 and scale == 1.0:
        degrees = 6 if meridian % 6 == 3 else 3
        zone = round((meridian + 3) / 6 if degrees == 6 else meridian / 3)
        known = gauss_kruger(datum, zone, degrees=degrees, has_zone=False)
        return known._replace(zone=f"CM {meridian:g}", name=f"{NAMES[datum]} CM {meridian:g}")
    plane = TransverseMercator(meridian, scale)
    return Grid("", DATUMS[datum], "gk", f"CM {meridian:g}", plane, f"{NAMES[datum]} CM {meridian:g}")


def cs63(zone: str) -> Grid | None:
    """A zone of SK-63 such as "K3"; None for those that were never published."""
    area = _CS63.get(zone[:1].upper())
    if area is None or not zone[1:].isdigit():
        return None
    origin, meridian, easting, first, codes = area
    at = int(zone[1:]) - first
    if not 0 <= at < len(codes):
        return None
    plane = TransverseMercator(meridian + 3 * at, 1.0, easting + at * 1_000_000.0, 0.0, origin)
    name = zone.upper()
    return Grid(f"EPSG:{codes[at]}", DATUMS["sk42"], "cs63", name, plane, f"SK-63 {name}")


def kyrgyz(zone: int) -> Grid:
    """A zone of Kyrg-06, 1 to 5."""
    plane = TransverseMercator(68 + 31 / 60 + 3 * (zone - 1), 1.0, 300_000.0 + zone * 1_000_000, 14_743.5)
    return Grid(f"EPSG:{7691 + zone}", DATUMS["kyrg06"], "kyrg", f"{zone}", plane, f"Kyrg-06 zone {zone}")


def bhutan() -> Grid:
    """The one grid of all Bhutan."""
    plane = TransverseMercator(90.0, 1.0, 250_000.0)
    return Grid("EPSG:5266", DATUMS["drukref03"], "local", "", plane, "DRUKREF 03 Bhutan National Grid")


def india_zone(datum: str, zone: str) -> Grid | None:
    """A zone of India's conformal cones in metres, such as "IIA"; None where EPSG has none on that datum."""
    code = _INDIA_CODES.get(datum, {}).get(zone.upper())
    if code is None:
        return None
    origin, meridian = _INDIA[zone.upper()]
    plane = Cone(origin, meridian, (origin, origin), *_INDIA_FALSE[datum], scale=0.99878641)
    name = f"{NAMES[datum]} India zone {zone.upper()}"
    return Grid(f"EPSG:{code}", DATUMS[datum], "local", zone.upper(), plane, name)


def by_code(code: int) -> Grid | Datum | None:
    """The grid or the datum of an EPSG code; None for one that is not read here."""
    geographic = BY_CODE.get(f"EPSG:{code}") or (DATUMS["wgs84"] if code in (4979, 4978) else None)
    if geographic is not None:
        return geographic
    if 32701 <= code <= 32760:
        return utm(code - 32700, is_south=True)
    for datum, (first, zones) in _UTM_CODES.items():
        if code - first in zones:
            return utm(code - first, datum=datum)
    for degrees, table in ((6, _SIX), (3, _THREE)):
        for datum, (zones, with_zone, without) in table.items():
            for has_zone, first in ((True, with_zone), (False, without)):
                for zone in zones:
                    if _gk_code(datum, zone, degrees, first) == f"EPSG:{code}":
                        return gauss_kruger(datum, zone, degrees=degrees, has_zone=has_zone)
    for area, (_, _, _, first_zone, codes) in _CS63.items():
        if code in codes:
            return cs63(f"{area}{first_zone + codes.index(code)}")
    return _single(code)


def _single(code: int) -> Grid | None:
    if 7692 <= code <= 7696:
        return kyrgyz(code - 7691)
    if code == 5266:
        return bhutan()
    if 5292 <= code <= 5311:
        name, degrees, minutes = _DISTRICTS[code - 5292]
        plane = TransverseMercator(degrees + minutes / 60, 1.0, 250_000.0, -2_500_000.0)
        return Grid(f"EPSG:{code}", DATUMS["drukref03"], "local", name, plane, f"EPSG:{code}")
    for datum, zones in _INDIA_CODES.items():
        for zone, known in zones.items():
            if known == code:
                return india_zone(datum, zone)
    if code == 7755:
        plane = Cone(24.0, 80.0, (12.472955, 35.172804444444445), 4_000_000.0, 4_000_000.0)
        return Grid("EPSG:7755", DATUMS["wgs84"], "local", "India NSF", plane, "EPSG:7755")
    if code == 3200:
        plane = Cone(32.5, 45.0, (32.5, 32.5), 1_500_000.0, 1_166_200.0, 0.9987864078)
        return Grid("EPSG:3200", DATUMS["fd58"], "local", "Iraq zone", plane, "EPSG:3200")
    if code in (3857, 3785, 900913):
        return Grid("EPSG:3857", DATUMS["wgs84"], "local", "Web Mercator", WebMercator(), "EPSG:3857")
    return None
