"""The history of a record in words: each save with who, when and why, and every answer from what to what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

from camifield.clock import Quality
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.labels import label
from camifield.fields.values import Line, Value
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.telling import full_label, line_text, value_text
from camifield.queries.times import Times
from camifield.revisions.headers import Action
from camifield.revisions.history import Change, What
from camifield.revisions.parts import line_of

# Answers that only accompany another one: told when nothing else of the save is.
BY_THE_WAY: frozenset[str] = frozenset(
    (
        *(
            "verbatim_coordinate_system",
            "coordinate_precision",
            "verbatim_srs",
            "coordinate_operation",
            "reading_uncertainty_in_meters",
            "georeference_source",
            "offset_source",
            "utc_offset",
        ),
        *(
            "verbatim_event_date",
            "verbatim_event_time",
            "as_written",
            "as_written_private",
            "confirmed_findings",
        ),
    )
)
UNDERSTOOD: frozenset[str] = frozenset(("decimal_latitude", "decimal_longitude"))
ORDER = "order"


@dataclass(frozen=True, slots=True)
class Changed:
    """One answer, from what to what, in words; a blank is empty. `is_restricted`: not for everyone."""

    label: str
    before: str
    after: str
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One save of the record.

    what: made, imported, changed, corrected, deleted, restored, undone, settled or erased. `commits` (16 bytes
    each) is what an undo takes. `changes` is empty for the save that made the record. `when` and `at_ms` are put right
    where the laptop's clock was; `claimed_ms` is what it said, and `clock` says so in a sentence, else it is empty.
    `is_sure`: a GPS or a hub vouched for that clock then.
    """

    what: str
    who: str
    when: str
    at_ms: int
    why: str
    changes: tuple[Changed, ...]
    commits: tuple[bytes, ...]
    claimed_ms: int = 0
    clock: str = ""
    is_sure: bool = False


def history(project: Project, record: bytes, words: Words) -> list[Happening]:
    """Everything that happened to a record, the latest first; empty for one that is not here."""
    project.learn()
    found = project.store.history(record)
    kind = project.store.record(record)
    declared = project.store.kinds.get(kind.kind) if kind else None
    asking, times = project.asking(words), Times(project, words)
    told: list[Happening] = []
    # A save that touches names as well is two commits of one moment: told as one.
    for number, (_, group) in enumerate(groupby(found, key=lambda one: (one.author, one.at_ms, one.action))):
        told.append(_happening(list(group), declared, asking, times, is_first=number == 0))
    return told[::-1]


def _happening(
    changes: Sequence[Change], declared: Declared | None, asking: Asking, times: Times, *, is_first: bool
) -> Happening:
    first = changes[0]
    save = (first.feed, first.seq, first.at_ms)
    return Happening(
        what=_what(changes, is_first=is_first),
        who=asking.name("person", first.author),
        when=times.text(*save),
        at_ms=times.at(*save),
        why=next((one.why for one in changes if one.why), ""),
        changes=() if is_first or declared is None else tuple(_told(changes, declared, asking)),
        commits=tuple(dict.fromkeys(one.commit for one in changes)),
        claimed_ms=first.at_ms,
        clock=times.note(*save),
        is_sure=first.quality >= Quality.GPS,
    )


def _what(changes: Sequence[Change], *, is_first: bool) -> str:
    kinds = {one.what for one in changes}
    action = changes[0].action
    if is_first:
        return "imported" if action == Action.IMPORT else "made"
    if action == Action.UNDO:
        return "undone"
    for what in (What.DELETED, What.RESTORED, What.ERASED):
        if what in kinds:
            return str(what)
    named = {Action.CORRECT: "corrected", Action.SETTLE: "settled"}
    return named.get(Action(action), "changed") if action in set(Action) else "changed"


def _told(changes: Sequence[Change], declared: Declared, asking: Asking) -> Iterator[Changed]:
    answers = [one for one in changes if one.field and not line_of(one.group)]
    names = {one.field for one in answers}
    passed = BY_THE_WAY | (UNDERSTOOD if "verbatim_coordinates" in names else frozenset[str]())
    shown = [one for one in answers if one.field not in passed]
    in_lines = [one for one in changes if line_of(one.group) and one.field != ORDER]
    for one in shown or ([] if in_lines else answers):
        yield _answer(one, declared, asking)
    for group, found in groupby(sorted(in_lines, key=lambda one: one.group), key=lambda one: one.group):
        yield from _line(group, list(found), declared, asking)


def _answer(change: Change, declared: Declared, asking: Asking) -> Changed:
    field = declared.fields.get(change.field)
    is_restricted = field is not None and field.restricted

    def text(value: object) -> str:
        return "" if value is None else value_text(field, cast("Value", value), asking)

    return Changed(
        full_label(declared, change.field, asking.words),
        text(change.before),
        text(change.after),
        is_restricted,
    )


def _line(group: str, changes: Sequence[Change], declared: Declared, asking: Asking) -> Iterator[Changed]:
    """A line that came or went is told whole; one that was changed, answer by answer."""
    repeat = group.partition("/")[0]
    line = declared.lines.get(repeat)
    if line is None:
        return
    name, is_restricted = label(declared, repeat, asking.words), declared.repeats[repeat].restricted
    before = cast("Line", {one.field: one.before for one in changes if one.before is not None})
    after = cast("Line", {one.field: one.after for one in changes if one.after is not None})
    if changes[0].what in (What.LINE_ADDED, What.LINE_REMOVED):
        yield Changed(name, line_text(line, before, asking), line_text(line, after, asking), is_restricted)
        return
    for one in changes:
        field = line.fields.get(one.field)
        old, new = (
            "" if value is None else value_text(field, cast("Value", value), asking)
            for value in (one.before, one.after)
        )
        caption = asking.words.say("records.of_line", repeat=name, field=label(line, one.field, asking.words))
        yield Changed(caption, old, new, is_restricted)
