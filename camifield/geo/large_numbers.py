"""Pairs of large whole numbers: degrees whose decimal mark a spreadsheet ate, packed degrees, or metres of a grid."""

from __future__ import annotations

from collections.abc import Iterator

from camifield.geo.angles import Angle, Part, angle_of, unpacked
from camifield.geo.judging import likely, offered, position_of
from camifield.geo.readings import Position, PositionReading, Refused

SURE_DECIMALS = 5  # what receivers and phones write; fewer are a guess at how many there were


def large_pair(
    first: str, second: str, country: str | None, axes: tuple[str, str] = ("", "")
) -> PositionReading:
    """The reading of two numbers in the order typed, at least one of them with four whole digits or more.

    A lost decimal mark is put back only when one way of doing so gives equal decimals, five or more, and a point
    among the range states with latitude first, and when no grid reads the same digits there. Metres of Gauss-Krüger
    are taken when their easting has eight digits, two of them a zone of the region; where two readings are left, both
    are shown; anything less sure is only suggested. axes: what is said of the numbers: north, east, x, y or nothing.
    """
    north, east = (
        (second, first) if axes[0] in ("east", "x") or axes[1] in ("north", "y") else (first, second)
    )
    here = [pair for pair in _restored(north, east) if likely(pair[0].value, pair[1].value, country)]
    swapped = [pair for pair in _restored(east, north) if likely(pair[0].value, pair[1].value, country)]
    grid = _as_metres(first, second, axes, country)
    if len(here) == 1 and not grid and _decimals(here[0][0]) >= SURE_DECIMALS:
        return PositionReading((position_of(*here[0]),), notes=("decimal-mark-restored",))
    if grid and (axes != ("", "") or _has_wide_easting(first, second)) and not here:
        if len(grid) > 1:
            return PositionReading(grid, reason="several-systems")
        return PositionReading(grid, notes=("taken-as-sk42",))
    packed = _packed(north, east)
    restored = [position_of(*pair) for pairs in (here, swapped) for pair in pairs[:1]]
    if grid and restored:
        return PositionReading((*restored[:1], *grid), reason="several-systems")
    if packed is not None and here:
        both = (position_of(*here[0]), position_of(*packed))
        return PositionReading(both, reason="several-places")
    if restored:
        return PositionReading(reason="decimal-mark-lost", suggestion=offered(restored[0]))
    if packed is not None:
        return PositionReading(reason="place-not-understood", suggestion=offered(position_of(*packed)))
    if not all(len(number.partition(".")[0]) >= 5 for number in (first, second)):
        return PositionReading(reason="place-not-understood")
    if grid:
        return PositionReading(reason="zone-needed", suggestion=grid[0].written)
    return _without_zone(first, second, axes, country)


def _as_metres(first: str, second: str, axes: tuple[str, str], country: str | None) -> tuple[Position, ...]:
    """What the numbers may be as metres whose easting begins with its zone, in the region."""
    if not all(len(number.partition(".")[0]) >= 7 for number in (first, second)):
        return ()
    from camifield.geo.systems.plane import Metres
    from camifield.geo.systems.reading import bare_metres

    try:
        return bare_metres(Metres(first.lstrip("0"), axes[0]), Metres(second.lstrip("0"), axes[1]), country)
    except Refused:
        return ()


def _has_wide_easting(first: str, second: str) -> bool:
    """Whether one of the numbers has eight whole digits, as an easting has from zone 10 on and nothing else."""
    return any(len(number.partition(".")[0].lstrip("0")) == 8 for number in (first, second))


def _without_zone(first: str, second: str, axes: tuple[str, str], country: str | None) -> PositionReading:
    """Metres of UTM whose zone is lacking: its zones in the country as candidates, where that is known."""
    from camifield.geo.systems.plane import Metres
    from camifield.geo.systems.reading import bare_zones

    try:
        return bare_zones(Metres(first.lstrip("0"), axes[0]), Metres(second.lstrip("0"), axes[1]), country)
    except (Refused, ValueError):
        return PositionReading(reason="zone-needed")


def restored_degrees(number: str, degree_digits: int) -> Angle | None:
    """Digits with the decimal mark put back after `degree_digits`; None when the number has a mark of its own."""
    if not number.isdigit() or len(number) <= degree_digits + 1:
        return None
    return angle_of([Part(f"{number[:degree_digits]}.{number[degree_digits:]}")])


def _restored(north: str, east: str) -> Iterator[tuple[Angle, Angle]]:
    """Each way of putting back both decimal marks that leaves equally many decimals; one may have its own."""
    for digits in (2, 3):
        latitude = restored_degrees(north, 2) or _small(north)
        longitude = restored_degrees(east, digits) or _small(east)
        if latitude is None or longitude is None or latitude.precision != longitude.precision:
            continue
        if abs(latitude.value) <= 90 and abs(longitude.value) <= 180:
            yield latitude, longitude
            if not east.isdigit():
                return


def _small(number: str) -> Angle | None:
    return angle_of([Part(number)]) if "." in number and len(number.partition(".")[0]) <= 3 else None


def _decimals(angle: Angle) -> int:
    return len(angle.text.partition(".")[2])


def _packed(first: str, second: str) -> tuple[Angle, Angle] | None:
    """Both numbers as degrees, minutes and seconds without gaps, latitude first; None when they cannot be."""
    try:
        angles: list[Angle] = []
        for number, letter in ((first, "N"), (second, "E")):
            parts = unpacked(Part(number), letter)
            if len(parts) == 1:
                return None
            angles.append(angle_of(parts, letter))
    except Refused:
        return None
    return (angles[0], angles[1]) if abs(angles[1].value) <= 180 else None
