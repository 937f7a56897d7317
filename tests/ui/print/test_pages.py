"""Pages on paper: a receipt becomes a PDF, whole, with what people typed as plain words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from camifield.errors import Problem
from camifield.queries.accounts import Account
from tests.making import ENGLISH
from ui.print.account_page import account_page
from ui.print.pages import document_of, paragraph, write_pdf

ACCOUNT = Account(
    b"m" * 16,
    "Met <b>Tilek</b> (M3)",
    "13 March, 18:05",
    "13 March 2026, 18:05",
    "over KINGSTON",
    "done",
    "34 came, 12 went",
    ("34 new: 28 animals or signs",),
    ("12 animals or signs, 3.1 MB",),
    (),
    ("It ended early.",),
    can_undo=True,
    can_return=False,
)


def test_a_receipt_tells_with_whom_what_came_and_what_went(qapp: QApplication) -> None:
    """Everything that the page on the screen says, and a line to sign; markup in a name stays a name."""
    del qapp
    text = document_of(account_page(ACCOUNT, "M7", ENGLISH)).toPlainText()
    for told in (
        "Met <b>Tilek</b> (M3)",
        "13 March 2026, 18:05",
        "34 new",
        "12 animals",
        "It ended early",
        "M7",
    ):
        assert told in text
    assert "What was passed over" not in text


def test_a_pdf_is_written_whole_or_not_at_all(qapp: QApplication, tmp_path: Path) -> None:
    """A real PDF; where it cannot be written there is a Problem and no half file."""
    del qapp
    path = tmp_path / "receipt.pdf"
    write_pdf(path, paragraph("Расписка"))
    assert path.read_bytes().startswith(b"%PDF")
    with pytest.raises(Problem) as told:
        write_pdf(tmp_path / "nowhere" / "receipt.pdf", paragraph("x"))
    assert told.value.code == "file-not-written"
    assert [one.name for one in tmp_path.iterdir()] == ["receipt.pdf"]
