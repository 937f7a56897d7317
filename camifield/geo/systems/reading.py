"""Positions in metres and on other datums, read: what the text names, what its numbers can be, and when to ask."""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal

from camifield.geo.countries import country as country_of
from camifield.geo.countries import in_any_box, in_box
from camifield.geo.degrees import read_degrees
from camifield.geo.earth import METRES_PER_DEGREE, degrees_text
from camifield.geo.judging import HIGHEST_M, LOWEST_M, likely, precision_text
from camifield.geo.readings import Origin, Position, PositionReading, Refused, System
from camifield.geo.systems import grids, mgrs, phone_maps
from camifield.geo.systems.datums import DATUMS, Datum
from camifield.geo.systems.grids import NAMES, Grid
from camifield.geo.systems.naming import Named, names_of
from camifield.geo.systems.options import Options, bare_options, options_for
from camifield.geo.systems.plane import Metres, Plane, orders, plane_of

_KINDS: dict[str, System] = {
    "utm": "UTM",
    "gk": "gauss_kruger",
    "gk3": "gauss_kruger",
    "cs63": "gauss_kruger",
}


def read_system(text: str, country: str | None = None) -> PositionReading | None:
    """The reading of a text that names a grid, a zone, a datum or a phone map; None when it names none of them.

    `text` has plain signs; `country` (ISO 3166-1) settles what several countries write alike.
    """
    said = names_of(text)
    if not said.is_named:
        return None
    try:
        if said.refused:
            raise Refused(said.refused)
        if said.grid == "mgrs":
            return _read_mgrs(said)
        if said.phone_map:
            return _read_phone_map(said, country)
        if said.has_metres:
            return _read_metres(text, said, country)
        return _read_other_degrees(text, said, country)
    except Refused as refused:
        return PositionReading(reason=refused.reason, suggestion=refused.suggestion)


def position_on(
    grid: Grid, easting: Metres, northing: Metres, plane: Plane | None = None, written: str = ""
) -> Position:
    """The position of metres on a grid, with what its digits and its datum leave open."""
    latitude, longitude, operation, accuracy = grid.to_wgs84(easting.value, northing.value)
    step = max(easting.step_m, northing.step_m)
    return Position(
        degrees_text(latitude),
        degrees_text(longitude),
        _KINDS.get(grid.kind, "local_grid"),
        precision_text(Decimal(step) / Decimal(METRES_PER_DEGREE)),
        math.ceil(math.hypot(step, step) + accuracy),
        plane.altitude_m if plane else None,
        plane.accuracy_m if plane else None,
        Origin(grid.code or grid.name, grid.datum.key, grid.kind, grid.zone, operation, accuracy),
        written,
    )


def _read_mgrs(said: Named) -> PositionReading:
    zone, band, letters, digits = said.mgrs
    if not zone:
        raise Refused("mgrs-incomplete")
    halves = digits.split(" ")
    if len(halves) == 2 and len(halves[0]) != len(halves[1]):
        raise Refused("mgrs-incomplete")
    square = mgrs.square_of(int(zone), band, letters, "".join(halves))
    if square is None:
        raise Refused("mgrs-incomplete" if len("".join(halves)) % 2 else "mgrs-square-wrong")
    middle = square.side_m / 2
    latitude, longitude, _, _ = square.grid.to_wgs84(square.easting + middle, square.northing + middle)
    position = Position(
        degrees_text(latitude),
        degrees_text(longitude),
        "MGRS",
        precision_text(Decimal(square.side_m) / Decimal(METRES_PER_DEGREE)),
        math.ceil(math.hypot(middle, middle)),
        origin=Origin(square.grid.code, "wgs84", "mgrs", f"{zone}{band}"),
    )
    return _with_notes((position,))


def _read_phone_map(said: Named, country: str | None) -> PositionReading:
    """Degrees of a phone map of China that the person named. Baidu moves its places once more, and is not read."""
    if said.phone_map == "bd09" or said.has_metres:
        raise Refused("phone-map-baidu" if said.phone_map == "bd09" else "place-not-understood")
    reading = read_degrees(said.rest, country)
    return reading._replace(candidates=tuple(map(from_phone_map, reading.candidates)))


def from_phone_map(shown: Position) -> Position:
    """The WGS 84 position of what a phone map of China shows."""
    latitude, longitude = phone_maps.from_phone_map(float(shown.latitude), float(shown.longitude))
    accuracy = phone_maps.ACCURACY_M
    return shown._replace(
        latitude=degrees_text(latitude),
        longitude=degrees_text(longitude),
        uncertainty_m=shown.uncertainty_m + math.ceil(accuracy),
        origin=Origin("GCJ-02", "gcj02", operation=phone_maps.OPERATION, accuracy_m=accuracy),
        written=f"GCJ-02 {shown.latitude}, {shown.longitude}",
    )


def _read_other_degrees(text: str, said: Named, country: str | None) -> PositionReading:
    datums = _datums_of(said, country)
    if said.grid or said.zone is not None or not datums:
        raise Refused("place-not-understood" if datums or said.code is None else "other-datum")
    reading = read_degrees(said.rest, country)
    if not reading.candidates:
        return reading
    found = [
        _on_datum(point, datum, text if len(reading.candidates) == 1 else "", is_told=len(datums) == 1)
        for point in reading.candidates
        for datum in datums
    ]
    reason = reading.reason or ("several-systems" if len(found) > 1 else "")
    return reading._replace(candidates=tuple(found), reason=reason)


def _on_datum(point: Position, datum: Datum, text: str, *, is_told: bool) -> Position:
    latitude, longitude, shift = datum.to_wgs84(float(point.latitude), float(point.longitude))
    name = NAMES[datum.key]
    written = f"{name} {text}" if text and not is_told else f"{name} {point.latitude}° {point.longitude}°"
    if datum.key == "wgs84":
        return point
    return point._replace(
        latitude=degrees_text(latitude),
        longitude=degrees_text(longitude),
        uncertainty_m=point.uncertainty_m + math.ceil(shift.accuracy_m),
        origin=Origin(datum.code or name, datum.key, "", "", shift.operation, shift.accuracy_m),
        written=written,
    )


def _datums_of(said: Named, country: str | None) -> list[Datum]:
    """The datums that a text leaves possible; those of the country alone where it has some of them."""
    if said.code is not None:
        found = grids.by_code(said.code)
        return [found] if isinstance(found, Datum) else []
    keys = said.datums or frozenset()
    named = [datum for key, datum in DATUMS.items() if key in keys]
    own = [one for one in named if country and country.upper() in one.countries]
    return own or named


def _read_metres(text: str, said: Named, country: str | None) -> PositionReading:
    plane = plane_of(said.rest)
    if plane.altitude_m is not None and not LOWEST_M <= Decimal(plane.altitude_m) <= HIGHEST_M:
        raise Refused("altitude-out-of-range")
    options = options_for(said, _datums_of(said, country), country)
    if options.needs_zone:
        return ask_zone(text, plane, options, country)
    if options.is_soviet and options.lacks_zone(plane):
        return ask_zone(text, plane, options, country)
    found = list(_fitting(plane, options))
    if not found:
        raise Refused(options.why_not(plane))
    return _chosen(found, text, plane, country)


Fit = tuple[Grid, Metres, Metres]


def _fitting(plane: Plane, options: Options) -> Iterable[Fit]:
    """Each grid with each order of the numbers that its zone can hold; of labelled ones the order that labels mean."""
    for easting, northing in orders(plane, is_soviet=options.is_soviet):
        fits = [
            (grid, easting, northing)
            for grid in options.grids(easting.value)
            if options.holds(grid, easting.value, northing.value)
        ]
        yield from fits
        if fits and plane.first.axis:
            return


def _chosen(found: list[Fit], text: str, plane: Plane, country: str | None) -> PositionReading:
    """The only fit, or the only one among those in the region; else all of them, to be asked about."""
    here = _wide_first([one for one in found if _is_likely(one, country)] or found)
    is_narrow = here[0][0].kind == "gk3" and any(grid.kind == "gk" for grid, _, _ in found)
    systems = {grid.name for grid, _, _ in here}
    if len(systems) == 1 and here[0][0].kind == "utm":
        here = here[:1]  # in the far south both numbers are alike; UTM is told easting first
    points: dict[tuple[str, str], Position] = {}
    for grid, easting, northing in here:
        written = (
            f"{grid.name}: E {easting.text} N {northing.text}"
            if len(systems) < len(here)
            else f"{grid.name}: {text}"
        )
        position = position_on(grid, easting, northing, plane, written)
        points.setdefault((position.latitude, position.longitude), position)
    if len(points) > 1:
        return PositionReading(tuple(points.values()), reason="several-systems")
    return _with_notes(tuple(points.values()), ("taken-as-3-degree",) if is_narrow else ())


def _wide_first(found: list[Fit]) -> list[Fit]:
    """The fits without the three-degree zones where a six-degree one is as good: only large plans are drawn in them."""
    return [one for one in found if one[0].kind != "gk3"] or found


def bare_metres(first: Metres, second: Metres, country: str | None) -> tuple[Position, ...]:
    """What two numbers without a word may be as Gauss-Krüger whose easting begins with its zone, in the region only."""
    plane = Plane(first, second)
    fits = [one for one in _fitting(plane, bare_options(country)) if _is_likely(one, country)]
    typed = (
        f"{first.text} {second.text}"
        if not first.axis
        else f"{first.axis[0]} {first.text} {second.axis[0]} {second.text}"
    )
    points = {
        (point.latitude, point.longitude): point
        for grid, easting, northing in _wide_first(fits)
        for point in (position_on(grid, easting, northing, None, f"{grid.name}: {typed}"),)
    }
    return tuple(points.values())


def bare_zones(first: Metres, second: Metres, country: str | None) -> PositionReading:
    """Two numbers without a word as UTM whose zone is lacking: a question where the country is known."""
    typed = f"{first.text} {second.text}"
    return ask_zone(typed, Plane(first, second), bare_options(country, is_utm=True), country)


def ask_zone(text: str, plane: Plane, options: Options, country: str | None) -> PositionReading:
    """Metres without their zone: the zones of the project's country in which they lie there, each a candidate.

    A single zone is no answer yet: it is only suggested, because a person has to say that it is so.
    """
    own = country_of(country) if country else None
    points: list[Position] = []
    if own is None:
        return PositionReading(reason="zone-needed")
    for grid in options.in_country(own.box):
        for easting, northing in orders(plane, is_soviet=options.is_soviet):
            if not options.holds(grid, easting.value, northing.value):
                continue
            position = position_on(grid, easting, northing, plane, f"{grid.name}: {text}")
            if in_box(country or "", position.latitude, position.longitude):
                points.append(position)
                break
    if len(points) == 1:
        return PositionReading(reason="zone-needed", suggestion=points[0].written)
    return PositionReading(tuple(points), reason="zone-needed")


def _is_likely(fit: Fit, country: str | None) -> bool:
    grid, easting, northing = fit
    latitude, longitude, _, _ = grid.to_wgs84(easting.value, northing.value)
    return likely(Decimal(latitude), Decimal(longitude), country)


def _with_notes(points: tuple[Position, ...], notes: tuple[str, ...] = ()) -> PositionReading:
    if not in_any_box(points[0].latitude, points[0].longitude):
        notes = (*notes, "outside-range-states")
    return PositionReading(points, notes=notes)
