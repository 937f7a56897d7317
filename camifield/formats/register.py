"""The national workbook: a flat register and line sheets a kind, made from the declarations (the plan, not the file)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from camifield.fields.choice import Choice
from camifield.fields.count import Count
from camifield.fields.date import PartialDate
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Derived, Field
from camifield.fields.labels import hint, kind_name, label
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.position import Degrees
from camifield.fields.time import TimeOfDay
from camifield.fields.values import Cell
from camifield.formats.blurring import Blurred, Blurring
from camifield.formats.workbook.plan import Cell as Shown
from camifield.formats.workbook.plan import Column, Sheet, Type

TableRow = Sequence[Cell]
Read = Callable[[str, Sequence[str]], Iterator[TableRow]]
HEADER = ("id", "version", "record_number")
LEFT_OUT = frozenset(("confirmed_findings", "as_written", "as_written_private", "photos"))
WIDE = {"remarks": 48.0, "locality": 28.0, "id": 38.0, "species": 22.0, "source_file": 24.0}


@dataclass(frozen=True)
class Tally:
    """Columns that a repeat gives to the register: one for each of its codes and numbers, such as "sheep killed"."""

    repeat: str
    by: str
    numbers: tuple[str, ...]
    rollup: Callable[[str], str] = str


@dataclass(frozen=True)
class RegisterOf:
    """One kind's part of the workbook: how it is read, worded, blurred, and in which language."""

    declared: Declared
    asking: Asking
    blurring: Blurring
    read: Read
    count: int
    with_restricted: bool = False

    def fields(self) -> list[tuple[str, Field]]:
        """The columns of the register in declared order: header first, restricted ones only when they may go out."""
        found: list[tuple[str, Field]] = []
        for name, column in self.declared.columns.items():
            if name in LEFT_OUT or name in HEADER:
                continue
            if column.field.restricted and not self.with_restricted:
                continue
            found.append((name, column.field))
        return found

    def sheets(
        self, tallies: Sequence[Tally] = (), line_counts: Mapping[str, int] | None = None
    ) -> Iterator[Sheet]:
        """The register, then a sheet for each repeat that has any line."""
        yield self._register(tallies)
        for repeat, lines in self.declared.repeats.items():
            count = (line_counts or {}).get(repeat, 0)
            if count and (self.with_restricted or not lines.restricted):
                yield self._line_sheet(repeat, count)

    def _register(self, tallies: Sequence[Tally]) -> Sheet:
        words = self.asking.words
        columns = [
            Column("id", words.say("export.record_id"), Type.ID, 38),
            Column("version", words.say("export.version"), Type.ID, 12),
            Column("record_number", label(self.declared, "record_number", words), Type.TEXT, 14),
        ]
        fields = self.fields()
        columns += [self._column(self.declared, name, field) for name, field in fields]
        counted = [(tally, self._tallied(tally)) for tally in tallies]
        for tally, lines in counted:
            columns += self._tally_columns(tally, lines)
        columns += [
            Column("data_generalizations", words.say("export.generalised"), Type.TEXT, 30),
            Column("information_withheld", words.say("export.withheld"), Type.TEXT, 30),
        ]
        shows = [self._shower(field) for _, field in fields]
        names = [name for name, _ in fields]

        def rows() -> Iterator[Sequence[Shown]]:
            for row in self.read(self.declared.name, [*HEADER, *names]):
                identifier, version, number, *cells = row
                values = dict(zip(names, cells, strict=True))
                blurred = self.blurring.blur(self.declared.name, values)
                shown = [
                    show(blurred.cells.get(name, cell))
                    for name, cell, show in zip(names, cells, shows, strict=True)
                ]
                out: list[Shown] = [_id_text(identifier), _short(version), _plain(number), *shown]
                for tally, lines in counted:
                    out += lines.cells(identifier, tally)
                yield [*out, *self._told(blurred)]

        return Sheet(kind_name(self.declared.name, words), columns, rows, self.count, is_register=True)

    def _told(self, blurred: Blurred) -> tuple[Shown, Shown]:
        words = self.asking.words
        general = words.say("export.grid", step=blurred.step) if blurred.step else None
        withheld = "; ".join(label(self.declared, name, words) for name in blurred.withheld)
        return general, withheld or None

    def _column(self, declared: Declared, name: str, field: Field) -> Column:
        words = self.asking.words
        note = hint(declared, name, words)
        return Column(name, label(declared, name, words), type_of(field), WIDE.get(name, 16.0), note)

    def _shower(self, field: Field) -> Callable[[Cell], Shown]:
        """From a typed table's cell to what the workbook shows, with the words of each code looked up once."""
        if (
            type_of(field) is not Type.TEXT
            or (isinstance(field, Count | Derived)
            and not isinstance(field, Choice))
        ):
            return _plain
        known: dict[Cell, Shown] = {}

        def show(cell: Cell) -> Shown:
            if cell is None:
                return None
            if cell not in known:
                value = field.value(cell)
                known[cell] = None if value is None else field.text(value, self.asking)
                if len(known) > 50_000:
                    known.clear()
                    return field.text(value, self.asking) if value is not None else None
            return known[cell]

        return show

    def _line_sheet(self, repeat: str, count: int) -> Sheet:
        declared, words = self.declared.lines[repeat], self.asking.words
        fields = [(name, column.field) for name, column in declared.columns.items()]
        columns = [
            Column("record", words.say("export.record_id"), Type.ID, 38),
            Column("line", words.say("export.line"), Type.ID, 14),
            *(self._column(declared, name, field) for name, field in fields),
        ]
        shows = [self._shower(field) for _, field in fields]
        names = [name for name, _ in fields]

        def rows() -> Iterator[Sequence[Shown]]:
            for record, line, *cells in self.read(
                f"{self.declared.name}/{repeat}", ["record", "line", *names]
            ):
                yield [
                    _id_text(record),
                    _plain(line),
                    *(show(cell) for cell, show in zip(cells, shows, strict=True)),
                ]

        title = f"{kind_name(self.declared.name, words)}: {label(self.declared, repeat, words)}"
        return Sheet(title, columns, rows, count)

    def _tallied(self, tally: Tally) -> Tallied:
        found: dict[bytes, dict[tuple[str, str], int]] = {}
        codes: dict[str, None] = {}
        for record, code, *numbers in self.read(
            f"{self.declared.name}/{tally.repeat}", ["record", tally.by, *tally.numbers]
        ):
            kind = tally.rollup(str(code or ""))
            codes[kind] = None
            of_record = found.setdefault(record if isinstance(record, bytes) else b"", {})
            for name, number in zip(tally.numbers, numbers, strict=True):
                if isinstance(number, int):
                    of_record[kind, name] = of_record.get((kind, name), 0) + number
        return Tallied(found, list(codes))

    def _tally_columns(self, tally: Tally, lines: Tallied) -> list[Column]:
        words, declared = self.asking.words, self.declared.lines[tally.repeat]
        field = declared.fields[tally.by]
        shown: list[Column] = []
        for code in lines.codes:
            animal = self._shower(field)(code)
            for name in tally.numbers:
                text = words.say("export.tally", animal=str(animal), number=label(declared, name, words))
                shown.append(Column(f"{tally.repeat}.{code}.{name}", text, Type.WHOLE, 12))
        return shown


@dataclass(frozen=True)
class Tallied:
    """Sums of a repeat by record, code and number."""

    sums: Mapping[bytes, Mapping[tuple[str, str], int]]
    codes: Sequence[str]

    def cells(self, record: Cell, tally: Tally) -> list[Shown]:
        of_record = self.sums.get(record if isinstance(record, bytes) else b"", {})
        return [of_record.get((code, name)) for code in self.codes for name in tally.numbers]


def type_of(field: Field) -> Type:
    """How a field's column is typed in the workbook."""
    if isinstance(field, PartialDate):
        return Type.DATE
    if isinstance(field, TimeOfDay):
        return Type.TIME
    if isinstance(field, Degrees):
        return Type.DEGREES
    if isinstance(field, Number):
        return Type.WHOLE
    return Type.DECIMAL if isinstance(field, DecimalNumber) else Type.TEXT


def _plain(cell: Cell) -> Shown:
    return cell.hex() if isinstance(cell, bytes) else cell


def _id_text(cell: Cell) -> Shown:
    if not isinstance(cell, bytes) or len(cell) != 16:
        return _plain(cell)
    text = cell.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _short(version: Cell) -> Shown:
    return str(version)[:12] if version else None
