"""A WGS 84 position written in metres and on other datums, as people read it to each other and as this program reads back."""

from __future__ import annotations

from camifield.geo.earth import Coordinate
from camifield.geo.systems import mgrs
from camifield.geo.systems.datums import Datum
from camifield.geo.systems.grids import NAMES, Grid, gauss_kruger, utm
from camifield.geo.writing import format_position

SEVEN_DIGITS_FROM = 1_000_000  # metres of northing


def format_utm(latitude: Coordinate, longitude: Coordinate, decimals: int = 0) -> str:
    """UTM with its band, such as "43T 656450 4790730"; empty near the poles, where UTM ends.

    Negative `decimals` round to tens, hundreds and so on, here as for the others below.
    Near the equator, where both numbers have six digits, letters say which is which: "46N 776386E 741289N".
    """
    north, east = float(latitude), float(longitude)
    if not -80 <= north <= 84:
        return ""
    zone = mgrs.zone_of(north, east)
    easting, northing = utm(zone, is_south=north < 0).from_wgs84(north, east)
    is_short = northing < SEVEN_DIGITS_FROM
    easting_text = f"{_metres(easting, decimals)}{'E' if is_short else ''}"
    return (
        f"{zone}{mgrs.band_at(north)} {easting_text} {_metres(northing, decimals)}{'N' if is_short else ''}"
    )


def format_mgrs(latitude: Coordinate, longitude: Coordinate, digits: int = 10) -> str:
    """MGRS, such as "43T FH 56450 90730"; empty near the poles."""
    return mgrs.reference(float(latitude), float(longitude), digits)


def format_sk42(latitude: Coordinate, longitude: Coordinate, decimals: int = 0, name: str = "SK-42") -> str:
    """Gauss-Krüger as the military maps have it: x to the north, y to the east with its zone before it.

    `name` is what the system is called in the reader's language. Empty west of zone 1's meridian, where y has no zone.
    """
    north, east = float(latitude), float(longitude)
    zone = int(east // 6) + 1
    if not 1 <= zone <= 32 or not 0 < north <= 84:
        return ""
    easting, northing = gauss_kruger("sk42", zone).from_wgs84(north, east)
    return f"{name} X={_metres(northing, decimals)} Y={_metres(easting, decimals)}"


def format_on_grid(latitude: Coordinate, longitude: Coordinate, grid: Grid, decimals: int = 0) -> str:
    """A position on any grid, with the grid's name before it: read back as the same place."""
    easting, northing = grid.from_wgs84(float(latitude), float(longitude))
    return f"{grid.name}: E {_metres(easting, decimals)} N {_metres(northing, decimals)}"


def format_on_datum(latitude: Coordinate, longitude: Coordinate, datum: Datum) -> str:
    """A position in degrees of another datum, with the datum's name before them: read back as the same place."""
    north, east, _ = datum.from_wgs84(float(latitude), float(longitude))
    return f"{NAMES[datum.key]} {format_position(f'{north:.7f}', f'{east:.7f}')}"


def _metres(metres: float, decimals: int) -> str:
    """Metres rounded to so many decimals; to tens where those are -1, to hundreds where they are -2."""
    return f"{round(metres, decimals):.{max(0, decimals)}f}"
