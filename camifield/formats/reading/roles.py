"""Which rows of a table are records, and which only stand among them: totals, repeated headings, blank rows, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from camifield.formats.reading.blanks import blank_kind
from camifield.formats.reading.cells import Cell, Row, bare
from camifield.formats.reading.headings import Headings
from camifield.formats.reading.numbers import NUMBER_LINES, straightened

Role = Literal["data", "total", "heading", "blank", "note"]
# The words of the reasons, for the catalogue: `reading.role.<reason>`.
Reason = Literal[
    "record",
    "in-doubt",
    "total-word",
    "said-again",
    "column-numbers",
    "empty",
    "title",
    "note-word",
    "merged-across",
]


class RowRole(NamedTuple):
    """What a row is taken for, and why."""

    role: Role
    reason: Reason


_RECORD = RowRole("data", "record")
_DOUBT = RowRole("data", "in-doubt")
_BLANK = RowRole("blank", "empty")

# The first words make a total of whatever follows them ("Итого по району", "Total sheep"); the others are names and
# adjectives too, and count only by themselves or before a colon.
_STRONG = "grand total|sub-total|subtotal|overall total|total|totals|всего|итого|подытог|промежуточный итог|нийт дүн|бүгд дүн"
_WEAK = (
    "итог|сумма|sum|average|mean|среднее|в среднем|нийт|дүн|бүгд|дундаж|барлығы|жиыны|жалпы|бардыгы|жыйынтыгы|баары|"
    "жами|jami|ҳамагӣ|ҷамъ|toplam|gesamt|insgesamt|जम्मा|कुल|कुल जम्मा|योग|مجموع|جمع|جمع کل|میانگین|المجموع|ٹوٹل|کل میزان|"
    "合計|合计|总计|總計|总数|総計|小计|小計|計|计|平均|平均值"
)
_TOTAL = re.compile(rf"\W*(?:(?:{_STRONG})\b|(?:{_WEAK})(?:$|\s*[:：=]))", re.IGNORECASE)
_BEGINNINGS = frozenset(word[:2] for word in f"{_STRONG}|{_WEAK}".split("|"))
_NOTE = re.compile(
    r"\W*(?:примечани[ея]|прим\.|источник|исполнител[ьи]|составил[аи]?|подпись|руководитель|проверил[аи]?|дата составления|"
    r"notes?|n\.b\.|source|remarks?|signed|signature|prepared by|тайлбар|эх сурвалж|гарын үсэг|ескертпе|ескертүү|"
    r"注|備考|备注|註|出典|資料|来源|توضیحات|یادداشت|ملاحظات|टिप्पणी)(?:$|\s*[:：.)\d]|\s+\w)"
    r"|\*+\s*\w|\d\)\s+\w",
    re.IGNORECASE,
)  # fmt: skip
_LOOKED_AT = 3


class RoleFinding:
    """Tells the rows of one sheet apart. In doubt a row is data: a record must never be lost for its looks."""

    def __init__(
        self, headings: Headings, *, across: frozenset[int] = frozenset(), first_dense: int = 0
    ) -> None:
        self._headings = headings
        self._texts = [part[-1].casefold() for part in headings.parts] if headings.row is not None else []
        self._across = across
        self._first_dense = first_dense
        self._first_heading = self._texts[0][:2] if self._texts else ""
        self._last_special = max(first_dense, *headings.others, 0)
        self._odd_starts = _BEGINNINGS | {self._first_heading}
        self._odd_starts -= {""}

    def role(self, row: Row) -> RowRole:
        """The role of one row. Takes a microsecond for an ordinary record."""
        number, cells = row
        if number > self._first_dense and number not in self._headings.others and self._is_plain(cells):
            return _RECORD
        return self._look(row)

    def _is_plain(self, cells: tuple[Cell, ...]) -> bool:
        """A quick yes for the common record: two of its first cells are filled, and none of them says anything odd."""
        filled = 0
        for cell in cells[:_LOOKED_AT]:
            if type(cell) is not str:
                filled += 1
            elif cell:
                start = cell[:2].lower()
                if start in self._odd_starts or not start[0].isalnum():
                    return False
                filled += 1
        return filled > 1

    def are_all_plain(self, first: int, columns: Sequence[Sequence[Cell]]) -> bool:
        """Whether a block of rows (the first one's number, and the cells column by column) surely holds records only.

        The same question as `_is_plain` asks of each row, asked of the joined first columns at once.
        """
        if first <= self._last_special:
            return False
        filled = 0
        for cells in columns[:_LOOKED_AT]:
            starts = {cell[:2] for cell in cells if isinstance(cell, str)}
            starts = {start.lower() for start in starts}
            if not starts.isdisjoint(self._odd_starts) or not all(
                start[:1].isalnum() for start in starts if start
            ):
                return False
            filled += cells.count("") == 0
        return filled > 1

    def _look(self, row: Row) -> RowRole:
        filled = [(at, text) for at, text in enumerate(map(bare, row.texts)) if text]
        if not filled:
            return _BLANK
        if row.number in self._headings.others:
            numbered = all(text.isdecimal() for _, text in filled)
            return RowRole("heading", "column-numbers" if numbered else "said-again")
        if self._is_heading_again(filled):
            return RowRole("heading", "said-again")
        if self._is_total(filled):
            return RowRole("total", "total-word")
        return self._lone(row, filled) if len(filled) == 1 else _RECORD

    def _is_heading_again(self, filled: list[tuple[int, str]]) -> bool:
        texts = self._texts
        same = sum(1 for at, text in filled if at < len(texts) and text.casefold() == texts[at])
        if len(texts) == 1:
            return same == len(filled) == 1
        return same >= 2 and same >= 0.8 * len(filled) and same >= 0.5 * len(texts)

    def _is_total(self, filled: list[tuple[int, str]]) -> bool:
        """A word of totals among the first cells, and beside it numbers only: a total names no species and no place."""
        words = [text for _, text in filled if not _is_number_or_nothing(text)]
        if len(words) != 1 or not _TOTAL.match(words[0]):
            return False
        return words[0] in [text for _, text in filled[:_LOOKED_AT]]

    def _lone(self, row: Row, filled: list[tuple[int, str]]) -> RowRole:
        """One filled cell in a table of several columns: a note where it says so, else a poor record."""
        at, text = filled[0]
        if len(self._headings.texts) < 3:
            return _RECORD
        if row.number < self._first_dense:
            return RowRole("note", "title")
        if row.number in self._across:
            return RowRole("note", "merged-across")
        if at < 2 and _NOTE.match(text):
            return RowRole("note", "note-word")
        return _DOUBT


def _is_number_or_nothing(text: str) -> bool:
    line = straightened(text.replace("\n", " "))
    return bool(NUMBER_LINES.match(line)) or blank_kind(text) not in ("value", "none") or line.endswith("%")
