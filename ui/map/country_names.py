"""Where the name of a country stands on the map, well inside it: the names are the vocabulary's own."""

from __future__ import annotations

from typing import NamedTuple

from camifield.geo.mercator import to_unit


class CountryName(NamedTuple):
    """A country's code and the middle of its name in the unit square; shown between two levels."""

    code: str
    x: float
    y: float
    from_level: float
    to_level: float


# Longitude, latitude, and the levels between which the name helps. Where a line is disputed, no name stands near it.
_DEGREES = {
    "KZ": (67.5, 48.3, 2.0, 7.0),
    "KG": (74.3, 41.5, 4.5, 8.5),
    "UZ": (63.2, 42.1, 4.0, 8.0),
    "TJ": (70.6, 38.7, 5.0, 8.5),
    "TM": (59.2, 39.3, 4.0, 8.0),
    "AF": (65.8, 33.8, 4.0, 8.0),
    "PK": (68.0, 28.6, 4.0, 8.0),
    "IN": (79.0, 22.3, 2.0, 7.0),
    "NP": (83.6, 28.4, 5.0, 8.5),
    "BT": (90.4, 27.4, 6.0, 9.0),
    "CN": (103.0, 36.2, 2.0, 6.5),
    "MN": (103.5, 46.4, 2.5, 7.5),
    "RU": (96.0, 61.0, 2.0, 6.5),
    "IR": (54.3, 32.6, 3.0, 7.5),
    "AZ": (47.6, 40.5, 5.0, 8.5),
    "AM": (44.9, 40.35, 5.5, 9.0),
    "GE": (43.4, 42.15, 5.0, 8.5),
    "TR": (34.5, 39.1, 3.5, 7.5),
    "IQ": (43.6, 33.0, 4.0, 8.0),
    "SY": (38.4, 35.1, 5.0, 8.0),
    "SA": (44.5, 24.0, 3.0, 7.5),
    "YE": (47.5, 15.8, 4.5, 8.0),
    "OM": (56.2, 20.6, 4.5, 8.0),
    "AE": (54.2, 23.5, 5.5, 8.5),
    "EG": (29.5, 26.5, 3.5, 7.5),
    "UA": (31.2, 49.2, 3.5, 7.5),
    "BY": (28.0, 53.4, 4.5, 8.0),
    "PL": (20.9, 51.9, 5.0, 8.0),
    "RO": (24.9, 45.9, 5.0, 8.0),
    "FI": (26.3, 63.2, 4.0, 7.5),
    "BD": (89.9, 24.2, 5.5, 8.5),
    "MM": (96.1, 21.6, 4.0, 8.0),
    "TH": (101.6, 15.6, 4.0, 8.0),
    "LA": (103.2, 18.9, 5.0, 8.5),
    "VN": (105.2, 20.9, 5.5, 8.5),
    "KH": (104.9, 12.7, 5.0, 8.5),
    "LK": (80.7, 7.6, 5.0, 8.5),
    "JP": (138.2, 36.3, 4.0, 8.0),
    "KP": (126.6, 39.9, 5.0, 8.5),
    "KR": (127.9, 36.3, 5.0, 8.5),
    "PH": (121.2, 16.4, 4.5, 8.0),
}
COUNTRY_NAMES = tuple(
    CountryName(code, *to_unit(longitude, latitude), first, last)
    for code, (longitude, latitude, first, last) in _DEGREES.items()
)
