"""Where a position is, offline: country, province, nearest place, sea, time zone, and the clock there on a day.

Country and province are told for ground that one state holds and nobody else claims; elsewhere `claimants` says who does, and
no opinion is given. Borders are right to 3 km (`resources/geo/README.md`): `is_near_border` says when that matters.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from camifield.geo.countries import country as country_of
from camifield.geo.earth import METRES_PER_DEGREE, bearing_degrees, distance_m
from camifield.geo.ground import SEA, ground
from camifield.geo.packed import NUMBER
from camifield.geo.place_names import PlaceNames, place_names
from camifield.geo.provinces import Province, province_of

NOON = time(12)
FARTHEST_M = 300_000  # a place farther off says nothing about a position
RINGS = 14  # of half a degree: 300 km at 60 N
# China's one official clock is Beijing's; the zone tables know Xinjiang's unofficial one.
ONE_CLOCK = {"CN": "Asia/Shanghai"}


class Nearby(NamedTuple):
    """The nearest named place by its number in the list of places: metres to it, and the true bearing from it to the position, in degrees clockwise."""

    place: int
    distance_m: float
    bearing_degrees: float

    def name(self, language: str) -> str:
        """What it is called in a language, else in one that its readers know."""
        return place_names().name(self.place, language)


@dataclass(frozen=True)
class Whereabouts:
    """What is known of a position; the rest is looked up when it is asked for.

    country: ISO 3166-1 code, empty at sea, on claimed ground, and outside the region.
    claimants: the codes of the states that claim the ground, the holder first; empty where nobody disputes it.
    is_known: whether the position lies in the region that is known (20-150 E, 5-75 N). is_sea: more than 5 km off any
    shore, or in the Caspian. neighbours: who else holds or claims ground within 5 km. tract: Natural Earth's province.
    """

    latitude: float
    longitude: float
    country: str = ""
    claimants: tuple[str, ...] = ()
    is_known: bool = False
    is_sea: bool = False
    neighbours: frozenset[str] = frozenset()
    tract: str = ""

    @property
    def is_near_border(self) -> bool:
        """Whether another country, or its claim, begins within 5 km: the borders themselves are right to 3."""
        return bool(self.neighbours)

    @cached_property
    def province(self) -> Province | None:
        """Today's province; None without a country, and where it is not sure."""
        return province_of(self.country, self.tract, self.latitude, self.longitude) if self.country else None

    @cached_property
    def nearest(self) -> Nearby | None:
        """The nearest named place within 300 km; None outside the region."""
        return nearest(self.latitude, self.longitude) if self.is_known else None

    @cached_property
    def zone(self) -> str:
        """The IANA name of the time zone, empty when unknown."""
        return _zone(self.latitude, self.longitude, self.country)

    def provinces_around(self, radius_m: float) -> Iterator[Province]:
        """The provinces of the same country so far to the north, south, east and west."""
        up = radius_m / METRES_PER_DEGREE
        across = up / max(0.05, math.cos(math.radians(self.latitude)))
        table = ground()
        for north, east in ((up, 0.0), (-up, 0.0), (0.0, across), (0.0, -across)):
            latitude, longitude = self.latitude + north, self.longitude + east
            tract = table.tracts[table.tract_at(latitude, longitude) or SEA]
            if tract.country == self.country:
                province = province_of(self.country, tract.name, latitude, longitude)
                if province is not None:
                    yield province

    def may_be_in(self, iso2: str) -> bool:
        """Whether nothing here speaks against a country that somebody wrote: it is there, claims it, or is that near."""
        return not self.is_known or iso2 in (self.country, *self.claimants) or iso2 in self.neighbours

    def utc_offset(self, day: date, at: time = NOON) -> timedelta | None:
        """The offset of the clocks there at a local time of a day; None when the zone is not known."""
        try:
            zone = ZoneInfo(self.zone) if self.zone else None
        except (ZoneInfoNotFoundError, ValueError):
            return None
        return None if zone is None else datetime.combine(day, at, zone).utcoffset()


def make_ready() -> None:
    """Read the tables, so that the first position that somebody types does not wait for them. Raises as `whereabouts`."""
    ground()
    _near_table()


@lru_cache(maxsize=4096)  # a form asks again at every key, a table for its camera stations in every row
def whereabouts(latitude: float, longitude: float) -> Whereabouts:
    """All that is known of a position in degrees, WGS 84. Raises Problem when the packed tables are damaged."""
    table = ground()
    number = table.tract_at(latitude, longitude)
    if number is None:
        return Whereabouts(latitude, longitude)
    near = table.near(latitude, longitude)
    if number == SEA and near:  # within 5 km of a shore that is right to 3: the land there
        number = next((side for one in near for side in one.sides if side != SEA), SEA)
    tract = table.tracts[number]
    claimants = tract.claimants or table.claim_at(latitude, longitude)
    country = "" if claimants else tract.country
    around = {code for one in near for side in one.sides for code in table.tracts[side].states}
    return Whereabouts(
        latitude,
        longitude,
        country=country,
        claimants=claimants,
        is_known=True,
        is_sea=number == SEA,
        neighbours=frozenset(around - {country, *claimants, ""}),
        tract=tract.name,
    )


def nearest(latitude: float, longitude: float) -> Nearby | None:
    """The nearest named place within 300 km, measured on a plane and then told on the globe."""
    found = _near_table().nearest(latitude, longitude)
    if found is None:
        return None
    index, north, east = found
    away = distance_m(latitude, longitude, north, east)
    return (
        Nearby(index, away, bearing_degrees(north, east, latitude, longitude)) if away < FARTHEST_M else None
    )


class _NearTable:
    """Places by cells of half a degree."""

    SIDE = 0.5

    def __init__(self, names: PlaceNames) -> None:
        self._north, self._east, self._scale = names.latitudes, names.longitudes, names.SCALE
        cells: dict[int, list[int]] = {}
        side = round(self.SIDE * names.SCALE)
        for index, (north, east) in enumerate(zip(self._north, self._east, strict=True)):
            cells.setdefault(north // side * 1000 + east // side, []).append(index)
        self._cells = {cell: array(NUMBER, held) for cell, held in cells.items()}

    def nearest(self, latitude: float, longitude: float) -> tuple[int, float, float] | None:
        """The nearest place and its position, looked for in rings of cells that grow."""
        y, x = latitude * self._scale, longitude * self._scale
        across = max(0.05, math.cos(math.radians(latitude)))
        side = self.SIDE * self._scale
        row, column = math.floor(y / side), math.floor(x / side)
        inner = min(y - row * side, side - (y - row * side), (x - column * side) * across)
        inner = min(inner, (side - (x - column * side)) * across)  # how near the ring beyond begins
        best, square = -1, (FARTHEST_M / METRES_PER_DEGREE * self._scale) ** 2
        for reach in range(RINGS):
            if reach and square <= (inner + (reach - 1) * side * across) ** 2:
                break
            for cell in _ring(row, column, reach):
                for index in self._cells.get(cell, ()):
                    north, east = self._north[index] - y, (self._east[index] - x) * across
                    away = north * north + east * east
                    if away < square:
                        best, square = index, away
        return None if best < 0 else (best, self._north[best] / self._scale, self._east[best] / self._scale)


def _ring(row: int, column: int, reach: int) -> Iterator[int]:
    """The keys of the cells that lie `reach` cells off one."""
    for north in range(row - reach, row + reach + 1):
        step = 1 if abs(north - row) == reach else 2 * reach
        for east in range(column - reach, column + reach + 1, step or 1):
            yield north * 1000 + east


@cache
def _near_table() -> _NearTable:
    return _NearTable(place_names())


def _zone(latitude: float, longitude: float, country: str) -> str:
    """The IANA zone of a position; near a border the one of its country, where that has only one."""
    if country in ONE_CLOCK:
        return ONE_CLOCK[country]
    told = country_of(country) if country else None
    if told is not None and len(told.zones) == 1 and country in SINGLE_ZONE:
        return told.zones[0]
    if not (abs(latitude) <= 90 and abs(longitude) <= 180):
        return ""
    import tzfpy  # 3 MB of shapes that only this needs

    return tzfpy.get_tz(longitude, latitude) or ""


# Countries whose whole past under IANA's tables is one zone. Kazakhstan, Uzbekistan, Mongolia and Russia have several.
SINGLE_ZONE = frozenset(("AF", "BT", "IN", "IR", "KG", "NP", "PK", "TJ", "TM"))
