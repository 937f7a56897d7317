"""What the program fills in of every event: country and province of the position, own areas, and the clock there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import time

from camifield.errors import Problem
from camifield.fields.field import Asking
from camifield.fields.filling import Filling
from camifield.fields.place_words import KNOWN_PLACE
from camifield.fields.reading.dates import start_of
from camifield.fields.reading.offsets import offset_text, zone_offset
from camifield.fields.values import Value, text_of
from camifield.geo.countries import country as country_of
from camifield.geo.provinces import known_as
from camifield.geo.whereabouts import Whereabouts, whereabouts
from camifield.kinds.animal_position import RESTS_ON, placed
from camifield.kinds.area_filling import TAGGING

POSITION = frozenset(("verbatim_coordinates", "decimal_latitude", "decimal_longitude"))
ADMIN = ("country_code", "state_province")
OFFSET = ("utc_offset", "offset_source")
HOW_TAKEN = ("georeference_source", "coordinate_uncertainty_in_meters")
# Sources that give a position with one press.
READ_OFF = frozenset(("photo_exif", "map_click", "track", KNOWN_PLACE))
PLACE_REACH_M = 1000  # how far around a known place something may have been, where its kind says nothing
AT_PLACE = ("decimal_latitude", "decimal_longitude", "reading_uncertainty_in_meters", *HOW_TAKEN)
WORKED_OUT = frozenset(("country", "place"))  # sources of an offset that was not given by anybody


def where(values: Mapping[str, Value]) -> Whereabouts | None:
    """The whereabouts of the position among the values, the animal's where it was moved to; None without one.

    None too where the packaged tables are damaged: that stops nobody from recording, and the map says it.
    """
    here = placed(values)
    latitude, longitude = here.get("decimal_latitude"), here.get("decimal_longitude")
    if not (latitude and longitude):
        return None
    with suppress(Problem):
        return whereabouts(float(str(latitude)), float(str(longitude)))
    return None


def country_and_province(values: Mapping[str, Value], asking: Asking) -> Mapping[str, Value]:
    """Where the position lies. Ground that several states claim is the team's own when the team's country claims it, and
    nobody's else; at sea there is none. Without a position it is the team's own country, but not for a table's rows.
    """
    here = where(values)
    if here is None or not here.is_known:
        return {"country_code": asking.country} if asking.country and not asking.is_import else {}
    if not here.country:
        return {"country_code": asking.country} if asking.country in here.claimants else {}
    found: dict[str, Value] = {"country_code": here.country}
    if "state_province" not in values and text_of(values, "country_code") in ("", here.country):
        province = here.province
        if province is not None:
            found["state_province"] = province.name(asking.words.language)
    return found


def _is_where(name: str, values: Mapping[str, Value], asking: Asking) -> bool:
    """Whether a country or province is what the position says, in any language."""
    others = {one: value for one, value in values.items() if one != name}
    given = country_and_province(others, asking).get(name)
    if given is None or name == "country_code":
        return given == values[name]
    return bool(known_as(str(given)) & known_as(str(values[name])))


def _is_worked_out(name: str, values: Mapping[str, Value], asking: Asking) -> bool:
    """Whether an offset was worked out from the country or the place, so that it follows them."""
    del name, asking
    return text_of(values, "offset_source") in WORKED_OUT


def clock(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """The UTC offset of the place on that day, else of its country where that has one clock; and which of the two."""
    date = text_of(values, "event_date")
    if not date or "utc_offset" in values:
        return {}
    day, at = start_of(date), time.fromisoformat(text_of(values, "event_time") or "12:00")
    here = where(values)
    there = here.utc_offset(day, at) if here is not None else None
    if there is not None:
        return {"utc_offset": offset_text(there), "offset_source": "place"}
    found = country_of(text_of(values, "country_code"))
    offset = zone_offset(found.zones[0], day, at) if found is not None and len(found.zones) == 1 else None
    return {"utc_offset": offset, "offset_source": "country"} if offset else {}


def _clock(values: Mapping[str, Value], asking: Asking) -> Mapping[str, Value]:
    del asking
    return clock(values)


def named_place(values: Mapping[str, Value], asking: Asking) -> Mapping[str, Value]:
    """The known place that a table's row names, where the row has no position of its own and only one is called so.

    A form asks instead: there the name of a place is offered, and taken with one press.
    """
    locality = text_of(values, "locality")
    if not (asking.is_import and locality) or values.get("place") or not values.keys().isdisjoint(POSITION):
        return {}
    found = asking.find("place", locality)
    return {"place": found[0]} if len(found) == 1 else {}


def position_of_place(values: Mapping[str, Value], asking: Asking) -> Mapping[str, Value]:
    """Where the known place lies that a record names, for one without a position of its own; and how sure that is."""
    place = values.get("place")
    if not isinstance(place, bytes) or not values.keys().isdisjoint(POSITION):
        return {}
    spot = asking.spot(place)
    if spot is None:
        return {}
    found: dict[str, Value] = {
        "decimal_latitude": spot.latitude,
        "decimal_longitude": spot.longitude,
        "georeference_source": KNOWN_PLACE,
        "coordinate_uncertainty_in_meters": reach_of(spot.kind, asking),
    }
    if spot.unsure_m:
        found["reading_uncertainty_in_meters"] = spot.unsure_m
    return found


def reach_of(kind: str, asking: Asking) -> int:
    """How far around a known place of this kind something may have been, in metres: at a camera less than at a camp."""
    term = asking.vocabulary("place_kind").term(kind) if kind else None
    written = term.columns.get("uncertainty_m", "") if term is not None else ""
    return int(written) if written.isdecimal() else PLACE_REACH_M


def _came_with_place(name: str, values: Mapping[str, Value], asking: Asking) -> bool:
    """Whether the position is that of the known place, so that it goes when another place is named or typed."""
    del name, asking
    return text_of(values, "georeference_source") == KNOWN_PLACE and not values.get("verbatim_coordinates")


def _stays(name: str, values: Mapping[str, Value], asking: Asking) -> bool:
    del name, values, asking
    return False


def _nothing(values: Mapping[str, Value], asking: Asking) -> Mapping[str, Value]:
    del values, asking
    return {}


def _was_read_off(name: str, values: Mapping[str, Value], asking: Asking) -> bool:
    """Whether the position was read off something: another position was not, and is not as exact."""
    del name, asking
    return text_of(values, "georeference_source") in READ_OFF


FILLINGS = (
    Filling(frozenset(("locality",)), ("place",), named_place, _stays),
    Filling(frozenset(("place", "verbatim_coordinates")), AT_PLACE, position_of_place, _came_with_place),
    Filling(POSITION | RESTS_ON, ADMIN, country_and_province, _is_where),
    Filling(
        POSITION | RESTS_ON | {"country_code", "event_date", "event_time"}, OFFSET, _clock, _is_worked_out
    ),
    Filling(POSITION, HOW_TAKEN, _nothing, _was_read_off),
    TAGGING,
)
