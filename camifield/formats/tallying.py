"""Sums of a record's lines as columns of its row: officers do not join sheets, they want "sheep killed" beside the date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from camifield.fields.values import Cell


@dataclass(frozen=True)
class Tally:
    """Columns that a repeat gives to the register: one for each of its codes and numbers, such as "sheep killed".

    by: the field whose code is counted; `rollup` makes ewes and rams sheep. numbers: the fields that are summed.
    """

    repeat: str
    by: str
    numbers: tuple[str, ...]
    rollup: Callable[[str], str] = str

    def key(self, code: str, number: str) -> str:
        """The stable key of a column, such as ``losses.sheep.killed``."""
        return f"{self.repeat}.{code}.{number}"


@dataclass(frozen=True)
class Tallied:
    """Sums of a repeat by record, code and number; blank where no line of the record gives a number."""

    sums: Mapping[bytes, Mapping[tuple[str, str], int]]
    codes: Sequence[str]

    def cells(self, record: Cell, tally: Tally) -> list[int | None]:
        """The sums of one record, in the order of the columns."""
        of_record = self.sums.get(record if isinstance(record, bytes) else b"", {})
        return [of_record.get((code, name)) for code in self.codes for name in tally.numbers]


def tallied(lines: Iterable[Sequence[Cell]], tally: Tally) -> Tallied:
    """Add up lines of (record, code, number ...). Codes in the order in which they are met."""
    found: dict[bytes, dict[tuple[str, str], int]] = {}
    codes: dict[str, None] = {}
    kinds: dict[Cell, str] = {}
    for record, code, *numbers in lines:
        kind = kinds.get(code)
        if kind is None:
            kind = kinds[code] = tally.rollup(str(code or ""))
        if not kind or not isinstance(record, bytes):
            continue
        codes[kind] = None
        of_record = found.setdefault(record, {})
        for name, number in zip(tally.numbers, numbers, strict=True):
            if isinstance(number, int):
                of_record[kind, name] = of_record.get((kind, name), 0) + number
    return Tallied(found, list(codes))
