"""Making erased words unreadable here: in the log, in what is set aside or refused, and in every table folded from them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, cast

from camifield.errors import Problem
from camifield.ids import new_id
from camifield.revisions.commits import Commit, erase_parts
from camifield.revisions.erasure import MAY_ERASE, MOST_TARGETS, Target, erasure_part, targets_of
from camifield.revisions.headers import Action, Header, Stream
from camifield.revisions.roster import Roster
from camifield.security.hashing import HASH_BYTES
from camifield.store import log
from camifield.store.folds import fold_commits, fold_records
from camifield.store.missing_words import forget_missing, held_among, missing, note_missing
from camifield.store.notes import read_note, write_note
from camifield.store.removal import Gone
from camifield.store.rosters import roster_of
from camifield.store.sheaf import KindLayouts
from camifield.store.signing import Occasion, Sealer, Signer
from camifield.store.states import MOST_AT_ONCE

CLEAN_UP: Final = "clean-up"


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
        if _might_erase(commit.header, roster)
        for part in commit.parts
        for target in targets_of(part)
    }


def _might_erase(header: Header, roster: Roster) -> bool:
    """Whether the author was a coordinator there, or ever before.

    What is gone cannot come back: an erasure that some laptops followed before they heard that its author is no
    coordinator any more is followed by all.
    """
    member, adopted = roster.history_of(header.author), roster.adopted.get(header.feed)
    earlier = [was.role for was in member.earlier] if member is not None else []
    if adopted is not None and header.seq <= adopted.judged_to:
        earlier += [role for role, _ in adopted.earlier]
    return MAY_ERASE in (roster.role_at(header.author, header.feed, header.seq), *earlier)


def late_erasures(connection: sqlite3.Connection, before: Roster, after: Roster) -> frozenset[Target]:
    """What commits that are in the log already erase by a roster that has changed, and did not by the one before."""
    if _says_who(before) == _says_who(after):
        return frozenset()
    found = erasures_in_log(connection, after)
    known = known_targets(connection, {target.commit for target in found})
    return frozenset(one for one in found if one.position not in known.get(one.commit, frozenset()))


def _says_who(roster: Roster) -> tuple[object, ...]:
    return roster.members, roster.adopted, roster.same, roster.histories


def erasures_in_log(connection: sqlite3.Connection, roster: Roster) -> set[Target]:
    """What the commits of the log erase by this roster."""
    sql = "SELECT n FROM commits WHERE action = ?"
    numbers = [row[0] for row in connection.execute(sql, (int(Action.ERASE),)).fetchall()]
    return erasures_in((log.commit_at(connection, n) for n in numbers), roster)


def disown_unfounded(connection: sqlite3.Connection, roster: Roster) -> None:
    """Forget what was erased here for a commit that left the log, or was its author's to make no longer.

    Whoever had not followed it keeps those words: what was emptied for it stands here without them and is asked for
    again. For after a change of the roster, inside the caller's transaction.
    """
    rows = connection.execute("SELECT id, part FROM erased").fetchall()
    unfounded = (
        {Target(*row) for row in rows} - erasures_in_log(connection, roster) if rows else set[Target]()
    )
    if not unfounded:
        return
    connection.executemany("DELETE FROM erased WHERE id = ? AND part = ?", sorted(unfounded))
    emptied: list[bytes] = []
    for name, table in held_among(connection, sorted({target.commit for target in unfounded})).items():
        commit = _held(connection, table, name)
        if commit is not None and any(Target(name, position) in unfounded for position in commit.erased):
            emptied.append(name)
    if emptied:
        note_missing(connection, emptied)


def fill(connection: sqlite3.Connection, layouts: KindLayouts, commits: Sequence[Commit]) -> Gone:
    """Put these commits, which came whole, in the place of themselves without their words; what changed by it.

    In the log or set aside, as they stand. In a transaction.
    """
    ids = [commit.id for commit in commits]
    places = held_among(connection, ids)
    for commit in commits:
        sql = f"UPDATE {places[commit.id]} SET payload = ? WHERE id = ?"  # noqa: S608 (own words)
        connection.execute(sql, (log.packed(commit.payload), commit.id))
    forget_missing(connection, ids)
    records = {part.record for commit in commits if places[commit.id] == "commits" for part in commit.parts}
    return Gone(frozenset(records), fold_records(connection, layouts, records) if records else frozenset())


class Erased(NamedTuple):
    """What an erasure concerned here: the records, and the SHA-256 of the photos that were spoken of."""

    records: frozenset[bytes] = frozenset()
    photos: frozenset[bytes] = frozenset()


def erase(connection: sqlite3.Connection, layouts: KindLayouts, targets: Collection[Target]) -> Erased:
    """Erase these parts wherever they are held, for good. In a transaction.

    What is left to clean beside the store (drafts, photos, backups) is noted until `clean_up_done`.
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
    _explain(connection, by_commit)
    fold_records(connection, layouts, records)
    connection.execute(
        "INSERT INTO found (found) VALUES ('optimize')"
    )  # drops the erased words from the index
    about = Erased(frozenset(records), frozenset(photos))
    _note(connection, about)
    return about


def _explain(connection: sqlite3.Connection, ids: Collection[bytes]) -> None:
    """What stood here without words that are to be gone by now, and lacks no others, is asked for no more."""
    waiting = sorted(missing(connection).intersection(ids))
    known = known_targets(connection, waiting)
    explained: list[bytes] = []
    for name, table in held_among(connection, waiting).items():
        commit = _held(connection, table, name)
        if commit is not None and known[name].issuperset(commit.erased):
            explained.append(name)
    forget_missing(connection, explained)


def to_clean_up(connection: sqlite3.Connection) -> Erased | None:
    """What was erased in the store and not yet beside it; None when nothing is left to do."""
    noted = read_note(connection, CLEAN_UP)
    if noted is None:
        return None
    found = json.loads(noted)
    return Erased(*(frozenset(map(bytes.fromhex, found[name])) for name in Erased._fields))


def clean_up_done(connection: sqlite3.Connection) -> None:
    """Forget what was to be cleaned up. Inside the caller's transaction."""
    connection.execute("DELETE FROM meta WHERE key = ?", (CLEAN_UP,))


def _note(connection: sqlite3.Connection, about: Erased) -> None:
    before = to_clean_up(connection) or Erased()
    both = {
        name: sorted(one.hex() for one in getattr(about, name) | getattr(before, name))
        for name in Erased._fields
    }
    write_note(connection, CLEAN_UP, json.dumps(both))


def parts_of(connection: sqlite3.Connection, record: bytes, stream: Stream) -> list[Target]:
    """Every part of a record in one stream whose words are still here."""
    rows = connection.execute(
        "SELECT c.id, v.n, v.part FROM record JOIN revision v USING (serial) JOIN commits c ON c.n = v.n"
        " WHERE record.id = ? AND c.stream = ? ORDER BY v.n, v.part",
        (record, int(stream)),
    ).fetchall()
    reader = log.PartReader(connection)
    return [Target(name, place) for name, n, place in rows if not reader.part(n, place).erased]


def erase_signed(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    signer: Signer,
    targets: Collection[Target],
    why: str | None,
) -> list[Commit]:
    """Erase these parts here, and append the signed commits that erase them wherever those come to.

    They go in the open stream: everyone who has the words must hear of it. Inside the caller's transaction. Raises
    Problem ``role-may-not-erase`` unless a coordinator signs.
    """
    if roster_of(connection).role_of(signer.author) != MAY_ERASE:
        raise Problem("role-may-not-erase")
    ordered = sorted(targets)
    parts = [
        erasure_part(new_id(signer.clock, signer.entropy), ordered[start : start + MOST_TARGETS], why)
        for start in range(0, len(ordered), MOST_TARGETS)
    ]
    commits = Sealer(connection, signer, Occasion(Action.ERASE)).seal(Stream.OPEN, parts)
    numbers = log.append(connection, commits)
    fold_commits(connection, layouts, list(zip(numbers, commits, strict=True)))
    erase(connection, layouts, targets)
    return commits


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


def photos_spoken_of(
    connection: sqlite3.Connection, kinds: Iterable[str], photos: Collection[bytes]
) -> set[bytes]:
    """Those of these photos (SHA-256) that a record of these kinds, which have a column `photos`, still speaks of."""
    found: set[bytes] = set()
    for digest in photos:
        for kind in kinds:
            sql = f'SELECT 1 FROM "{kind}" WHERE photos LIKE ? LIMIT 1'  # noqa: S608 - a name of our own
            if connection.execute(sql, (f"%{digest.hex()}%",)).fetchone() is not None:
                found.add(digest)
                break
    return found
