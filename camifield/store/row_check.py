"""The check of the tables: every row of every record against the rows that the log folds to."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from struct import pack, unpack
from typing import Any

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.store.card_rows import BoxRow
from camifield.store.connection import uncollected
from camifield.store.faults import Faults
from camifield.store.layout import day_of_card
from camifield.store.record_rows import RecordRows
from camifield.store.sheaf import KindLayouts
from camifield.store.states import StateReader
from camifield.store.typed_tables import all_tables

AT_ONCE = 500
ROUNDING = 1e-4  # degrees; the R*Tree holds 32-bit numbers

Rows = Mapping[int, list[tuple[Any, ...]]]


class RowCheck:
    """Compares tables with the log, some hundred records at a time, and counts rows that belong to no record."""

    def __init__(self, connection: sqlite3.Connection, layouts: KindLayouts, faults: Faults) -> None:
        self._connection = connection
        self._layouts = layouts
        self._faults = faults
        self._expected: Counter[str] = Counter()
        self._tally: Counter[tuple[str, int, int]] = Counter()

    def check(self, progress: Progress) -> int:
        """Look at everything; how many records there were."""
        total = int(self._connection.execute("SELECT coalesce(max(serial), 0) FROM record").fetchone()[0])
        last, looked_at = 0, 0
        while serials := self._serials_after(last):
            progress.step(total + last, 2 * total, "store.checking")
            with uncollected():
                self._check_some(serials)
            last, looked_at = serials[-1], looked_at + len(serials)
        self._check_totals()
        return looked_at

    def _serials_after(self, last: int) -> list[int]:
        sql = "SELECT serial FROM record WHERE serial > ? ORDER BY serial LIMIT ?"
        return [row[0] for row in self._connection.execute(sql, (last, AT_ONCE)).fetchall()]

    def _check_some(self, serials: Sequence[int]) -> None:
        try:
            states = StateReader(self._connection).states(serials)
        except Problem as problem:
            self._faults.add("record-cannot-be-folded", reason=problem.code, serial=serials[0])
            return
        expected = {serial: self._layouts.rows(state) for serial, state in states.items()}
        for serial in serials:
            if serial not in expected:
                self._faults.add("record-has-no-parts", serial=serial)
        self._compare(
            "record", self._by_serial("record", serials), {s: [r.record] for s, r in expected.items()}
        )
        unsettled = self._by_serial("unsettled", serials, "serial, group_name, stream, candidates")
        self._compare("unsettled", unsettled, {s: sorted(r.unsettled) for s, r in expected.items()})
        self._check_cards(expected)
        self._check_typed(expected)
        for serial, rows in expected.items():
            if rows.card is not None:
                self._tally[states[serial].kind, day_of_card(rows.card[0]), int(states[serial].deleted)] += 1

    def _by_serial(self, table: str, serials: Sequence[int], columns: str = "*") -> Rows:
        marks = ",".join("?" * len(serials))
        sql = f'SELECT serial, {columns} FROM "{table}" WHERE serial IN ({marks})'
        found: dict[int, list[tuple[Any, ...]]] = {}
        for row in self._connection.execute(sql, serials).fetchall():
            found.setdefault(row[0], []).append(row[1:])
        return found

    def _compare(self, table: str, found: Rows, expected: Rows) -> None:
        for serial, rows in expected.items():
            self._expected[table] += len(rows)
            there = found.get(serial, [])
            if there != rows and sorted(there, key=repr) != sorted(rows, key=repr):
                self._faults.add("row-differs", table=table, serial=serial)

    def _check_typed(self, expected: Mapping[int, RecordRows]) -> None:
        for kind in self._layouts.kinds:
            layout = self._layouts.of(kind)
            if layout is None:
                continue
            of_kind = {serial: rows for serial, rows in expected.items() if rows.record[2] == kind}
            for at, table in enumerate(layout.tables):
                columns = ", ".join(f'"{name}"' for name in table.columns)
                wanted = {
                    serial: [rows.typed.whole(len(table.columns))]
                    if at == 0 and rows.typed
                    else [row for place, row in rows.lines if place == at]
                    for serial, rows in of_kind.items()
                }
                self._compare(table.name, self._by_serial(table.name, list(of_kind), columns), wanted)

    def _check_cards(self, expected: Mapping[int, RecordRows]) -> None:
        numbers = [rows.card[0] for rows in expected.values() if rows.card is not None]
        cards = self._by_card("SELECT card, * FROM card WHERE card", numbers)
        words = self._by_card("SELECT rowid, words FROM found WHERE rowid", numbers)
        boxes = self._by_card("SELECT card, * FROM box WHERE card", numbers)
        for serial, rows in expected.items():
            if rows.card is None:
                continue
            card = rows.card[0]
            self._expected.update(("card", "found"))
            if cards.get(card) != rows.card:
                self._faults.add("row-differs", table="card", serial=serial)
            if words.get(card) != (rows.words,):
                self._faults.add("row-differs", table="found", serial=serial)
            if rows.box is not None:
                self._expected["box"] += 1
                box = boxes.get(card)
                if box is None or not _is_about(rows.box, BoxRow(*box)):
                    self._faults.add("row-differs", table="box", serial=serial)

    def _by_card(self, sql: str, cards: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        """Card number -> the rest of its row, of a statement that begins with that number and ends with its column."""
        rows = self._connection.execute(f"{sql} IN ({','.join('?' * len(cards))})", cards).fetchall()
        return {row[0]: row[1:] for row in rows}

    def _check_totals(self) -> None:
        """No table has a row more than the log accounts for."""
        names = [
            "record",
            "unsettled",
            "card",
            "found",
            "box",
            *(table.name for table in all_tables(self._layouts.kinds)),
        ]
        for name in names:
            source = "found_content" if name == "found" else name
            rows = int(self._connection.execute(f'SELECT count(*) FROM "{source}"').fetchone()[0])
            if rows != self._expected[name]:
                self._faults.add("rows-too-many-or-few", table=name, rows=rows, expected=self._expected[name])
        tally = self._connection.execute("SELECT kind, day, deleted, records FROM tally WHERE records <> 0")
        if {row[:3]: row[3] for row in tally.fetchall()} != dict(self._tally):
            self._faults.add("row-differs", table="tally", serial=0)


def _is_about(wanted: BoxRow, found: BoxRow) -> bool:
    pairs = zip(wanted[1:], found[1:], strict=True)
    return all(abs(_single(one) - other) <= ROUNDING for one, other in pairs)


def _single(number: float) -> float:
    return float(unpack("f", pack("f", number))[0])
