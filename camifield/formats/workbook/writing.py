"""Write the workbook: openpyxl's skeleton, with the rows streamed into its sheets; memory stays flat at any size."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.formats.workbook.cells import Write, writer
from camifield.formats.workbook.plan import Plan, Sheet, Written, split
from camifield.formats.workbook.skeleton import make
from camifield.progress import Progress

_ROW_3 = re.compile(rb'<row r="3".*?</row>', re.DOTALL)
_CELL = re.compile(rb'<c r="([A-Z]+)3"([^>]*?)/?>')
_STYLE = re.compile(rb's="(\d+)"')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_TABLE_REF = re.compile(rb'ref="A2:([A-Z]+)3"')
_AT_ONCE = 2_000
_SHEET = "xl/worksheets/sheet"
_TABLE = "xl/tables/table"


def write_workbook(path: Path, plan: Plan, progress: Progress) -> Written:
    """Write `plan` to `path`, whole or not at all: a temporary name first, renamed when complete.

    Raises Stopped when asked to stop, Problem ``disk-is-full`` or ``file-not-written`` when the disk refuses;
    the file that stood there before is then untouched.
    """
    temporary = path.with_name(f".{path.name}.part")
    written = Written()
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
            _fill(out, plan, written, progress)
        temporary.replace(path)
    except OSError as error:
        code = "disk-is-full" if error.errno == 28 else "file-not-written"
        raise Problem(code, where=Where(file=str(path))) from error
    finally:
        temporary.unlink(missing_ok=True)
    return written


def _fill(out: zipfile.ZipFile, plan: Plan, written: Written, progress: Progress) -> None:
    sheets = [part for sheet in plan.sheets for part in split(sheet)]
    total = sum(sheet.count for sheet in sheets)
    with zipfile.ZipFile(BytesIO(make(plan, sheets))) as skeleton:
        done = 0
        for name in skeleton.namelist():
            content = skeleton.read(name)
            number = _number(name, _SHEET)
            if number is not None and number >= 2:  # sheet 1 is About
                sheet = sheets[number - 2]
                with out.open(name, "w", force_zip64=True) as part:
                    for chunk in _sheet_xml(content, sheet, written, progress, done, total):
                        part.write(chunk)
                done += sheet.count
            elif (place := _number(name, _TABLE)) is not None:
                last = max(3, sheets[place - 1].count + 2)
                out.writestr(name, _TABLE_REF.sub(rb'ref="A2:\g<1>%d"' % last, content))
            else:
                out.writestr(name, content)


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
    writers = _writers(example[0], sheet, written)
    last = _last_letter(sheet)
    head = _DIMENSION.sub(
        b'<dimension ref="A1:%s%d"' % (last, max(3, sheet.count + 2)), content[: example.start()]
    )
    yield head
    number = 2
    lines: list[str] = []
    for row in sheet.rows():
        number += 1
        cells = [write(cell, number) for write, cell in zip(writers, row, strict=True) if cell is not None]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
        if len(lines) == _AT_ONCE:
            yield "".join(lines).encode()
            lines = []
            progress.step(done + number - 2, total, "export.writing")
    if number == 2:
        lines.append('<row r="3"></row>')
    yield "".join(lines).encode()
    written.rows[sheet.title] = number - 2
    yield content[example.end() :]


def _writers(example: bytes, sheet: Sheet, written: Written) -> list[Write]:
    styles: dict[str, int] = {}
    for letters, attributes in _CELL.findall(example):
        style = _STYLE.search(attributes)
        styles[letters.decode()] = int(style[1]) if style else 0
    names = [letters_of(place) for place in range(len(sheet.columns))]
    return [
        writer(letters, column.type, styles.get(letters, 0), written)
        for letters, column in zip(names, sheet.columns, strict=True)
    ]


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
