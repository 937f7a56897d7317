"""The way to the file of drafts: one connection for all threads, and a fresh file when the old one turns out damaged."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import TypeVar

from camifield.clock import Clock
from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.store.connection import told_as_problems, transaction
from camifield.store.draft import Row
from camifield.store.drafts_file import DRAFTS, LOST, Opened, Step, begin_anew, open_drafts
from camifield.store.saved_drafts import Stamp

ROWS_AT_ONCE = 5_000  # changes that touch no text: some 50 ms a transaction, for which a keystroke may wait

Result = TypeVar("Result")


class DraftsConnection:
    """Reading and writing of the drafts' file. One connection behind a lock: a keystroke is a millisecond's work."""

    def __init__(self, folder: Folder, clock: Clock, steps: Sequence[Step], *, for_reading: bool) -> None:
        self._folder = folder
        self._clock = clock
        self._steps = steps
        self._path = folder.path(DRAFTS)
        self._lock = threading.RLock()
        self.opened: Opened = open_drafts(folder, clock, steps, for_reading=for_reading)
        # Drafts that are saved: as good as gone, and out of the file with the next write.
        self.gone: dict[bytes, Stamp] = {}

    def read(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Every row of the answer."""
        return self._guarded(lambda connection: connection.execute(statement, values).fetchall())

    def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do `work` in one durable transaction, after what is `gone` was taken out. Raises the Problem of `is_read_only_because`, and what a full disk does."""
        if self.opened.is_read_only_because is not None:
            raise Problem(self.opened.is_read_only_because, where=Where(file=str(self._path)))

        def durably(connection: sqlite3.Connection) -> Result:
            gone = [(identifier,) for identifier in self.gone]
            with transaction(connection):
                if gone:
                    connection.executemany("DELETE FROM draft WHERE id = ?", gone)
                result = work(connection)
            for (identifier,) in gone:
                self.gone.pop(identifier, None)
            return result

        return self._guarded(durably)

    def change(self, statement: str, values: Sequence[Sequence[object]]) -> int:
        """Run a statement for each of the values, some thousand a transaction. Answers how many rows it changed."""
        changed = 0
        for start in range(0, len(values), ROWS_AT_ONCE):
            chunk = values[start : start + ROWS_AT_ONCE]
            changed += self.write(
                lambda connection, chunk=chunk: connection.executemany(statement, chunk).rowcount
            )
        return changed

    def change_where(
        self, change: str, given: Sequence[object], condition: str, values: Sequence[object]
    ) -> int:
        """Change every draft for which `condition` holds, some thousand a transaction. Answers how many.

        `change` begins with UPDATE or DELETE and must make the condition false for what it changed.
        """
        chosen = f"SELECT serial FROM draft WHERE {condition} LIMIT {ROWS_AT_ONCE}"  # noqa: S608 (own words)
        statement = f"{change} WHERE serial IN ({chosen})"
        total = 0
        while changed := self.write(
            lambda connection: connection.execute(statement, (*given, *values)).rowcount
        ):
            total += changed
        return total

    def give_room_back(self) -> None:
        """Hand the room of removed drafts back to the disk."""
        # `execute` would free a single page: the statement has no columns, so Python takes only its first step.
        self._guarded(lambda connection: connection.executescript("PRAGMA incremental_vacuum"))

    def write_anew(self) -> None:
        """Write the whole file anew, so that no freed page keeps a word of what was removed."""
        if self.gone:
            self.write(lambda _connection: None)
        self._guarded(lambda connection: connection.executescript("VACUUM"))

    def still(self, condition: str, values: Sequence[object]) -> tuple[str, list[object]]:
        """The condition and its values, of drafts that are not gone."""
        gone = list(self.gone)
        if not gone:
            return condition, list(values)
        return f"({condition}) AND id NOT IN ({', '.join('?' * len(gone))})", [*values, *gone]

    def let_go(self, saved: Mapping[bytes, Stamp]) -> None:
        """Take drafts off every list now, and out of the file with the next write."""
        with self._lock:
            self.gone.update(saved)

    def close(self) -> None:
        """Close the file, without the drafts that are gone where it can be written."""
        if self.gone and self.opened.is_read_only_because is None:
            with suppress(Problem):  # the store's note says that they are saved
                self.write(lambda _connection: None)
        with self._lock:
            self.opened.connection.close()

    def _guarded(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do the work; when the file is damaged, save what can be read of it into a fresh one and do it there."""
        with self._lock:
            try:
                with told_as_problems(self._path):
                    return work(self.opened.connection)
            except Problem as problem:
                if problem.code not in LOST or self.opened.is_read_only_because is not None:
                    raise
            self.opened.connection.close()
            self.opened = begin_anew(self._folder, self._clock, self._steps)
            with told_as_problems(self._path):
                return work(self.opened.connection)
