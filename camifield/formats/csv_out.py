"""CSV that Excel opens rightly: UTF-8 with its mark, the separator the reader's Excel wants, and no formulas."""

from __future__ import annotations

import csv
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.formats.workbook.plan import Cell, Sheet
from camifield.progress import Progress

# A cell that begins with one of these would be run as a formula; an apostrophe before it keeps it text (OWASP).
# Full-width signs are folded to plain ones by some programs.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_STEP = 2_000


def write_csv(path: Path, sheet: Sheet, progress: Progress, *, separator: str = ",") -> int:
    """Write one sheet: keys above, labels beneath, then the rows. Answers how many rows.

    Whole or not at all. Raises Stopped, Problem ``disk-is-full`` or ``file-not-written``.
    """
    temporary = path.with_name(f".{path.name}.part")
    count = 0
    try:
        with temporary.open("w", encoding="utf-8-sig", newline="") as file:
            out = csv.writer(file, delimiter=separator, lineterminator="\r\n")
            out.writerow([column.key for column in sheet.columns])
            out.writerow([column.label for column in sheet.columns])
            for row in sheet.rows():
                out.writerow([safe(cell, separator) for cell in row])
                count += 1
                if count % _STEP == 0:
                    progress.step(count, sheet.count, "export.writing")
        temporary.replace(path)
    except OSError as error:
        code = "disk-is-full" if error.errno == 28 else "file-not-written"
        raise Problem(code, where=Where(file=str(path))) from error
    finally:
        temporary.unlink(missing_ok=True)
    return count


def safe(cell: Cell, separator: str) -> str:
    """A cell as text: numbers in the way the reader's Excel expects beside this separator, never a formula."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return repr(cell).replace(".", ",") if separator == ";" else repr(cell)
    if isinstance(cell, int):
        return str(cell)
    text = cell.replace("\0", "")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
