"""Whole rows of the typed tables in the order of dates, streamed in pieces: what workbooks and text files are made from."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from camifield.store.cards import positions
from camifield.store.layout import SERIAL_MASK
from camifield.store.query import CardQuery, Page
from camifield.store.search import Expand
from camifield.store.typed_tables import columns_in

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

PIECE = 2_000
Row = tuple[Any, ...]
Reader = Callable[[], sqlite3.Connection]


def rows(
    reader: Reader, kind: str, query: CardQuery, columns: Sequence[str], *, expand: Expand
) -> Iterator[list[Row]]:
    """Rows of one kind that answer the query, newest first, in lists of at most 2,000, each with these columns.

    A column that the file has not got is None throughout. Each piece is read to its end before it is handed out,
    so a save waits for a piece at most; a record saved meanwhile may come in its old or its new form.
    """
    chosen = _chosen(reader(), kind, columns)
    # The join goes along the list of serials and so gives the rows in its order. Asked to order them, SQLite would put
    # whole rows of a hundred columns through a sorter, which takes as long as reading them.
    sql = f'SELECT {chosen} FROM json_each(?) j CROSS JOIN "{kind}" t ON t.serial = j.value'
    for piece in pieces(reader, kind, query, expand):
        yield reader().execute(sql, (_serials(piece),)).fetchall()


def line_rows(
    reader: Reader,
    declared: Declared,
    repeat: str,
    query: CardQuery,
    columns: Sequence[str],
    *,
    expand: Expand,
) -> Iterator[list[Row]]:
    """Lines of one repeat of the records that answer the query, in the records' order. KeyError: no such repeat."""
    table = declared.lines[repeat].name
    chosen = _chosen(reader(), table, columns)
    sql = (
        f'SELECT {chosen} FROM json_each(?) j CROSS JOIN "{table}" t ON t.serial = j.value'
        " ORDER BY j.key, t.position, t.line"
    )
    for piece in pieces(reader, declared.name, query, expand):
        yield reader().execute(sql, (_serials(piece),)).fetchall()


def pieces(reader: Reader, kind: str, query: CardQuery, expand: Expand) -> Iterator[array[int]]:
    """The card numbers of the records of a kind that answer the query, newest first, at most 2,000 at once."""
    of_kind = replace(query, kinds=(kind,))
    after: int | None = None
    while True:
        piece = positions(reader(), of_kind, Page(after, PIECE), expand)
        if not piece:
            return
        yield piece
        after = piece[-1]


def _serials(piece: array[int]) -> str:
    return json.dumps([card & SERIAL_MASK for card in piece])


def _chosen(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> str:
    there = set(columns_in(connection, table))
    return ", ".join(f't."{name}"' if name in there else "NULL" for name in columns)
