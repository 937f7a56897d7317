"""The national workbook: a flat register and line sheets a kind, made from the declarations (the plan, not the file)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from camifield.fields.choice import Choice
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Derived, Field
from camifield.fields.labels import hint, kind_name, label
from camifield.fields.text import Text
from camifield.fields.values import Cell
from camifield.formats.blurring import COORDINATES, Blurred, Blurring
from camifield.formats.register_columns import HEADER, header_columns, line_header, told_columns, type_of
from camifield.formats.tallying import Tallied, Tally, tallied
from camifield.formats.workbook.plan import Cell as Shown
from camifield.formats.workbook.plan import Column, Sheet, Type
from camifield.formats.written_position import WrittenPosition
from camifield.i18n.writing import SEASONS

TableRow = Sequence[Cell]
Read = Callable[[str, Sequence[str]], Iterator[TableRow]]
Show = Callable[[Cell], Shown]
LEFT_OUT = frozenset(("confirmed_findings", "as_written", "as_written_private", "photos"))
WIDE = {"event_date": 22.0, "remarks": 48.0, "locality": 28.0, "species": 22.0, "source_file": 24.0}
_MOST_REMEMBERED = 50_000  # shown texts of one column; beyond that they hardly repeat


@dataclass(frozen=True)
class RegisterOf:
    """One kind's part of the workbook: how it is read, worded, blurred, and in which language.

    `writing` is the way in which its positions stand in a column more; empty for the degrees alone.
    """

    declared: Declared
    asking: Asking
    blurring: Blurring
    read: Read
    count: int
    with_restricted: bool = False
    writing: str = ""

    def fields(self) -> list[tuple[str, Field]]:
        """The columns of the register in declared order, without the header; restricted ones only when they may go out."""
        return [
            (name, column.field)
            for name, column in self.declared.columns.items()
            if name not in LEFT_OUT and name not in HEADER and self._may_go_out(column.field)
        ]

    def _may_go_out(self, field: Field) -> bool:
        return self.with_restricted or not field.restricted

    def sheets(
        self, tallies: Sequence[Tally] = (), line_counts: Mapping[str, int] | None = None
    ) -> Iterator[Sheet]:
        """The register, then a sheet for each repeat that has any line."""
        yield self.register(tallies)
        for repeat, lines in self.declared.repeats.items():
            count = (line_counts or {}).get(repeat, 0)
            if count and (self.with_restricted or not lines.restricted):
                yield self.line_sheet(repeat, count)

    def register(self, tallies: Sequence[Tally] = ()) -> Sheet:
        """One row a record."""
        fields = self.fields()
        columns = [*header_columns(self.declared, self.asking.words)]
        columns += [self._column(self.declared, name, field) for name, field in fields]
        counted = [(tally, self._tallied(tally)) for tally in tallies]
        for tally, lines in counted:
            columns += self._tally_columns(tally, lines)
        shows = [self._shower(field) for _, field in fields]
        names = [name for name, _ in fields]
        written = self._written(names)
        columns += [written.column()] if written is not None else []
        columns += told_columns(self.asking.words)
        blur = self._blurrer(fields)
        asked = [*HEADER, *names, *self._naming()] if blur is not None else [*HEADER, *names]
        called, is_exact = self.blurring.called, self.blurring.is_exact

        def rows() -> Iterator[Sequence[Shown]]:
            later: list[Sequence[Shown]] = []
            for row in self.read(self.declared.name, asked):
                identifier, version, number, *cells = row
                blurred = None if blur is None else blur(cells)
                out: list[Shown] = [called(identifier), _short(version), _plain(number) if is_exact else None]
                out += _shown(cells, shows)
                for tally, lines in counted:
                    out += lines.cells(identifier, tally)
                out += [] if written is None else [written.cell(cells, blurred)]
                out += (None, None) if blurred is None else self._told(blurred)
                if blurred is not None and blurred.is_to_the_month:
                    # Its place among the days would tell the day, and so would what was saved together with it.
                    out[HEADER.index("version")] = None
                    later.append(out)
                else:
                    yield out
            yield from sorted(later, key=_by_name)

        title = kind_name(self.declared.name, self.asking.words)
        return Sheet(title, columns, rows, self.count, self.declared.name, fixed=len(HEADER))

    def _written(self, names: Sequence[str]) -> WrittenPosition | None:
        """What writes the position once more; None where nobody asked, and for a kind without positions."""
        has_position = COORDINATES[0] in names
        return (
            WrittenPosition(names, self.writing, self.asking.words) if self.writing and has_position else None
        )

    def restricted_sheets(self, line_counts: Mapping[str, int]) -> Iterator[Sheet]:
        """What only the restricted part of the log has: one row for each record that names somebody, and such lines."""
        fields = [(name, field) for name, field in self.fields() if field.restricted]
        names = [name for name, _ in fields]
        of_kind = self.read(self.declared.name, [*HEADER, *names])
        told = [row for row in of_kind if any(row[len(HEADER) :])]
        columns = [*header_columns(self.declared, self.asking.words)]
        columns += [self._column(self.declared, name, field) for name, field in fields]
        shows = [self._shower(field) for _, field in fields]

        def rows() -> Iterator[Sequence[Shown]]:
            for identifier, version, number, *cells in told:
                yield [
                    self.blurring.called(identifier),
                    _short(version),
                    _plain(number),
                    *_shown(cells, shows),
                ]

        if told:
            title = kind_name(self.declared.name, self.asking.words)
            yield Sheet(title, columns, rows, len(told), self.declared.name, fixed=len(HEADER))
        for repeat, lines in self.declared.repeats.items():
            if lines.restricted and self.with_restricted and line_counts.get(repeat):
                yield self.line_sheet(repeat, line_counts[repeat])

    def _naming(self) -> list[str]:
        """The restricted columns with names of people: read to look for these names in what goes out, never shown."""
        return [
            name
            for name, column in self.declared.columns.items()
            if column.field.restricted and name.endswith("_name")
        ]

    def _blurrer(self, fields: Sequence[tuple[str, Field]]) -> Callable[[list[Cell]], Blurred] | None:
        """What changes the cells of a row in place, and tells what it changed; None where nothing is changed."""
        if self.blurring.is_exact:
            return None
        names = [name for name, _ in fields]
        places = {name: at for at, name in enumerate(names)}
        texts = [name for name, field in fields if isinstance(field, Text)]

        def blur(cells: list[Cell]) -> Blurred:
            named = tuple(cell for cell in cells[len(names) :] if isinstance(cell, str))
            blurred = self.blurring.blur(
                self.declared.name, dict(zip(names, cells, strict=False)), texts, named
            )
            for name, cell in blurred.cells.items():
                if name in places:
                    cells[places[name]] = cell
            del cells[len(names) :]
            return blurred

        return blur

    def _told(self, blurred: Blurred) -> tuple[Shown, Shown]:
        words = self.asking.words
        general = [words.say("export.grid", step=blurred.step)] if blurred.step else []
        general += [words.say("export.to_the_month")] if blurred.is_to_the_month else []
        withheld = "; ".join(label(self.declared, name, words) for name in blurred.withheld)
        return "; ".join(general) or None, withheld or None

    def _column(self, declared: Declared, name: str, field: Field) -> Column:
        words = self.asking.words
        note = hint(declared, name, words)
        return Column(name, label(declared, name, words), type_of(field), WIDE.get(name, 16.0), note)

    def _shower(self, field: Field) -> Show | None:
        """From a typed table's cell to what the workbook shows; None where that is the cell itself."""
        kind = type_of(field)
        if kind is Type.DATE and not isinstance(field, Derived):
            return self._date_shower(field)
        if (
            kind is not Type.TEXT
            or isinstance(field, Text)
            or (isinstance(field, Derived) and not field.codes)
        ):
            return None

        def show(cell: Cell) -> Shown:
            value = field.value(cell)
            return None if value is None else field.text(value, self.asking)

        return _Known(show).__getitem__

    def _date_shower(self, field: Field) -> Show:
        """Days, months, years and ranges as ISO 8601 writes them; a season, which it cannot write, in words."""

        def show(cell: Cell) -> Shown:
            text = str(cell)
            return field.text(text, self.asking) if len(text) == 7 and text[5:] in SEASONS else text

        return show

    def line_sheet(self, repeat: str, count: int) -> Sheet:
        """One row a line, tied to its record by the record's id. Free text of lines does not leave the team.

        For somebody else they stand in the order of the references, which is none: that of the days would tell them.
        """
        declared, words = self.declared.lines[repeat], self.asking.words
        fields = [
            (name, column.field)
            for name, column in declared.columns.items()
            if self._may_go_out(column.field)
            and (self.blurring.is_exact or not isinstance(column.field, Text))
        ]
        columns = [*line_header(words), *(self._column(declared, name, field) for name, field in fields)]
        shows = [self._shower(field) for _, field in fields]
        names = [name for name, _ in fields]
        called = self.blurring.called

        def rows() -> Iterator[Sequence[Shown]]:
            for record, line, *cells in self.read(
                f"{self.declared.name}/{repeat}", ["record", "line", *names]
            ):
                yield [called(record), _plain(line), *_shown(cells, shows)]

        given = rows if self.blurring.is_exact else lambda: iter(sorted(rows(), key=_by_name))
        title = f"{kind_name(self.declared.name, words)} – {label(self.declared, repeat, words)}"
        return Sheet(title, columns, given, count, f"{self.declared.name}_{repeat}")

    def _tallied(self, tally: Tally) -> Tallied:
        lines = self.read(f"{self.declared.name}/{tally.repeat}", ["record", tally.by, *tally.numbers])
        found = tallied(lines, tally)
        field = self.declared.lines[tally.repeat].fields[tally.by]
        terms = self.asking.vocabulary(field.of).terms if isinstance(field, Choice) else ()
        order = {term.code: place for place, term in enumerate(terms)}
        # The list's own order, whatever came first: the columns stand alike in the file of every month.
        return replace(found, codes=sorted(found.codes, key=lambda code: (order.get(code, len(order)), code)))

    def _tally_columns(self, tally: Tally, lines: Tallied) -> list[Column]:
        words, declared = self.asking.words, self.declared.lines[tally.repeat]
        show = self._shower(declared.fields[tally.by]) or _plain
        return [
            Column(
                tally.key(code, name),
                words.say("export.tally", animal=str(show(code)), number=label(declared, name, words)),
                Type.WHOLE,
                12,
            )
            for code in lines.codes
            for name in tally.numbers
        ]


class _Known(dict[Cell, Shown]):
    """What the cells of a column are shown as, each worked out once: a look at a dictionary, a million times over."""

    def __init__(self, show: Show) -> None:
        super().__init__()
        self._show = show

    def __missing__(self, cell: Cell) -> Shown:
        if len(self) > _MOST_REMEMBERED:
            self.clear()
        shown = self[cell] = self._show(cell)
        return shown


def _shown(cells: Sequence[Cell], shows: Sequence[Show | None]) -> list[Shown]:
    """The cells of a row in words; a row of our own may have more cells than columns, which stay inside."""
    return [
        cell if cell is None or show is None else show(cell)  # pyright: ignore[reportReturnType]  (ids are words)
        for cell, show in zip(cells, shows, strict=False)
    ]


def _plain(cell: Cell) -> Shown:
    return cell.hex() if isinstance(cell, bytes) else cell


def _by_name(row: Sequence[Shown]) -> tuple[str, str]:
    """The order of rows by what their record and their line are called."""
    return str(row[0]), str(row[1])


def _short(version: Cell) -> Shown:
    return str(version)[:12] if version else None
