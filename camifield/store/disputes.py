"""What people must decide in a record: every version of each contested group, who said it where, and what was before."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, cast

from camifield.fields.grouping import GroupValue
from camifield.revisions.ancestry import before, past_of
from camifield.revisions.headers import Action, Stream, read_header
from camifield.revisions.merge import Folded, Version, Write
from camifield.store.card_rows import REFUSED
from camifield.store.clocks import corrections
from camifield.store.log import PartReader
from camifield.store.records import StoredRecord, stored_record
from camifield.store.states import MOST_AT_ONCE, StateReader

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

WHOLE_RECORD = ""
"""The name of the group in which a deletion and an edit stand against each other."""


@dataclass(frozen=True, slots=True)
class _Log:
    """All writes of one record in one stream with their circumstances, and the actions they were part of."""

    writes: Mapping[bytes, Write]
    said: Mapping[bytes, Saying]
    actions: Mapping[bytes, int]

    def told(self, commits: Iterable[bytes]) -> tuple[Saying, ...]:
        return tuple(self.said[commit] for commit in commits if commit in self.said)

    def origin(self, commit: bytes, says: Callable[[Write], bool]) -> bytes:
        """Who said it first, where an undo only said again what somebody had said before it was settled."""
        if self.actions.get(commit) != Action.UNDO:
            return commit
        earlier = [
            self.writes[one]
            for one in past_of(self.writes, (commit,))
            if self.actions.get(one) not in _SAY_NOTHING_NEW and says(self.writes[one])
        ]
        return max(earlier, key=lambda one: (one.lamport, one.commit)).commit if earlier else commit


_SAY_NOTHING_NEW = (Action.UNDO, Action.SETTLE)


class Saying(NamedTuple):
    """One commit that says so: whose, from which feed, when by that laptop's clock, and why.

    `seen_ms` is the latest time of what it was built on: a clock that says less than that was behind another one.
    `at_ms` and `seen_ms` are put right where somebody did that; `claimed_ms` is what the clock said.
    """

    commit: bytes
    feed: bytes
    author: bytes
    at_ms: int
    quality: int
    why: str | None
    seen_ms: int | None = None
    seq: int = 0
    claimed_ms: int = 0


class Stand(NamedTuple):
    """One of the values that stand against each other; None for a line that was removed.

    Of the whole record: `deletes` is True for those who deleted it, False for those who went on with it.
    """

    value: GroupValue | None
    sayings: tuple[Saying, ...]
    deletes: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """One contested group, the shown version first. `before` is what it held before all of them; None for nothing.

    Where somebody changed what his role does not allow, `group` is REFUSED and the commit, the first stand is the
    record as it is (nobody's saying), the second what he wrote.
    """

    group: str
    stream: int
    stands: tuple[Stand, ...]
    before: GroupValue | None

    @property
    def is_of_refused(self) -> bool:
        return self.group.startswith(REFUSED)


@dataclass(frozen=True, slots=True)
class Disputed:
    """A record with its disputes; that of the whole record comes first, the others by name.

    `refused` are the writes beyond their author's role, by their commits.
    """

    record: StoredRecord
    disputes: tuple[Dispute, ...]
    refused: Mapping[bytes, Write]


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
                    state.of(stream), stream, _log(writes[serial].get(stream, ()), said.get(serial, {}))
                )
            ]
            of_record = {write.commit: write for some in writes[serial].values() for write in some}
            refused = {commit: of_record[commit] for _, commit in state.refused}
            disputes += [
                _of_refused(stream, commit, said.get(serial, {})) for stream, commit in state.refused
            ]
            disputes.sort(key=lambda one: (one.group, one.stream))
            found[state.id] = Disputed(stored_record(state, kinds), tuple(disputes), refused)
    return found


def _log(writes: Iterable[Write], said: Mapping[bytes, tuple[Saying, int]]) -> _Log:
    return _Log(
        {write.commit: write for write in writes},
        {commit: saying for commit, (saying, _) in said.items()},
        {commit: action for commit, (_, action) in said.items()},
    )


def _disputes(folded: Folded, stream: int, log: _Log) -> Iterable[Dispute]:
    if folded.edited_after_delete:
        yield _of_deletion(folded, stream, log)
    for group, versions in folded.conflicts.items():
        stands = [_stand(group, version, log) for version in versions]
        commits = [saying.commit for stand in stands for saying in stand.sayings]
        held = before(log.writes.values(), commits).groups.get(group)
        yield Dispute(group, stream, tuple(stands), cast("GroupValue | None", held))


def _stand(group: str, version: Version, log: _Log) -> Stand:
    def says_so(write: Write) -> bool:
        return group in write.groups and write.groups[group] == version.value

    commits = dict.fromkeys(log.origin(commit, says_so) for commit in version.commits)
    return Stand(cast("GroupValue | None", version.value), log.told(commits))


def _of_deletion(folded: Folded, stream: int, log: _Log) -> Dispute:
    known = log.writes
    heads = [known[head] for head in folded.heads]
    deleting = [log.origin(one.commit, lambda write: write.deleted is True) for one in heads if one.deleted]
    living = [one.commit for one in heads if not one.deleted]
    # Who deleted did not know of these; the newest first, as versions are.
    unknown = past_of(known, living) - past_of(known, deleting)
    edits = [known[one] for one in unknown if log.actions.get(one) not in _SAY_NOTHING_NEW]
    edits.sort(key=lambda write: (write.lamport, write.commit), reverse=True)
    stands = (
        Stand(None, log.told(write.commit for write in edits) or log.told(living)),
        Stand(None, log.told(dict.fromkeys(deleting)), deletes=True),
    )
    return Dispute(WHOLE_RECORD, stream, stands, None)


def _of_refused(stream: int, commit: bytes, said: Mapping[bytes, tuple[Saying, int]]) -> Dispute:
    sayings = (said[commit][0],) if commit in said else ()
    return Dispute(REFUSED + commit.hex(), stream, (Stand(None, ()), Stand(None, sayings)), None)


def _sayings(
    connection: sqlite3.Connection, serials: Sequence[int]
) -> dict[int, dict[bytes, tuple[Saying, int]]]:
    """serial -> commit -> its circumstances and its action, for every write of these records."""
    marks = ",".join("?" * len(serials))
    sql = (
        "SELECT r.serial, r.n, r.part, c.id, c.feed, c.seq, c.author, c.at_ms, c.action, c.header"
        " FROM revision r"
        f" CROSS JOIN commits c ON c.n = r.n WHERE r.serial IN ({marks})"
    )
    parts = PartReader(connection)
    found: dict[int, dict[bytes, tuple[Saying, int]]] = {}
    bases: dict[bytes, tuple[bytes, ...]] = {}
    decided = corrections(connection)
    for serial, n, position, commit, feed, seq, author, claimed_ms, action, header in connection.execute(
        sql, serials
    ).fetchall():
        part = parts.part(n, position)
        at_ms, quality = decided.at(feed, seq, claimed_ms), read_header(header).quality
        saying = Saying(commit, feed, author, at_ms, quality, part.why, seq=seq, claimed_ms=claimed_ms)
        found.setdefault(serial, {})[commit] = saying, action
        bases[commit] = part.bases
    return {serial: _with_seen(of_record, bases) for serial, of_record in found.items()}


def _with_seen(
    said: Mapping[bytes, tuple[Saying, int]], bases: Mapping[bytes, tuple[bytes, ...]]
) -> dict[bytes, tuple[Saying, int]]:
    def seen(commit: bytes) -> int | None:
        return max((said[base][0].at_ms for base in bases[commit] if base in said), default=None)

    return {
        commit: (saying._replace(seen_ms=seen(commit)), action) for commit, (saying, action) in said.items()
    }


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
