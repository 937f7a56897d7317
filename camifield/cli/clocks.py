"""`camifield review clocks` and `review clock`: which laptops' clocks were wrong, and the decision about one of them."""

from __future__ import annotations

import re

from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document, moment_iso
from camifield.commands.clock_dates import move_dates
from camifield.commands.clocks import Decided, drop, leave_dates, put_right
from camifield.errors import Problem
from camifield.fields.clock_offset import DAY_MS, HOUR_MS, MINUTE_MS, YEAR_MS, offset_words
from camifield.ids import id_text
from camifield.project.project import Project
from camifield.queries.clock_dates import MovedDate, dates_to_move
from camifield.queries.clock_spans import ClockMatters, ClockSpan, DecidedClock, WrongClock
from camifield.queries.clock_words import bounds_text, read_moment, said_text
from camifield.queries.clocks import clock_matters, clock_of_laptop
from camifield.queries.record_names import record_called

_SIZES = {"y": YEAR_MS, "d": DAY_MS, "h": HOUR_MS, "m": MINUTE_MS, "s": 1000}
_OFFSET = re.compile(r"([+-]?)((?:\d+[ydhms])+)")
WAYS = ("truly", "offset", "right", "hold", "dates")


def run_list(call: Call) -> int:
    """List the clocks that were wrong, and what was decided."""
    with for_reading(call) as project:
        found = clock_matters(project, call.words)
        for wrong in found.wrong:
            _tell_wrong(call, project, wrong)
        dates = {one.commit: dates_to_move(project, one, call.words) for one in found.decided}
        for decided in found.decided:
            _tell_decided(call, project, decided, dates[decided.commit])
        call.outlet.say(call.words.say("cli.clock.count", count=found.waiting))
        call.outlet.give(
            {
                "count": found.waiting,
                "mine": found.is_mine,
                "wrong": [_wrong_document(one) for one in found.wrong],
                "decided": [_decided_document(one, dates[one.commit]) for one in found.decided],
            }
        )
    return Exit.DONE


def run_one(call: Call) -> int:
    """Decide about one clock. Raises Problem ``clock-no-saves`` for a name that is not in the list."""
    ways = [name for name in WAYS if call.text(name) or call.says(name)]
    if len(ways) != 1:
        raise WrongUse(
            call.words.say("cli.use.clock_one", names=", ".join(f"--{one}" for one in WAYS)), "review clock"
        )
    with for_writing(call) as project:
        found = clock_matters(project, call.words)
        if ways[0] in ("hold", "dates"):
            return _of_decided(call, project, found, ways[0])
        span = _span(call, project, found)
        offset_ms = 0 if ways[0] == "right" else _offset(call, project, span)
        done = put_right(project, span.stretches, offset_ms, call.text("why"))
        call.outlet.say(
            call.words.say("cli.clock.done", laptop=span.laptop, change=offset_words(offset_ms, call.words))
        )
        now = clock_matters(project, call.words)
        dates = [
            date
            for one in now.decided
            if one.span.stretches == span.stretches
            for date in dates_to_move(project, one, call.words)
        ]
        if dates:
            call.outlet.say(call.words.say("cli.clock.dates", count=len(dates)), *map(_date_line, dates))
        return _finish(call, done, {"offset_ms": offset_ms, "dates": [_date_document(one) for one in dates]})


def _span(call: Call, project: Project, found: ClockMatters) -> ClockSpan:
    """What the name means: a wrong clock, a decision that is made anew, or the saves of a laptop."""
    asked = call.text("clock")
    spans = [one.span for one in found.wrong if one.span.key == asked]
    spans += [one.span for one in found.decided if one.commit.hex().startswith(asked.lower())]
    if not spans:
        ends = [_record(project, call.text(name)) for name in ("first", "last")]
        of_laptop = clock_of_laptop(project, asked, call.words, *ends)
        spans += [of_laptop] if of_laptop is not None else []
    if len(spans) != 1:
        raise Problem("clock-no-saves")
    return spans[0]


def _record(project: Project, asked: str) -> bytes | None:
    if not asked:
        return None
    found = record_called(project, asked)
    if found is None:
        raise Problem("no-such-record", parameters={"number": asked})
    return found


def _offset(call: Call, project: Project, span: ClockSpan) -> int:
    if typed := call.text("truly"):
        at_ms = read_moment(typed, project, call.words)
        if at_ms is None:
            raise WrongUse(call.words.say("cli.use.clock_truly", text=typed), "review clock")
        return at_ms - span.first_ms
    typed = call.text("offset")
    read = _OFFSET.fullmatch(typed.replace(" ", "").lower())
    if read is None:
        raise WrongUse(call.words.say("cli.use.clock_offset", text=typed), "review clock")
    length = sum(int(number) * _SIZES[unit] for number, unit in re.findall(r"(\d+)([ydhms])", read[2]))
    return -length if read[1] == "-" else length


def _of_decided(call: Call, project: Project, found: ClockMatters, way: str) -> int:
    asked = call.text("clock").lower()
    chosen = [one for one in found.decided if one.commit.hex().startswith(asked)]
    if len(chosen) != 1:
        raise Problem("clock-no-saves")
    decided = chosen[0]
    if way == "hold":
        return _finish(call, drop(project, decided.beaten(found.decided)), {})
    dates = dates_to_move(project, decided, call.words)
    if call.text("dates") == "stay":
        return _finish(call, leave_dates(project, decided.records), {"moved": 0})
    done = move_dates(project, dates, call.words, call.text("why"))
    call.outlet.say(*map(_date_line, dates), call.words.say("cli.clock.moved", count=done.count))
    call.outlet.say(call.words.say("cli.undo.again", batch=done.batch.hex()))
    call.outlet.give(
        {
            "batch": done.batch.hex(),
            "moved": done.count,
            "left": len(done.left_out),
            "dates": [_date_document(one) for one in dates],
        }
    )
    return Exit.LEFT if done.left_out else Exit.DONE


def _finish(call: Call, done: Decided, more: Document) -> int:
    call.outlet.say(call.words.say("cli.undo.again", batch=done.batch.hex()))
    call.outlet.give({"batch": done.batch.hex(), **more})
    return Exit.DONE


# Telling


def _tell_wrong(call: Call, project: Project, one: WrongClock) -> None:
    words = call.words
    head = (one.span.key, one.span.laptop, said_text(one.span, project, words))
    call.outlet.say(" · ".join(head))
    call.outlet.say(
        f"   {words.say(f'clock.why.{one.why}')} {words.say('cli.clock.records', count=one.span.records)}"
    )
    call.outlet.say(f"   {bounds_text(one, project, words)}")
    if one.best_ms is not None:
        call.outlet.say(f"   {words.say('cli.clock.best', change=offset_words(one.best_ms, words))}")


def _tell_decided(call: Call, project: Project, one: DecidedClock, dates: list[MovedDate]) -> None:
    words = call.words
    head = (one.commit.hex()[:8], one.span.laptop, said_text(one.span, project, words))
    call.outlet.say(" · ".join(head))
    told = words.say("cli.clock.decided", who=one.who, change=offset_words(one.offset_ms, words))
    call.outlet.say("   " + " ".join(filter(None, (told, one.reason))))
    if one.against:
        key = "cli.clock.holds" if one.holds else "cli.clock.beaten"
        call.outlet.say(f"   {words.say(key)}")
    if dates:
        call.outlet.say(f"   {words.say('cli.clock.dates', count=len(dates))}", *map(_date_line, dates))


def _date_line(one: MovedDate) -> str:
    return f"   {one.number or id_text(one.record)}: {one.before} → {one.after}"


def _span_document(span: ClockSpan) -> Document:
    return {
        "laptop": span.laptop,
        "said_first": moment_iso(span.first_ms),
        "said_last": moment_iso(span.last_ms),
        "saves": span.saves,
        "records": span.records,
        "feeds": [{"feed": one.feed.hex(), "first": one.first, "last": one.last} for one in span.stretches],
    }


def _wrong_document(one: WrongClock) -> Document:
    return {
        "clock": one.span.key,
        **_span_document(one.span),
        "why": one.why,
        "least_ms": one.least_ms,
        "most_ms": one.most_ms,
        "best_ms": one.best_ms,
    }


def _decided_document(one: DecidedClock, dates: list[MovedDate]) -> Document:
    return {
        "clock": one.commit.hex()[:8],
        **_span_document(one.span),
        "offset_ms": one.offset_ms,
        "who": one.who,
        "reason": one.reason,
        "holds": one.holds,
        "against": [commit.hex()[:8] for commit in one.against],
        "dates": [_date_document(date) for date in dates],
    }


def _date_document(one: MovedDate) -> Document:
    return {
        "id": id_text(one.record),
        "number": one.number or None,
        "field": one.field,
        "written": one.written or None,
        "before": one.value,
        "after": one.new_value,
    }
