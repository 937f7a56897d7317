"""One sheet of a table: its headings, its rows one after another, and what its columns hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from camifield.errors import Problem, Where
from camifield.formats.reading.cells import BLANK, Cell, Row, column_letters
from camifield.formats.reading.columns import ColumnFacts, ColumnGathering, transposed
from camifield.formats.reading.dates import DateOrder
from camifield.formats.reading.headings import Headings, find_headings
from camifield.formats.reading.notices import Notice
from camifield.formats.reading.numbers import Mark
from camifield.formats.reading.roles import RoleFinding, RowRole
from camifield.formats.reading.sources import SheetInfo, SheetSource
from camifield.formats.reading.spans import SpanFilling, rows_across
from camifield.progress import Progress

_HEAD = 300
_MOST_COLUMNS = 16_384  # as many as a spreadsheet can have


@dataclass(frozen=True, slots=True)
class ReadingChoice:
    """What a person decided about a file, where it was not understood, or not rightly. None leaves it to the program.

    `encoding` is a Python codec, `delimiter` one character. `heading_row` is the 1-based number of the row with the
    headings, 0 for "there are none". `date_order` is dmy or mdy (or ymd) for dates that read in several ways.
    """

    encoding: str | None = None
    delimiter: str | None = None
    heading_row: int | None = None
    decimal: Mark | None = None
    date_order: DateOrder | None = None


class Sheet:
    """One sheet, opened. Rows are read anew at every `rows()`, so that a table of any length takes little memory."""

    def __init__(
        self, info: SheetInfo, source: SheetSource, choice: ReadingChoice, *, suggests_comma: bool
    ) -> None:
        self.info = info
        self._source = source
        self._choice = choice
        self._suggests_comma = suggests_comma
        self._facts: list[ColumnFacts] | None = None
        self._long_rows: list[Notice] = []
        self._merged: list[Notice] = []
        head = self._head()
        self._found: Headings = find_headings(head, source.spans, chosen=choice.heading_row)
        width = max(1, len(self._found.texts))
        dense = (row.number for row in head if sum(cell != BLANK for cell in row.cells) * 2 >= width)
        first_dense = self._found.row or next(dense, 0)
        across = rows_across(source.spans, max(3, width // 2))
        self._roles = RoleFinding(self._found, across=across, first_dense=first_dense)
        self.above: tuple[Row, ...] = tuple(row for row in head if row.number < (self._found.row or 0))

    @property
    def name(self) -> str:
        return self.info.name

    @property
    def headings(self) -> list[str]:
        """One text a column, no two alike; the letters of columns that have none. Rows may be wider (see `heading`)."""
        return list(self._found.texts)

    @property
    def heading_parts(self) -> list[tuple[str, ...]]:
        """For each column the texts that its heading was joined from, the nearest to the data last."""
        return list(self._found.parts)

    @property
    def other_headings(self) -> list[str]:
        """The second name of each column where the sheet has a second row of headings (labels under keys), else empty."""
        return list(self._found.other_texts)

    @property
    def heading_row(self) -> int | None:
        """The number of the (last) row of headings; None for a sheet without any."""
        return self._found.row

    @property
    def is_heading_certain(self) -> bool:
        """False when the row only looks like headings: worth showing to a person."""
        return self._found.is_certain

    @property
    def notices(self) -> list[Notice]:
        """What a person should know about this sheet; complete after `facts`."""
        return [*self._source.notices, *self._merged, *self._long_rows]

    def heading(self, index: int) -> str:
        """The heading of a column (0-based), also of one beyond the headings: a row that was longer than the others."""
        return self._found.texts[index] if index < len(self._found.texts) else column_letters(index)

    def rows(self, progress: Progress | None = None) -> Iterator[Row]:
        """The rows under the headings, all of them, blank ones and totals too (see `row_role`), in the file's order.

        Every row has at least as many cells as there are headings. Raises Problem where the file cannot be read on,
        Stopped when somebody pressed Stop.
        """
        for block in self._row_blocks(progress):
            yield from block

    def row_role(self, row: Row) -> RowRole:
        """Whether a row is a record, and if not, what it is and why. In doubt it is a record."""
        return self._roles.role(row)

    def facts(self, progress: Progress | None = None) -> list[ColumnFacts]:
        """What each column holds, found over all its records: read once, then kept. May have more columns than `headings`."""
        if self._facts is None:
            self._facts = self._gather(progress)
        return self._facts

    @property
    def needs_date_order(self) -> bool:
        """Whether a person must say if the day or the month stands first: asked once a file. Reads the sheet."""
        return any(facts.needs_date_order for facts in self.facts())

    @property
    def needs_decimal(self) -> bool:
        """Whether a person must say if a comma is a decimal sign or parts thousands. Reads the sheet."""
        return any(facts.needs_decimal for facts in self.facts())

    def _gather(self, progress: Progress | None) -> list[ColumnFacts]:
        gathering = ColumnGathering(self._found.texts, _Letters(), is_typed=self._source.is_typed)
        role = self._roles.role
        width = len(self._found.texts)
        longer, first_longer = 0, 0
        for block in self._row_blocks(progress):
            if not block:
                continue
            columns = transposed(block, width)
            rows = block
            if not self._roles.are_all_plain(block[0].number, columns):
                rows = [row for row in block if role(row).role == "data"]
                columns = transposed(rows, width) if len(rows) < len(block) else columns
            if rows:
                gathering.add(columns, [row.number for row in rows])
            if len(columns) > width:
                numbers = [row.number for row in rows if any(cell != BLANK for cell in row.cells[width:])]
                first_longer = first_longer or (numbers[0] if numbers else 0)
                longer += len(numbers)
        if longer:
            self._long_rows = [Notice("rows-longer-than-headings", {"count": longer}, row=first_longer)]
        choice = self._choice
        facts = gathering.facts(
            decimal=choice.decimal, date_order=choice.date_order, suggests_comma=self._suggests_comma
        )
        while len(facts) > width and not facts[-1].filled:
            facts.pop()
        return facts

    def _row_blocks(self, progress: Progress | None) -> Iterator[list[Row]]:
        width = len(self._found.texts)
        after = self._found.row or 0
        blanks: tuple[Cell, ...] = (BLANK,) * width
        before = 0
        filling = SpanFilling(span for span in self._source.spans if span.top > after)
        for given in self._blocks(progress):
            block: Sequence[Sequence[Cell]] = (
                filling.filled_block(before + 1, given) if filling.is_needed else given
            )
            numbers = range(before + 1, before + len(block) + 1)
            before += len(block)
            rows = [
                Row(number, tuple(cells) if len(cells) >= width else (*cells, *blanks[len(cells) :]))
                for number, cells in zip(numbers, block, strict=True)
            ]
            if after:
                skipped = min(after, len(rows))
                after -= skipped
                rows = rows[skipped:]
            yield rows
        self._merged = filling.notices

    def _blocks(self, progress: Progress | None = None) -> Iterator[Sequence[Sequence[Cell]]]:
        """The source's blocks; a row of a million cells is damage, and would be laid out as a million columns."""
        before = 0
        for block in self._source.blocks(progress):
            if max(map(len, block)) > _MOST_COLUMNS:
                at = next(at for at, cells in enumerate(block) if len(cells) > _MOST_COLUMNS)
                where = Where(sheet=self.name, row=before + at + 1)
                parameters = {"reason": f"{len(block[at])} > {_MOST_COLUMNS}"}
                raise Problem("row-cannot-be-read", where=where, parameters=parameters)
            before += len(block)
            yield block

    def _head(self) -> list[Row]:
        rows: list[Row] = []
        for block in self._blocks():
            rows += [
                Row(len(rows) + at, tuple(cells)) for at, cells in enumerate(block[: _HEAD - len(rows)], 1)
            ]
            if len(rows) >= _HEAD:
                break
        return rows


class _Letters(Sequence[str]):
    """The letters of all columns there may ever be."""

    def __getitem__(self, index: int) -> str:  # pyright: ignore[reportIncompatibleMethodOverride] -- never sliced
        return column_letters(index)

    def __len__(self) -> int:
        return 16_384
