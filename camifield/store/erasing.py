"""Making erased words unreadable here: in the log, in what is set aside or refused, and in every table folded from them."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import cast

from camifield.revisions.commits import Commit, erase_parts
from camifield.revisions.erasure import MAY_ERASE, Target, targets_of
from camifield.revisions.roster import Roster
from camifield.security.hashing import HASH_BYTES
from camifield.store import log
from camifield.store.sheaf import KindLayouts, Sheaf
from camifield.store.states import MOST_AT_ONCE, StateReader


def known_targets(connection: sqlite3.Connection, commits: Collection[bytes]) -> dict[bytes, frozenset[int]]:
    """Commit -> its parts that an accepted erasure names, for these commits."""
    found: dict[bytes, set[int]] = {}
    ids = list(commits)
    for start in range(0, len(ids), MOST_AT_ONCE):
        some = ids[start : start + MOST_AT_ONCE]
        sql = f"SELECT id, part FROM erased WHERE id IN ({','.join('?' * len(some))})"  # noqa: S608 - question marks only
        for name, part in connection.execute(sql, some).fetchall():
            found.setdefault(name, set()).add(part)
    return {name: frozenset(parts) for name, parts in found.items()}


def erasures_in(commits: Iterable[Commit], roster: Roster) -> set[Target]:
    """What these commits erase, so far as their authors may."""
    return {
        target
        for commit in commits
        if roster.role_of(commit.header.author) == MAY_ERASE
        for part in commit.parts
        for target in targets_of(part)
    }


def erase(
    connection: sqlite3.Connection, layouts: KindLayouts, targets: Collection[Target]
) -> frozenset[bytes]:
    """Erase these parts wherever they are held, for good; the SHA-256 of the photos they spoke of. In a transaction.

    `PRAGMA secure_delete` is on for the rest of this connection's life: what is overwritten is gone from the file.
    """
    connection.execute("PRAGMA secure_delete=ON").fetchone()
    connection.executemany("INSERT OR IGNORE INTO erased VALUES (?, ?)", sorted(targets))
    by_commit: dict[bytes, set[int]] = {}
    for commit, position in targets:
        by_commit.setdefault(commit, set()).add(position)
    photos: set[bytes] = set()
    records: set[bytes] = set()
    for table in ("commits", "aside", "quarantine"):
        for name, positions in by_commit.items():
            commit = _held(connection, table, name)
            if commit is None:
                continue
            some = [commit.parts[at] for at in sorted(positions) if at < len(commit.parts)]
            for part in some:
                photos.update(_digests(part.groups))
            payload = log.packed(erase_parts(commit, positions).payload)
            connection.execute(f"UPDATE {table} SET payload = ? WHERE id = ?", (payload, name))  # noqa: S608 (own words)
            if table == "commits":
                records.update(part.record for part in some)
    fold_records(connection, layouts, records)
    connection.execute(
        "INSERT INTO found (found) VALUES ('optimize')"
    )  # drops the erased words from the index
    return frozenset(photos)


def fold_records(connection: sqlite3.Connection, layouts: KindLayouts, records: Collection[bytes]) -> None:
    """Fold these records anew from the log, in the caller's transaction."""
    reader = StateReader(connection)
    serials = sorted(reader.serials(sorted(records)).values())
    for start in range(0, len(serials), MOST_AT_ONCE):
        sheaf = Sheaf(layouts)
        for state in reader.states(serials[start : start + MOST_AT_ONCE]).values():
            sheaf.replace(state)
        sheaf.write(connection)


def _held(connection: sqlite3.Connection, table: str, name: bytes) -> Commit | None:
    sql = f"SELECT header, signature, payload FROM {table} WHERE id = ?"  # noqa: S608 (own words)
    row = connection.execute(sql, (name,)).fetchone()
    return log.read_kept(*row) if row is not None else None


def _digests(value: object) -> set[bytes]:
    """Every SHA-256 that a value holds: how photos are named."""
    if isinstance(value, bytes):
        return {value} if len(value) == HASH_BYTES else set()
    if isinstance(value, Mapping):
        inside = list(cast("Mapping[str, object]", value).values())
    elif isinstance(value, list | tuple):
        inside = list(cast("Sequence[object]", value))
    else:
        return set()
    return {digest for one in inside for digest in _digests(one)}
