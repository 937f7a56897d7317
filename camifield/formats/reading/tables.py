"""The way in: a path becomes a table of sheets, whatever kind of file it is and whatever its name says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.formats.features.opening import FEATURE_ENDINGS
from camifield.formats.features.tables import FeatureTable, feature_tables
from camifield.formats.reading.html_tables import HtmlTable, html_tables
from camifield.formats.reading.notices import Notice
from camifield.formats.reading.scans import SourceFile, scan
from camifield.formats.reading.sheets import ReadingChoice, Sheet
from camifield.formats.reading.signatures import Container, recognise
from camifield.formats.reading.sources import SheetInfo, SheetSource
from camifield.formats.reading.text_files import TextReading, TextSource
from camifield.formats.reading.workbooks import Workbook
from camifield.progress import Progress

_USUAL_NAMES: dict[Container, tuple[str, ...]] = {
    "text": (".csv", ".txt", ".tsv", ".tab", ".dat", ".prn", ".asc"),
    "html": (".html", ".htm"),
    "xlsx": (".xlsx", ".xlsm", ".xltx"),
    "xls": (".xls", ".xlt"),
    "ods": (".ods", ".ots"),
    **FEATURE_ENDINGS,
}
Parts = Workbook | list[HtmlTable] | list[FeatureTable] | TextSource


class Table:
    """A file of one or several sheets, opened for reading, and how it was understood.

    `container` is what the file is; `text` tells the encoding and delimiter of a text file, and is None for others.
    """

    def __init__(
        self,
        path: Path,
        file: SourceFile,
        container: Container,
        choice: ReadingChoice,
        parts: Parts,
    ) -> None:
        self.path = path
        self.file = file
        self.container: Container = container
        self.choice = choice
        self._parts = parts
        self.text: TextReading | None = parts.reading if isinstance(parts, TextSource) else None
        self.sheets: list[SheetInfo] = self._infos()

    @property
    def notices(self) -> list[Notice]:
        """What a person should know about the file as a whole."""
        found: list[Notice] = []
        if self.path.suffix.lower() not in _USUAL_NAMES[self.container]:
            found.append(
                Notice("name-says-otherwise", {"is": self.container, "says": self.path.suffix.lower()})
            )
        return found

    def sheet(
        self, which: str | int = 0, *, choice: ReadingChoice | None = None, progress: Progress | None = None
    ) -> Sheet:
        """A sheet by name or 0-based number. `choice` stands for this sheet in place of the table's own.

        Raises Problem: `sheet-not-found`, `sheet-too-wide-spread`, `file-is-damaged`.
        """
        index = self._index(which)
        source, rows = self._source(index, progress)
        info = replace(self.sheets[index], rows=rows)
        suggests_comma = self.text is not None and self.text.delimiter == ";"
        return Sheet(info, source, choice or self.choice, suggests_comma=suggests_comma)

    def _source(self, index: int, progress: Progress | None) -> tuple[SheetSource, int | None]:
        if isinstance(self._parts, Workbook):
            sheet = self._parts.source(index, progress)
            return sheet, sheet.rows
        if isinstance(self._parts, TextSource):
            return self._parts, self._parts.lines
        table = self._parts[index]
        return table, len(table.rows)

    def _index(self, which: str | int) -> int:
        names = [sheet.name for sheet in self.sheets]
        if isinstance(which, int) and 0 <= which < len(names):
            return which
        if isinstance(which, str) and which in names:
            return names.index(which)
        raise Problem("sheet-not-found", where=Where(file=self.file.name), parameters={"sheet": which})

    def _infos(self) -> list[SheetInfo]:
        if isinstance(self._parts, Workbook):
            return self._parts.infos
        if isinstance(self._parts, TextSource):
            return [SheetInfo(self.path.stem, self._parts.lines)]
        return [
            SheetInfo(table.name if isinstance(table, FeatureTable) else str(number), len(table.rows))
            for number, table in enumerate(self._parts, 1)
        ]


def open_table(
    path: Path | str, *, choice: ReadingChoice | None = None, progress: Progress | None = None
) -> Table:
    """Open a file of rows: text in any encoding, xlsx, xls, ods, a page of HTML under one of their names, or the points
    of a GPX, KML, KMZ, GeoJSON or shapefile.

    What the file is is seen from its content. Raises Problem for a file that cannot be read or holds no table (codes in
    `signatures.recognise`, `packages`, `workbooks`), Stopped when somebody pressed Stop. Nothing is kept open.
    """
    path = Path(path)
    choice = choice or ReadingChoice()
    looked = scan(path, progress)
    signature = recognise(path, looked.head)
    container, encoding = signature.container, signature.encoding
    parts: Parts
    if container == "text":
        parts = TextSource(path, looked, encoding, encoding=choice.encoding, delimiter=choice.delimiter)
    elif container == "html":
        parts = html_tables(path, looked, choice.encoding or encoding)
    elif container in ("xlsx", "xls", "ods"):
        parts = Workbook(path, looked.file, container, progress)
    else:
        parts = feature_tables(path, container, progress)
    return Table(path, looked.file, container, choice, parts)
