"""Rows for exports: every record of the answer once, in the order of dates, lines with them, while saves go on."""

from __future__ import annotations

from datetime import date

import pytest

from camifield.store import rows
from camifield.store.query import Bin, CardQuery
from camifield.store.writing import Save
from tests.store.making import SNOW_LEOPARD, Laptop


@pytest.fixture
def filled(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> Laptop:
    """Fifty records with two lines each, read in pieces of seven."""
    monkeypatch.setattr(rows, "PIECE", 7)
    for at in range(50):
        lines = [
            {"id": f"{at:011x}b", "order": 2, "animal": "ram", "killed": str(at)},
            {"id": f"{at:011x}a", "order": 1, "animal": "ewe", "killed": "0"},
        ]
        day = date.fromordinal(date(2024, 1, 1).toordinal() + at * 37 % 50).isoformat()
        laptop.save({**SNOW_LEOPARD, "event_date": day, "count": str(at), "losses": lines})
    laptop.save({"code": "A1"}, kind="little_person")
    return laptop


def test_rows_come_in_pieces_in_the_order_of_dates(filled: Laptop) -> None:
    """A workbook of a million rows needs the memory of a piece, and misses none."""
    pieces = list(filled.store.rows("trace", CardQuery(), ["event_date", "count", "year", "no_such_column"]))
    assert [len(piece) for piece in pieces] == [7] * 7 + [1]
    found = [row for piece in pieces for row in piece]
    assert [row[0] for row in found] == sorted((row[0] for row in found), reverse=True)
    assert {row[1] for row in found} == {str(at) for at in range(50)}
    assert {row[2:] for row in found} == {(2024, None)}


def test_lines_come_in_the_order_of_their_records_and_their_own(filled: Laptop) -> None:
    """A line sheet follows the register."""
    records = [row[0] for piece in filled.store.rows("trace", CardQuery(), ["id"]) for row in piece]
    lines = [
        row
        for piece in filled.store.line_rows("trace", "losses", CardQuery(), ["record", "position", "animal"])
        for row in piece
    ]
    assert [line[0] for line in lines] == [record for record in records for _ in range(2)]
    assert [line[1:] for line in lines[:2]] == [(1, "ewe"), (2, "ram")]
    with pytest.raises(KeyError):
        next(filled.store.line_rows("trace", "no_such_repeat", CardQuery(), ["record"]))


def test_the_query_chooses(filled: Laptop) -> None:
    """Filter, words, bin and kind mean the same as on the Records page."""
    first = filled.store.cards()[0].id
    filled.append(Save(first, "trace", {}, deleted=True))

    def count(query: CardQuery, kind: str = "trace") -> int:
        return sum(len(piece) for piece in filled.store.rows(kind, query, ["id"]))

    assert count(CardQuery()) == 49
    assert count(CardQuery(bin=Bin.ONLY)) == 1
    assert count(CardQuery(words="перевал", species=("snl",))) == 49
    assert count(CardQuery(), "little_person") == 1


def test_a_save_between_two_pieces_is_not_blocked(filled: Laptop) -> None:
    """Each piece is read to its end: an export that is paused holds nobody up."""
    reading = filled.store.rows("trace", CardQuery(), ["id"])
    seen = len(next(reading))
    filled.save({**SNOW_LEOPARD, "event_date": "2030-01-01"})
    seen += sum(len(piece) for piece in reading)
    assert seen == 50
