"""Save a record: from what was typed to a signed commit, or a plain account of what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from camifield.changes import Changes
from camifield.errors import Problem
from camifield.fields.declaration import Declared
from camifield.fields.filling import as_it_was
from camifield.fields.findings import Finding
from camifield.fields.grouping import changed_groups, groups_of
from camifield.fields.lines import new_line_id
from camifield.fields.reading.offsets import offset_text
from camifield.fields.validation import validate
from camifield.fields.values import LINE_ID, Entries, Line, Value, text_of
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.kinds.event_filling import clock
from camifield.project.project import SHARED_KINDS, Project
from camifield.revisions.headers import Action
from camifield.store.writing import Save

NUMBERED = frozenset(("sighting", "grazing", "conflict", "patrol"))


class Incomplete(Problem):
    """The record lacks an answer or holds an impossible one; nothing was lost, the draft stays."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("record-not-complete", parameters={"count": sum(one.is_error for one in findings)})
        self.findings = tuple(findings)


@dataclass(frozen=True, slots=True)
class Saved:
    """What a save made: the record, the number people say over the radio, and the questions still open."""

    record: bytes
    number: str
    findings: tuple[Finding, ...]
    changes: Changes


def save(
    project: Project,
    kind: str,
    entries: Entries,
    words: Words,
    *,
    author: bytes | None = None,
    record: bytes | None = None,
    draft: bytes | None = None,
    bases: tuple[bytes, ...] | None = None,
    why: str | None = None,
) -> Saved:
    """Save a new record, or the corrected answers of `record`; durable when it returns.

    `bases` are the heads that an edit began from: what was saved since is then kept beside it, not overwritten.
    `draft` names the draft it came from: its id becomes the record's id, and it is taken off the list after the
    save. Raises Incomplete when an error stands, and the store's own Problems (full disk, read-only).
    """
    declared = kind_of(kind)
    checked = validate(declared, entries, project.asking(words))
    if not checked.is_complete:
        raise Incomplete(checked.findings)
    values = with_line_ids(declared, with_offset(project, checked.values), project)
    if record is None:
        project.identity.signer(author or project.typist)  # no number is given out for what cannot be saved
        record = draft or new_id(project.clock, project.entropy)
        if kind in NUMBERED and not text_of(values, "record_number"):
            values["record_number"] = project.next_number()
        saving = Save(record, kind, groups_of(declared, values), why=why)
    else:
        before = project.stored(record)
        kept = {name: value for name, value in before.values.items() if name not in values}
        untouched = {name: value for name, value in kept.items() if name in CARRIED}
        values = as_it_was(declared.fillings, before.values, {**untouched, **values}, entries)
        groups = changed_groups(declared, before.values, values)
        saving = Save(record, kind, groups, why=why, bases=bases)
    if saving.groups:
        project.save([saving], Action.SAVE, author=author, draft=draft)
    elif draft is not None:
        project.drafts.take_off([draft])
    if kind in SHARED_KINDS:
        project.forget_names()
    changes = Changes(frozenset((record,)), frozenset((kind,)), drafts=draft is not None)
    return Saved(record, text_of(values, "record_number"), checked.findings, changes)


# What the program filled once and no form shows: an edit that does not speak of it leaves it as it is.
CARRIED = frozenset(
    ("record_number", "source_file", "source_row", "as_written", "as_written_private", "record_state")
)


def with_offset(project: Project, values: Mapping[str, Value]) -> dict[str, Value]:
    """The values with a UTC offset where nobody gave one and neither place nor country told it: the laptop's own.

    For values that were never validated, the place and the country are asked first.
    """
    filled = dict(values)
    if "utc_offset" in values:
        filled.setdefault("offset_source", "typed")
    elif text_of(values, "event_date"):
        country = text_of(values, "country_code") or project.settings.country or ""
        told = clock({**values, "country_code": country})
        laptop = offset_text(
            project.clock.local_offset()
        )  # a country with several clocks, or none: that is said
        filled.update(told or {"utc_offset": laptop, "offset_source": "laptop"})
    return filled


def with_line_ids(declared: Declared, values: Mapping[str, Value], project: Project) -> dict[str, Value]:
    """The values with a permanent id for each line that has none yet."""
    filled = dict(values)
    for repeat in declared.repeats:
        lines = filled.get(repeat)
        if not isinstance(lines, Sequence) or isinstance(lines, str | bytes):
            continue
        fresh: list[Line] = []
        for line in lines:
            if isinstance(line, Mapping):
                fresh.append({**line, LINE_ID: str(line.get(LINE_ID) or new_line_id(project.entropy))})
        filled[repeat] = fresh
    return filled
