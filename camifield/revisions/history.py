"""The history of a record, field by field: who changed what, when by their clock, from what they saw, to what, and why."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from camifield.revisions.ancestry import past_of
from camifield.revisions.commits import Commit
from camifield.revisions.encoding import Group, Value
from camifield.revisions.merge import Folded, Version, Write, fold, write_of
from camifield.revisions.parts import Part, line_of


class What(StrEnum):
    """What happened to the field, the line or the record."""

    SET = "set"
    LINE_ADDED = "line_added"
    LINE_REMOVED = "line_removed"
    DELETED = "deleted"
    RESTORED = "restored"
    ERASED = "erased"


class Entry(NamedTuple):
    """One write of the record, with what its commit says about it."""

    write: Write
    author: bytes
    at_ms: int
    quality: int
    action: int
    why: str | None
    feed: bytes = b""
    seq: int = 0


class Change(NamedTuple):
    """One field, from what its writer saw to what the writer set; None is blank.

    `group` is "" where the whole record was deleted or restored, `field` is "" there and where a group was
    erased. For a line's group `line_of` tells the repeat and the line. Times and authors are as in `Header`.
    """

    commit: bytes
    at_ms: int
    quality: int
    author: bytes
    action: int
    why: str | None
    what: What
    group: str
    field: str
    before: Value
    after: Value
    feed: bytes = b""
    seq: int = 0


class _State(NamedTuple):
    groups: Mapping[str, Group | None]
    deleted: bool
    conflicts: Mapping[str, tuple[Version, ...]] = {}
    edited_after_delete: bool = False


def entry_of(commit: Commit, part: Part) -> Entry:
    """A part with the circumstances of its commit."""
    header = commit.header
    said = (header.author, header.at_ms, header.quality, header.action, part.why)
    return Entry(write_of(commit, part), *said, header.feed, header.seq)


def history(entries: Iterable[Entry]) -> list[Change]:
    """Every change of every field, oldest first: by what builds on what, then by (lamport, commit).

    The entries may come in any order and more than once, and from both streams of one record.
    """
    circumstances: dict[bytes, Entry] = {}
    for entry in entries:
        if entry.write.erased or entry.write.commit not in circumstances:
            circumstances[entry.write.commit] = entry
    writes = {commit: entry.write for commit, entry in circumstances.items()}
    states: dict[bytes, _State] = {}
    changes: list[Change] = []
    for write in _from_roots_up(writes):
        before = _seen_by(write, writes, states)
        open_still = {name: one for name, one in before.conflicts.items() if name not in write.groups}
        states[write.commit] = _State({**before.groups, **write.groups}, write.deleted is True, open_still)
        changes.extend(_changes(circumstances[write.commit], before))
    return changes


def _from_roots_up(writes: Mapping[bytes, Write]) -> Iterator[Write]:
    """Every write after all its bases that are here."""
    waiting = {commit: len(_known_bases(write, writes)) for commit, write in writes.items()}
    builders: dict[bytes, list[Write]] = {}
    for write in writes.values():
        for base in _known_bases(write, writes):
            builders.setdefault(base, []).append(write)
    ready = [(writes[commit].lamport, commit) for commit, count in waiting.items() if count == 0]
    heapq.heapify(ready)
    while ready:
        _, commit = heapq.heappop(ready)
        yield writes[commit]
        for write in builders.get(commit, ()):
            waiting[write.commit] -= 1
            if waiting[write.commit] == 0:
                heapq.heappush(ready, (write.lamport, write.commit))


def _known_bases(write: Write, writes: Mapping[bytes, Write]) -> set[bytes]:
    return {base for base in write.bases if base in writes}


def _seen_by(write: Write, writes: Mapping[bytes, Write], states: Mapping[bytes, _State]) -> _State:
    """What the record held, so far as its bases are here, when the writer began."""
    bases = _known_bases(write, writes)
    if not bases:
        return _State({}, False)
    if len(bases) == 1:
        return states[next(iter(bases))]
    folded: Folded = fold(writes[commit] for commit in past_of(writes, bases))
    return _State(folded.groups, folded.deleted, folded.conflicts, folded.edited_after_delete)


def _changes(entry: Entry, before: _State) -> Iterator[Change]:
    write = entry.write
    if write.deleted is True and not before.deleted:
        yield _change(entry, What.DELETED)
    is_kept = write.deleted is False and before.edited_after_delete
    if (write.deleted is not True and before.deleted) or is_kept:
        yield _change(entry, What.RESTORED)
    for name in sorted(write.groups):
        if write.erased:
            yield _change(entry, What.ERASED, name)
        else:
            old = before.groups.get(name)
            if name in before.conflicts and old == write.groups[name]:
                # The answer that was shown was decided for: what it was decided against is what changed.
                old = before.conflicts[name][1].value
            yield from _group_changes(entry, name, old, write.groups[name])


def _group_changes(entry: Entry, name: str, old: Group | None, new: Group | None) -> Iterator[Change]:
    what = What.SET
    if line_of(name) and old is None:
        what = What.LINE_ADDED
    elif line_of(name) and new is None:
        what = What.LINE_REMOVED
    of_group = _change(entry, what, name)
    old, new = old or {}, new or {}
    for field in [*new, *(field for field in old if field not in new)]:
        before, after = old.get(field), new.get(field)
        if before != after or type(before) is not type(after):
            yield of_group._replace(field=field, before=before, after=after)


def _change(entry: Entry, what: What, group: str = "") -> Change:
    circumstances = (entry.at_ms, entry.quality, entry.author, entry.action, entry.why)
    place = (entry.feed, entry.seq)
    return Change(entry.write.commit, *circumstances, what, group, "", None, None, *place)
