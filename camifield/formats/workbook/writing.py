"""Write the workbook: openpyxl's skeleton, with the rows streamed into its sheets; memory stays flat at any size."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from typing import IO

from camifield.formats.whole_files import whole_files
from camifield.formats.workbook.cells import Tails, head_of, writer
from camifield.formats.workbook.plan import Cell, Lines, Plan, Sheet, Type, Written, split
from camifield.formats.workbook.skeleton import NOTES_WIDTH, make
from camifield.progress import Progress

_ROW_3 = re.compile(rb'<row r="3".*?</row>', re.DOTALL)
_ROW_1 = re.compile(rb'<row r="1".*?</row>', re.DOTALL)
_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"([^>]*?)/?>')
_STYLE = re.compile(rb's="(\d+)"')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_MARGINS = re.compile(rb"<pageMargins[^>]*/>")
_TABLE_REF = re.compile(rb'ref="A2:([A-Z]+)3"')
_AT_ONCE = 2_000
_SHEET = "xl/worksheets/sheet"
_TABLE = "xl/tables/table"
_ABOUT = f"{_SHEET}1.xml"


def write_workbook(path: Path, plan: Plan, progress: Progress) -> Written:
    """Write `plan` to `path`, whole or not at all: a temporary name first, renamed when complete.

    Raises Stopped when asked to stop, Problem ``disk-is-full`` or ``file-not-written`` when the disk refuses;
    the file that stood there before is then untouched.
    """
    with whole_files() as files:
        return write_into(files.part(path), plan, progress)


def write_into(path: Path, plan: Plan, progress: Progress) -> Written:
    """As `write_workbook`, straight to `path`: for a part of `WholeFiles`. Raises Stopped and OSError."""
    written = Written()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        _fill(out, plan, written, progress)
    return written


def _fill(out: zipfile.ZipFile, plan: Plan, written: Written, progress: Progress) -> None:
    sheets = [part for sheet in plan.sheets for part in split(sheet)]
    total = sum(sheet.count for sheet in sheets)
    lasts: list[int] = []
    with zipfile.ZipFile(BytesIO(make(plan, sheets))) as skeleton:
        names = [name for name in skeleton.namelist() if name != _ABOUT]
        for name in names:
            content = skeleton.read(name)
            if (number := _number(name, _SHEET)) is not None:  # sheet 1 is About
                sheet, before = sheets[number - 2], written.rows.total()
                progress.step(before, total, "export.writing")
                with out.open(name, "w", force_zip64=True) as part:
                    _write_beside(part, _sheet_xml(content, sheet, written, progress, before, total))
                lasts.append(written.rows.total() - before + 2)
            elif (place := _number(name, _TABLE)) is not None:  # each comes after its sheet
                last = max(3, lasts[place - 1])
                out.writestr(name, _TABLE_REF.sub(rb'ref="A2:\g<1>%d"' % last, content))
            else:
                out.writestr(name, content)
        out.writestr(_ABOUT, _about_xml(skeleton.read(_ABOUT), plan.about.lines(written), written))
    progress.step(total, total, "export.writing")


def _write_beside(part: IO[bytes], chunks: Iterable[bytes]) -> None:
    """Compress and write each piece while the next one is made: zlib leaves Python to others meanwhile."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="camifield-zip") as beside:
        waiting: Future[int] | None = None
        for chunk in chunks:
            if waiting is not None:
                waiting.result()
            waiting = beside.submit(part.write, chunk)
        if waiting is not None:
            waiting.result()


def _about_xml(content: bytes, lines: Lines, written: Written) -> bytes:
    """The first sheet, written last, when everything that it counts is known."""
    example = _ROW_1.search(content)
    if example is None:
        raise ValueError("the skeleton has no example row")
    styles = _styles(example[0])
    label = writer("A", Type.TEXT, styles["A"], written)
    as_text, as_number = (writer("B", type_, styles["B"], written) for type_ in (Type.TEXT, Type.WHOLE))
    rows: list[str] = []
    for number, (name, cell) in enumerate(lines, 1):
        write = as_text if isinstance(cell, str) else as_number
        told = "" if cell is None else write(cell, number)
        rows.append(f'<row r="{number}"{_height(cell)}>{label(name, number)}{told}</row>')
    head = _DIMENSION.sub(b'<dimension ref="A1:B%d"' % max(1, len(rows)), content[: example.start()])
    return head + "".join(rows).encode() + content[example.end() :]


def _height(cell: Cell) -> str:
    """Room for a text of several lines: not every program makes a wrapped row higher by itself."""
    lines = sum(1 + len(line) // NOTES_WIDTH for line in cell.split("\n")) if isinstance(cell, str) else 1
    return f' ht="{15 * lines}" customHeight="1"' if lines > 1 else ""


def _number(name: str, start: str) -> int | None:
    digits = name.removeprefix(start).removesuffix(".xml")
    return int(digits) if name.startswith(start) and digits.isdigit() else None


def _sheet_xml(
    content: bytes, sheet: Sheet, written: Written, progress: Progress, done: int, total: int
) -> Iterator[bytes]:
    """The sheet's XML with the example row replaced by the real ones, in pieces."""
    example = _ROW_3.search(content)
    if example is None:
        raise ValueError("the skeleton has no example row")
    columns = _columns(example[0], sheet, written)
    last = _last_letter(sheet)
    head = _DIMENSION.sub(
        b'<dimension ref="A1:%s%d"' % (last, max(3, sheet.count + 2)), content[: example.start()]
    )
    yield head
    number = 2
    lines: list[str] = []
    for row in sheet.rows():
        number += 1
        row_text = str(number)
        cells = [
            f"{head}{row_text}{tail}"
            for (head, tails), cell in zip(columns, row, strict=True)
            if cell is not None and (tail := tails[cell])
        ]
        lines.append(f'<row r="{row_text}">{"".join(cells)}</row>')
        if len(lines) == _AT_ONCE:
            yield "".join(lines).encode()
            lines = []
            progress.step(done + number - 2, total, "export.writing")
    if number == 2:
        lines.append('<row r="3"></row>')
    yield "".join(lines).encode()
    written.rows[sheet.name] += number - 2
    # Numbers that are kept as text (record numbers, versions) are meant so: no green corner at each of them.
    meant = b'<ignoredErrors><ignoredError sqref="A3:%s%d" numberStoredAsText="1"/></ignoredErrors>'
    yield _MARGINS.sub(rb"\g<0>" + meant % (last, max(3, number)), content[example.end() :])


def _columns(example: bytes, sheet: Sheet, written: Written) -> list[tuple[str, Tails]]:
    """How each column's cells begin and end."""
    styles = _styles(example)
    names = [letters_of(place) for place in range(len(sheet.columns))]
    return [
        (head_of(letters), Tails(column.type, styles.get(letters, 0), written))
        for letters, column in zip(names, sheet.columns, strict=True)
    ]


def _styles(example: bytes) -> dict[str, int]:
    """Column letters -> the number of the style that the example row has there."""
    styles: dict[str, int] = {}
    for letters, attributes in _CELL.findall(example):
        style = _STYLE.search(attributes)
        styles[letters.decode()] = int(style[1]) if style else 0
    return styles


def _last_letter(sheet: Sheet) -> bytes:
    return letters_of(len(sheet.columns) - 1).encode()


def letters_of(place: int) -> str:
    """Excel's letters of a column counted from 0."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
