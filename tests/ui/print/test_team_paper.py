"""The team's paper: every row stands on it, and nothing that people typed is taken for markup."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.i18n.words import Words
from camifield.project.team_paper import Paper, paper_lines
from camifield.security.paper import Secret, read_rows, write_rows
from ui.print.pages import POINTS, document_of
from ui.print.team_paper import print_team_paper, team_page
from ui.theme.theme import look

PAPER = Paper(
    "Tost <b>&</b>",
    b"p" * 16,
    1_773_457_200_000,
    write_rows(bytes(range(32)), Secret.ROOT),
    write_rows(bytes(range(32, 64)), Secret.RECOVERY),
)


@pytest.mark.parametrize("language", ["en", "ru", "mn"])
def test_the_page_holds_every_row_in_every_language(language: str, qtbot: QtBot, tmp_path: Path) -> None:
    """Protects the paper in a safe: what it was printed for can be typed in from it."""
    page = team_page(PAPER, Words(language))
    assert all(row in page for row in (*PAPER.root, *PAPER.recovery))
    assert "Tost &lt;b&gt;&amp;&lt;/b&gt;" in page
    file = tmp_path / "paper.pdf"
    print_team_paper(PAPER, Words(language), QPdfWriter(str(file)))
    assert file.read_bytes().startswith(b"%PDF")
    assert re.findall(rb"/Count (\d+)", file.read_bytes()) == [b"1"]


def test_headings_and_rows_are_larger_than_the_text_in_any_dress(qtbot: QtBot, qapp: QApplication) -> None:
    """The window's font is set in pixels, of which a printer has ten times more: headings on paper are not of those."""
    look().apply(qapp, "light", 1.0)
    document = document_of(team_page(PAPER, Words("en")))
    blocks = (document.findBlockByNumber(number) for number in range(document.blockCount()))
    sizes = {one.text(): one.begin().fragment().charFormat().fontPointSize() for one in blocks if one.text()}
    assert sizes["1. Main key"] >= sizes[PAPER.root[0]] > POINTS


def test_the_terminal_says_the_same_rows() -> None:
    """Protects whoever has no printer: the lines can be copied by hand and typed in again."""
    lines = paper_lines(PAPER, Words("en"))
    rows = [line[5:] for line in lines if line.startswith("  ")]
    assert read_rows(" ".join(rows[:9]), Secret.ROOT) == bytes(range(32))
    assert read_rows(" ".join(rows[9:]), Secret.RECOVERY) == bytes(range(32, 64))
    assert (
        "recovery"
        not in "\n".join(paper_lines(Paper("", b"p" * 16, 0, PAPER.root, ()), Words("en")))
        .partition("How to keep")[0]
        .casefold()
    )
