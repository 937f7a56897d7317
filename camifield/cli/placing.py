"""`camifield where`: what a text says of a place, and the same place in the other ways of writing. It needs no project."""

from __future__ import annotations

from camifield import settings as laptop
from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.telling import Document
from camifield.fields.field import Asking
from camifield.geo.position import Position, format_position
from camifield.geo.systems.writing import format_mgrs, format_sk42, format_utm
from camifield.project.project import REAL
from camifield.queries.understood import Understood, found_at, understand


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
    call.outlet.say(found.what, *filter(None, (found.where,)))
    written = writings(found.position, call.words.say("place.datum.sk42"))
    call.outlet.say(
        *(f"  {line}" for line in columns([(name, text) for name, text in written.items() if text]))
    )
    call.outlet.give(_document(found.position, written))
    return Exit.DONE


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
