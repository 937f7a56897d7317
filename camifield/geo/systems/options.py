"""Which grids the words of a text leave possible, and whether two numbers can lie on one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from camifield.geo.readings import Refused
from camifield.geo.systems import grids, mgrs
from camifield.geo.systems.datums import DATUMS, Datum
from camifield.geo.systems.grids import Grid
from camifield.geo.systems.naming import Named
from camifield.geo.systems.plane import Plane
from camifield.geo.systems.projections import TransverseMercator
from camifield.geo.systems.shifts import Box

_CHINESE = frozenset(("cgcs2000", "beijing54", "xian80"))
_SOVIET = frozenset(("sk42", "sk95", "gsk2011"))
_ON_ZONES = _CHINESE | _SOVIET
# How far from its central meridian, in degrees, a point is still written in a zone: half the width, and some overlap.
_REACH = {"utm": 4.5, "gk": 3.75, "gk3": 1.75, "cs63": 2.5, "kyrg": 2.5, "local": 40.0}
_WITHOUT_ZONE = 1_000_000
_FARTHEST_M = 1_000_000


class Options:
    """The grids that may be meant; `needs_zone` where the numbers alone cannot say which zone it is."""

    def __init__(
        self, said: Named, datums: Sequence[Datum], fixed: Sequence[Grid], *, is_soviet: bool
    ) -> None:
        self._said = said
        self._datums = datums
        self._fixed = list(fixed)
        self.is_soviet = is_soviet
        self.needs_zone = False

    def grids(self, easting: float) -> Iterator[Grid]:
        """The grids for an easting, which may begin with its zone. Raises Refused when zone and easting disagree."""
        yield from self._fixed
        if self._fixed:
            return
        zone, _ = divmod(int(easting), _WITHOUT_ZONE)
        for datum in self._datums:
            yield from _zones_of(datum.key, zone, self._said.degrees)

    def holds(self, grid: Grid, easting: float, northing: float) -> bool:
        """Whether a point lies where this grid is used: near its meridian, in its band, among people."""
        if not 0 < northing < 10_000_000 or not easting > 0:
            return False
        if grid.kind == "utm" and not 100_000 <= easting <= 900_000:
            return False
        has_own_zone = self._said.zone is not None and easting >= _WITHOUT_ZONE
        if has_own_zone and grid.kind in ("gk", "gk3") and int(easting // _WITHOUT_ZONE) != self._said.zone:
            return False
        if isinstance(grid.projection, TransverseMercator) and not _is_near(grid.projection, easting):
            return False
        meridian = getattr(grid.projection, "meridian", None)
        latitude, longitude = grid.projection.to_degrees(easting, northing, grid.datum.ellipsoid)
        if not -80 <= latitude <= 84:
            return False
        if meridian is not None and abs((longitude - meridian + 540) % 360 - 180) > _REACH[grid.kind]:
            return False
        return self._is_in_band(latitude, grid)

    def _is_in_band(self, latitude: float, grid: Grid) -> bool:
        """Whether the letter beside the zone agrees; N and S are also hemispheres, and S is Iran's band."""
        letter = self._said.letter
        if grid.kind != "utm" or not letter:
            return True
        is_south_grid = grid.zone.endswith("S")
        if letter in ("N", "-"):
            return is_south_grid == (letter == "-")
        if letter == "S" and is_south_grid:
            return latitude < 0
        return mgrs.is_in_band(latitude, letter) and is_south_grid == (letter < "N")

    def why_not(self, plane: Plane) -> str:
        """The reason why the numbers fit none of the grids."""
        values = (plane.first.value, plane.second.value)
        zones = {int(one // _WITHOUT_ZONE) for one in values if one >= _WITHOUT_ZONE}
        said = self._said
        if said.grid == "utm" or (said.zone is not None and not self.is_soviet):
            return (
                "band-and-northing-disagree" if said.letter not in ("", "N", "-") else "metres-outside-zone"
            )
        if said.zone is not None and any(one >= 10_000_000 for one in values) and said.zone not in zones:
            return "zone-and-easting-disagree"
        return "metres-outside-zone"

    def lacks_zone(self, plane: Plane) -> bool:
        """Whether the easting has no zone before it and none was named."""
        values = (plane.first.value, plane.second.value)
        is_told = bool(self._fixed) or self._said.zone is not None or max(values) >= 10 * _WITHOUT_ZONE
        return not is_told and any(100_000 <= one < _WITHOUT_ZONE for one in values)

    def in_country(self, box: Box) -> Iterator[Grid]:
        """The grids of every zone that touches a country's box, for numbers without a zone."""
        west, _, east, _ = box
        if self._said.grid == "utm" or not self._datums or self._datums[0].key == "wgs84":
            datum = self._datums[0].key if self._datums else "wgs84"
            yield from (
                grids.utm(zone, datum=datum)
                for zone in range(int(west + 180) // 6 + 1, int(east + 180) // 6 + 2)
            )
            return
        degrees = self._said.degrees or 6
        for datum in self._datums:
            first, last = (
                (int(west) // 6 + 1, int(east) // 6 + 1)
                if degrees == 6
                else (round(west / 3), round(east / 3))
            )
            for zone in range(first, last + 1):
                yield grids.gauss_kruger(datum.key, zone, degrees=degrees, has_zone=False)


def options_for(said: Named, datums: Sequence[Datum], country: str | None) -> Options:
    """The options of what was said. Raises Refused for a system that is not read or not public."""
    if said.code is not None:
        return _of_code(said)
    keys = [one.key for one in datums]
    fixed = list(_fixed(said, keys))
    is_gauss_kruger = said.grid == "gk" or bool(set(keys) & _ON_ZONES) or said.meridian is not None
    if fixed:
        return Options(said, datums, fixed, is_soviet=is_gauss_kruger or said.grid == "cs63")
    if is_gauss_kruger and said.grid != "utm":
        chosen = [one for one in datums if one.key in _ON_ZONES] or _usual(country)
        return _gauss_kruger(said, chosen)
    if set(keys) <= {"wgs84", "monref97"} or said.grid == "utm":
        if set(keys) & _ON_ZONES:
            raise Refused("other-datum")
        return _utm(said, datums)
    if "kyrg06" in keys:
        return Options(said, datums, [grids.kyrgyz(zone) for zone in range(1, 6)], is_soviet=True)
    if "drukref03" in keys:
        return Options(said, datums, [grids.bhutan()], is_soviet=False)
    if said.zone is not None:
        return _utm(said, datums)
    raise Refused("grid-not-public" if "nepal1981" in keys else "zone-needed")


def _of_code(said: Named) -> Options:
    found = grids.by_code(said.code or 0)
    if found is None:
        raise Refused("other-datum")
    if isinstance(found, Grid):
        return Options(said, [found.datum], [found], is_soviet=found.kind in ("gk", "gk3", "cs63"))
    if found.key in _ON_ZONES:
        return _gauss_kruger(said, [found])
    if said.zone is not None:
        return _utm(said, [found])
    raise Refused("zone-needed")


def _fixed(said: Named, keys: Sequence[str]) -> Iterator[Grid]:
    """The grids that a name settles without looking at the numbers. Raises Refused for one that is not public."""
    if said.grid == "cs63":
        zone = said.area or (f"K{said.zone}" if said.zone is not None and said.letter == "K" else "")
        found = grids.cs63(zone)
        if found is None:
            raise Refused("grid-not-public")
        yield found
    elif said.grid == "bhutan":
        yield grids.bhutan()
    elif said.grid == "india":
        area = said.area.replace(" ", "")
        found_zones = [one for key in keys if (one := grids.india_zone(key, area)) is not None]
        if not found_zones:
            raise Refused("other-datum")
        yield from found_zones
    elif said.meridian is not None:
        for key in keys or ("sk42",):
            yield grids.meridian_grid(key, said.meridian)
    elif "kyrg06" in keys and said.grid != "utm" and said.zone is not None and 1 <= said.zone <= 5:
        yield grids.kyrgyz(said.zone)


def _utm(said: Named, datums: Sequence[Datum]) -> Options:
    if said.zone is None:
        options = Options(said, datums, [], is_soviet=False)
        options.needs_zone = True
        return options
    if not 1 <= said.zone <= 60:
        raise Refused("zone-unknown")
    fixed: list[Grid] = []
    for key in [one.key for one in datums] or ["wgs84"]:
        fixed.append(grids.utm(said.zone, datum=key))
        is_south_letter = said.letter in ("-", "S") or (
            said.letter and said.letter < "N" and said.letter != "-"
        )
        if key == "wgs84" and is_south_letter:
            fixed.append(grids.utm(said.zone, is_south=True))
    return Options(said, datums, fixed, is_soviet=False)


def _gauss_kruger(said: Named, datums: Sequence[Datum]) -> Options:
    fixed = list(_told_zone(said, datums)) if said.zone is not None else []
    return Options(said, datums, fixed, is_soviet=True)


def _told_zone(said: Named, datums: Sequence[Datum]) -> Iterator[Grid]:
    """The zone that was named, both with its number before the easting and without it."""
    zone = said.zone or 0
    for datum in datums:
        for degrees in (said.degrees,) if said.degrees else _widths(datum.key, zone):
            yield grids.gauss_kruger(datum.key, zone, degrees=degrees)
            yield grids.gauss_kruger(datum.key, zone, degrees=degrees, has_zone=False)


def _widths(datum: str, zone: int) -> tuple[int, ...]:
    """How wide a zone of that number can be: China's six-degree zones end at 23, and its narrow ones begin at 25."""
    if datum in _CHINESE:
        return (6,) if zone <= 23 else (3,) if zone >= 25 else (6, 3)
    return (6, 3) if zone <= 32 else (3,)


def _zones_of(datum: str, zone: int, degrees: int) -> Iterator[Grid]:
    """The grids of a datum whose easting begins with `zone`; the narrow one too, for it may be the only one in the region."""
    if not 1 <= zone <= 64:
        return
    for width in (degrees,) if degrees else (_widths(datum, zone) if datum in _CHINESE else (6, 3)):
        if width == 3 or zone <= 32:
            yield grids.gauss_kruger(datum, zone, degrees=width)


def _is_near(plane: TransverseMercator, easting: float) -> bool:
    """Whether an easting is one of this zone at all: farther off the series means nothing."""
    return abs(easting - plane.false_easting) < _FARTHEST_M


def bare_options(country: str | None, *, is_utm: bool = False) -> Options:
    """The options of two numbers that stand there without a word: Gauss-Krüger by the zone before the easting, or UTM."""
    return Options(Named(), [DATUMS["wgs84"]] if is_utm else _usual(country), [], is_soviet=not is_utm)


def _usual(country: str | None) -> list[Datum]:
    """The datums in which a country's maps in Gauss-Krüger are drawn; SK-42 where nothing else is known."""
    keys: Iterable[str] = _CHINESE if country and country.upper() == "CN" else ("sk42",)
    return [DATUMS[key] for key in DATUMS if key in keys]
