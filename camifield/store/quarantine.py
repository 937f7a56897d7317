"""What was not let in: kept whole, and looked at again only where a changed roster, or an erasure, may change its lot."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from camifield.revisions.headers import Header, Stream, read_header
from camifield.revisions.roster import Roster
from camifield.store import log
from camifield.store.proofs import Carried, Refused, refusal_of

_AT_ONCE: Final = 500


class _Waiting(NamedTuple):
    """A commit that waits: its header, and why it does, as a stable word."""

    header: Header
    reason: str

    @property
    def is_of_roster(self) -> bool:
        return self.header.stream == Stream.ROSTER


class Quarantine:
    """The quarantine of a store: headers and reasons at hand, the commits themselves read when they are asked for.

    What a revoked laptop wrote may be as much as the log: opening it all for every word of the roster would take as
    long as receiving it.
    """

    def __init__(self, connection: sqlite3.Connection, beside: Iterable[Refused] = ()) -> None:
        """`beside` is counted as well, though no table has it."""
        self._connection = connection
        rows = connection.execute("SELECT id, header, reason FROM quarantine").fetchall()
        self._waiting = {name: _Waiting(read_header(header), reason) for name, header, reason in rows}
        self._beside: dict[bytes, Carried] = {}
        self.keep(beside)

    def keep(self, refused: Iterable[Refused]) -> None:
        """Count these as well, though no table has them: for a look at what would be."""
        for one in refused:
            self._waiting[one.id] = _Waiting(one.header, one.reason)
            self._beside[one.id] = one.carried

    def let_go(self, ids: Iterable[bytes]) -> None:
        """Count these no longer, though the table may have them."""
        for name in ids:
            self._waiting.pop(name, None)
            self._beside.pop(name, None)

    def of_roster(self) -> dict[bytes, Carried]:
        """All of the roster's stream, by id: they are few, and one may say who signed another."""
        return self._read([name for name, one in self._waiting.items() if one.is_of_roster])

    def concerned(self, before: Roster, after: Roster) -> dict[bytes, Carried]:
        """Those of the other streams, by id, whose lot may be another by the roster `after` than by that `before`.

        They are those that no word of the roster keeps out (any more), those of which it says something else than was
        noted, and those whose key it did not know before: these came in unproven. All others were proven when they
        came, or when their key did, and wait for the same reason as ever.
        """
        concerned: list[bytes] = []
        for name, one in self._waiting.items():
            if one.is_of_roster:
                continue
            feed = one.header.feed
            reason = refusal_of(after, one.header, name)
            if reason is None or reason != one.reason or before.key_of(feed) != after.key_of(feed):
                concerned.append(name)
        return self._read(concerned)

    def _read(self, names: Sequence[bytes]) -> dict[bytes, Carried]:
        found = {name: self._beside[name] for name in names if name in self._beside}
        stored = [name for name in names if name not in self._beside]
        for start in range(0, len(stored), _AT_ONCE):
            some = stored[start : start + _AT_ONCE]
            sql = f"SELECT id, header, signature, payload FROM quarantine WHERE id IN ({','.join('?' * len(some))})"  # noqa: S608 - question marks only
            for name, header, signature, kept in self._connection.execute(sql, some).fetchall():
                found[name] = Carried(header, signature, log.unpacked(kept))
        return found
