"""Undo: the change that puts back what somebody set, where it still stands; the rest is named, never overwritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from camifield.revisions.encoding import Group, Value, encode
from camifield.revisions.merge import Folded, Write, fold, ordered_writes
from camifield.revisions.parts import line_of


class Beside(NamedTuple):
    """A write that stands beside the first one, so that what was settled is contested again."""

    groups: dict[str, Group | None]
    deleted: bool | None = None


class Inverse(NamedTuple):
    """What to write in the record to undo, all at once, with the record's present heads as bases.

    `groups` and `deleted` go into the part as they are. `kept` names the groups that hold something else by
    now, or are contested: they are shown to the person and left alone. `keeps_record` says that others built on
    a record that the undone work made, deleted or restored, so that it stays as it is.

    Where the undone work settled a question, it is open again only if its versions stand beside each other anew:
    `beside` are further writes, each on the same bases as the first one and not on it.
    """

    groups: dict[str, Group | None]
    deleted: bool | None = None
    kept: tuple[str, ...] = ()
    keeps_record: bool = False
    beside: tuple[Beside, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing is left to put back."""
        return not self.groups and self.deleted is None


def inverse(writes: Iterable[Write], undone: Collection[bytes]) -> Inverse:
    """How to undo the commits `undone` in one record, given all writes of it (one stream).

    Works for one's own save, for all commits of an import, and for an earlier undo (a redo): a question that the
    undone work alone opened again is settled as it was. What was erased meanwhile is not undone.
    """
    held = ordered_writes(writes)
    mine = [write for write in held if write.commit in undone and not write.erased]
    others = [write for write in held if write.commit not in undone]
    present = fold(held)
    if not mine:
        return Inverse({})
    if any(not write.bases for write in mine):
        return _unmake(mine, others, present)
    groups, kept, others_said = _put_back(mine, present, without(held, undone))
    if _reopened_a_deletion(mine, others, present):
        return Inverse(groups, fold(others).deleted, kept)
    if _settled_a_deletion(mine, others, present):
        beside = [Beside(said) for said in others_said]
        return Inverse(groups, False, kept, beside=(*beside, Beside({}, deleted=True)))
    deleted, keeps_record = _revive_or_bury(held, mine, present, undone)
    if deleted is None and groups and present.deleted:
        deleted = True  # a write that says nothing about it would bring the record back
    return Inverse(groups, deleted, kept, keeps_record, tuple(Beside(said, deleted) for said in others_said))


def _reopened_a_deletion(mine: Sequence[Write], others: Sequence[Write], present: Folded) -> bool:
    """Whether the undone work alone asks anew what becomes of a record that some changed and others deleted."""
    is_asked = present.edited_after_delete and not fold(others).edited_after_delete
    return is_asked and {write.commit for write in mine}.issuperset(present.heads)


def _settled_a_deletion(mine: Sequence[Write], others: Sequence[Write], present: Folded) -> bool:
    """Whether the undone work alone said what becomes of a record that some had changed and others deleted."""
    if not {write.commit for write in mine} >= set(present.heads):
        return False
    return any(write.deleted is not None for write in mine) and fold(others).edited_after_delete


def without(writes: Iterable[Write], undone: Collection[bytes]) -> Folded:
    """What the record would hold had these commits set nothing: they keep their place among the others."""
    return fold(
        write._replace(groups={}, deleted=None) if write.commit in undone else write for write in writes
    )


def _unmake(mine: Sequence[Write], others: Sequence[Write], present: Folded) -> Inverse:
    """A record that the undone work made is deleted whole, unless somebody built on it."""
    if others:
        return Inverse({}, kept=tuple(_last_values(mine)), keeps_record=True)
    return Inverse({}, deleted=None if present.deleted else True)


def _last_values(mine: Sequence[Write]) -> dict[str, Group | None]:
    found: dict[str, Group | None] = {}
    for write in mine:
        found.update(write.groups)
    return found


def _put_back(
    mine: Sequence[Write], present: Folded, before: Folded
) -> tuple[dict[str, Group | None], tuple[str, ...], list[dict[str, Group | None]]]:
    """What to put back, what to leave alone, and what others had said where it was contested before."""
    groups: dict[str, Group | None] = {}
    kept: list[str] = []
    others_said: list[dict[str, Group | None]] = []
    own = {write.commit for write in mine}
    for name, value in _last_values(mine).items():
        versions = present.conflicts.get(name, ())
        if versions and name not in before.conflicts and all(own.issuperset(one.commits) for one in versions):
            groups[name] = _or_blank(name, before.groups.get(name))
            continue
        if versions or not _same(present.groups[name], value):
            kept.append(name)
            continue
        if name in before.conflicts:
            first, *others = before.conflicts[name]
            groups[name] = first.value
            others_said.extend({} for _ in range(len(others) - len(others_said)))
            for said, version in zip(others_said, others, strict=False):
                said[name] = version.value
            continue
        earlier = _or_blank(name, before.groups.get(name))
        if not _same(earlier, value):
            groups[name] = earlier
    return groups, tuple(kept), others_said


def _or_blank(name: str, value: Group | None) -> Group | None:
    """What is written where nothing was said: no answer, or no line."""
    return dict[str, Value]() if value is None and not line_of(name) else value


def _same(one: Group | None, other: Group | None) -> bool:
    return _written(one) == _written(other)


def _written(value: Group | None) -> bytes:
    return encode(None if value is None else dict(value))


def _revive_or_bury(
    held: Sequence[Write], mine: Sequence[Write], present: Folded, undone: Collection[bytes]
) -> tuple[bool | None, bool]:
    """Whether to restore or delete the record again, and whether what others did forbids it."""
    meant = [write.deleted for write in mine if write.deleted is not None]
    if not meant or meant[-1] is not present.deleted:
        return None, False
    by_others = [write for write in held if write.commit in present.heads and write.commit not in undone]
    if any(write.deleted is True for write in by_others) or (by_others and not present.deleted):
        return None, True
    return not present.deleted, False
