"""Files whose numbers are in another system than WGS 84 degrees: what their .prj says, and every corner brought over.

One place for all that reads such files, points and areas alike.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from camifield.errors import Problem, Where
from camifield.formats.features.feature import Corner, as_text
from camifield.formats.reading.notices import Notice
from camifield.geo.systems.datums import Datum
from camifield.geo.systems.grids import NAMES, Grid
from camifield.geo.systems.projections import TransverseMercator
from camifield.geo.systems.well_known import Said, read_well_known
from camifield.geo.writing import format_position

_HALF_ROUND_M = 20_100_000.0  # half the way round the earth
_ACROSS_M = 3_000_000.0  # from the meridian of a zone; beyond 30 degrees its series say nothing


class Converter(NamedTuple):
    """From the numbers of a file to degrees in WGS 84.

    name: the system as the file names it. code: "EPSG:28413", empty where it has none. operation: the published one that
    was used ("EPSG:15865"), empty where none is needed. accuracy_m: what it leaves open, the worst where it depends on
    the point.
    """

    name: str
    code: str
    operation: str
    accuracy_m: float
    said: Said

    @property
    def is_plain(self) -> bool:
        """Whether the numbers are degrees in WGS 84 already, and need nothing."""
        system = self.said.system
        return isinstance(system, Datum) and system.key == "wgs84" and self.said.unit == 1.0

    def corner(self, x: float, y: float) -> Corner:
        """Longitude and latitude in WGS 84 of a point of the file; what cannot be placed comes out as NaN."""
        system, unit = self.said.system, self.said.unit
        if system is None or self.is_plain:
            return x, y
        try:
            if isinstance(system, Grid):
                if not _is_near(system, x * unit, y * unit):
                    return float("nan"), float("nan")
                north, east, *_ = system.to_wgs84(x * unit, y * unit)
            else:
                north, east, _ = system.to_wgs84(y * unit, x * unit)
        except (ValueError, OverflowError, ZeroDivisionError):  # far outside of the grid
            return float("nan"), float("nan")
        return east, north

    def written(self, x: float, y: float) -> str:
        """The point as the file has it, with its system before it: a place field reads it as what `corner` gives.

        Empty for WGS 84 degrees and for a grid that nobody has named.
        """
        system, unit = self.said.system, self.said.unit
        if isinstance(system, Grid):
            named = (
                system.code or system.name
            )  # the code before the name: zones of two widths are called alike
            is_read = named and "CM -" not in named  # east of 180 degrees nobody writes a meridian so
            return f"{named}: E {x * unit:.3f} N {y * unit:.3f}" if is_read else ""
        if system is None or self.is_plain:
            return ""
        return f"{NAMES[system.key]} {format_position(f'{y * unit:.7f}', f'{x * unit:.7f}')}"

    def notice(self) -> Notice:
        """What is told of the change."""
        told = {"system": self.name, "metres": round(self.accuracy_m, 1), "operation": self.operation}
        return Notice("converted-with-operation" if self.operation else "converted-from-system", told)


def _is_near(grid: Grid, easting: float, northing: float) -> bool:
    """Whether metres can be a place at all: the series of a zone bring even nonsense somewhere."""
    if isinstance(grid.projection, TransverseMercator):
        easting, most = easting - grid.projection.false_easting, _ACROSS_M
    else:
        most = _HALF_ROUND_M
    return abs(easting) <= most and abs(northing) <= _HALF_ROUND_M


def converter_of(prj: str, file: str) -> Converter:
    """How the numbers of a file become degrees in WGS 84, by its .prj as ESRI or the OGC write it.

    Raises Problem ``shapefile-in-other-system`` for one that is not known here: nothing is guessed.
    """
    said = read_well_known(prj)
    system = said.system if said is not None else None
    if said is None or system is None:
        found = re.search(r'"([^"]{1,120})"', prj)
        name = as_text(said.name if said is not None else found[1] if found else "")[:120]
        raise Problem("shapefile-in-other-system", where=Where(file=file), parameters={"system": name or "?"})
    shifts = (system.datum if isinstance(system, Grid) else system).shifts
    worst = max(shifts, key=lambda one: one.accuracy_m)
    return Converter(as_text(said.name)[:120], system.code, worst.operation, worst.accuracy_m, said)
