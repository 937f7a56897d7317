"""What people must decide in a record: every version of each contested group, who said it where, and what was before."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from camifield.fields.grouping import GroupValue
from camifield.revisions.ancestry import before, past_of
from camifield.revisions.headers import Action, Stream, read_header
from camifield.revisions.merge import Folded, Write
from camifield.store.log import PartReader
from camifield.store.records import StoredRecord, stored_record
from camifield.store.states import MOST_AT_ONCE, StateReader

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

WHOLE_RECORD = ""
"""The name of the group in which a deletion and an edit stand against each other."""


class Saying(NamedTuple):
    """One commit that says so: whose, from which feed, when by that laptop's clock, and why."""

    commit: bytes
    feed: bytes
    author: bytes
    at_ms: int
    quality: int
    why: str | None


class Stand(NamedTuple):
    """One of the values that stand against each other; None for a line that was removed.

    Of the whole record: `deletes` is True for those who deleted it, False for those who went on with it.
    """

    value: GroupValue | None
    sayings: tuple[Saying, ...]
    deletes: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """One contested group, the shown version first. `before` is what it held before all of them; None for nothing."""

    group: str
    stream: int
    stands: tuple[Stand, ...]
    before: GroupValue | None


@dataclass(frozen=True, slots=True)
class Disputed:
    """A record with its disputes; that of the whole record comes first, the others by name."""

    record: StoredRecord
    disputes: tuple[Dispute, ...]


class Unsettled(NamedTuple):
    """How much waits for a decision: records that are not deleted, and contested groups in them."""

    records: int
    answers: int


def unsettled(connection: sqlite3.Connection) -> Unsettled:
    """Count what waits. Records of kinds of a newer version are not counted: they cannot be shown."""
    sql = (
        "SELECT count(DISTINCT u.serial), count(*) FROM unsettled u JOIN record r ON r.serial = u.serial"
        " WHERE r.deleted = 0 AND r.card IS NOT NULL"
    )
    return Unsettled(*connection.execute(sql).fetchone())


def read_disputed(
    connection: sqlite3.Connection, kinds: Mapping[str, Declared], ids: Sequence[bytes]
) -> dict[bytes, Disputed]:
    """Those of these records that are here, each with its disputes (none when all is settled)."""
    reader = StateReader(connection)
    found: dict[bytes, Disputed] = {}
    for start in range(0, len(ids), MOST_AT_ONCE):
        serials = list(reader.serials(ids[start : start + MOST_AT_ONCE]).values())
        writes = reader.writes_of(serials)
        said = _sayings(connection, serials)
        for serial, state in reader.states(serials).items():
            disputes = [
                dispute
                for stream in (Stream.OPEN, Stream.RESTRICTED)
                for dispute in _disputes(
                    state.of(stream), stream, writes[serial].get(stream, []), said.get(serial, {})
                )
            ]
            disputes.sort(key=lambda one: (one.group, one.stream))
            found[state.id] = Disputed(stored_record(state, kinds), tuple(disputes))
    return found


def _disputes(
    folded: Folded, stream: int, writes: Sequence[Write], said: Mapping[bytes, Saying]
) -> Iterable[Dispute]:
    if folded.edited_after_delete:
        yield _of_deletion(folded, stream, writes, said)
    for group, versions in folded.conflicts.items():
        stands = tuple(
            Stand(cast("GroupValue | None", version.value), _told(version.commits, said))
            for version in versions
        )
        commits = [commit for version in versions for commit in version.commits]
        yield Dispute(
            group, stream, stands, cast("GroupValue | None", before(writes, commits).groups.get(group))
        )


def _of_deletion(
    folded: Folded, stream: int, writes: Sequence[Write], said: Mapping[bytes, Saying]
) -> Dispute:
    known = {write.commit: write for write in writes}
    deleting = [head for head in folded.heads if known[head].deleted is True]
    living = [head for head in folded.heads if known[head].deleted is not True]
    # Who deleted did not know of these; the newest first, as versions are.
    unknown = past_of(known, living) - past_of(known, deleting)
    edits = sorted(unknown, key=lambda commit: (known[commit].lamport, commit), reverse=True)
    stands = (Stand(None, _told(edits, said)), Stand(None, _told(deleting, said), deletes=True))
    return Dispute(WHOLE_RECORD, stream, stands, None)


def _told(commits: Iterable[bytes], said: Mapping[bytes, Saying]) -> tuple[Saying, ...]:
    return tuple(said[commit] for commit in commits if commit in said)


def _sayings(connection: sqlite3.Connection, serials: Sequence[int]) -> dict[int, dict[bytes, Saying]]:
    """serial -> commit -> its circumstances, for every write of these records."""
    marks = ",".join("?" * len(serials))
    sql = (
        "SELECT r.serial, r.n, r.part, c.id, c.feed, c.author, c.at_ms, c.header FROM revision r"
        f" CROSS JOIN commits c ON c.n = r.n WHERE r.serial IN ({marks})"
    )
    parts = PartReader(connection)
    found: dict[int, dict[bytes, Saying]] = {}
    for serial, n, position, commit, feed, author, at_ms, header in connection.execute(
        sql, serials
    ).fetchall():
        why = parts.part(n, position).why
        quality = read_header(header).quality
        found.setdefault(serial, {})[commit] = Saying(commit, feed, author, at_ms, quality, why)
    return found


def number_of_feed(connection: sqlite3.Connection, feed: bytes) -> str:
    """The number of the last record that was first saved in this feed, such as "M7-0147"; empty when there is none.

    Numbers begin with the laptop's code, and nothing else in the log says it.
    """
    sql = (
        "SELECT k.number FROM commits c CROSS JOIN revision v ON v.n = c.n CROSS JOIN record r ON r.serial = v.serial"
        " CROSS JOIN card k ON k.card = r.card WHERE c.feed = ? AND c.action = ? AND r.author = c.author"
        " AND r.created_ms = c.at_ms AND k.number <> '' ORDER BY c.seq DESC LIMIT 1"
    )
    row = connection.execute(sql, (feed, int(Action.SAVE))).fetchone()
    return str(row[0]) if row else ""
