"""Record numbers and the latest saves: two small questions about what was saved on this laptop."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


def highest_number(connection: sqlite3.Connection, prefix: str) -> int:
    """The highest number in use with this prefix ("M7-"); 0 when there is none. Asked once a session."""
    digits = f"CAST(substr(number, {len(prefix) + 1}) AS INTEGER)"
    upper = prefix[:-1] + chr(ord(prefix[-1]) + 1)
    sql = f"SELECT max({digits}) FROM card WHERE number >= ? AND number < ?"  # noqa: S608 - a length, not a text
    found = connection.execute(sql, (prefix, upper)).fetchone()[0]
    return int(found or 0)


def saved_since(
    connection: sqlite3.Connection, since_ms: int, kinds: Sequence[str], limit: int
) -> list[bytes]:
    """The ids of the records that were first saved since then, the latest first. Looks at the newest few hundred only."""
    marks = ", ".join("?" for _ in kinds)
    sql = (
        "SELECT id FROM (SELECT id, kind, created_ms, deleted FROM record ORDER BY serial DESC LIMIT 400)"  # noqa: S608
        f" WHERE created_ms >= ? AND deleted = 0 AND kind IN ({marks}) LIMIT ?"
    )
    return [row[0] for row in connection.execute(sql, (since_ms, *kinds, limit)).fetchall()]
