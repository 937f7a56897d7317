"""Tables of an HTML page: what many registers give out under the name of a workbook (.xls)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.formats.reading.encodings import is_known_encoding, is_mostly_utf8, old_encoding
from camifield.formats.reading.notices import Notice
from camifield.formats.reading.scans import Scan
from camifield.formats.reading.sources import BLOCK
from camifield.formats.reading.spans import Span
from camifield.progress import Progress

_LARGEST = 64_000_000
_WIDEST = 1_000
_TALLEST = 100_000
_MOST_COVERED = 1_000_000


class HtmlTable:
    """One table of a page as rows of text. See `SheetSource`."""

    is_typed = False

    def __init__(self, rows: list[list[str]], spans: list[Span]) -> None:
        self.rows = rows
        self.spans: Sequence[Span] = spans
        self.notices: Sequence[Notice] = (Notice("html-under-another-name"),)

    def blocks(self, progress: Progress | None = None) -> Iterator[Sequence[Sequence[str]]]:
        """See `SheetSource.blocks`."""
        for start in range(0, len(self.rows), BLOCK):
            block = self.rows[start : start + BLOCK]
            if progress is not None:
                progress.step(start + len(block), len(self.rows), "reading.rows")
            yield block


def html_tables(path: Path, scan: Scan, encoding: str | None) -> list[HtmlTable]:
    """The tables of a page with at least one filled row, outermost first. Raises Problem for a page too large or without any."""
    where = Where(file=path.name)
    if scan.file.size > _LARGEST:
        limit = _LARGEST // 1_000_000
        raise Problem(
            "file-too-large-inside",
            where=where,
            parameters={"size_mb": scan.file.size // 1_000_000, "limit_mb": limit},
        )
    data = path.read_bytes()
    parser = _Parser()
    parser.feed(data.decode(_encoding_of(data, scan, encoding), "replace"))
    parser.close()
    tables = [table for table in parser.tables if any(any(row) for row in table.rows)]
    if not tables:
        raise Problem("file-is-not-a-table", where=where, parameters={"what": "HTML"})
    return [HtmlTable(table.rows, table.spans) for table in tables]


def _encoding_of(data: bytes, scan: Scan, encoding: str | None) -> str:
    if encoding:
        return encoding
    head = data[:2_000].lower().replace(b'"', b"").replace(b"'", b"")
    at = head.find(b"charset=")
    said = head[at + 8 :].split(b";")[0].split(b">")[0].split()[0:1] if at >= 0 else []
    if not scan.damaged or is_mostly_utf8(scan.high_lines):
        return "utf-8"
    name = said[0].decode("ascii", "replace").strip("/") if said else ""
    return (
        name if is_known_encoding(name) and not name.startswith("utf") else old_encoding(scan.high_lines).name
    )


class _Table:
    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.spans: list[Span] = []
        self.covered: dict[tuple[int, int], bool] = {}


class _Parser(HTMLParser):
    """Gathers cells; a table inside a cell is a table of its own."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._text: list[str] | None = None
        self._size = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._end_cell()
            table = _Table()
            self.tables.append(table)
            self._open.append(table)
        elif tag == "tr" and self._open:
            self._end_cell()
            self._open[-1].rows.append([])
        elif tag in ("td", "th") and self._open:
            self._end_cell()
            said = dict(attrs)
            self._size = (_count(said.get("colspan"), _WIDEST), _count(said.get("rowspan"), _TALLEST))
            self._text = []
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if tag == "table" and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(re.sub(r"\s+", " ", data))

    def _end_cell(self) -> None:
        if self._text is None or not self._open:
            return
        text = "".join(self._text).strip()
        self._text = None
        table = self._open[-1]
        if not table.rows:
            table.rows.append([])
        row, number = table.rows[-1], len(table.rows)
        while table.covered.pop((number, len(row)), False):
            row.append("")
        left, (wide, tall) = len(row), self._size
        row.extend([text, *[""] * (wide - 1)])
        if wide > 1 or tall > 1:
            table.spans.append(Span(number, left, number + tall - 1, left + wide - 1))
            if len(table.covered) + wide * tall <= _MOST_COVERED:
                for below in range(number + 1, number + tall):
                    table.covered.update(((below, column), True) for column in range(left, left + wide))


def _count(text: str | None, most: int) -> int:
    return min(int(text), most) if text and text.isascii() and text.isdigit() and int(text) else 1
