"""The tables of the kinds: made from their declarations, and grown when a kind has learned new fields."""

from __future__ import annotations

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

# What the store itself writes into every row; the rest of the columns are the declaration's.
RECORD_HEAD = ("id", "version", "typed_by", "created_ms", "changed_ms", "deleted", "extra")
LINE_HEAD = ("record", "line", "position", "extra")

Kinds = Mapping[str, "Declared"]


@dataclass(frozen=True)
class TypedTable:
    """One table of a kind or of one of its repeats, as it should be."""

    name: str
    declared: Declared
    is_of_lines: bool

    @cached_property
    def head(self) -> tuple[str, ...]:
        return LINE_HEAD if self.is_of_lines else RECORD_HEAD

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """All columns in order: `serial`, which ties a row to its record and its card, the head, then the fields."""
        fields = (*self.declared.fields, *self.declared.derived)
        return ("serial", *self.head, *fields)

    def insert(self, prefix: str = "") -> str:
        """The INSERT of a whole row."""
        return self.insert_at(tuple(range(len(self.columns))), prefix)

    def insert_at(self, places: tuple[int, ...], prefix: str = "") -> str:
        """The INSERT of a row that has cells in these columns only."""
        return _insert(prefix + self.name, self.columns, places)

    def statement(self, prefix: str = "") -> str:
        """The CREATE TABLE, from the SQLModel class.

        Rows are kept by `serial`, a number, where the model's own key is 16 bytes: that is what makes a page of
        rows in the order of dates cheap. Nothing else is unique and nothing refers: what arrives from other
        laptops is shown to people, never refused by the table.
        """
        from sqlalchemy import Column, Integer, MetaData, Table
        from sqlalchemy.dialects import sqlite
        from sqlalchemy.schema import CreateTable

        model = {column.name: column for column in self.declared.table.columns}
        columns = [Column("serial", Integer, primary_key=True, autoincrement=False)]
        for name in self.columns[1:]:
            is_key = self.is_of_lines and name == "line"
            nullable = not is_key and (name not in self.head or name == "extra")
            columns.append(Column(name, model[name].type, primary_key=is_key, nullable=nullable))
        table = Table(prefix + self.name, MetaData(), *columns, sqlite_with_rowid=not self.is_of_lines)
        return str(CreateTable(table).compile(dialect=sqlite.dialect())).strip()

    def growth(self, column: str, prefix: str = "") -> str:
        """The ALTER TABLE that adds a column; rows that are there already have NULL in it."""
        from sqlalchemy.dialects import sqlite

        found = self.declared.table.columns[column].type.compile(dialect=sqlite.dialect())
        return f"ALTER TABLE {_quoted(prefix + self.name)} ADD COLUMN {_quoted(column)} {found}"


def tables_of(declared: Declared) -> Iterator[TypedTable]:
    """The table of a kind, then those of its repeats."""
    yield TypedTable(declared.name, declared, is_of_lines=False)
    for lines in declared.lines.values():
        yield TypedTable(lines.name, lines, is_of_lines=True)


def all_tables(kinds: Kinds) -> list[TypedTable]:
    """The tables of all kinds and their repeats."""
    return [table for declared in kinds.values() for table in tables_of(declared)]


def columns_in(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns that a table has in the file; none when it is not there."""
    rows = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    return tuple(row[0] for row in rows)


@dataclass(frozen=True, slots=True)
class Growth:
    """What was missing in the file: kinds that are new to it, and new columns of each known table."""

    kinds: frozenset[str]
    columns: Mapping[str, Sequence[str]]


def grow(connection: sqlite3.Connection, kinds: Kinds) -> Growth:
    """Add the tables and columns that the file has not got; a column that is not declared any more stays.

    Runs inside the caller's transaction. The caller then folds what the answer names.
    """
    new_kinds: set[str] = set()
    new_columns: dict[str, list[str]] = {}
    for declared in kinds.values():
        for table in tables_of(declared):
            there = set(columns_in(connection, table.name))
            if not there:
                connection.execute(table.statement())
                new_kinds.add(declared.name)
                continue
            for column in table.columns:
                if column not in there:
                    connection.execute(table.growth(column))
                    new_columns.setdefault(table.name, []).append(column)
    return Growth(frozenset(new_kinds), new_columns)


@lru_cache(maxsize=1024)
def _insert(table: str, columns: tuple[str, ...], places: tuple[int, ...]) -> str:
    names = ",".join(_quoted(columns[place]) for place in places)
    return f"INSERT INTO {_quoted(table)} ({names}) VALUES ({','.join('?' * len(places))})"


def _quoted(name: str) -> str:
    doubled = name.replace('"', '""')
    return f'"{doubled}"'
