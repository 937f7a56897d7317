"""The whole schema as text: what is approved by reading, and what somebody needs who opens the file with another tool."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from camifield.store.layout import APPLICATION_ID, LAYOUT, LOG_TABLES, VOCABULARY, folded_tables
from camifield.store.typed_tables import all_tables

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared


def schema_text(kinds: Mapping[str, Declared]) -> str:
    """Every CREATE statement in the order in which a new store makes them, the kinds' own tables last."""
    typed = (table.statement().replace("\t", "    ") for table in all_tables(kinds))
    statements = [*map(_flush, (*LOG_TABLES, *folded_tables(), VOCABULARY)), *typed]
    head = f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {LAYOUT};\n"
    return "\n".join([head, *(f"{statement.strip()};\n" for statement in statements)])


def _flush(statement: str) -> str:
    """The statement without the margin that it has in the source."""
    lines = statement.splitlines()
    return "\n".join(
        line if at == 0 else ")" + line.strip()[1:] if line.strip().startswith(")") else "    " + line.strip()
        for at, line in enumerate(lines)
    )
