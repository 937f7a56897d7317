"""`camifield gps`: the position that a receiver on a cable gives, averaged, and what its time says of the laptop's clock."""

from __future__ import annotations

import shlex

from camifield import settings as laptop
from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.telling import Document
from camifield.cli.watching import watched
from camifield.clock import milliseconds, moment
from camifield.devices.ports import only_receiver, ports
from camifield.devices.receiver import A_MINUTE_S, Heard, Receiver
from camifield.fields.clock_offset import length_words
from camifield.fields.place_words import position_text
from camifield.i18n.writing import number_text
from camifield.project.project import REAL


def run(call: Call) -> int:
    """List the ports, or listen to the receiver at one. LEFT when it ended before the time was over."""
    if call.says("only_list"):
        return _list(call)
    port = call.text("port") or only_receiver().name
    with watched(call) as progress:
        heard = Receiver(port).average(progress, max(1, call.number("seconds", A_MINUTE_S)))
    _say(call, port, heard)
    call.outlet.give(_document(port, heard))
    if heard.problem is not None:
        call.outlet.tell(heard.problem)
    return Exit.LEFT if heard.problem is not None or heard.is_stopped else Exit.DONE


def _list(call: Call) -> int:
    found = ports()
    call.outlet.say(call.words.say("cli.gps.ports", count=len(found)))
    rows = [(one.name, one.title, call.words.say(f"cli.gps.likely.{one.likelihood}")) for one in found]
    call.outlet.say(*columns(rows, (24, 40)))
    call.outlet.give(
        {"ports": [{"port": one.name, "title": one.title, "likelihood": one.likelihood} for one in found]}
    )
    return Exit.DONE


def _say(call: Call, port: str, heard: Heard) -> None:
    words, average = call.words, heard.average
    writing = laptop.load(laptop.settings_file(), REAL.entropy, REAL.clock).settings.coordinates
    here = position_text(average.latitude, average.longitude, words, writing)
    lines = [words.say("cli.gps.position", coordinates=here, metres=average.uncertainty_m)]
    if average.elevation_m is not None:
        lines.append(words.say("cli.gps.elevation", metres=round(average.elevation_m)))
    lines.append(words.say("cli.gps.fixes", count=average.used, dropped=average.dropped, port=port))
    lines.append(words.say(f"gps.quality.{average.quality}"))
    if average.satellites is not None:
        lines.append(words.say("cli.gps.satellites", count=average.satellites))
    if average.hdop is not None:
        hdop = number_text(f"{average.hdop:.1f}", words.language)
        lines.append(words.say("cli.gps.hdop", number=hdop))
    answers = " ".join(shlex.quote(f"{name}={text}") for name, text in average.answers().items())
    lines.append(words.say("cli.gps.answers", answers=answers))
    call.outlet.say(*lines)
    if heard.clock_behind is not None and heard.is_clock_wrong:
        off_ms = milliseconds(moment(0) + heard.clock_behind)
        key = "gps.clock_behind" if off_ms > 0 else "gps.clock_ahead"
        call.outlet.note(words.say(key, length=length_words(off_ms, words)))


def _document(port: str, heard: Heard) -> Document:
    average, behind = heard.average, heard.clock_behind
    return {
        "port": port,
        "latitude": round(average.latitude, 6),
        "longitude": round(average.longitude, 6),
        "uncertainty_m": average.uncertainty_m,
        "spread_m": round(average.spread_m, 1),
        "elevation_m": round(average.elevation_m) if average.elevation_m is not None else None,
        "fixes_used": average.used,
        "fixes_dropped": average.dropped,
        "quality": average.quality,
        "satellites": average.satellites,
        "hdop": average.hdop,
        "clock_behind_s": round(behind.total_seconds()) if behind is not None else None,
        "is_clock_wrong": heard.is_clock_wrong,
        "is_stopped": heard.is_stopped,
        "answers": average.answers(),
    }
