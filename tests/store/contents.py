"""A store's folded content as plain values: two stores hold the same when these are equal."""

from __future__ import annotations

import sqlite3
from typing import Any

from camifield.store.layout import SERIAL_MASK
from camifield.store.store import Store


def rows_of(store: Store, table: str) -> list[tuple[Any, ...]]:
    """Every row of a table, in an order of its own."""
    connection: sqlite3.Connection = store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    names = [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]
    kept = ", ".join(f'"{name}"' for name in names)
    return sorted(connection.execute(f'SELECT {kept} FROM "{table}"').fetchall(), key=repr)


def folded(store: Store, *tables: str) -> dict[str, list[tuple[Any, ...]]]:
    """All folded tables, with the serials left in: for one store before and after."""
    names = ("record", "revision", "card", "unsettled", "tally", "box", *tables)
    found = {name: rows_of(store, name) for name in names}
    connection: sqlite3.Connection = store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    found["found"] = connection.execute("SELECT rowid, words FROM found ORDER BY rowid").fetchall()
    found["tally"] = [row for row in found["tally"] if row[3]]
    return found


def shared(store: Store) -> dict[str, object]:
    """What two laptops that hold the same commits must agree on, whatever the order in which they came."""
    connection: sqlite3.Connection = store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    ids: dict[int, bytes] = dict(connection.execute("SELECT serial, id FROM record").fetchall())
    return {
        "records": sorted(row[1:10] for row in connection.execute("SELECT * FROM record").fetchall()),
        "cards": sorted(
            (row[0] >> 28, *row[1:]) for row in connection.execute("SELECT * FROM card").fetchall()
        ),
        "words": sorted(
            (ids[row[0] & SERIAL_MASK], row[1])
            for row in connection.execute("SELECT rowid, words FROM found").fetchall()
        ),
        "unsettled": sorted(
            (ids[row[0]], *row[1:]) for row in connection.execute("SELECT * FROM unsettled").fetchall()
        ),
        "tally": sorted(connection.execute("SELECT * FROM tally WHERE records <> 0").fetchall()),
        "trace": sorted((row[1:] for row in connection.execute("SELECT * FROM trace").fetchall()), key=repr),
        "losses": sorted(
            (row[1:] for row in connection.execute("SELECT * FROM trace_loss").fetchall()), key=repr
        ),
    }
