"""Drafts: what was typed and not yet saved as a record, kept at every keystroke in a file of its own."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from camifield.clock import Clock, milliseconds
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.store.draft import COLUMNS, Draft, as_kept, draft_of, row_of
from camifield.store.draft_query import LIVING, DraftBatch, DraftQuery
from camifield.store.drafts_connection import DraftsConnection
from camifield.store.drafts_file import INSERT, STEPS, Step, note_batches, readable_rows
from camifield.store.saved_drafts import Stamp

A_DAY_MS = 86_400_000
KEPT_DAYS = 30
_UNLIKELY_GAP_MS = 400 * A_DAY_MS
_BORN_MS = 1_735_689_600_000  # 2025-01-01: before this program, so a clock that says less is wrong
_ROWS_AT_ONCE = 500  # one transaction; a keystroke waits for it, so it stays far under 200 ms

_SELECT = f"SELECT {', '.join(COLUMNS)} FROM draft"  # noqa: S608 (own words)
_NEXT_TURN = """SELECT coalesce(max(last), 0) + 1 FROM (
    SELECT max(turn) AS last FROM draft WHERE discarded_ms IS NULL
    UNION ALL SELECT max(turn) FROM draft WHERE discarded_ms IS NOT NULL)"""
_CHANGED = tuple(name for name in COLUMNS if name not in ("id", "started_ms", "discarded_ms", "batch"))
_KEEP = f"""{INSERT} ON CONFLICT (id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in _CHANGED)}"""
_DISCARD = "UPDATE draft SET discarded_ms = ?"
_RESTORE = "UPDATE draft SET discarded_ms = NULL"


class Drafts:
    """The drafts of one project. Every method may be called from any thread; what `keep` returned is on the disk."""

    def __init__(
        self, folder: Folder, clock: Clock, steps: Sequence[Step] = STEPS, *, for_reading: bool = False
    ) -> None:
        """Open the file of drafts, or make it. `steps` are the migrations; tests hand in made-up ones.

        A process that does not hold the project's lock says `for_reading`: nothing is made, mended or written.
        """
        self._clock = clock
        self._file = DraftsConnection(folder, clock, steps, for_reading=for_reading)

    @property
    def problem(self) -> Problem | None:
        """What the person should be told: ``drafts-were-damaged`` after a fresh file had to be begun."""
        return self._file.opened.problem

    @property
    def is_read_only_because(self) -> str | None:
        """``store-is-read-only``, ``drafts-are-newer`` or None; when set, keeping raises that Problem."""
        return self._file.opened.is_read_only_because

    def keep(self, draft: Draft) -> Draft:
        """Keep what was typed; it is on the disk when this returns. Answers the draft as it will be read again.

        A draft that was thrown away stays so. Raises Problem ``disk-is-full`` and what every write can.
        """
        cleaned = as_kept(draft)
        now = self._now()

        def work(connection: sqlite3.Connection) -> Draft:
            (turn,) = connection.execute(_NEXT_TURN).fetchone()
            kept = replace(cleaned, started_ms=draft.started_ms or now, touched_ms=now, turn=turn)
            connection.execute(_KEEP, (*row_of(kept), 0))
            return kept

        return self._file.write(work)

    def add_many(self, drafts: Iterable[Draft], progress: Progress | None = None) -> int:
        """Add the drafts of an import, in its order, some hundred a transaction. Answers how many.

        Raises Stopped between two transactions: what was added until then stays, and `discard_batch` takes it back.
        """
        waiting = iter(drafts)
        added = 0
        while chunk := list(islice(waiting, _ROWS_AT_ONCE)):
            self._file.write(lambda connection, chunk=chunk: self._add(connection, chunk))
            added += len(chunk)
            if progress is not None:
                progress.step(added, doing="drafts.keeping")
        return added

    def get(self, identifier: bytes) -> Draft | None:
        """The draft of that id, thrown away or not."""
        found = self._drafts("id = ?", [identifier])
        return found[0] if found else None

    def of_record(self, record: bytes) -> Draft | None:
        """The living draft that edits this record, the one touched last."""
        found = self._drafts("record = ? AND discarded_ms IS NULL", [record], limit=1)
        return found[0] if found else None

    def page(self, query: DraftQuery = LIVING, after: Draft | None = None, limit: int = 50) -> list[Draft]:
        """At most `limit` drafts, the one touched last first; `after` is the last one of the page before."""
        condition, values = query.condition()
        if after is not None:
            condition, values = f"{condition} AND turn < ?", [*values, after.turn]
        return self._drafts(condition, values, limit=limit)

    def count(self, query: DraftQuery = LIVING) -> int:
        condition, values = self._file.still(*query.condition())
        return self._file.read(f"SELECT count(*) FROM draft WHERE {condition}", values)[0][0]  # noqa: S608

    def batches(self) -> list[DraftBatch]:
        """The imports that left drafts, the newest first."""
        condition, values = self._file.still("batch IS NOT NULL", ())
        rows = self._file.read(
            f"""SELECT batch.id, file, started_ms, living, discarded FROM batch JOIN (
                SELECT batch, sum(discarded_ms IS NULL) AS living, sum(discarded_ms IS NOT NULL) AS discarded
                FROM draft INDEXED BY draft_of_batch WHERE {condition} GROUP BY batch
            ) AS counted ON counted.batch = batch.id ORDER BY started_ms DESC, batch.id DESC""",  # noqa: S608
            values,
        )
        return [DraftBatch(*row) for row in rows]

    def discard(self, identifiers: Iterable[bytes]) -> int:
        """Throw drafts away; they are kept for 30 days and `restore` brings them back. Answers how many."""
        now = self._now()
        wanted = [(now, one) for one in identifiers]
        return self._file.change(f"{_DISCARD} WHERE id = ? AND discarded_ms IS NULL", wanted)

    def restore(self, identifiers: Iterable[bytes]) -> int:
        """Bring drafts back that were thrown away. Answers how many."""
        wanted = [(one,) for one in identifiers]
        return self._file.change(f"{_RESTORE} WHERE id = ? AND discarded_ms IS NOT NULL", wanted)

    def discard_batch(self, batch: bytes) -> int:
        """Throw away every draft that an import left: the undo of that import. Answers how many."""
        return self._file.change_where(_DISCARD, [self._now()], "batch = ? AND discarded_ms IS NULL", [batch])

    def restore_batch(self, batch: bytes) -> int:
        """Bring back every draft of an import that was thrown away. Answers how many."""
        return self._file.change_where(_RESTORE, [], "batch = ? AND discarded_ms IS NOT NULL", [batch])

    def take_off(self, identifiers: Iterable[bytes]) -> int:
        """Take drafts off the list for good, because their records are saved. Answers how many."""
        return self._file.change("DELETE FROM draft WHERE id = ?", [(one,) for one in identifiers])

    def saved_with(self, identifier: bytes) -> dict[bytes, Stamp]:
        """What the store notes when it saves this draft: it, and those let go before that are still in the file."""
        draft = self.get(identifier)
        saved = dict(self._file.gone)
        if draft is not None:
            saved[identifier] = Stamp(draft.turn, draft.touched_ms)
        return saved

    def let_go(self, saved: Mapping[bytes, Stamp]) -> None:
        """Take drafts off the list whose save the store has noted. They leave the file with its next write."""
        self._file.let_go(saved)

    def reconcile(self, saved: Mapping[bytes, Stamp]) -> int:
        """At opening: let go of the drafts whose save the store has noted, if they are as they were at that save.

        One that was touched since stays. Answers how many were let go. Nothing is written for it.
        """
        there = {one: draft for one in saved if (draft := self.get(one)) is not None}
        settled = {
            one: saved[one] for one, draft in there.items() if saved[one] == (draft.turn, draft.touched_ms)
        }
        self._file.let_go(settled)
        return len(settled)

    def purge(self) -> int:
        """Remove for good what was thrown away more than 30 days ago. Answers how many.

        A laptop whose clock was wrong must not lose what was thrown away a minute ago: a time from before this
        program existed, or from the future, counts from now on; and while the clock itself says such a time, or is
        more than 400 days past the last keystroke, nothing is removed.
        """
        now = self._now()
        (last,) = self._file.read("SELECT max(touched_ms) FROM draft")[0]
        if last is None or now < _BORN_MS or now - last > _UNLIKELY_GAP_MS:
            return 0
        wrong = "discarded_ms IS NOT NULL AND (discarded_ms < ? OR discarded_ms > ?)"
        self._file.change_where(_DISCARD, [now], wrong, [_BORN_MS, now])
        old = "discarded_ms IS NOT NULL AND discarded_ms < ?"
        purged = self._file.change_where("DELETE FROM draft", [], old, [now - KEPT_DAYS * A_DAY_MS])
        if purged:
            self._file.give_room_back()
        return purged

    def erase(self, records: Iterable[bytes]) -> int:
        """Remove for good every draft of these records, thrown away or not, with the pages it stood on. How many."""
        gone = self._file.change("DELETE FROM draft WHERE ? IN (id, record)", [(one,) for one in records])
        self._file.write_anew()
        return gone

    def take_in(self, path: Path) -> int:
        """Add the drafts of another file of this project that are not here, or were touched later there.

        Whatever can be read of a damaged file is taken. Answers how many were taken.
        """
        known: dict[bytes, int] = dict(self._file.read("SELECT id, touched_ms FROM draft"))
        theirs = (draft_of(row) for row in readable_rows(path))
        newer = (draft for draft in theirs if draft.touched_ms > known.get(draft.id, -1))
        taken = 0
        while chunk := list(islice(newer, _ROWS_AT_ONCE)):
            self._file.write(lambda connection, chunk=chunk: self._take(connection, chunk))
            taken += len(chunk)
        return taken

    def close(self) -> None:
        """Close the file. Nothing is lost without it."""
        self._file.close()

    def _now(self) -> int:
        return milliseconds(self._clock.now())

    def _drafts(self, condition: str, values: Sequence[object], *, limit: int = -1) -> list[Draft]:
        """The drafts that are so and are not gone, the one touched last first; all of them without a limit."""
        still, given = self._file.still(condition, values)
        rows = self._file.read(f"{_SELECT} WHERE {still} ORDER BY turn DESC LIMIT ?", [*given, limit])
        return [draft_of(row) for row in rows]

    def _add(self, connection: sqlite3.Connection, chunk: Sequence[Draft]) -> None:
        now = self._now()
        (turn,) = connection.execute(_NEXT_TURN).fetchone()
        added = [
            replace(draft, started_ms=draft.started_ms or now, touched_ms=now, turn=turn + place)
            for place, draft in enumerate(chunk)
        ]
        connection.executemany(INSERT, [(*row_of(draft), 0) for draft in added])
        note_batches(connection, added)

    def _take(self, connection: sqlite3.Connection, chunk: Sequence[Draft]) -> None:
        connection.executemany("DELETE FROM draft WHERE id = ?", [(draft.id,) for draft in chunk])
        connection.executemany(INSERT, [(*row_of(draft), 0) for draft in chunk])
        note_batches(connection, chunk)
