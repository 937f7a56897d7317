"""`camifield where`: what a text says of a place, and the same place in the other ways of writing. It needs no project."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from camifield import settings as laptop
from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.telling import Document
from camifield.fields.field import Asking
from camifield.fields.findings import Finding
from camifield.fields.validation import validate
from camifield.fields.values import Entry
from camifield.geo.position import Position, format_position
from camifield.geo.systems.writing import format_mgrs, format_sk42, format_utm
from camifield.project.project import REAL
from camifield.queries.understood import Understood, found_at, understand

if TYPE_CHECKING:
    from camifield.queries.seen_from import Animal


def run(call: Call) -> int:
    """Print what was understood. A text that is no place, or may be several, is told, and something is left for a person."""
    settings = laptop.load(laptop.settings_file(), REAL.entropy, REAL.clock).settings
    asking = Asking(
        today=REAL.clock.now().date(),
        words=call.words,
        country=call.text("country").upper() or settings.country,
        coordinates=settings.coordinates,
    )
    found = understand(call.text("text"), asking)
    if found.position is None:
        offered = [one.words for one in found.choices] or [found.perhaps]
        call.outlet.say(found.question, *(f"  {one}" for one in offered if one))
        call.outlet.give(_question(found))
        return Exit.LEFT
    seen = _seen(call, asking)
    if seen.findings:
        call.outlet.say(*(one.sentence(call.words) for one in seen.findings))
        call.outlet.give({"question": seen.findings[0].sentence(call.words), "choices": [], "perhaps": ""})
        return Exit.LEFT
    call.outlet.say(found.what, *filter(None, (found.where,)))
    if seen.animal is not None:
        call.outlet.say(seen.animal.what, seen.animal.how)
        found = found._replace(position=seen.animal.position)
    assert found.position is not None
    written = writings(found.position, call.words.say("place.datum.sk42"))
    call.outlet.say(
        *(f"  {line}" for line in columns([(name, text) for name, text in written.items() if text]))
    )
    document = _document(found.position, written)
    if seen.animal is not None:
        document |= _seen_document(seen.animal)
    call.outlet.give(document)
    return Exit.DONE


class Seen(NamedTuple):
    """The animal's position from what was said of distance and bearing, or what is to be asked before."""

    animal: Animal | None = None
    findings: tuple[Finding, ...] = ()


def _seen(call: Call, asking: Asking) -> Seen:
    """What `--distance`, `--bearing` and `--north` lead to, by the same road as the answers of a record."""
    said: dict[str, Entry] = {
        field: text
        for field, option in (
            ("distance_m", "distance"),
            ("bearing_deg", "bearing"),
            ("bearing_north", "north"),
        )
        if (text := call.text(option))
    }
    if not said:
        return Seen()
    from camifield.kinds.catalogue import kind  # a place alone needs no kinds, which take longest to load
    from camifield.queries.seen_from import animal_of

    entries: dict[str, Entry] = {
        "verbatim_coordinates": call.text("text"),
        "position_of": "observer",
        "event_date": call.text("date") or asking.today.isoformat(),
        **said,
    }
    checked = validate(kind("sighting"), entries, asking)
    asked = ("event_date", "distance_m", "bearing_deg", "bearing_north")
    findings = tuple(one for one in checked.findings if one.field in asked)
    return Seen(animal_of(checked.values, asking), findings)


def _seen_document(animal: Animal) -> Document:
    offset = animal.offset
    return {
        "observer": {"latitude": animal.observer.latitude, "longitude": animal.observer.longitude},
        "uncertainty_m": animal.uncertainty_m,
        "distance_m": offset.distance_m,
        "bearing": offset.bearing_deg,
        "north": offset.north,
        "declination": round(offset.added.degrees, 2) if offset.added is not None else None,
        "true_bearing": round(offset.true_bearing_deg, 2),
        "operation": offset.operation,
    }


def writings(position: Position, sk42: str = "SK-42") -> dict[str, str]:
    """The position in every usual way of writing; empty where a system does not reach."""
    here = (position.latitude, position.longitude)
    return {
        "DD": format_position(*here),
        "DM": format_position(*here, "DM"),
        "DMS": format_position(*here, "DMS"),
        "UTM": format_utm(*here),
        "MGRS": format_mgrs(*here),
        sk42: format_sk42(*here, name=sk42),
    }


def _question(found: Understood) -> Document:
    return {
        "question": found.question,
        "choices": [{"text": one.entry, "is": one.words} for one in found.choices],
        "perhaps": found.perhaps,
    }


def _document(position: Position, written: dict[str, str]) -> Document:
    document: Document = {
        "latitude": position.latitude,
        "longitude": position.longitude,
        "system": position.system,
        "uncertainty_m": position.uncertainty_m,
        "written": written,
    }
    if position.origin is not None:
        document |= {"srs": position.origin.code, "operation": position.origin.operation}
    around = found_at(position)
    if around is not None:
        document |= {
            "country": around.country,
            "province": around.province.code if around.province is not None else "",
            "zone": around.zone,
        }
    return document
