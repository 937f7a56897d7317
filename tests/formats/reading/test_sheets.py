"""A whole sheet as people make them: forms with titles, joined headings, sections, totals and signatures."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from camifield.formats.reading.sheets import Sheet
from tests.formats.reading.making import csv_text, sheet_of, workbook, written

FORM: list[list[object]] = [
    ["Приложение 3"],
    ["ВЕДОМОСТЬ учёта диких копытных за 2023 год"],
    [],
    ["№ п/п", "Дата", "Вид", "Численность, голов", None, None, "Координаты", None, "Примечание"],
    [None, None, None, "самцы", "самки", "молодняк", "широта", "долгота", None],
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
    ["Участок Сарыжаз"],
    [1, "12.05.2023", "архар", 3, 4, 2, "43,25", "79,1", "у ручья"],
    [2, "13.05.2023", "архар", 1, 0, 0, "43,26", "79,2", None],
    [None, "Итого по участку", None, 4, 4, 2],
    ["Участок Тост"],
    [3, "14.05.2023", "козерог", 10, 12, 5, "43,27", "79,3", None],
    [None, None, "ВСЕГО", 14, 16, 7],
    [],
    ["* по опросным данным"],
    ["Исполнитель: Иванов И.И."],
]
MERGED = ["A1:I1", "A2:I2", "A4:A5", "B4:B5", "C4:C5", "D4:F4", "G4:H4", "I4:I5", "A7:I7", "A11:I11"]


def form(path: Path) -> Sheet:
    """The form as a workbook with its merged cells, or as the CSV that is left of it."""
    if path.suffix == ".csv":
        return sheet_of(written(path, csv_text(FORM, ";"), "cp1251"))

    def merge(sheet: Worksheet) -> None:
        for cells in MERGED:
            sheet.merge_cells(cells)

    return sheet_of(workbook(path, *FORM, fill=merge))


@pytest.mark.parametrize("name", ["form.xlsx", "form.csv"])
def test_a_state_form_is_understood(tmp_path: Path, name: str) -> None:
    """Protects the commonest table of an agency: its three records are found, and everything else is named for what it is."""
    sheet = form(tmp_path / name)
    assert (sheet.heading_row, sheet.is_heading_certain) == (5, True)
    assert sheet.headings[2:5] == ["Вид", "Численность, голов / самцы", "Численность, голов / самки"]
    assert sheet.headings[6:] == ["Координаты / широта", "Координаты / долгота", "Примечание"]
    roles = {row.number: sheet.row_role(row).role for row in sheet.rows()}
    assert {number: role for number, role in roles.items() if number not in (7, 11)} == {
        6: "heading", 8: "data", 9: "data", 10: "total", 12: "data", 13: "total", 14: "blank", 15: "note", 16: "note",
    }  # fmt: skip
    # Only a merged cell proves that the name of a section is no record.
    assert roles[7] == roles[11] == ("note" if name == "form.xlsx" else "data")
    facts = {fact.heading: fact for fact in sheet.facts()}
    assert (facts["Дата"].kind, facts["Дата"].date_order) == ("date", "dmy")
    assert facts["Координаты / широта"].decimal == ","
    assert facts["Численность, голов / самцы"].values == {"3": 1, "1": 1, "10": 1}
    assert sheet.notices == []


def test_a_title_with_a_comma_is_no_headings(tmp_path: Path) -> None:
    """Protects headings under a title that its own comma cut into two cells."""
    sheet = sheet_of(
        written(tmp_path / "a.csv", "Report, 2023\nSite,Date,N\nA,2023-05-01,3\nB,2023-05-02,4\n")
    )
    assert (sheet.heading_row, sheet.headings) == (2, ["Site", "Date", "N"])


def test_years_are_headings(tmp_path: Path) -> None:
    """Protects tables by year, even of three years and with a blank corner."""
    sheet = sheet_of(written(tmp_path / "a.csv", ",2019,2020,2021\nwolf,1,0,3\nibex,4,5,1\n"))
    assert sheet.headings == ["A", "2019", "2020", "2021"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    """Protects the import: the rows of the preview, of the facts and of the import itself are one and the same."""
    for name in ("form.xlsx", "form.csv"):
        sheet = form(tmp_path / name)
        first = list(sheet.rows())
        sheet.facts()
        assert list(sheet.rows()) == first


def test_extra_cells_are_counted_not_listed(tmp_path: Path) -> None:
    """Protects memory: of rows longer than the headings their number is kept, and the first."""
    sheet = sheet_of(written(tmp_path / "a.csv", "a,b\n" + "1,2\n" * 500 + "1,2,3\n" * 1_000))
    facts = sheet.facts()
    assert [fact.filled for fact in facts] == [1_500, 1_500, 1_000]
    (notice,) = sheet.notices
    assert (notice.code, notice.row, notice.parameters["count"]) == ("rows-longer-than-headings", 502, 1_000)
