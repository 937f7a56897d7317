"""Answers that two people gave differently: both in words, with who said which, and nothing recommended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.labels import label
from camifield.fields.validation import CONFIRMED
from camifield.fields.values import Line, Value
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.positions import LATITUDE, LONGITUDE, WRITTEN, written
from camifield.queries.telling import BETWEEN, line_text, value_text
from camifield.queries.times import Times
from camifield.queries.values import StoredRecord
from camifield.revisions.merge import Version

# What is kept beside an answer for those who check it, and says nothing to a reader.
NOT_TOLD = frozenset(
    (
        "verbatim_coordinate_system",
        "coordinate_precision",
        "verbatim_srs",
        "coordinate_operation",
        "reading_uncertainty_in_meters",
        "offset_source",
        "as_written",
        "as_written_private",
        CONFIRMED,
    )
)


@dataclass(frozen=True, slots=True)
class Said:
    """One of the values that stand against each other, and who said it when."""

    text: str
    who: str
    when: str


@dataclass(frozen=True, slots=True)
class Contested:
    """An answer that two people gave differently; the value that is shown comes first."""

    label: str
    versions: tuple[Said, ...]


def contested(
    project: Project, declared: Declared, stored: StoredRecord, asking: Asking
) -> Iterator[Contested]:
    """Every contested group of a record."""
    if not stored.conflicts:
        return
    times = Times(project, asking.words)
    said_by = {
        change.commit: (
            project.names.name("person", change.author),
            times.text(change.feed, change.seq, change.at_ms),
        )
        for change in project.store.history(stored.id)
    }
    for group, versions in stored.conflicts.items():
        told = [_said(declared, group, version, said_by, asking) for version in versions]
        yield Contested(group_label(declared, group, asking.words), tuple(told))


def _said(
    declared: Declared,
    group: str,
    version: Version,
    said_by: Mapping[bytes, tuple[str, str]],
    asking: Asking,
) -> Said:
    who, when = next((said_by[one] for one in version.commits if one in said_by), ("", ""))
    if version.value is None:
        return Said(asking.words.say("records.line_gone"), who, when)
    values = cast("Mapping[str, Value]", version.value)
    line = declared.lines.get(group.partition("/")[0]) if "/" in group else None
    if line is not None:
        return Said(line_text(line, cast("Line", values), asking), who, when)
    position = (LATITUDE, LONGITUDE, WRITTEN) if LATITUDE in values else ()
    texts = [written(values, asking)] if position else []
    texts += [
        value_text(declared.fields.get(name), value, asking)
        for name, value in values.items()
        if name not in NOT_TOLD and name not in position
    ]
    return Said(BETWEEN.join(texts) or asking.words.say("records.blank"), who, when)


def group_label(declared: Declared, group: str, words: Words) -> str:
    """What a merge group is called: its first field, or the repeat of a line."""
    repeat = group.partition("/")[0]
    if repeat in declared.repeats:
        return label(declared, repeat, words)
    names = declared.groups.get(group, (group,))
    return label(declared, names[0], words)
