"""The tables of the log and the tables across kinds, as SQL; the kinds' own tables come from their declarations."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x43414D49  # "CAMI": how SQLite files say whose they are
LAYOUT = 2  # PRAGMA user_version; raised by every step in migrations.py
FOLDING = 3  # raised when the same log would fold to other rows; the tables are then folded anew

SERIAL_BITS = 28  # 268 million records a project, and 33 bits of minutes up to the year 9999
SERIAL_MASK = (1 << SERIAL_BITS) - 1
MINUTES_A_DAY = 1440

# Since layout 2: what laptops meet with. Nothing here can be folded from anything else.
MEETING_TABLES = (
    """CREATE TABLE held (            -- what is held of each feed up to the commit that the note "held" names
        feed BLOB PRIMARY KEY,
        highest INTEGER NOT NULL,
        held INTEGER NOT NULL,
        fingerprint BLOB NOT NULL   -- the XOR of the first 8 bytes of the ids
    ) WITHOUT ROWID""",
    """CREATE TABLE meeting (
        id BLOB PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        road TEXT NOT NULL,
        place TEXT NOT NULL,        -- the folder or file, as a person calls it
        state TEXT NOT NULL,        -- begun, done, leaving, aside, returning
        facts TEXT NOT NULL         -- whom we met and what came and went, as JSON
    ) WITHOUT ROWID""",
    "CREATE TABLE came (meeting BLOB NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (meeting, n)) WITHOUT ROWID",
    """CREATE TABLE aside (           -- commits of meetings that were undone: kept, and folded into nothing
        n INTEGER PRIMARY KEY,      -- its number in the log, which is kept for it
        id BLOB NOT NULL UNIQUE,
        feed BLOB NOT NULL,
        seq INTEGER NOT NULL,
        meeting BLOB NOT NULL,
        header BLOB NOT NULL,
        signature BLOB NOT NULL,
        payload BLOB NOT NULL
    )""",
    "CREATE INDEX aside_of_feed ON aside (feed, seq)",
    """CREATE TABLE receipt (         -- the latest signed word of each device on what it holds
        device BLOB PRIMARY KEY,
        at_ms INTEGER NOT NULL,     -- by its clock
        seen_ms INTEGER NOT NULL,   -- by ours
        vector BLOB NOT NULL,
        signed BLOB NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE erased (          -- parts whose words are gone for good, and must not come back
        id BLOB NOT NULL,
        part INTEGER NOT NULL,
        PRIMARY KEY (id, part)
    ) WITHOUT ROWID""",
)

# The truth, and what is known beside it. Nothing here can be folded from anything else.
LOG_TABLES = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID",
    """CREATE TABLE commits (
        n INTEGER PRIMARY KEY,      -- the order in which this laptop came to hold it
        id BLOB NOT NULL UNIQUE,
        feed BLOB NOT NULL,
        stream INTEGER NOT NULL,    -- 0 roster, 1 open, 2 restricted
        seq INTEGER NOT NULL,
        author BLOB NOT NULL,
        batch BLOB,                 -- one import, or one action on many records
        lamport INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        action INTEGER NOT NULL,
        parts INTEGER NOT NULL,
        header BLOB NOT NULL,
        signature BLOB NOT NULL,
        payload BLOB NOT NULL       -- Zstandard where that is shorter
    )""",
    "CREATE INDEX commits_of_feed ON commits (feed, seq)",
    "CREATE INDEX commits_of_roster ON commits (n) WHERE stream = 0",
    "CREATE INDEX commits_of_batch ON commits (batch, n) WHERE batch IS NOT NULL",
    """CREATE TABLE quarantine (
        id BLOB PRIMARY KEY,
        feed BLOB NOT NULL,
        seq INTEGER NOT NULL,
        reason TEXT NOT NULL,       -- a Problem's code
        received_ms INTEGER NOT NULL,
        header BLOB NOT NULL,
        signature BLOB NOT NULL,
        payload BLOB NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE attachment (
        sha256 BLOB PRIMARY KEY,
        bytes INTEGER NOT NULL,
        media_type TEXT NOT NULL,
        name TEXT NOT NULL,
        width INTEGER,
        height INTEGER,
        taken TEXT,
        facts TEXT,                 -- what else the file says of itself, as JSON
        added_ms INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE handover (
        id INTEGER PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        what TEXT NOT NULL,
        records INTEGER NOT NULL,
        up_to INTEGER NOT NULL      -- the last commit it could hold
    )""",
    "CREATE TABLE unsent (serial INTEGER PRIMARY KEY, kind TEXT NOT NULL)",
    """CREATE TABLE revision (
        serial INTEGER NOT NULL,
        n INTEGER NOT NULL,
        part INTEGER NOT NULL,
        PRIMARY KEY (serial, n, part)
    ) WITHOUT ROWID""",
    *MEETING_TABLES,
)


# The tables across kinds, which can be dropped and folded anew; under names that begin with {prefix} meanwhile.
_FOLDED = (
    """CREATE TABLE {prefix}record (
        serial INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        deleted INTEGER NOT NULL,
        heads_open BLOB NOT NULL,   -- ids of commits, 16 bytes each
        heads_restricted BLOB NOT NULL,
        author BLOB NOT NULL,       -- who saved it first
        created_ms INTEGER NOT NULL,
        changed_ms INTEGER NOT NULL,
        batch BLOB,                 -- the import that made it
        last_n INTEGER NOT NULL,
        card INTEGER                -- its line in `card`; NULL for a kind of a newer version
    )""",
    """CREATE TABLE {prefix}card (
        card INTEGER PRIMARY KEY,   -- minute of the start << 28 | serial: the order of rows is the order of dates
        id BLOB NOT NULL,
        kind TEXT NOT NULL,
        species TEXT,
        count_text TEXT NOT NULL,
        detail TEXT NOT NULL,
        person BLOB,
        place_text TEXT NOT NULL,
        place BLOB,
        latitude REAL,
        longitude REAL,
        state TEXT NOT NULL,
        number TEXT NOT NULL,
        changed_ms INTEGER NOT NULL,
        deleted INTEGER NOT NULL,
        conflicts INTEGER NOT NULL
    )""",
    """CREATE TABLE {prefix}unsettled (
        serial INTEGER NOT NULL,
        group_name TEXT NOT NULL,
        stream INTEGER NOT NULL,
        candidates BLOB NOT NULL,
        PRIMARY KEY (serial, group_name, stream)
    ) WITHOUT ROWID""",
    """CREATE TABLE {prefix}tally (
        kind TEXT NOT NULL,
        day INTEGER NOT NULL,       -- days since 0001-01-01, that day being 1; 0 for the undated
        deleted INTEGER NOT NULL,
        records INTEGER NOT NULL,
        PRIMARY KEY (kind, day, deleted)
    ) WITHOUT ROWID""",
    # Words are cut by camifield.folding and joined by blanks: `ascii` takes every other sign as it comes, so
    # no release of SQLite and no edition of Unicode ever cuts them differently.
    """CREATE VIRTUAL TABLE {prefix}found USING fts5 (words, columnsize = 0, tokenize = "ascii tokenchars '_'")""",
    "CREATE VIRTUAL TABLE {prefix}box USING rtree (card, west, east, south, north)",
)


def folded_tables(prefix: str = "") -> tuple[str, ...]:
    """The tables across kinds, under names that begin with `prefix` while they are folded anew beside the old ones."""
    return tuple(statement.replace("{prefix}", prefix) for statement in _FOLDED)


FOLDED_TABLES = ("record", "card", "unsettled", "tally", "found", "box")
VOCABULARY = "CREATE VIRTUAL TABLE found_words USING fts5vocab (found, instance)"


def make(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty file. Runs inside the caller's transaction."""
    for statement in (*LOG_TABLES, *folded_tables(), VOCABULARY):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('folding', ?)", (FOLDING,))
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={LAYOUT}")


def card_of(start_minute: int, serial: int) -> int:
    """The row of a record in `card`. Minutes outside the years 1 to 9999 count as undated."""
    minute = start_minute if 0 <= start_minute < 1 << 34 else 0
    return minute << SERIAL_BITS | serial


def day_of_card(card: int) -> int:
    """The day of a card's start as `date.toordinal` counts; 0 for the undated."""
    return (card >> SERIAL_BITS) // MINUTES_A_DAY
