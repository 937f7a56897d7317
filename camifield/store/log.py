"""The append-only log: commits written as they were signed, and read whole, by feed, or one part at a time."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from camifield.errors import Problem
from camifield.revisions.commits import Commit, read_stored
from camifield.revisions.compression import compress, decompress
from camifield.revisions.encoding import EncodingError, read_trusted
from camifield.revisions.headers import Stream
from camifield.revisions.parts import Part, WrittenPart, read_stored_part
from camifield.store.feeds import last_number

_FRAME = 0x28  # the first byte of a Zstandard frame; a payload is a CBOR list and begins with 0x80 or more
_COLUMNS = "n, id, header, signature, payload"
_REMEMBERED_BYTES = 16 << 20
_NO_HASH = b""


def append(connection: sqlite3.Connection, commits: Sequence[Commit]) -> list[int]:
    """Write commits at the end; their numbers, in the given order. Runs inside the caller's transaction."""
    first = last_number(connection) + 1
    numbers = list(range(first, first + len(commits)))
    insert(connection, zip(numbers, commits, strict=True))
    return numbers


def insert(connection: sqlite3.Connection, numbered: Iterable[tuple[int, Commit]]) -> None:
    """Write commits under numbers that are theirs. Runs inside the caller's transaction."""
    connection.executemany(
        "INSERT INTO commits (n, id, feed, stream, seq, author, batch, lamport, at_ms, action, parts, header,"
        " signature, payload) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        [_row(n, commit) for n, commit in numbered],
    )


def describe_again(connection: sqlite3.Connection, n: int, commit: Commit) -> None:
    """Correct what the tables say of a commit that could not be read when it came, being of a newer version then."""
    row = _row(n, commit)
    connection.execute(
        "UPDATE commits SET author = ?, batch = ?, lamport = ?, at_ms = ?, action = ?, parts = ? WHERE n = ?",
        (*row[5:11], n),
    )


def _row(n: int, commit: Commit) -> tuple[object, ...]:
    head = commit.header
    return (
        n,
        commit.id,
        head.feed,
        int(head.stream),
        head.seq,
        head.author,
        head.batch or None,
        head.lamport,
        head.at_ms,
        int(head.action),
        len(commit.parts),
        commit.header_bytes,
        commit.signature,
        packed(commit.payload),
    )


def packed(payload: bytes) -> bytes:
    """The payload as it is kept: compressed where that is shorter."""
    frame = compress(payload)
    return frame if len(frame) < len(payload) else payload


def unpacked(kept: bytes) -> bytes:
    """The payload that was signed. Raises Problem ``commit-damaged``."""
    return decompress(kept) if kept[:1] == bytes((_FRAME,)) else kept


def read_kept(header: bytes, signature: bytes, kept: bytes) -> Commit:
    """A commit as a table of ours keeps it."""
    return read_stored(header, signature, unpacked(kept))


def holds(connection: sqlite3.Connection, n: int) -> bool:
    """Whether the log has a commit of this number: it may be set aside."""
    return connection.execute("SELECT 1 FROM commits WHERE n = ?", (n,)).fetchone() is not None


def commits_after(connection: sqlite3.Connection, n: int, limit: int) -> list[tuple[int, Commit]]:
    """At most `limit` commits with numbers above `n`, with their numbers, in order."""
    sql = f"SELECT {_COLUMNS} FROM commits WHERE n > ? ORDER BY n LIMIT ?"
    return [_opened(row) for row in connection.execute(sql, (n, limit)).fetchall()]


def all_commits(connection: sqlite3.Connection, chunk: int = 64) -> Iterator[tuple[int, Commit]]:
    """Every commit in order, read in chunks so that nothing blocks a save for long."""
    last = 0
    while found := commits_after(connection, last, chunk):
        yield from found
        last = found[-1][0]


def roster_commits(connection: sqlite3.Connection) -> list[Commit]:
    """Every commit of the roster's stream, in the order in which they came."""
    sql = f"SELECT {_COLUMNS} FROM commits WHERE stream = 0 ORDER BY n"
    return [_opened(row)[1] for row in connection.execute(sql).fetchall()]


def commit_at(connection: sqlite3.Connection, n: int) -> Commit:
    """One commit. Raises KeyError when the log has no such number."""
    row = connection.execute(f"SELECT {_COLUMNS} FROM commits WHERE n = ?", (n,)).fetchone()
    if row is None:
        raise KeyError(n)
    return _opened(row)[1]


def _opened(row: tuple[int, bytes, bytes, bytes, bytes]) -> tuple[int, Commit]:
    n, name, header, signature, kept = row
    commit = read_stored(header, signature, unpacked(kept))
    if commit.id != name:
        raise Problem("commit-damaged", parameters={"reason": "id", "n": n})
    return n, commit


def is_roster(commit: Commit) -> bool:
    """True for a commit about people and devices: kept in the log, never folded into records."""
    return commit.header.stream == Stream.ROSTER


class PartReader:
    """Reads single parts of stored commits, remembering the last commits it opened (at most 16 MiB of payload)."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._remembered: OrderedDict[int, tuple[int, list[object]]] = OrderedDict()
        self._bytes = 0

    def part(self, n: int, position: int) -> Part:
        """The part at a place in a commit. Raises Problem ``commit-damaged`` when it cannot be read."""
        try:
            match self._items(n)[position]:
                case [bytes(shape), bytes(body)]:
                    return read_stored_part(WrittenPart(shape, body, _NO_HASH))
                case [bytes(shape), None, bytes(body_hash)]:
                    return read_stored_part(WrittenPart(shape, None, body_hash))
                case _:
                    raise EncodingError("malformed")
        except (EncodingError, IndexError) as error:
            raise Problem("commit-damaged", parameters={"n": n, "reason": "part"}) from error

    def _items(self, n: int) -> list[object]:
        known = self._remembered.get(n)
        if known is not None:
            self._remembered.move_to_end(n)
            return known[1]
        row = self._connection.execute("SELECT payload FROM commits WHERE n = ?", (n,)).fetchone()
        if row is None:
            raise Problem("commit-damaged", parameters={"n": n, "reason": "missing"})
        payload = unpacked(row[0])
        items = read_trusted(payload, depth=2)
        if not isinstance(items, list):
            raise EncodingError("malformed")
        kept = cast("list[object]", items)
        self._remembered[n] = (len(payload), kept)
        self._bytes += len(payload)
        while self._bytes > _REMEMBERED_BYTES and len(self._remembered) > 1:
            self._bytes -= self._remembered.popitem(last=False)[1][0]
        return kept
