"""The check of the log: every signature, hash, id and chain, and what the tables say of each commit."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Mapping

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.revisions.commits import Commit, open_commit
from camifield.revisions.enrolment import open_roster
from camifield.revisions.headers import Stream, read_header
from camifield.revisions.roster import Roster
from camifield.store import log
from camifield.store.connection import uncollected
from camifield.store.faults import Faults
from camifield.store.feeds import Held, held, last_number
from camifield.store.proofs import Carried

AT_ONCE = 64
REMEMBERED_OF_A_FEED = 1_000


def check_log(connection: sqlite3.Connection, project: bytes, progress: Progress, faults: Faults) -> int:
    """Look at every commit in the log; how many there were."""
    roster = Roster.from_commits(project, log.roster_commits(connection))
    total = last_number(connection)
    feeds: dict[bytes, dict[int, bytes]] = {}
    looked_at = 0
    for n, carried in _stored(connection, faults):
        progress.step(n, 2 * total, "store.checking")
        looked_at += 1
        with uncollected():
            try:
                commit = _opened(carried, roster)
            except Problem as problem:
                faults.add("commit-is-damaged", n=n, reason=problem.code)
                continue
            _check_chain(connection, n, commit, feeds, faults)
            _check_columns(connection, n, commit, faults)
            _check_revisions(connection, n, commit, faults)
    return looked_at


def check_own_feeds(
    connection: sqlite3.Connection, feeds: Collection[bytes], mark: Mapping[bytes, int], faults: Faults
) -> None:
    """What was written here stands on all that came before it, and the store is not behind the high-water mark.

    What came home from others need not: a copy wrote it, or this laptop before it was put back, and what came before
    may be on its way still, or be lost with the stick it was on.
    """
    for feed in sorted({*feeds, *mark}):
        row = connection.execute(
            "SELECT count(DISTINCT seq), coalesce(max(seq), 0) FROM commits WHERE feed = ?", (feed,)
        )
        held, highest = row.fetchone()
        if held != highest and _lacks_what_it_wrote(connection, feed):
            faults.add("feed-has-gaps", feed=feed.hex(), held=held, highest=highest)
        if mark.get(feed, 0) > highest:
            faults.add("store-is-behind-its-mark", feed=feed.hex(), mark=mark[feed], highest=highest)


def _lacks_what_it_wrote(connection: sqlite3.Connection, feed: bytes) -> bool:
    """Whether a commit of this feed that came with no meeting has none of the number below it."""
    sql = (
        "SELECT 1 FROM commits AS one WHERE feed = ? AND seq > 1"
        " AND NOT EXISTS (SELECT 1 FROM commits AS below WHERE below.feed = one.feed AND below.seq = one.seq - 1)"
        " AND n NOT IN (SELECT n FROM came) LIMIT 1"
    )
    return connection.execute(sql, (feed,)).fetchone() is not None


def _stored(connection: sqlite3.Connection, faults: Faults) -> Iterator[tuple[int, Carried]]:
    last = 0
    sql = "SELECT n, header, signature, payload FROM commits WHERE n > ? ORDER BY n LIMIT ?"
    while rows := connection.execute(sql, (last, AT_ONCE)).fetchall():
        for n, header, signature, kept in rows:
            last = n
            try:
                yield n, Carried(header, signature, log.unpacked(kept))
            except Problem as problem:
                faults.add("commit-is-damaged", n=n, reason=problem.code)


def _opened(carried: Carried, roster: Roster) -> Commit:
    header = read_header(carried.header)
    if header.stream == Stream.ROSTER:
        return open_roster(*carried)
    key = roster.key_of(header.feed)
    if key is None:
        raise Problem("feed-unknown")
    return open_commit(*carried, key)


def _check_chain(
    connection: sqlite3.Connection,
    n: int,
    commit: Commit,
    feeds: dict[bytes, dict[int, bytes]],
    faults: Faults,
) -> None:
    """Each commit names the one before it in its feed, where that is here.

    A copied laptop wrote two commits of one number: the one before may be another than the last seen, or not be here.
    """
    header = commit.header
    seen = feeds.setdefault(header.feed, {})
    before = seen.get(header.seq - 1)
    is_another = before is not None and before != header.previous
    if is_another and not _may_come_before(connection, header.previous, header.feed, header.seq):
        faults.add("chain-is-broken", n=n, seq=header.seq)
    seen[header.seq] = commit.id
    seen.pop(header.seq - REMEMBERED_OF_A_FEED, None)


def _may_come_before(connection: sqlite3.Connection, previous: bytes, feed: bytes, seq: int) -> bool:
    row = connection.execute("SELECT feed, seq FROM commits WHERE id = ?", (previous,)).fetchone()
    return row is None or tuple(row) == (feed, seq - 1)


def _check_columns(connection: sqlite3.Connection, n: int, commit: Commit, faults: Faults) -> None:
    head = commit.header
    told = Held(
        n,
        commit.id,
        head.feed,
        int(head.stream),
        head.seq,
        head.author,
        head.batch or None,
        head.at_ms,
        int(head.action),
        len(commit.parts),
    )
    if held(connection, n) != told:
        faults.add("commit-row-differs", n=n)


def _check_revisions(connection: sqlite3.Connection, n: int, commit: Commit, faults: Faults) -> None:
    """Every part is known under its record."""
    if log.is_roster(commit):
        return
    marks = ",".join("?" * len(commit.parts))
    found = connection.execute(
        f"SELECT id, part FROM record JOIN revision USING (serial) WHERE n = ? AND id IN ({marks})",
        (n, *(part.record for part in commit.parts)),
    ).fetchall()
    indexed = set(found)
    for position, part in enumerate(commit.parts):
        if (part.record, position) not in indexed:
            faults.add("part-is-not-indexed", n=n, part=position)
