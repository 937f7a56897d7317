"""One answer put right on many records at once: seen before, saved as one action, undone as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from camifield.changes import Changes
from camifield.commands.many import ids_in_pieces, save_many
from camifield.commands.saving import with_offset
from camifield.fields.date import PartialDate
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Field
from camifield.fields.filling import filled_by_program
from camifield.fields.findings import Finding
from camifield.fields.grouping import Groups, GroupValue, changed_groups
from camifield.fields.labels import label
from camifield.fields.position import Coordinates
from camifield.fields.reference import Photos
from camifield.fields.text import Marks
from camifield.fields.validation import entries_of, validate
from camifield.fields.values import Entry, Value, Values, text_of
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.records import StoredRecord
from camifield.store.writing import Save

# What belongs to one record alone, or tells where it came from.
NEVER = frozenset(
    ("record_number", "source_file", "source_row", "as_written", "as_written_private", "offset_source")
)
# What was understood from a typed place, and is understood anew from another one.
FROM_A_PLACE = (
    *("decimal_latitude", "decimal_longitude", "verbatim_coordinate_system", "coordinate_precision"),
    *("verbatim_srs", "coordinate_operation", "reading_uncertainty_in_meters"),
    "coordinate_uncertainty_in_meters",
)
WRITTEN_IN = ("verbatim", "as_said")
OFFSET = ("utc_offset", "offset_source")


@dataclass(frozen=True, slots=True)
class Correction:
    """The same answer to one question for many records; a blank entry empties it. `why` is kept with each change."""

    field: str
    entry: Entry
    why: str = ""


@dataclass(frozen=True, slots=True)
class Noticed:
    """A record of which something must be said: what the answer would be there. No findings: no such question."""

    record: bytes
    kind: str
    number: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What a correction would do: how many records would change and from which answers (in words; blank is empty),
    how many hold the answer already, which would raise questions, and which must be left out. `falls_away` counts
    other answers, by their labels, that apply no more.
    """

    changing: int
    same: int
    before: Mapping[str, int]
    after: str
    falls_away: Mapping[str, int]
    asked: tuple[Noticed, ...]
    left_out: tuple[Noticed, ...]


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a correction did; `batch` takes it back as one."""

    batch: bytes
    count: int
    left_out: tuple[Noticed, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the answer would do to one record: the groups to save, or none when it cannot be taken."""

    stored: StoredRecord
    is_possible: bool
    findings: tuple[Finding, ...] = ()
    groups: Groups = field(default_factory=dict[str, "GroupValue | None"])
    before: str = ""
    after: str = ""

    @property
    def noticed(self) -> Noticed:
        number = text_of(self.stored.values, "record_number")
        return Noticed(self.stored.id, self.stored.kind, number, self.findings)


def correctable(declared: Declared) -> list[str]:
    """The fields of a kind that can be put right on many records at once, in declared order."""
    return [
        name
        for name, found in declared.fields.items()
        if name not in NEVER and not isinstance(found, Photos | Marks) and found.editor
    ]


def preview(
    project: Project,
    ids: Sequence[bytes],
    correction: Correction,
    words: Words,
    progress: Progress | None = None,
) -> Preview:
    """See what `correct_many` would do, and write nothing. Raises Stopped."""
    before: Counter[str] = Counter()
    falls_away: Counter[str] = Counter()
    asked: list[Noticed] = []
    left_out: list[Noticed] = []
    same = 0
    after = ""
    for one in _outcomes(project, ids, correction, words, progress):
        after = after or one.after
        if not one.is_possible:
            left_out.append(one.noticed)
        elif not one.groups:
            same += 1
        else:
            before[one.before] += 1
            falls_away.update(_emptied(project, one, correction.field, words))
            if one.findings:
                asked.append(one.noticed)
    return Preview(
        sum(before.values()),
        same,
        dict(before.most_common()),
        after,
        dict(falls_away),
        tuple(asked),
        tuple(left_out),
    )


def correct_many(
    project: Project,
    ids: Sequence[bytes],
    correction: Correction,
    words: Words,
    progress: Progress | None = None,
) -> Corrected:
    """Give every one of these records the same answer to one question.

    A record in which the answer would be an error is left out and named. Raises Stopped between two pieces (what
    was saved stands, and its batch is in the list of actions) and the store's own Problems.
    """
    left_out: list[Noticed] = []
    why = correction.why.strip() or None

    def saves() -> Iterator[Save]:
        for one in _outcomes(project, ids, correction, words):
            if not one.is_possible:
                left_out.append(one.noticed)
            elif one.groups:
                yield Save(one.stored.id, one.stored.kind, one.groups, why=why)

    done = save_many(
        project, saves(), Action.CORRECT, progress=progress, total=len(ids), doing="records.correcting"
    )
    return Corrected(done.batch, done.count, tuple(left_out), done.changes)


def _outcomes(
    project: Project,
    ids: Sequence[bytes],
    correction: Correction,
    words: Words,
    progress: Progress | None = None,
) -> Iterator[Outcome]:
    project.learn()
    asking = project.asking(words)
    seen = 0
    for some in ids_in_pieces(ids):
        if progress is not None:
            progress.step(seen, len(ids), "records.looking")
        found = project.store.records(some)
        for record in some:
            if record in found:
                yield outcome_of(project, found[record], correction, asking)
        seen += len(some)


def outcome_of(project: Project, stored: StoredRecord, correction: Correction, asking: Asking) -> Outcome:
    """What the answer would do to one record."""
    name = correction.field
    declared = project.store.kinds.get(stored.kind)
    if declared is None or name not in correctable(declared):
        return Outcome(stored, is_possible=False)
    asked = declared.fields[name]
    before = stored.values
    shown = asked.text(before[name], asking) if name in before else ""
    checked = validate(declared, corrected_entries(declared, before, correction, asking), asking)
    errors = tuple(one for one in checked.findings if one.is_error)
    if errors or not _applies(asked, checked.values):
        return Outcome(stored, is_possible=False, findings=errors, before=shown)
    values = with_offset(project, checked.values)
    after = asked.text(values[name], asking) if name in values else ""
    if values.get(name) == before.get(name):
        return Outcome(stored, is_possible=True, before=shown, after=after)
    follows = {one for filling in declared.fillings if name in filling.rests_on for one in filling.fills}
    touched = {name, *_neighbours(asked), *asked.read(correction.entry, name, asking).also, *OFFSET, *follows}
    groups_touched = {declared.group_of(one) for one in touched}
    changed = changed_groups(declared, before, values)
    # Of everything else only what applies no more: reading an answer again must never rewrite it.
    groups = {group: value for group, value in changed.items() if value is None or group in groups_touched}
    return Outcome(
        stored,
        is_possible=True,
        findings=tuple(one for one in checked.findings if one.field.partition(".")[0] == name),
        groups=groups,
        before=shown,
        after=after,
    )


def _applies(asked: Field, values: Values) -> bool:
    return asked.when is None or asked.when.holds(values)


def _emptied(project: Project, outcome: Outcome, name: str, words: Words) -> set[str]:
    """The labels of other answers that this record would lose."""
    declared = project.store.kinds[outcome.stored.kind]
    own = {declared.group_of(one) for one in (name, *_neighbours(declared.fields[name]), *OFFSET)}
    gone = (group for group, value in outcome.groups.items() if value is None and group not in own)
    names = (group.partition("/")[0] for group in gone)
    return {label(declared, declared.groups.get(one, (one,))[0], words) for one in names}


def corrected_entries(
    declared: Declared, before: Mapping[str, Value], correction: Correction, asking: Asking
) -> dict[str, Entry]:
    """The record's answers with one of them changed, and with what was understood from the old one forgotten."""
    entries = entries_of(declared, before)
    name = correction.field
    asked = declared.fields[name]
    for neighbour in _neighbours(asked):
        entries.pop(neighbour, None)
    for follower in filled_by_program(declared.fillings, before, asking, name):
        entries.pop(follower, None)
    moves_the_clock = isinstance(asked, PartialDate | Coordinates) or name == "country_code"
    if moves_the_clock and text_of(before, "offset_source") != "typed":
        for one in OFFSET:
            entries.pop(one, None)
    if correction.entry in (None, "", [], ()):
        entries.pop(name, None)
    else:
        entries[name] = correction.entry
    return entries


def _neighbours(asked: Field) -> list[str]:
    """The fields that hold the old answer as written, or what was read from it."""
    names = [str(getattr(asked, attribute, "")) for attribute in WRITTEN_IN]
    return [*filter(None, names), *(FROM_A_PLACE if isinstance(asked, Coordinates) else ())]
