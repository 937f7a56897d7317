"""One cell: typed when it can be, text when it cannot, and text that no program takes for anything else."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.workbook.cells import day_serial, text_xml, time_serial, writer
from camifield.formats.workbook.plan import LONGEST_TEXT, Cell, Type, Written
from tests.formats.workbook.package import unescaped


def shown(text: str) -> str:
    """What a reader of XML and of Excel's escapes makes of a text."""
    return unescaped(ElementTree.fromstring(text_xml(text, Written())).text or "")


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+7", "-5", "@x", "\t=1", "＝1", "_x0041_", "_x005F_", "_xD83D_", "a\x01b\x0b", " lead ", "a  b",
        "a\nb", "&amp;<b>]]>", "Тоо ёс", "پلنگ ایرانی", "雪豹𠀀", "གངས་གཟིག", "😀", "\u200e\u00a0",
    ],
)  # fmt: skip
def test_text_stays_what_it_is(text: str) -> None:
    """A remark that begins with a sign, or looks like an escape, or is of any script, comes out as it went in."""
    assert shown(text) == text


@given(st.text())
def test_any_text_survives_but_for_what_no_cell_can_hold(text: str) -> None:
    """A line break of two signs becomes one, half a character becomes a sign for it, and nothing else changes."""
    wanted = (
        text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
    )
    assert shown(wanted) == wanted == shown(text)


def test_half_a_character_does_not_stop_the_export() -> None:
    """A lone surrogate cannot be written in any file; the other 100,000 rows must not be lost to it."""
    assert shown("a\ud83db") == "a\ufffdb"


@pytest.mark.parametrize(("sign", "units"), [("я", 1), ("😀", 2)])
def test_a_long_text_is_cut_where_excel_would_refuse_it(sign: str, units: int) -> None:
    """Excel counts UTF-16 units, and repairs a file with a longer cell; a character is never cut in two."""
    written = Written()
    fits = sign * (LONGEST_TEXT // units)
    assert text_xml(fits, written) == f"<t>{fits}</t>"
    assert written.cut_texts == 0
    assert text_xml(fits + sign, written) == f"<t>{fits}</t>"
    assert written.cut_texts == 1


def test_days_are_numbers_from_march_1900_on() -> None:
    """Excel believes in 29 February 1900: earlier days would be one day off, so they stay text."""
    assert day_serial("2026-03-12") == 46093
    assert day_serial("1900-03-01") == 61
    assert day_serial("1900-02-28") is None


@given(st.dates(date(1900, 3, 1), date(9999, 12, 31)))
def test_every_day_is_the_day_it_says(day: date) -> None:
    """The number of a day counts from 30 December 1899."""
    serial = day_serial(day.isoformat())
    assert serial is not None
    assert date(1899, 12, 30) + timedelta(days=serial) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-03",
        "2026-21",
        "2026-03-12/2026-03-13",
        "2026-02-30",
        "20260312",
        "2026-W11-4",
        "night",
    ],
)
def test_what_is_no_whole_day_stays_text(text: str) -> None:
    """A month, a season or a night must not become its first day."""
    assert day_serial(text) is None


@pytest.mark.parametrize(
    "text", ["", "24:00", "12:60", "9:30", "1²:00", "١٢:٣٠", "12:30:10", "noon", "-1:30"]
)
def test_what_is_no_time_of_day_stays_text(text: str) -> None:
    """Strange digits and impossible hours are shown as they are, and never stop the export."""
    assert time_serial(text) is None


@given(st.integers(0, 23), st.integers(0, 59))
def test_every_minute_of_the_day_comes_back(hour: int, minute: int) -> None:
    """A time is a fraction of a day that rounds to the minute it was."""
    serial = time_serial(f"{hour:02}:{minute:02}")
    assert serial is not None
    assert round(serial * 1440) == hour * 60 + minute


@pytest.mark.parametrize(
    ("type_", "cell", "wanted"),
    [
        (Type.TEXT, "12", '<c r="B7" s="4" t="inlineStr"><is><t>12</t></is></c>'),
        (Type.TEXT, "", ""),
        (Type.WHOLE, 0, '<c r="B7" s="4"><v>0</v></c>'),
        (Type.WHOLE, "many", '<c r="B7" s="4" t="inlineStr"><is><t>many</t></is></c>'),
        (Type.WHOLE, 10**15, '<c r="B7" s="4" t="inlineStr"><is><t>1000000000000000</t></is></c>'),
        (Type.DECIMAL, 0.1, '<c r="B7" s="4"><v>0.1</v></c>'),
        (Type.DECIMAL, float("inf"), '<c r="B7" s="4" t="inlineStr"><is><t>inf</t></is></c>'),
        (Type.DECIMAL, float("nan"), '<c r="B7" s="4" t="inlineStr"><is><t>nan</t></is></c>'),
        (Type.DEGREES, -76.90412, '<c r="B7" s="4"><v>-76.90412</v></c>'),
        (Type.DATE, "2026-03-12", '<c r="B7" s="4"><v>46093</v></c>'),
        (Type.DATE, "2026-03", '<c r="B7" s="4" t="inlineStr"><is><t>2026-03</t></is></c>'),
        (Type.TIME, "06:00", '<c r="B7" s="4"><v>0.25</v></c>'),
        (Type.TIME, "dawn", '<c r="B7" s="4" t="inlineStr"><is><t>dawn</t></is></c>'),
    ],
)
def test_a_cell_has_the_type_of_its_column_where_it_can(type_: Type, cell: Cell, wanted: str) -> None:
    """Numbers, days and times are real; what is not of the column's type is text there, and zero is not blank."""
    assert writer("B", type_, 4, Written())(cell, 7) == wanted
