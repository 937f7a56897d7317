"""Dates that came from a wrong clock: what was written as "today", or without its year, read again by the right time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from camifield.clock import MADE, moment
from camifield.fields.date import PartialDate
from camifield.fields.declaration import Declared
from camifield.fields.reading.dates import read_date
from camifield.fields.values import text_of
from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.clock_spans import DecidedClock
from camifield.queries.titles import title
from camifield.queries.values import StoredRecord
from camifield.store.clocks import Begun


@dataclass(frozen=True, slots=True)
class MovedDate:
    """One date that would move: the field, what it holds and would hold (EDTF), and both in words.

    `written` is what was typed, where that was not the date itself: "today", "3 March".
    """

    record: bytes
    field: str
    value: str
    new_value: str
    title: str
    number: str
    written: str
    before: str
    after: str


def dates_to_move(project: Project, decided: DecidedClock, words: Words) -> list[MovedDate]:
    """The dates of the records begun by that clock that hold what it said, in the order of the saves.

    None where nothing was corrected, where somebody said that the dates stay, and for dates typed whole by a person.
    """
    if not decided.offset_ms or not decided.holds:
        return []
    project.learn()
    own = project.store.records(decided.records)
    if any(text_of(one.values, "dates_stay") == "yes" for one in own.values()):
        return []
    begun = {
        one.record: one for stretch in decided.span.stretches for one in project.store.begun_in(*stretch)
    }
    ids = list(begun)
    cards, stored = project.store.cards_of(ids), project.store.records(ids)
    found: list[MovedDate] = []
    for record in ids:
        declared = project.store.kinds.get(stored[record].kind) if record in stored else None
        if declared is None or record not in cards:
            continue
        for name, value, new_value in _moves(project, declared, stored[record], begun[record], decided):
            card = cards[record]
            found.append(
                MovedDate(
                    record,
                    name,
                    value,
                    new_value,
                    title(card, words, project.names),
                    card.number,
                    _written(declared, stored[record], name),
                    writing.date_text(value, words.language),
                    writing.date_text(new_value, words.language),
                )
            )
    return found


def _moves(
    project: Project, declared: Declared, stored: StoredRecord, begun: Begun, decided: DecidedClock
) -> Iterator[tuple[str, str, str]]:
    """(field, what it holds, what it would hold) of every date of the record that the wrong clock made."""
    try:
        said = _local_day(project, begun.at_ms)
        meant = _local_day(project, begun.at_ms + decided.offset_ms)
    except OverflowError:
        return
    for name, field in declared.fields.items():
        value = text_of(stored.values, name) if isinstance(field, PartialDate) else ""
        if not value:
            continue
        written = _written(declared, stored, name)
        new_value = _read_again(project, written, value, said, meant)
        if new_value and new_value != value:
            yield name, value, new_value


def _read_again(project: Project, written: str, value: str, said: date, meant: date) -> str:
    """What the words mean by the right day; empty where they did not mean this value by the wrong one.

    A date that stands without words is taken for the clock's where it is the very day that the clock said.
    """
    if not written:
        return meant.isoformat() if value in (said.isoformat(), max(said, MADE).isoformat()) else ""
    order = project.settings.date_order or "dmy"
    by_wrong = read_date(written, order=order, today=max(said, MADE)).value
    by_right = read_date(written, order=order, today=max(meant, MADE)).value
    return by_right or "" if by_wrong == value else ""


def _written(declared: Declared, stored: StoredRecord, name: str) -> str:
    field = declared.fields[name]
    return text_of(stored.values, field.verbatim) if isinstance(field, PartialDate) and field.verbatim else ""


def _local_day(project: Project, at_ms: int) -> date:
    return (moment(at_ms) + project.clock.local_offset()).date()
