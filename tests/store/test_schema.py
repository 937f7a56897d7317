"""The schema as approved text: a change to any table is a diff that somebody reads."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from camifield.kinds.catalogue import kinds
from camifield.store.schema import schema_text
from tests.store.making import Laptop

APPROVED = Path(__file__).parents[1] / "approved" / "schema.sql"


def test_the_schema_is_the_approved_one() -> None:
    """Read the diff; when it is what you meant, run this test with CAMIFIELD_APPROVE=1 and commit the file.

    A changed table of the log also needs a step in migrations.py; a changed folded table a higher FOLDING.
    """
    found = schema_text(kinds())
    if os.environ.get("CAMIFIELD_APPROVE"):
        APPROVED.parent.mkdir(exist_ok=True)
        APPROVED.write_text(found, encoding="utf-8")
    assert found == APPROVED.read_text(encoding="utf-8")


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
