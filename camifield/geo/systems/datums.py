"""The datums of the region: on which ellipsoid, by which published operation to WGS 84, and how far that can be trusted.

Parameters: EPSG dataset v11.022, read with pyproj 3.7, whose results the tests compare with. Rotations that EPSG gives
as a coordinate frame stand here with their sign turned, as a position vector.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from camifield.geo.systems.ellipsoids import (
    CLARKE_1880_RGS,
    EVEREST_1830,
    EVEREST_1937,
    EVEREST_1962,
    EVEREST_1975,
    GRS_1980,
    GSK_2011,
    IAG_1975,
    INTERNATIONAL_1924,
    KRASSOWSKY,
    WGS_84,
    Ellipsoid,
)
from camifield.geo.systems.shifts import Shift

# No published operation: what is left out is bounded by what is known of neighbours, and added to the uncertainty.
NO_SHIFT_PUBLISHED = "no published operation, taken as WGS 84"
# Where EPSG says "accuracy unknown" (999) the uncertainty grows by what an unknown datum costs (fields.md).
UNKNOWN_ACCURACY_M = 500.0


class Datum(NamedTuple):
    """A datum: its EPSG code (empty where it has none), ellipsoid, operations to WGS 84 in the order of preference, and
    the countries (ISO 3166-1) whose maps are in it."""

    key: str
    code: str
    ellipsoid: Ellipsoid
    shifts: tuple[Shift, ...]
    countries: tuple[str, ...]

    def shift_at(self, latitude: float, longitude: float) -> Shift:
        """The first operation that holds at a point; the last one holds everywhere."""
        return next((one for one in self.shifts if one.holds_at(latitude, longitude)), self.shifts[-1])

    def to_wgs84(self, latitude: float, longitude: float) -> tuple[float, float, Shift]:
        """WGS 84 degrees of a point in degrees of this datum, and the operation that was used."""
        shift = self.shift_at(latitude, longitude)
        return (*shift.to_wgs84(latitude, longitude, self.ellipsoid), shift)

    def from_wgs84(self, latitude: float, longitude: float) -> tuple[float, float, Shift]:
        """Degrees of this datum for a WGS 84 point, and the operation that was turned round."""
        shift = self.shift_at(latitude, longitude)
        north, east = shift.from_wgs84(latitude, longitude, self.ellipsoid)
        again = self.shift_at(north, east)
        if again is not shift:  # at the edge of an operation's box the way back decides, as it will when read
            shift = again
            north, east = shift.from_wgs84(latitude, longitude, self.ellipsoid)
        return north, east, shift


_SOVIET = ("KZ", "KG", "TJ", "TM", "UZ", "RU", "MN")

_ALL = (
    Datum("wgs84", "EPSG:4326", WGS_84, (Shift("", accuracy_m=0.0),), ()),
    # One operation for all of the former Union and Mongolia. EPSG prefers 5044 north of 41.19 N; that would move the
    # same notebook's points by up to 3 m at a line nobody sees, within the accuracy of either.
    Datum(
        "sk42",
        "EPSG:4284",
        KRASSOWSKY,
        (Shift("EPSG:15865", (25.0, -141.0, -78.5), (0.0, 0.35, 0.736), 0.0, 4.5),),
        _SOVIET,
    ),
    Datum(
        "sk95",
        "EPSG:4200",
        KRASSOWSKY,
        (Shift("EPSG:5043", (24.47, -130.89, -81.56), (0.0, 0.0, 0.13), -0.22, 1.0),),
        ("RU",),
    ),
    Datum("gsk2011", "EPSG:7683", GSK_2011, (Shift("EPSG:9773"),), ("RU",)),
    Datum("kyrg06", "EPSG:7686", GRS_1980, (Shift("EPSG:9768"),), ("KG",)),
    Datum("drukref03", "EPSG:5264", GRS_1980, (Shift("EPSG:5267"),), ("BT",)),
    # EPSG has no operation for CGCS2000; both systems are realisations of the ITRF, within a metre of each other.
    Datum("cgcs2000", "EPSG:4490", GRS_1980, (Shift("CGCS2000 taken as WGS 84"),), ("CN",)),
    # MONREF97 is not in the EPSG dataset. It is said to be a realisation of the ITRF; ten metres are added until
    # Mongolia's survey authority confirms that.
    Datum("monref97", "", GRS_1980, (Shift(NO_SHIFT_PUBLISHED, accuracy_m=10.0),), ("MN",)),
    Datum(
        "beijing54",
        "EPSG:4214",
        KRASSOWSKY,
        (
            Shift("EPSG:15921", (15.8, -154.4, -82.3), accuracy_m=1.0, box=(77.45, 37.0, 88.0, 41.99)),
            Shift("EPSG:15936", (11.911, -154.833, -80.079), accuracy_m=1.0, box=(107.0, 35.0, 110.01, 39.0)),
            # Elsewhere nothing is published on land; the two basins move a point by 60 to 90 m.
            Shift(NO_SHIFT_PUBLISHED, accuracy_m=150.0),
        ),
        ("CN",),
    ),
    Datum("xian80", "EPSG:4610", IAG_1975, (Shift(NO_SHIFT_PUBLISHED, accuracy_m=150.0),), ("CN",)),
    # Published for Bangladesh only (18 m); carried to the west of the same network it is worse by an unknown amount.
    Datum(
        "kalianpur1937",
        "EPSG:4144",
        EVEREST_1937,
        (
            Shift("EPSG:1155", (282.0, 726.0, 254.0), accuracy_m=18.0, box=(88.01, 20.52, 92.67, 26.64)),
            Shift("EPSG:1155", (282.0, 726.0, 254.0), accuracy_m=100.0),
        ),
        ("NP",),
    ),
    Datum(
        "kalianpur1962",
        "EPSG:4145",
        EVEREST_1962,
        (Shift("EPSG:1247", (283.0, 682.0, 231.0), accuracy_m=UNKNOWN_ACCURACY_M),),
        ("PK",),
    ),
    Datum(
        "kalianpur1975",
        "EPSG:4146",
        EVEREST_1975,
        (Shift("EPSG:1156", (295.0, 736.0, 257.0), accuracy_m=22.0),),
        ("IN",),
    ),
    # Nothing is published; the ellipsoid is that of 1975 to 20 cm, so its operation is borrowed.
    Datum(
        "kalianpur1880",
        "EPSG:4243",
        EVEREST_1830,
        (Shift("EPSG:1156 borrowed", (295.0, 736.0, 257.0), accuracy_m=UNKNOWN_ACCURACY_M),),
        (),
    ),
    Datum(
        "nepal1981",
        "EPSG:6207",
        EVEREST_1937,
        (Shift("EPSG:6208", (293.17, 726.18, 245.36), accuracy_m=0.3),),
        ("NP",),
    ),
    Datum(
        "ed77",
        "EPSG:4154",
        INTERNATIONAL_1924,
        (Shift("EPSG:1514", (-110.33, -97.73, -119.85), (0.3423, 1.1634, 0.2715), 0.063, 1.0),),
        ("IR",),
    ),
    # Published for three spots of the Gulf coast, which differ by 7 m; elsewhere that difference is allowed for.
    Datum(
        "fd58",
        "EPSG:4132",
        CLARKE_1880_RGS,
        (
            Shift("EPSG:1513", (-241.54, -163.64, 396.06), accuracy_m=0.5, box=(51.8, 27.3, 53.01, 28.2)),
            Shift("EPSG:1513", (-241.54, -163.64, 396.06), accuracy_m=25.0),
        ),
        ("IR",),
    ),
    Datum(
        "herat_north",
        "EPSG:4255",
        INTERNATIONAL_1924,
        (Shift("EPSG:1246", (-333.0, -222.0, 114.0), accuracy_m=UNKNOWN_ACCURACY_M),),
        ("AF",),
    ),
)
DATUMS: Mapping[str, Datum] = {one.key: one for one in _ALL}
BY_CODE: Mapping[str, Datum] = {one.code: one for one in _ALL if one.code}
