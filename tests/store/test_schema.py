"""The schema as text, which is approved with the other outputs, is the schema a store has."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from camifield.kinds.catalogue import kinds
from camifield.store.schema import schema_text
from tests.store.making import Laptop


def test_the_text_is_what_a_store_has(tmp_path: Path) -> None:
    """What is approved is what is made: the same tables with the same columns."""
    laptop = Laptop(tmp_path, registry=kinds())
    laptop.close()
    told = sqlite3.connect(":memory:")
    told.executescript(schema_text(kinds()))
    made = sqlite3.connect(tmp_path / "store.sqlite")
    names = "SELECT name FROM sqlite_master WHERE type IN ('table', 'index') ORDER BY name"
    assert told.execute(names).fetchall() == made.execute(names).fetchall()
    for (name,) in told.execute(names).fetchall():
        columns = 'SELECT name, type, "notnull", pk FROM pragma_table_info(?)'
        assert told.execute(columns, (name,)).fetchall() == made.execute(columns, (name,)).fetchall()
    told.close()
    made.close()
