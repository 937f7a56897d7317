"""How far a worksheet really reaches, found before its cells are laid out in memory, and its cells of broken formulas.

The library that reads workbooks lays a sheet out as a full rectangle, 32 bytes a cell. One stray cell in the last
corner of a sheet makes that 550 GB, and the process dies without a word. So the XML of the sheet is looked through
first, with patterns at some 400 MB a second; a sheet written in a way that the patterns do not know is parsed.
The same look finds formula errors (#N/A, #REF!), which the library gives as blank cells.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from camifield.formats.reading.cells import column_index, column_letters

# 800 MB laid out: the largest sheet that a laptop of 4 GB can hold. 1,048,576 rows of 23 columns, 100,000 of 250.
MOST_CELLS = 25_000_000
_MOST_ERRORS = 100_000
_LEAST_STRING = 5  # the bytes of <si/>
_CARRY = 65_536
_BEGINNING = 4_096
# Names with prefixes, entities, another encoding: written by nobody's spreadsheet, or to go round this look.
_UNUSUAL = re.compile(rb"<\w+:(?:worksheet|sheetData|row|c)\b|<!ENTITY|\A(?:\xff\xfe|\xfe\xff)")
# A cell with something in it: one that is only formatted closes itself, and is not laid out.
_FILLED = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
_USUAL = rb'r="[A-Z]{1,3}[1-9]\d{0,6}"'
_UNUSUAL_CELL = rb"<c(?:>|[ \t\r\n]+(?!" + _USUAL + rb")[^>]*(?<!/)>)"
_ERROR = re.compile(
    rb'<c r="([A-Z]{1,3})(\d{1,7})"(?:[^>]*?) t="e"[^>]*>(?:<f[^>]*?(?:/>|>[^<]*</f>))?<v>([^<]{1,20})</v>'
)


@dataclass(slots=True)
class Extent:
    """The last row (1-based) and the number of columns that hold cells, and the errors: (row, 0-based column) to text."""

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict[tuple[int, int], str])

    @property
    def cells(self) -> int:
        return self.rows * self.columns


def worksheet_extent(chunks: Iterable[bytes], again: Iterable[bytes]) -> Extent:
    """The extent of one worksheet's XML. `again`: the same chunks once more, drawn from only when patterns do not do."""
    looking = _Looking()
    for chunk in chunks:
        if not looking.take(chunk):
            return _parsed_extent(again)
    return looking.extent if looking.finish() else _parsed_extent(again)


class _Looking:
    def __init__(self) -> None:
        self.extent = Extent()
        self._carried = b""
        self._beginning = b""

    def take(self, chunk: bytes) -> bool:
        """The next chunk; False when this sheet is written in a way that must be parsed."""
        block = self._carried + chunk
        if len(self._beginning) < _BEGINNING:
            self._beginning += chunk[:_BEGINNING]
            if _UNUSUAL.search(self._beginning):
                return False
        # A cell is looked at whole: what the chunk cut in two waits for the next one.
        end = max(block.rfind(b"<c "), block.rfind(b"<row"))
        if end <= 0 or len(block) - end > _CARRY:
            end = len(block)
        self._carried = block[end:]
        return self._look(block[:end])

    def finish(self) -> bool:
        """Look at what was carried; False when the sheet must be parsed."""
        return self._look(self._carried)

    def _look(self, block: bytes) -> bool:
        extent = self.extent
        first_cell = _FILLED.search(block)
        last_cell = _FILLED.match(block, max(0, block.rfind(b"<c r=", 0, max(0, block.rfind(b"</c>")))))
        for cell in (first_cell, last_cell):
            if cell is not None:
                self._reach(cell[1], cell[2])
        if _beyond(extent.rows, extent.columns).search(block):
            if re.search(_UNUSUAL_CELL, block):
                return False
            for letters, row in set(_FILLED.findall(block)):
                self._reach(letters, row)
        if b't="e"' in block and len(extent.errors) < _MOST_ERRORS:
            for letters, row, text in _ERROR.findall(block):
                extent.errors[int(row), column_index(letters.decode())] = text.decode("utf-8", "replace")
        return True

    def _reach(self, letters: bytes, row: bytes) -> None:
        self.extent.rows = max(self.extent.rows, int(row))
        self.extent.columns = max(self.extent.columns, column_index(letters.decode()) + 1)


def _beyond(rows: int, columns: int) -> re.Pattern[bytes]:
    """A filled cell whose reference lies beyond these rows and columns, or is missing, or is written in an unusual way."""
    far_right = rb"(?:" + _greater_letters(columns) + rb")\d+"
    far_down = rb"[A-Z]+(?:" + _greater_numbers(rows) + rb")"
    far = rb'<c[ \t\r\n]r="(?:' + far_right + rb"|" + far_down + rb')"[^>]*(?<!/)>'
    return re.compile(_UNUSUAL_CELL + rb"|" + far)


def _greater_numbers(most: int) -> bytes:
    """A pattern for the whole numbers of up to 7 digits that are greater than `most`."""
    digits = str(most)
    found = [rf"\d{{{len(digits) + 1},}}"]
    for at, digit in enumerate(digits):
        if digit < "9":
            found.append(rf"{digits[:at]}[{int(digit) + 1}-9]\d{{{len(digits) - at - 1}}}")
    return "|".join(found).encode()


def _greater_letters(columns: int) -> bytes:
    """A pattern for the letters of columns beyond the first `columns`."""
    if columns <= 0:
        return b"[A-Z]"
    letters = column_letters(columns - 1)
    found = [rf"[A-Z]{{{len(letters) + 1},}}"] if len(letters) < 3 else []
    for at, letter in enumerate(letters):
        if letter < "Z":
            found.append(rf"{letters[:at]}[{chr(ord(letter) + 1)}-Z][A-Z]{{{len(letters) - at - 1}}}")
    return "|".join(found).encode() or rb"(?!)"


def _parsed_extent(chunks: Iterable[bytes]) -> Extent:
    """The extent by an XML parser: slower by ten times, and right for every way of writing.

    Raises ValueError for a cell whose name is none.
    """
    extent = Extent()
    row = column = 0
    place = (1, 1)

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal row, column, place
        local = name.rpartition(":")[2]
        if local == "row":
            row, column = int(attributes.get("r", row + 1)), 0
        elif local == "c":
            column += 1
            place = (max(row, 1), column)
            reference = attributes.get("r")
            if reference is not None:
                found = re.fullmatch(r"([A-Za-z]{1,3})(\d{1,7})", reference)
                if found is None:
                    raise ValueError(reference)
                place = int(found[2]), column_index(found[1]) + 1
                column = place[1]
        elif local in ("v", "is", "f"):
            extent.rows, extent.columns = max(extent.rows, place[0]), max(extent.columns, place[1])

    _parse(chunks, start)
    return extent


def spreadsheet_extents(chunks: Iterable[bytes]) -> list[Extent]:
    """The extents of the tables of an OpenDocument content.xml, with rows and cells that say how often they repeat."""
    tables: list[Extent] = []
    place = {"row": 0, "repeat": 1, "column": 0}

    def start(name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local == "table" and name.startswith("table:"):
            tables.append(Extent())
            place.update(row=0, repeat=1, column=0)
        elif local == "table-row":
            place.update(row=place["row"] + place["repeat"], repeat=_repeats(attributes, "rows"), column=0)
        elif local in ("table-cell", "covered-table-cell"):
            place["column"] += _repeats(attributes, "columns")
            is_filled = any(key.startswith(("office:", "calcext:")) for key in attributes)
            if is_filled and tables:
                tables[-1].rows = max(tables[-1].rows, place["row"] + place["repeat"] - 1)
                tables[-1].columns = max(tables[-1].columns, place["column"])

    _parse(chunks, start)
    return tables


def _repeats(attributes: dict[str, str], what: str) -> int:
    text = attributes.get(f"table:number-{what}-repeated", "1")
    return int(text) if text.isdecimal() else 1


def _parse(chunks: Iterable[bytes], start: Callable[[str, dict[str, str]], None]) -> None:
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    for chunk in chunks:
        parser.Parse(chunk)
    parser.Parse(b"", True)


def sheet_parts(workbook: bytes, relations: bytes) -> list[str]:
    """The package parts of the sheets of a workbook, in their order; an empty text for one that cannot be found."""
    targets: dict[str, str] = {}
    found: list[str] = []

    def relation(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "Relationship":
            target = attributes.get("Target", "")
            targets[attributes.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")

    def sheet(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "sheet":
            identifier = next(
                (value for key, value in attributes.items() if key.rpartition(":")[2] == "id" and ":" in key),
                "",
            )
            found.append(targets.get(identifier, ""))

    _parse(iter([relations]), relation)
    _parse(iter([workbook]), sheet)
    return found


def check_strings(chunks: Iterable[bytes]) -> None:
    """Look through the shared strings of a workbook. Raises ValueError when they say to be more than their bytes can hold.

    The library sets memory aside for as many as they say, before it reads the first.
    """
    said, size, end = 0, 0, b""
    for chunk in chunks:
        for found in re.findall(rb"uniqueCount\s*=\s*[\"']\s*(\d+)", end + chunk):
            said = max(said, int(found[:20]))
        size += len(chunk)
        end = chunk[-100:]
    if said * _LEAST_STRING > size:
        raise ValueError(f"uniqueCount={said}")


def declared_rows(chunks: Iterator[bytes]) -> int | None:
    """The number of rows that a worksheet says it has at its beginning; None when it says nothing."""
    head = next(chunks, b"")
    found = re.search(rb'<dimension[^>]* ref="[A-Z]+\d+(?::[A-Z]+(\d+))?"', head)
    return int(found[1] or 1) if found else None
