"""Writes one file in this process and tells seconds and memory: `python -m tests.bench.export_child WAY PROJECT OUT [SAME]`.

Ways: workbook, csv (ours, from the project); streamer (ours, with its rows made before); openpyxl, xlsxwriter, plain_csv (the cells of the workbook SAME, read
before the clock starts, with days as days and times as times, and no style at all: less than ours has to do).
"""

from __future__ import annotations

import csv
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any

from camifield.project.project import Project
from tests.bench.children import memory_mb

Cell = str | int | float | bool | date | datetime | clock_time | None
Rows = Sequence[Sequence[Cell]]


def cells_of(path: Path) -> Rows:
    """The rows of the register in a workbook that ours made, headings first; blank cells are None."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(path))  # pyright: ignore[reportUnknownMemberType]  (half typed)
    rows = book.get_sheet_by_index(1).to_python()
    return [[None if cell == "" else cell for cell in row] for row in rows]  # pyright: ignore[reportReturnType]


def by_openpyxl(rows: Rows, out: Path) -> None:
    """openpyxl's write-only workbook, the fastest it has."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("register")
    for row in rows:
        sheet.append(row)
    book.save(out)


def by_xlsxwriter(rows: Rows, out: Path) -> None:
    """XlsxWriter with memory kept low, the nearest to a stream that it has."""
    from xlsxwriter import Workbook

    book = Workbook(str(out), {"constant_memory": True, "default_date_format": "yyyy-mm-dd"})
    sheet: Any = book.add_worksheet("register")  # pyright: ignore[reportUnknownMemberType]  (half typed)
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()


def by_csv(rows: Rows, out: Path) -> None:
    """Python's own csv module."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)


def ours(way: str, folder: Path, out: Path) -> Callable[[], object]:
    """The command of the program, on a project that is open with its kinds learned."""
    from camifield.commands.handing_over import Wish, export_csv, export_workbook
    from camifield.progress import Progress
    from tests.bench.large import opened
    from tests.bench.records import ENGLISH

    project = opened(folder)
    if way == "streamer":
        return streamer(project, out)
    export = export_workbook if way == "workbook" else export_csv
    return lambda: export(project, Wish(out, kinds=("sighting",)), ENGLISH, Progress())


def streamer(project: Project, out: Path) -> Callable[[], object]:
    """Only the writing of the workbook: the register's rows are worded and lie in memory before the clock starts."""
    from camifield.commands import handing_over
    from camifield.formats.workbook.plan import Notes, Plan
    from camifield.formats.workbook.writing import write_workbook
    from camifield.progress import Progress
    from tests.bench.records import ENGLISH

    wish = handing_over.Wish(out, kinds=("sighting",))
    blurring = handing_over._blurring(project, wish)  # pyright: ignore[reportPrivateUsage]
    (register, *_), _ = handing_over._sheets(project, wish, ENGLISH, blurring)  # pyright: ignore[reportPrivateUsage]
    rows = list(register.rows())
    sheet = replace(register, rows=lambda: iter(rows))
    plan = Plan([sheet], Notes("About", lambda _: []), "bench", project.clock.now())
    return lambda: write_workbook(out, plan, Progress())


def main(way: str, folder: str, out: str, same: str = "") -> None:
    """Write, and tell: seconds, MB at the highest above what stood before."""
    ways = {"openpyxl": by_openpyxl, "xlsxwriter": by_xlsxwriter, "plain_csv": by_csv}
    work: Callable[[], object]
    if way in ways:
        rows = cells_of(Path(same))
        work = lambda: ways[way](rows, Path(out))  # noqa: E731
    else:
        work = ours(way, Path(folder), Path(out))
    before = memory_mb()
    started = time.perf_counter()
    work()
    seconds = time.perf_counter() - started
    sys.stdout.write(f"{seconds} {memory_mb(line='VmHWM') - before}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
