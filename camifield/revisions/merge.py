"""The merge: what a record holds, as a pure function of the set of its writes.

For each field group the writes that no later write supersedes survive; later means reachable through bases, never
by a clock. One survivor is the value; several that differ are a conflict, and all of them are kept. Order,
repetition and the road by which writes came make no difference, because the order is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Final, NamedTuple

from camifield.revisions.commits import Commit
from camifield.revisions.encoding import Group, encode
from camifield.revisions.parts import Part


class Write(NamedTuple):
    """What the merge needs of one part of one commit; the fields are those of `Part` and `Header`."""

    commit: bytes
    lamport: int
    bases: tuple[bytes, ...]
    groups: Mapping[str, Group | None]
    deleted: bool | None = None
    erased: bool = False


class Version(NamedTuple):
    """One of the values that stand against each other, and the commits that say so, newest first."""

    value: Group | None
    commits: tuple[bytes, ...]


class Folded(NamedTuple):
    """What a record holds in one stream.

    `groups` has the value to show for every group that was ever set: None for a deleted line (and for a group
    of which nothing but an erased write is left). `conflicts` lists the versions of each contested group, the
    shown one first. `deleted` is so only when every head says so: an edit beats a delete, and then
    `edited_after_delete` is set until a write names all heads. `missing` are bases not yet here: what looks like
    a conflict may resolve when they arrive.
    """

    heads: tuple[bytes, ...] = ()
    groups: Mapping[str, Group | None] = {}
    conflicts: Mapping[str, tuple[Version, ...]] = {}
    deleted: bool = False
    edited_after_delete: bool = False
    missing: frozenset[bytes] = frozenset()


NOTHING: Final = Folded()
_NO_MISSING: Final = frozenset[bytes]()
_by_clock = attrgetter("lamport", "commit")


def write_of(commit: Commit, part: Part) -> Write:
    """The part as the merge sees it."""
    return Write(commit.id, commit.header.lamport, part.bases, part.groups, part.deleted, part.erased)


def writes_by_record(commits: Iterable[Commit]) -> dict[bytes, list[Write]]:
    """All writes of these commits, gathered by record. Hand in one stream at a time."""
    found: dict[bytes, list[Write]] = {}
    for commit in commits:
        for part in commit.parts:
            found.setdefault(part.record, []).append(write_of(commit, part))
    return found


def fold(writes: Iterable[Write]) -> Folded:
    """What the record holds, from any of its writes in any order and number.

    Linear in the number of writes. Bases that are not among them are tolerated and named in `missing`.
    """
    held = list(writes)
    if len(held) == 1:
        return _fold_one(held[0])
    ordered = ordered_writes(held)
    return _fold_chain(ordered) or _fold_graph(ordered)


def ordered_writes(writes: Iterable[Write]) -> list[Write]:
    """Each write once (erased, where one copy of it is), by (lamport, commit)."""
    unique: dict[bytes, Write] = {}
    for write in writes:
        if write.erased or write.commit not in unique:
            unique[write.commit] = write
    return sorted(unique.values(), key=_by_clock)


def _fold_one(write: Write) -> Folded:
    missing = frozenset(write.bases) if write.bases else _NO_MISSING
    return Folded((write.commit,), dict(write.groups), {}, write.deleted is True, False, missing)


def _fold_chain(ordered: Sequence[Write]) -> Folded | None:
    """The commonest history, each write built on the one before alone. None when it is another."""
    if not ordered:
        return NOTHING
    groups = dict(ordered[0].groups)
    last = ordered[0]
    for write in ordered[1:]:
        if write.bases != (last.commit,):
            return None
        groups.update(write.groups)
        last = write
    missing = frozenset(ordered[0].bases)
    return Folded((last.commit,), groups, {}, last.deleted is True, False, missing)


def _fold_graph(ordered: Sequence[Write]) -> Folded:
    known = {write.commit: write for write in ordered}
    heads = find_heads(ordered)
    survivors: dict[str, list[Write]] = {}
    for write, superseded in _from_heads_down(known, heads):
        for name in write.groups:
            if name not in superseded:
                survivors.setdefault(name, []).append(write)
    groups: dict[str, Group | None] = {}
    conflicts: dict[str, tuple[Version, ...]] = {}
    for name, found in survivors.items():
        versions = _versions(name, found)
        groups[name] = versions[0].value
        if len(versions) > 1:
            conflicts[name] = versions
    deleting = [known[head].deleted is True for head in heads]
    return Folded(
        heads,
        groups,
        conflicts,
        deleted=all(deleting) and bool(deleting),
        edited_after_delete=any(deleting) and not all(deleting),
        missing=frozenset(base for write in ordered for base in write.bases if base not in known),
    )


def find_heads(writes: Iterable[Write]) -> tuple[bytes, ...]:
    """The commits that no other of these writes builds on, in the order of their bytes."""
    held = list(writes)
    built_on = {base for write in held for base in write.bases}
    return tuple(sorted({write.commit for write in held} - built_on))


def _from_heads_down(
    known: Mapping[bytes, Write], heads: Iterable[bytes]
) -> Iterator[tuple[Write, frozenset[str] | set[str]]]:
    """Every write after all that build on it, with the names of the groups that those set anew.

    Bases are ids of commits, which are hashes over them: they cannot run in a circle.
    """
    builders = dict.fromkeys(known, 0)
    for write in known.values():
        for base in write.bases:
            if base in builders:
                builders[base] += 1
    superseded: dict[bytes, set[str]] = {}
    ready = list(heads)
    while ready:
        write = known[ready.pop()]
        above = superseded.pop(write.commit, set[str]())
        yield write, above
        below = above.union(write.groups)
        for base in write.bases:
            if base in builders:
                superseded.setdefault(base, set[str]()).update(below)
                builders[base] -= 1
                if builders[base] == 0:
                    ready.append(base)


def _versions(name: str, survivors: Sequence[Write]) -> tuple[Version, ...]:
    """The distinct values that survive, the one to show first.

    The highest (lamport, commit) is shown, but a line that someone edited before one that someone deleted.
    Values are compared as they are written in the log, where 1 is not True. An erased write claims no value
    against one that can be read.
    """
    readable = [write for write in survivors if not write.erased] or list(survivors)
    readable.sort(key=_by_clock, reverse=True)
    if len(readable) == 1:
        return (Version(readable[0].groups[name], (readable[0].commit,)),)
    found: dict[bytes, list[Write]] = {}
    for write in readable:
        value = write.groups[name]
        found.setdefault(encode(None if value is None else dict(value)), []).append(write)
    versions = [
        Version(same[0].groups[name], tuple(write.commit for write in same)) for same in found.values()
    ]
    versions.sort(key=lambda version: version.value is None)
    return tuple(versions)


def is_fast_forward(folded: Folded, write: Write) -> bool:
    """Whether this new write was made knowing all that the record holds, and no more.

    Nothing here can build on it already: what did would be a head, and a base of what it builds on.
    """
    return set(write.bases) == set(folded.heads)


def advance(folded: Folded, write: Write) -> Folded:
    """What `fold` would say with this write added, without looking at the others: for a save.

    Only for a new write of which `is_fast_forward` is true. Conflicts in groups it sets are settled by it.
    """
    conflicts = folded.conflicts
    if conflicts:
        conflicts = {name: versions for name, versions in conflicts.items() if name not in write.groups}
    groups = {**folded.groups, **write.groups}
    return Folded((write.commit,), groups, conflicts, write.deleted is True, False, folded.missing)
