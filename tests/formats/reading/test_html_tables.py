"""A page of HTML under the name of a workbook is read as the table that it shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.sheets import ReadingChoice
from camifield.formats.reading.tables import open_table
from tests.formats.reading.making import code_of, sheet_of, texts_of, written

PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={0}"></head><body><h1>Отчёт</h1>
<table border=1><tr><th rowspan=2>Дата</th><th colspan=2>Число</th><th rowspan=2>Где</th></tr><tr><th>самцы</th><th>самки</th></tr>
<tr><td>12.05.2023</td><td>3</td><td>4<td>у <b>ручья</b>,<br>слева &amp; ниже</td></tr>
<tr><td>13.05.2023</td><td>1</td><td></td><td>&#1085;&#1072; скале</td></tr></table>
<table></table><table><tr><td>x</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_a_page_named_xls_is_read(tmp_path: Path, encoding: str) -> None:
    """Protects what registers give out as .xls: cells without their ends, joined headings, entities, two tables."""
    found = open_table(written(tmp_path / "a.xls", PAGE.format(encoding).encode(encoding)))
    assert found.container == "html"
    assert [notice.code for notice in found.notices] == ["name-says-otherwise"]
    assert len(found.sheets) == 2
    sheet = found.sheet()
    assert (sheet.heading_row, sheet.headings) == (2, ["Дата", "Число / самцы", "Число / самки", "Где"])
    assert texts_of(sheet) == [
        ("12.05.2023", "3", "4", "у ручья,\nслева & ниже"),
        ("13.05.2023", "1", "", "на скале"),
    ]
    assert "html-under-another-name" in [notice.code for notice in sheet.notices]


def test_a_table_in_a_table_is_its_own(tmp_path: Path) -> None:
    """Protects pages laid out by tables: inner and outer cells do not mix."""
    path = written(
        tmp_path / "a.html",
        "<table><tr><td>out<table><tr><td>in</td></tr></table></td><td>side</td></tr></table>",
    )
    found = open_table(path)
    outer, inner = (found.sheet(at, choice=ReadingChoice(heading_row=0)) for at in range(2))
    assert texts_of(outer) == [("out", "side")]
    assert texts_of(inner) == [("in",)]


def test_a_page_without_a_table_is_none(tmp_path: Path) -> None:
    """Protects the message for a page of an error that was saved under the name of a table."""
    assert code_of(written(tmp_path / "a.xls", "<html><table></table></html>")) == (
        "file-is-not-a-table",
        {"what": "HTML"},
    )


def test_spans_of_a_bomb_are_bounded(tmp_path: Path) -> None:
    """Protects memory: a page may say that each of its cells covers a million others."""
    cells = '<tr><td colspan="999999" rowspan="999999">x</td></tr>' * 300
    assert sum(1 for _ in sheet_of(written(tmp_path / "a.xls", f"<table>{cells}</table>")).rows()) <= 300


@given(st.text(alphabet="<>tabledrh/ =\"'1x&;#\n", max_size=300))
def test_any_page_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    """Protects against a crash on broken pages."""
    path = written(tmp_path_factory.mktemp("html") / "a.xls", f"<html><table>{body}")
    assert code_of(path)[0] in ("", "file-is-not-a-table")
