"""The file of drafts: made, brought up to date, and put away when it is damaged, with what can still be read saved out of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from camifield.clock import Clock
from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.store.connection import connect, told_as_problems, transaction
from camifield.store.copying import PUT_AWAY, free_stamp, put_away
from camifield.store.draft import COLUMNS, Draft, Row, draft_of, whole_text
from camifield.store.lock import may_write

DRAFTS = "drafts.sqlite"
APPLICATION_ID = 0x43414D44  # "CAMD"
LAYOUT = 1

TABLES = (
    """CREATE TABLE draft (
        serial INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        record BLOB,                -- the record it edits
        bases TEXT NOT NULL,        -- heads, hexadecimal, with blanks between
        author BLOB NOT NULL,
        started_ms INTEGER NOT NULL,
        touched_ms INTEGER NOT NULL,
        discarded_ms INTEGER,
        turn INTEGER NOT NULL,      -- the order of touching, which no wrong clock disturbs
        batch BLOB,
        is_being_saved INTEGER NOT NULL,  -- always 0; the store notes what was saved
        species TEXT NOT NULL,
        locality TEXT NOT NULL,
        date_text TEXT NOT NULL,
        findings TEXT NOT NULL,     -- JSON, pairs of code and field
        origin TEXT NOT NULL,       -- JSON
        entries TEXT NOT NULL       -- JSON, as typed; last, so that the rest is read without it
    )""",
    "CREATE INDEX draft_living ON draft (turn) WHERE discarded_ms IS NULL",
    "CREATE INDEX draft_typed ON draft (turn) WHERE discarded_ms IS NULL AND batch IS NULL",
    "CREATE INDEX draft_discarded ON draft (turn) WHERE discarded_ms IS NOT NULL",
    "CREATE INDEX draft_of_batch ON draft (batch, discarded_ms, turn) WHERE batch IS NOT NULL",
    "CREATE INDEX draft_of_record ON draft (record) WHERE record IS NOT NULL",
    "CREATE INDEX draft_being_saved ON draft (serial) WHERE is_being_saved = 1",
    """CREATE TABLE batch (
        id BLOB PRIMARY KEY,
        file TEXT NOT NULL,
        started_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
)

# One function for every layout after the first, each bringing the file from the layout before it to its own.
Step = Callable[[sqlite3.Connection], None]
STEPS: tuple[Step, ...] = ()

# The cells of `COLUMNS`, and 0 for `is_being_saved`.
_PLACES = ", ".join("?" * len(COLUMNS))
INSERT = f"INSERT INTO draft ({', '.join(COLUMNS)}, is_being_saved) VALUES ({_PLACES}, ?)"  # noqa: S608 (own words)
_CHECKED_AT_ONCE = 4_000_000  # bytes: their check takes some milliseconds, which a start can spare
LOST = ("store-is-damaged", "store-is-not-ours")


@dataclass
class Opened:
    """The connection to the drafts; why nothing can be written, if so; and what the person should be told."""

    connection: sqlite3.Connection
    is_read_only_because: str | None = None
    problem: Problem | None = None


def open_drafts(
    folder: Folder, clock: Clock, steps: Sequence[Step] = STEPS, *, for_reading: bool = False
) -> Opened:
    """Open the drafts of a project, making the file when there is none.

    A damaged file, or one of another program, is moved to ``put-away/<date>/`` and a fresh one begun with every
    draft that could still be read: `problem` is then ``drafts-were-damaged``. On a medium that cannot be written,
    and for drafts of a newer version, `is_read_only_because` is ``store-is-read-only`` or ``drafts-are-newer``.
    A process that may not write (`for_reading`) makes and mends nothing: another one may be typing.
    """
    path = folder.path(DRAFTS)
    if for_reading or not may_write(folder.root):
        return Opened(_read_only(path), "store-is-read-only")
    try:
        connection = connect(path, writing=True)
    except Problem as problem:
        if problem.code not in LOST:
            raise
        return begin_anew(folder, clock, steps)
    try:
        with told_as_problems(path):
            layout = _look(connection, path, len(steps) + LAYOUT)
            if layout > len(steps) + LAYOUT:
                connection.execute("PRAGMA query_only=ON")
                return Opened(connection, "drafts-are-newer")
            _bring_up(connection, layout, steps)
    except Problem as problem:
        connection.close()
        if problem.code not in LOST:
            raise
        return begin_anew(folder, clock, steps)
    return Opened(connection)


def begin_anew(folder: Folder, clock: Clock, steps: Sequence[Step]) -> Opened:
    """Set the damaged file aside, which nobody may have open, and begin a fresh one with what can still be read."""
    stamp = free_stamp(folder, f"{clock.now():%Y%m%dT%H%M%SZ}")
    put_away(folder, stamp, (DRAFTS,))
    path = folder.path(DRAFTS)
    saved = 0
    connection = connect(path, writing=True)
    with told_as_problems(path):
        _bring_up(connection, 0, steps)
        with transaction(connection):
            for row in readable_rows(folder.path(PUT_AWAY, stamp, DRAFTS)):
                # A row whose cells were damaged is left where it is, in the file that was put away.
                with suppress(sqlite3.IntegrityError, sqlite3.ProgrammingError):
                    connection.execute(INSERT, (*row, 0))
                    note_batches(connection, [draft_of(row)])
                    saved += 1
    kept = f"{PUT_AWAY}/{stamp}/{DRAFTS}"
    return Opened(
        connection, problem=Problem("drafts-were-damaged", parameters={"file": kept, "count": saved})
    )


def note_batches(connection: sqlite3.Connection, drafts: Sequence[Draft]) -> None:
    """Remember the imports that these drafts came from. Runs inside the caller's transaction."""
    first = {draft.origin.batch: draft for draft in reversed(drafts) if draft.origin.batch is not None}
    rows = [(batch, whole_text(draft.origin.file), draft.started_ms) for batch, draft in first.items()]
    connection.executemany("INSERT OR IGNORE INTO batch VALUES (?, ?, ?)", rows)


def readable_rows(path: Path) -> Iterator[Row]:
    """The drafts of a file that need not be whole, from its beginning and then from its end up to where it is damaged."""
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        with suppress(sqlite3.Error), closing(_as_it_is(path)) as connection:
            columns = [name for _, name, *_ in connection.execute("PRAGMA table_info(draft)")]
            if not set(COLUMNS) <= set(columns):
                return
            wanted = ", ".join(COLUMNS)
            rows = connection.execute(f"SELECT serial, {wanted} FROM draft ORDER BY serial {order}")  # noqa: S608
            for serial, *row in rows:
                if serial in seen:
                    break
                seen.add(serial)
                yield tuple(row)


def _look(connection: sqlite3.Connection, path: Path, known: int) -> int:
    """The layout of the file, 0 for an empty one. Raises Problem for a damaged file and for another program's."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if not tables and not application:
        return 0
    if application != APPLICATION_ID:
        raise Problem("store-is-not-ours", where=Where(file=str(path)))
    if layout <= known and path.stat().st_size <= _CHECKED_AT_ONCE:
        found = connection.execute("PRAGMA quick_check(1)").fetchall()
        if found != [("ok",)]:
            raise Problem("store-is-damaged", where=Where(file=str(path)))
    return layout


def _bring_up(connection: sqlite3.Connection, layout: int, steps: Sequence[Step]) -> None:
    wanted = LAYOUT + len(steps)
    if layout == wanted:
        return
    if layout == 0:
        connection.execute("PRAGMA auto_vacuum=INCREMENTAL")  # only before the first table
    with transaction(connection):
        if layout == 0:
            for statement in TABLES:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        for step in steps[max(layout, LAYOUT) - LAYOUT :]:
            step(connection)
        connection.execute(f"PRAGMA user_version={wanted}")


def _read_only(path: Path) -> sqlite3.Connection:
    """What is on a medium that cannot be written; nothing at all when there is no file or it cannot be read."""
    for opening in (lambda: connect(path, writing=False), lambda: _immutable(path)) if path.is_file() else ():
        with suppress(sqlite3.Error, Problem):
            connection = opening()
            (application,) = connection.execute("PRAGMA application_id").fetchone()
            if application == APPLICATION_ID:
                return connection
            connection.close()
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("PRAGMA query_only=ON")
    return connection


def _as_it_is(path: Path) -> sqlite3.Connection:
    """A file for reading: mended by SQLite from an interrupted save where it can be, else whatever lies there."""
    try:
        return connect(path, writing=False)
    except Problem:
        return _immutable(path)


def _immutable(path: Path) -> sqlite3.Connection:
    """A file that nobody writes to, read without locks and without a journal."""
    uri = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
