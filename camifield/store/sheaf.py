"""A sheaf of records on its way into the tables: gathered in memory, then written table by table in one go."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from camifield.store.card_rows import Row
from camifield.store.layout import day_of_card
from camifield.store.record_rows import KindLayout, RecordRows, rows_without_kind
from camifield.store.states import State

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared
    from camifield.fields.grouping import Groups

_RECORD = f"INSERT OR REPLACE INTO {{}}record VALUES ({','.join('?' * 12)})"
_CARD = f"INSERT OR REPLACE INTO {{}}card VALUES ({','.join('?' * 16)})"
_TALLY = (
    "INSERT INTO {}tally VALUES (?, ?, ?, ?)"
    " ON CONFLICT (kind, day, deleted) DO UPDATE SET records = records + excluded.records"
)

TallyKey = tuple[str, int, int]
MOST_REMEMBERED = 500


class KindLayouts:
    """The layouts of all kinds that this version knows, worked out at first need."""

    def __init__(self, kinds: Mapping[str, Declared]) -> None:
        self.kinds = kinds
        self._made: dict[str, KindLayout] = {}
        self._streams: dict[tuple[str, ...], dict[str, int]] = {}

    def of(self, kind: str) -> KindLayout | None:
        """None for a kind of a newer version."""
        made = self._made.get(kind)
        if made is None and kind in self.kinds:
            made = self._made[kind] = KindLayout(self.kinds[kind])
        return made

    def split(self, kind: str, groups: Groups) -> dict[int, Groups]:
        """As `split_by_stream`, remembering where each group goes. Raises KeyError for a kind of a newer version."""
        names = (kind, *groups)
        where = self._streams.get(names)
        if where is None:
            declared = self.kinds[kind]
            where = {group: declared.stream_of(group) for group in groups}
            if len(self._streams) < MOST_REMEMBERED:  # lines have ids of their own: their mixtures never end
                self._streams[names] = where
        streams = set(where.values())
        if len(streams) == 1:
            return {streams.pop(): groups}
        return {
            stream: {group: value for group, value in groups.items() if where[group] == stream}
            for stream in streams
        }

    def rows(self, state: State) -> RecordRows:
        """The rows of a record of any kind."""
        layout = self.of(state.kind)
        return layout.rows(state) if layout else rows_without_kind(state)


class Sheaf:
    """Rows of records, each record once, to be written under table names that begin with `prefix`.

    `add` what the tables have not got, `replace` what they have.
    """

    def __init__(self, layouts: KindLayouts, prefix: str = "") -> None:
        self._layouts = layouts
        self._prefix = prefix
        self._rows: list[RecordRows] = []
        self._typed: dict[str, list[RecordRows]] = {}
        self._tally: Counter[TallyKey] = Counter()
        self._stale: list[State] = []
        self._unsent: list[tuple[int, str]] = []
        self._sent: list[tuple[int]] = []
        self._removed: list[tuple[int]] = []

    def add(self, state: State) -> RecordRows:
        """Take a record that has no rows yet."""
        rows = self._layouts.rows(state)
        self._rows.append(rows)
        self._typed.setdefault(state.kind, []).append(rows)
        if rows.card is not None:
            self._tally[state.kind, day_of_card(rows.card[0]), int(state.deleted)] += 1
            if state.deleted:
                self._sent.append((state.serial,))
            else:
                self._unsent.append((state.serial, state.kind))
        return rows

    def replace(self, state: State) -> RecordRows:
        """Take a record whose rows are there, as `state.card`, `was_deleted` and `was_kind` say."""
        self._stale.append(state)
        if state.card is not None:
            self._tally[state.was_kind, day_of_card(state.card), int(state.was_deleted)] -= 1
        return self.add(state)

    def remove(self, state: State) -> None:
        """Take a record out of the tables, of which `state` tells nothing but what they hold."""
        self._stale.append(state)
        if state.card is not None:
            self._tally[state.was_kind, day_of_card(state.card), int(state.was_deleted)] -= 1
        self._sent.append((state.serial,))
        self._removed.append((state.serial,))

    def write(self, connection: sqlite3.Connection, *, mark_unsent: bool = True) -> None:
        """Write everything. Runs inside the caller's transaction."""
        kept = self._clear_stale(connection)
        self._write_typed(connection)
        self._many(connection, "DELETE FROM {}record WHERE serial = ?", self._removed)
        self._many(connection, _RECORD, [rows.record for rows in self._rows])
        # In the order of their numbers: FTS5 begins a new segment with every number that is below the one before.
        carded = sorted((rows for rows in self._rows if rows.card is not None), key=_number_of_card)
        self._many(connection, _CARD, [rows.card for rows in carded])
        self._many(
            connection,
            "INSERT INTO {}found (rowid, words) VALUES (?, ?)",
            [(card, rows.words) for rows in carded if (card := _number_of_card(rows)) not in kept],
        )
        self._many(
            connection,
            "INSERT INTO {}box VALUES (?, ?, ?, ?, ?)",
            [rows.box for rows in carded if rows.box is not None],
        )
        self._many(
            connection,
            "INSERT INTO {}unsettled VALUES (?, ?, ?, ?)",
            [row for rows in self._rows for row in rows.unsettled],
        )
        self._many(connection, _TALLY, [(*key, change) for key, change in self._tally.items() if change])
        if mark_unsent:
            connection.executemany("INSERT OR REPLACE INTO unsent VALUES (?, ?)", self._unsent)
            connection.executemany("DELETE FROM unsent WHERE serial = ?", self._sent)

    def _many(self, connection: sqlite3.Connection, sql: str, rows: Iterable[Any]) -> None:
        connection.executemany(sql.format(self._prefix), rows)

    def _write_typed(self, connection: sqlite3.Connection) -> None:
        for kind, found in self._typed.items():
            layout = self._layouts.of(kind)
            if layout is None:
                continue
            by_places: dict[tuple[int, ...], list[Row]] = {}
            by_table: list[list[Row]] = [[] for _ in layout.tables]
            for rows in found:
                if rows.typed is not None:
                    by_places.setdefault(rows.typed.places, []).append(rows.typed.cells)
                for at, row in rows.lines:
                    by_table[at].append(row)
            for places, some in by_places.items():
                connection.executemany(layout.tables[0].insert_at(places, self._prefix), some)
            for table, some in zip(layout.tables, by_table, strict=True):
                if some:
                    connection.executemany(table.insert(self._prefix), some)

    def _clear_stale(self, connection: sqlite3.Connection) -> set[int]:
        """Take the old rows out; the cards whose indexed words are still right and were left."""
        if not self._stale:
            return set()
        words = {rows.card[0]: rows.words for rows in self._rows if rows.card is not None}
        kept: set[int] = set()
        gone: list[tuple[int]] = []
        for state in self._stale:
            card = state.card
            if card is None:
                continue
            row = connection.execute(
                f"SELECT words FROM {self._prefix}found WHERE rowid = ?", (card,)
            ).fetchone()
            if row is not None and words.get(card) == row[0]:
                kept.add(card)
            elif row is not None:
                gone.append((card,))
        self._many(connection, "DELETE FROM {}found WHERE rowid = ?", gone)
        cards = [(state.card,) for state in self._stale if state.card is not None]
        self._many(connection, "DELETE FROM {}box WHERE card = ?", cards)
        self._many(connection, "DELETE FROM {}card WHERE card = ?", cards)
        self._many(connection, "DELETE FROM {}unsettled WHERE serial = ?", [(s.serial,) for s in self._stale])
        self._clear_typed(connection)
        return kept

    def _clear_typed(self, connection: sqlite3.Connection) -> None:
        by_kind: dict[str, list[tuple[int]]] = {}
        for state in self._stale:
            by_kind.setdefault(state.was_kind, []).append((state.serial,))
        for kind, serials in by_kind.items():
            layout = self._layouts.of(kind)
            for table in layout.tables if layout else ():
                self._many(connection, f'DELETE FROM "{{}}{table.name}" WHERE serial = ?', serials)


def _number_of_card(rows: RecordRows) -> int:
    return rows.card[0] if rows.card is not None else 0
