"""The kinds' own tables: every kind there is gets tables, keeps what it is given, and folds anew to the same rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.fields.choice import Choice, Choices
from camifield.fields.count import Count
from camifield.fields.declaration import Declared
from camifield.fields.field import Field
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.position import Degrees
from camifield.fields.reference import Photos, Reference, References
from camifield.fields.text import Marks
from camifield.fields.time import TimeOfDay
from camifield.fields.values import LINE_ID, LINE_ORDER, Line, Value, lines_of
from camifield.kinds.catalogue import kinds
from camifield.progress import Progress
from camifield.store.layout import FOLDED_TABLES, LOG_TABLES
from camifield.store.query import CardQuery
from camifield.store.typed_tables import LINE_HEAD, RECORD_HEAD, TypedTable, all_tables
from tests.store.contents import folded
from tests.store.making import Laptop

KINDS = kinds()


def value_for(field: Field) -> Value:
    """A kept value of the shape that this type of field keeps."""
    match field:
        case Photos():
            return [b"\x01" * 32, b"\x02" * 32]
        case References():
            return [b"\x01" * 16, b"\x02" * 16]
        case Reference():
            return b"\x03" * 16
        case Choices() | Marks():
            return ["alpha", "beta"]
        case Choice():
            return "alpha"
        case Count():
            return "~12"
        case Degrees() | DecimalNumber():
            return "12.5"
        case Number():
            return 3
        case TimeOfDay():
            return "06:40"
        case _ if field.editor == "date":
            return "2026-03-14"
        case _:
            return "письмо Ünïcode 雪豹"


def full_values(declared: Declared) -> dict[str, Value]:
    """A record of a kind with every field answered and two lines in every repeat."""
    values = {name: value_for(field) for name, field in declared.fields.items()}
    for repeat, lines in declared.lines.items():
        one: dict[str, object] = {name: value_for(field) for name, field in lines.fields.items()}
        found: list[Line] = [
            {**one, LINE_ID: f"{order:012x}", LINE_ORDER: order}  # pyright: ignore[reportAssignmentType]
            for order in (1, 2)
        ]
        values[repeat] = found
    return values


@pytest.fixture
def real(tmp_path: Path) -> Laptop:
    """A laptop that knows the program's own kinds."""
    return Laptop(tmp_path / "real", registry=KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_keeps_every_field(real: Laptop, kind: str) -> None:
    """What is saved comes back from the log; what is in the tables reads back through the fields; all of it checks."""
    declared = KINDS[kind]
    values = full_values(declared)
    record = real.save(values, kind=kind)
    found = real.store.record(record)
    assert found is not None
    assert found.unknown == {}
    assert {name: found.values[name] for name in declared.fields} == {
        name: values[name] for name in declared.fields
    }
    names = list(declared.fields)
    [[row]] = real.store.rows(kind, CardQuery(), names)
    assert {name: declared.fields[name].value(cell) for name, cell in zip(names, row, strict=True)} == {
        name: values[name] for name in names
    }
    for repeat, lines in declared.lines.items():
        assert list(lines_of(found.values, repeat)) == list(lines_of(values, repeat))
        [rows] = real.store.line_rows(kind, repeat, CardQuery(), ["line", "position", *lines.fields])
        assert [row[:2] for row in rows] == [(f"{order:012x}", order) for order in (1, 2)]
    tables = [table.name for table in all_tables({kind: declared})]
    before = folded(real.store, *tables)
    real.store.refold(Progress())
    assert folded(real.store, *tables) == before
    assert real.check().is_clean


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_made_unique_and_nothing_refers(kind: str) -> None:
    """Duplicates and orphans that arrive from others are shown to people, never refused by a table."""
    for table in all_tables({kind: KINDS[kind]}):
        statement = table.statement()
        assert "UNIQUE" not in statement
        assert "REFERENCES" not in statement
        assert "CHECK" not in statement


def test_no_kind_takes_a_name_of_the_stores_own(real: Laptop) -> None:
    """A kind called "record" or "found" would fold into the tables that it hangs on."""
    own = set(FOLDED_TABLES) | {statement.split()[2] for statement in LOG_TABLES}
    names = [table.name for table in all_tables(KINDS)]
    assert len(names) == len(set(names))
    assert not own & set(names)
    assert real.store.count() == 0


@pytest.mark.parametrize("kind", KINDS)
def test_the_head_of_every_table_is_the_stores(kind: str) -> None:
    """The columns that the store fills are there under their names, and no field has one of them."""
    table: TypedTable
    for table in all_tables({kind: KINDS[kind]}):
        head = LINE_HEAD if table.is_of_lines else RECORD_HEAD
        assert table.columns[1 : 1 + len(head)] == head
        assert len(set(table.columns)) == len(table.columns)
        assert set(head) <= {column.name for column in table.declared.table.columns}
