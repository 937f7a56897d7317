"""The store's own notes about itself: a few words under a few keys."""

from __future__ import annotations

import sqlite3

PROJECT = "project"


def read_note(connection: sqlite3.Connection, key: str) -> str | None:
    """One of the store's own notes; None when it was never made."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else str(row[0])


def write_note(connection: sqlite3.Connection, key: str, value: str | int) -> None:
    """Make or change one of the store's own notes. Runs inside the caller's transaction."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
