"""Undoing what was saved: an import as one, or one action, by saves that put back what still stands as it was set."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, cast

from camifield.fields.grouping import Groups, GroupValue
from camifield.revisions.headers import Stream
from camifield.revisions.merge import Write
from camifield.revisions.undo import inverse
from camifield.store.log import commit_at
from camifield.store.states import MOST_AT_ONCE, State, StateReader
from camifield.store.writing import Save


class Undoing(NamedTuple):
    """How one record is put back. `save` is None when nothing is left to put back.

    `beside` are saves on the same bases after the first: a question that was settled is open again by them.
    `kept` names the groups that hold something else by now; `keeps_record` says that others built on the record.
    Both are shown to the person, and left alone.
    """

    record: bytes
    kind: str
    save: Save | None
    kept: tuple[str, ...]
    keeps_record: bool
    beside: tuple[Save, ...] = ()


def undoing(
    reader: Callable[[], sqlite3.Connection], numbers: Sequence[int], undone: Collection[bytes]
) -> Iterator[Undoing]:
    """How to undo these commits (their numbers, and their ids), record by record, read some hundred at a time."""
    seen: set[bytes] = set()
    for n in numbers:
        records = [part.record for part in commit_at(reader(), n).parts if part.record not in seen]
        seen.update(records)
        for start in range(0, len(records), MOST_AT_ONCE):
            yield from _some(reader(), records[start : start + MOST_AT_ONCE], undone)


def _some(
    connection: sqlite3.Connection, records: Sequence[bytes], undone: Collection[bytes]
) -> list[Undoing]:
    reader = StateReader(connection)
    serials = list(reader.serials(records).values())
    states = reader.states(serials)
    return [
        _one(states[serial], writes, undone)
        for serial, writes in reader.writes_of(serials).items()
        if serial in states
    ]


def _one(state: State, writes: Mapping[int, list[Write]], undone: Collection[bytes]) -> Undoing:
    home = Stream.OPEN if state.open.heads else Stream.RESTRICTED
    groups: dict[str, GroupValue | None] = {}
    kept: list[str] = []
    deleted: bool | None = None
    keeps_record = False
    beside: list[tuple[dict[str, GroupValue | None], bool | None]] = []
    for stream, found in writes.items():
        put_back = inverse(found, undone)
        groups.update(cast("Groups", put_back.groups))
        kept.extend(put_back.kept)
        for place, other in enumerate(put_back.beside):
            said = cast("dict[str, GroupValue | None]", other.groups)
            if place < len(beside):
                beside[place] = ({**beside[place][0], **said}, beside[place][1])
            else:
                beside.append((said, other.deleted if stream == home else None))
        if stream == home:
            deleted, keeps_record = put_back.deleted, put_back.keeps_record
    save = None
    if groups or deleted is not None:
        save = Save(state.id, state.kind, groups, deleted, bases=state.heads)
    further = tuple(Save(state.id, state.kind, said, gone, bases=state.heads) for said, gone in beside)
    return Undoing(state.id, state.kind, save, tuple(kept), keeps_record, further)
