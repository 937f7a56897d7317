"""Settle what two people answered differently: one answer, a record, or all of a kind, undone as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from camifield.changes import Changes
from camifield.commands.many import ids_in_pieces, save_many
from camifield.commands.saving import Incomplete, with_line_ids, with_offset
from camifield.errors import Problem
from camifield.fields.declaration import Declared
from camifield.fields.filling import filled_by_program
from camifield.fields.findings import Finding
from camifield.fields.grouping import Groups, GroupValue, changed_groups, groups_of
from camifield.fields.validation import entries_of, validate
from camifield.fields.values import LINE_ID, Entries, Entry
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.deciding import may_decide
from camifield.project.project import Project
from camifield.revisions.headers import Action, Stream
from camifield.store.disputes import WHOLE_RECORD, Dispute, Disputed, Stand
from camifield.store.records import StoredRecord
from camifield.store.writing import Save

OFFSET = "offset"
MAY_NOT = "role-may-not-decide"


@dataclass(frozen=True, slots=True)
class Decision:
    """Which version of one contested group of a record holds: the one that `version` (a commit) says.

    Of the whole record: the one who deleted it, or one of those who went on with it. Of a change beyond its
    author's role: that change, or b"" to leave the record as it is.
    """

    record: bytes
    group: str
    stream: int
    version: bytes


@dataclass(frozen=True, slots=True)
class Settled:
    """What was settled: how many answers in how many records. `passed_over` were open no more, or not this person's.

    `batch` takes it back as one: the questions are open again.
    """

    batch: bytes
    answers: int
    records: int
    passed_over: int
    changes: Changes
    findings: tuple[Finding, ...] = ()


@dataclass
class _Tally:
    answers: int = 0
    passed_over: int = 0
    is_forbidden: bool = False


@dataclass
class _Chosen:
    """What is to be saved of one record."""

    groups: dict[str, GroupValue | None] = field(default_factory=dict[str, "GroupValue | None"])
    deleted: bool | None = None
    bases: tuple[bytes, ...] = ()


def settle(
    project: Project, decisions: Sequence[Decision], why: str = "", progress: Progress | None = None
) -> Settled:
    """Settle these questions, each record in one save that names all its heads; the rest of each stays as it is.

    Raises Problem ``role-may-not-decide`` when none of them is this person's to decide, the store's own Problems,
    and Stopped between two pieces.
    """
    project.learn()
    tally = _Tally()
    by_record: dict[bytes, list[Decision]] = {}
    for one in decisions:
        by_record.setdefault(one.record, []).append(one)
    done = save_many(
        project,
        _saves(project, by_record, why.strip() or None, tally),
        Action.SETTLE,
        progress=progress,
        total=len(by_record),
        doing="review.settling",
    )
    if not done.count and tally.is_forbidden:
        raise Problem(MAY_NOT)
    return Settled(done.batch, tally.answers, done.count, tally.passed_over, done.changes)


def _saves(
    project: Project, by_record: Mapping[bytes, Sequence[Decision]], why: str | None, tally: _Tally
) -> Iterator[Save]:
    for some in ids_in_pieces(list(by_record)):
        found = project.store.disputed(some)
        for record in some:
            disputed = found.get(record)
            if disputed is None or disputed.record.deleted:
                tally.passed_over += len(by_record[record])
                continue
            chosen = _chosen(project, disputed, by_record[record], tally)
            if chosen is not None:
                kept = disputed.record
                yield Save(record, kept.kind, chosen.groups, chosen.deleted, why, chosen.bases)


def _chosen(
    project: Project, disputed: Disputed, decisions: Sequence[Decision], tally: _Tally
) -> _Chosen | None:
    chosen = _Chosen(bases=disputed.record.heads)
    before = tally.answers
    for one in decisions:
        found = _stand(disputed, one)
        if found is None:
            tally.passed_over += 1
        elif not may_decide(project, _authors(found[0])):
            tally.passed_over += 1
            tally.is_forbidden = True
        else:
            _take(chosen, disputed, *found)
            tally.answers += 1
    if chosen.deleted:
        chosen.groups.clear()  # what becomes of its answers is nobody's question while it lies in the bin
    return chosen if tally.answers > before else None


def _stand(disputed: Disputed, decision: Decision) -> tuple[Dispute, Stand] | None:
    for dispute in disputed.disputes:
        if (dispute.group, dispute.stream) != (decision.group, decision.stream):
            continue
        for stand in dispute.stands:
            commits = [saying.commit for saying in stand.sayings]
            if decision.version in commits or not (commits or decision.version):
                return dispute, stand
    return None


def _authors(dispute: Dispute) -> set[bytes]:
    """Nobody may decide for himself that his own forbidden change counts: those have no author here."""
    if dispute.is_of_refused:
        return set()
    return {saying.author for stand in dispute.stands for saying in stand.sayings}


def _take(chosen: _Chosen, disputed: Disputed, dispute: Dispute, stand: Stand) -> None:
    if dispute.is_of_refused:
        _answer_refused(chosen, disputed, dispute, is_taken=bool(stand.sayings))
    elif dispute.group == WHOLE_RECORD:
        chosen.deleted = stand.deletes
    else:
        chosen.groups[dispute.group] = stand.value


def _answer_refused(chosen: _Chosen, disputed: Disputed, dispute: Dispute, *, is_taken: bool) -> None:
    """Build on the refused change, with its values or without them: either way it waits no more."""
    stored = disputed.record
    [saying] = dispute.stands[1].sayings
    write = disputed.refused[saying.commit]
    chosen.bases = (*chosen.bases, saying.commit)
    if is_taken:
        chosen.groups.update(cast("Groups", write.groups))
        chosen.deleted = True if write.deleted else chosen.deleted
    elif dispute.stream == Stream.RESTRICTED:
        # A save without any answer is written to the open stream: here one says again what is there already.
        quiet = [name for name in write.groups if name not in stored.conflicts] or list(write.groups)
        chosen.groups.update({name: stored.groups.get(name) for name in quiet[:1]})


def settle_otherwise(
    project: Project,
    record: bytes,
    group: str,
    entries: Entries,
    words: Words,
    why: str = "",
) -> Settled:
    """Settle one contested group by an answer that nobody gave: `entries` are what the editors of its fields hold.

    They are read as everywhere. A blank line removes a contested line. Raises Incomplete when they cannot be kept,
    Problem ``role-may-not-decide`` and ``nothing-to-decide``, and the store's own Problems.
    """
    project.learn()
    disputed = project.store.disputed([record]).get(record)
    dispute = next((one for one in disputed.disputes if one.group == group), None) if disputed else None
    declared = project.store.kinds.get(disputed.record.kind) if disputed else None
    if disputed is None or dispute is None or declared is None:
        raise Problem("nothing-to-decide")
    if not may_decide(project, _authors(dispute)):
        raise Problem(MAY_NOT)
    stored = disputed.record
    groups, findings = _typed(project, declared, stored, group, entries, words)
    save = Save(record, stored.kind, groups, why=why.strip() or None, bases=stored.heads)
    done = save_many(project, [save], Action.SETTLE)
    return Settled(done.batch, 1, done.count, 0, done.changes, findings)


def _typed(
    project: Project, declared: Declared, stored: StoredRecord, group: str, entries: Entries, words: Words
) -> tuple[dict[str, GroupValue | None], tuple[Finding, ...]]:
    """The group with the typed answers, whole, with what goes with it; and the questions they raise."""
    names = set(declared.groups.get(group, (group.partition("/")[0],)))
    asking = project.asking(words)
    follows = {
        one for name in names for one in filled_by_program(declared.fillings, stored.values, asking, name)
    }
    kept = {
        name: entry
        for name, entry in entries_of(declared, stored.values).items()
        if name not in names and name not in follows
    }
    repeat, slash, line = group.partition("/")
    if slash:
        kept[repeat] = _with_line(entries_of(declared, stored.values).get(repeat), line, entries)
        checked = validate(declared, kept, asking)
    else:
        checked = validate(declared, {**kept, **entries}, asking)
    touching = tuple(one for one in checked.findings if one.field.partition(".")[0] in names)
    if any(one.is_error for one in touching):
        raise Incomplete(touching)
    values = with_line_ids(declared, with_offset(project, checked.values), project)
    changed = changed_groups(declared, stored.values, values)
    going_along = {group, OFFSET, *map(declared.group_of, follows)}
    groups = {name: value for name, value in changed.items() if value is None or name in going_along}
    if group in stored.groups or group in groups_of(declared, values):
        groups[group] = groups_of(declared, values).get(group)
    # Other contested answers stay open, also one that applies no more.
    groups = {name: value for name, value in groups.items() if name == group or name not in stored.conflicts}
    return groups, touching


def _with_line(kept: Entry, line: str, entries: Entries) -> Entry:
    """The lines with one of them in its new form, in its place, or at the end where it was gone."""
    lines = (
        [dict(one) for one in kept if isinstance(one, Mapping)] if kept and not isinstance(kept, str) else []
    )
    typed: dict[str, str | Sequence[str] | int] = {LINE_ID: line}
    for name, entry in entries.items():
        if isinstance(entry, str) and entry:
            typed[name] = entry
        elif entry and not isinstance(entry, str):
            typed[name] = [str(part) for part in entry]
    place = next((at for at, one in enumerate(lines) if one.get(LINE_ID) == line), len(lines))
    lines[place : place + 1] = [typed]
    return [one for one in lines if len(one) > 1]
