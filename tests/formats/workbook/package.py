"""What Excel insists on when it opens a workbook, as far as its rules are known: checked in the parts of the file itself.

ECMA-376 part 1 (the order of elements, tables, relationships) and "Excel specifications and limits". A file that breaks
one of these is opened with "We found a problem with some content".
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from camifield.formats.reading.cells import column_index

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
ORDER = [
    *(
        "sheetPr",
        "dimension",
        "sheetViews",
        "sheetFormatPr",
        "cols",
        "sheetData",
        "sheetProtection",
        "autoFilter",
    ),
    *("mergeCells", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins"),
    *("pageSetup", "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors", "drawing", "legacyDrawing"),
    *("tableParts", "extLst"),
]
LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]+|[Rr][0-9]*[Cc][0-9]*")
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")


def unescaped(text: str) -> str:
    """A text of the file as Excel shows it: _x0041_ is A (ECMA-376 part 1, 22.9.2.19). openpyxl leaves it as it is."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)


@dataclass(frozen=True)
class Table:
    """A table part: its id, name, first and last cell, headings, and what its filter covers."""

    id: str
    name: str
    reference: str
    headings: tuple[str, ...]
    filtered: str


class Package:
    """An .xlsx file taken apart."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            assert file.testzip() is None
            names = file.namelist()
            assert len(names) == len(set(names)), "two parts of one name"
            self.parts = {name: file.read(name) for name in names}

    def xml(self, name: str) -> ElementTree.Element:
        """A part as XML."""
        return ElementTree.fromstring(self.parts[name])

    def relations(self, name: str) -> dict[str, str]:
        """Id -> the part that `name` points to."""
        folder, base = posixpath.split(name)
        part = f"{folder}/_rels/{base}.rels".lstrip("/")
        if part not in self.parts:
            return {}
        found: dict[str, str] = {}
        for relation in self.xml(part):
            target = relation.attrib["Target"]
            path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            assert relation.attrib["Id"] not in found, "two relations of one id"
            found[relation.attrib["Id"]] = posixpath.normpath(path)
        return found

    @cached_property
    def sheets(self) -> dict[str, str]:
        """Name -> part of each sheet, in their order."""
        relations = self.relations("xl/workbook.xml")
        sheets = self.xml("xl/workbook.xml").findall(f"{MAIN}sheets/{MAIN}sheet")
        ids = [sheet.attrib["sheetId"] for sheet in sheets]
        assert len(ids) == len(set(ids))
        return {sheet.attrib["name"]: relations[sheet.attrib[ID]] for sheet in sheets}

    def tables(self, sheet: str) -> Iterator[Table]:
        """The tables of a sheet (its part)."""
        relations = self.relations(sheet)
        for part in self.xml(sheet).findall(f"{MAIN}tableParts/{MAIN}tablePart"):
            table = self.xml(relations[part.attrib[ID]])
            columns = table.findall(f"{MAIN}tableColumns/{MAIN}tableColumn")
            assert [column.attrib["id"] for column in columns] == [
                str(number) for number in range(1, len(columns) + 1)
            ]
            filter_ = table.find(f"{MAIN}autoFilter")
            assert table.attrib.get("name", table.attrib["displayName"]) == table.attrib["displayName"]
            yield Table(
                table.attrib["id"],
                table.attrib["displayName"],
                table.attrib["ref"],
                tuple(unescaped(column.attrib["name"]) for column in columns),
                "" if filter_ is None else filter_.attrib["ref"],
            )

    def cells(self, sheet: str) -> dict[str, tuple[str, str]]:
        """Reference -> (type, text) of every cell; text is unescaped."""
        found: dict[str, tuple[str, str]] = {}
        for cell in self.xml(sheet).iter(f"{MAIN}c"):
            kind = cell.attrib.get("t", "n")
            text = cell.find(f"{MAIN}is/{MAIN}t") if kind == "inlineStr" else cell.find(f"{MAIN}v")
            found[cell.attrib["r"]] = (kind, unescaped((text.text or "") if text is not None else ""))
        return found


def check(path: Path) -> Package:
    """The package, after everything known that Excel would refuse or repair was looked for."""
    package = Package(path)
    _check_types(package)
    _check_sheet_names(list(package.sheets))
    styles = len(package.xml("xl/styles.xml").findall(f"{MAIN}cellXfs/{MAIN}xf"))
    tables: list[Table] = []
    for part in package.sheets.values():
        _check_sheet(package, part, styles)
        tables += _check_tables(package, part)
    names = [table.name.casefold() for table in tables]
    assert len(names) == len(set(names)), "two tables of one name"
    assert len(tables) == len({table.id for table in tables}), "two tables of one id"
    for name in names:
        assert re.fullmatch(r"[a-z_\\][a-z0-9_.]*", name), name
        assert not LIKE_A_CELL.fullmatch(name), f"{name} is also the name of a cell"
    return package


def _check_types(package: Package) -> None:
    """Every part has a content type, every relation a part, and every part is reached."""
    types = package.xml("[Content_Types].xml")
    endings = {one.attrib["Extension"].casefold() for one in types.findall(f"{TYPES}Default")}
    named = [one.attrib["PartName"].lstrip("/") for one in types.findall(f"{TYPES}Override")]
    assert len(named) == len(set(named)), "two content types for one part"
    assert set(named) <= set(package.parts), set(named) - set(package.parts)
    reached = {"[Content_Types].xml"}
    for name in package.parts:
        if name.endswith(".rels"):
            folder, base = posixpath.split(name)
            owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
            targets = set(package.relations(owner).values())
            assert targets <= set(package.parts), targets - set(package.parts)
            reached |= targets | {name}
        if name != "[Content_Types].xml":
            assert name in named or name.rpartition(".")[2].casefold() in endings, name
    assert reached == set(package.parts), set(package.parts) - reached


def _check_sheet_names(names: list[str]) -> None:
    assert len({name.casefold() for name in names}) == len(names)
    for name in names:
        assert 0 < len(name.encode("utf-16-le")) // 2 <= 31, name
        assert not re.search(r"[\[\]:*?/\\\x00-\x1f]", name), name
        assert not name.startswith("'"), name
        assert not name.endswith("'"), name
        assert name.casefold() != "history"


def _check_sheet(package: Package, part: str, styles: int) -> None:
    sheet = package.xml(part)
    order = [child.tag.removeprefix(MAIN) for child in sheet]
    assert order == sorted(order, key=ORDER.index), order
    last_row, furthest = 0, 0
    for row in sheet.iter(f"{MAIN}row"):
        number = int(row.attrib["r"])
        assert number > last_row, "rows out of order"
        last_row, before = number, -1
        for cell in row:
            letters, digits = re.fullmatch(r"([A-Z]+)([0-9]+)", cell.attrib["r"]).groups()  # pyright: ignore[reportOptionalMemberAccess]
            assert int(digits) == number
            assert column_index(letters) > before, "cells out of order"
            before = column_index(letters)
            assert int(cell.attrib.get("s", "0")) < styles
            assert cell.find(f"{MAIN}f") is None, "a formula"
            assert cell.attrib.get("t", "n") in ("n", "inlineStr", "s")
        furthest = max(furthest, before)
    assert last_row <= 1_048_576
    _check_values(package, part)
    dimension = sheet.find(f"{MAIN}dimension")
    if dimension is not None:
        letters, digits = re.fullmatch(r"A1:([A-Z]+)([0-9]+)", dimension.attrib["ref"]).groups()  # pyright: ignore[reportOptionalMemberAccess]
        assert column_index(letters) == max(furthest, 0)
        assert int(digits) == max(last_row, 1)
    for pointer in ("legacyDrawing", "drawing"):
        found = sheet.find(f"{MAIN}{pointer}")
        assert found is None or found.attrib[ID] in package.relations(part)


def _check_values(package: Package, part: str) -> None:
    for reference, (kind, text) in package.cells(part).items():
        if kind == "n":
            assert text == "" or re.fullmatch(r"-?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?", text), (reference, text)
        else:
            assert len(text.encode("utf-16-le")) // 2 <= 32_767, reference


def _check_tables(package: Package, part: str) -> list[Table]:
    tables = list(package.tables(part))
    cells = package.cells(part)
    for table in tables:
        found = re.fullmatch(r"([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)", table.reference)
        assert found is not None
        first, top, last, bottom = found.groups()
        assert int(bottom) > int(top), "a table has at least one row"
        assert column_index(last) - column_index(first) + 1 == len(table.headings)
        assert len({heading.casefold() for heading in table.headings}) == len(table.headings)
        assert table.filtered == table.reference
        heads = [cell for reference, cell in cells.items() if re.fullmatch(rf"[A-Z]+{top}", reference)]
        assert heads == [("inlineStr", heading) for heading in table.headings]
        assert all(0 < len(heading) <= 255 and "\n" not in heading for heading in table.headings)
    return tables
