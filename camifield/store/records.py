"""One record read whole: the values of both streams, its lines in order, what contests them, and its history."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camifield.fields.grouping import Groups, GroupValue, values_of
from camifield.fields.values import Values
from camifield.revisions.history import Change, Entry, entry_of, history
from camifield.revisions.merge import Version
from camifield.store.log import commit_at
from camifield.store.states import State, StateReader

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

IDS_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class StoredRecord:
    """A record as it stands.

    values: the fields of both streams; each repeat a list of lines in order, each with its "id" and "order".
    unknown: groups of a newer version, as they came. heads: both streams, what an edit begun now is based on.
    conflicts: group -> the versions that stand against each other, the shown one first.
    batch: the import that made it. refused: (stream, commit) of writes beyond their author's role that wait for a
    reviewer. Times are milliseconds since 1970 by the writers' clocks.
    """

    id: bytes
    kind: str
    values: Values
    unknown: Mapping[str, GroupValue]
    groups: Groups
    heads: tuple[bytes, ...]
    conflicts: Mapping[str, tuple[Version, ...]]
    edited_after_delete: bool
    deleted: bool
    author: bytes
    created_ms: int
    changed_ms: int
    batch: bytes | None
    refused: tuple[tuple[int, bytes], ...] = ()


def stored_record(state: State, kinds: Mapping[str, Declared]) -> StoredRecord:
    """The record of a state. A kind of a newer version has no values, and all its groups in `unknown`."""
    declared = kinds.get(state.kind)
    groups = state.groups
    if declared is None:
        values: Values = {}
        unknown = {group: value for group, value in groups.items() if value is not None}
    else:
        values, unknown = values_of(declared, groups)
    return StoredRecord(
        state.id,
        state.kind,
        values,
        unknown,
        groups,
        state.heads,
        {**state.open.conflicts, **state.restricted.conflicts},
        state.open.edited_after_delete or state.restricted.edited_after_delete,
        state.deleted,
        state.author,
        state.created_ms,
        state.changed_ms,
        state.batch,
        state.refused,
    )


def read_records(
    connection: sqlite3.Connection, kinds: Mapping[str, Declared], ids: Sequence[bytes]
) -> dict[bytes, StoredRecord]:
    """The records of these ids that the store holds."""
    reader = StateReader(connection)
    states = reader.states(reader.serials(ids).values())
    return {state.id: stored_record(state, kinds) for state in states.values()}


def ids_after(connection: sqlite3.Connection, serial: int) -> list[tuple[int, bytes]]:
    """The next records after that serial: (serial, id), at most `IDS_AT_ONCE`."""
    sql = "SELECT serial, id FROM record WHERE serial > ? ORDER BY serial LIMIT ?"
    return connection.execute(sql, (serial, IDS_AT_ONCE)).fetchall()


def ids_of_kind(connection: sqlite3.Connection, kind: str, *, deleted: bool = False) -> list[bytes]:
    """The ids of all records of a kind, in the order they came: for short lists such as people and places."""
    sql = "SELECT id FROM record WHERE kind = ? AND deleted <= ? ORDER BY serial"
    return [row[0] for row in connection.execute(sql, (kind, int(deleted))).fetchall()]


def read_history(connection: sqlite3.Connection, record: bytes) -> list[Change]:
    """Every change of every field of a record, oldest first; none for a record that is not here."""
    serial = StateReader(connection).serials([record]).get(record)
    return history(_entries(connection, serial)) if serial is not None else []


def _entries(connection: sqlite3.Connection, serial: int) -> list[Entry]:
    return [entry_of(commit_at(connection, n), part) for n, part in StateReader(connection).entries(serial)]
