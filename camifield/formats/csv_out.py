"""CSV that Excel opens rightly: UTF-8 with its mark, the separator the reader's Excel wants, and text that stays text."""

from __future__ import annotations

import csv
from pathlib import Path

from camifield.formats.csv_guard import guarded
from camifield.formats.workbook.cells import day_serial, time_serial
from camifield.formats.workbook.plan import Cell, Sheet, Type
from camifield.progress import Progress

_STEP = 2_000
_MOST_KNOWN, _LONGEST_KNOWN = 4_096, 100  # texts of a column that are kept, and their length


def write_csv(path: Path, sheet: Sheet, progress: Progress, *, separator: str = ",") -> int:
    """Write one sheet: keys above, labels beneath, then the rows. Answers how many rows. Raises Stopped and OSError.

    `path` is a part of `WholeFiles`: what stands in the place of the file stays until all of it is written.
    """
    count = 0
    texts = [_Texts(separator, column.type) for column in sheet.columns]
    progress.step(0, sheet.count, "export.writing")
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as file:
        out = csv.writer(file, delimiter=separator, lineterminator="\r\n")
        out.writerow([column.key for column in sheet.columns])
        out.writerow([guarded(column.label) for column in sheet.columns])
        for row in sheet.rows():
            out.writerow([of_column[cell] for of_column, cell in zip(texts, row, strict=True)])
            count += 1
            if count % _STEP == 0:
                progress.step(count, sheet.count, "export.writing")
    progress.step(count, sheet.count, "export.writing")
    return count


class _Texts(dict[Cell, str]):
    """The cells of one column as text; what comes again and again is looked into once, blanks above all."""

    def __init__(self, separator: str, type_: Type) -> None:
        super().__init__({None: ""})
        self._separator = separator
        self._type = type_

    def __missing__(self, cell: Cell) -> str:
        text = shown(cell, self._separator, self._type)
        # A dictionary takes 1 and 1.0 for the same, and 0.0 and -0.0: numbers are written as they come.
        if isinstance(cell, str) and len(self) < _MOST_KNOWN and len(text) < _LONGEST_KNOWN:
            self[cell] = text
        return text


def shown(cell: Cell, separator: str, type_: Type = Type.TEXT) -> str:
    """A cell as text: numbers in the way the reader's Excel expects beside this separator, days and times as they are."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).replace(".", ",") if separator == ";" else repr(cell)
    if isinstance(cell, int):
        return str(cell)
    if type_ is Type.DATE and day_serial(cell) is not None:
        return cell
    if type_ is Type.TIME and time_serial(cell) is not None:
        return cell
    return guarded(cell.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"))
