"""A page of plain HTML on paper or as a PDF: made with Qt's own documents, so that it looks alike on every system."""

from __future__ import annotations

from html import escape
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.i18n import words
from ui.print.printers import chosen_printer
from ui.standing import keyboard_kept

MARGINS_MM = QMarginsF(18, 16, 18, 16)
POINTS = 11
STYLE = "h1 { font-size: 18pt; } h2 { font-size: 13pt; } p, li, td { font-size: 11pt; } .quiet { color: #444444; }"


def paragraph(text: str, style: str = "") -> str:
    """A paragraph in which nothing that people typed is taken for markup."""
    return f'<p class="{style}">{escape(text)}</p>' if style else f"<p>{escape(text)}</p>"


def heading(text: str, level: int = 1) -> str:
    """A heading; level 1 is the page's own."""
    return f"<h{level}>{escape(text)}</h{level}>"


def bullets(lines: tuple[str, ...]) -> str:
    """A list, one point a line."""
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def document_of(html: str) -> QTextDocument:
    """The page, black on white whatever the window looks like."""
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSize(POINTS)
    document.setDefaultFont(font)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    document.setDefaultStyleSheet(STYLE)
    document.setHtml(f'<body style="color: #000000">{html}</body>')
    return document


def write_pdf(path: Path, html: str) -> None:
    """Write the page as a PDF, whole or not at all. Raises Problem ``file-not-written``."""
    half = path.with_name(f".{path.name}.part")
    try:
        writer = QPdfWriter(str(half))
        writer.setPageLayout(
            QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, MARGINS_MM)
        )
        document_of(html).print_(writer)
        del writer  # the file is whole once its writer is gone
        data = half.read_bytes()
        if not data.startswith(b"%PDF"):
            raise OSError(str(path))
        Folder(path.parent).write(data, path.name)
    except OSError as error:
        raise Problem("file-not-written", parameters={"file": path.name}) from error
    finally:
        half.unlink(missing_ok=True)


def save_pdf(over: QWidget, html: str, folder: str, name: str = "") -> Problem | None:
    """Ask where, and write it there; what went wrong, if anything did."""
    title = words.say("print.save_pdf")
    start = str(Path(folder or Path.home()) / (name or words.say("print.file_name")))
    with keyboard_kept(over):
        chosen, _ = QFileDialog.getSaveFileName(over, title, start, "*.pdf")
    if not chosen:
        return None
    path = Path(chosen)
    try:
        write_pdf(path if path.suffix.casefold() == ".pdf" else path.with_name(f"{path.name}.pdf"), html)
    except Problem as problem:
        return problem
    return None


def print_page(over: QWidget, html: str, title: str) -> None:
    """Ask for a printer and print; `title` as for `chosen_printer`."""
    printer = chosen_printer(over, title)
    if printer is not None:
        document_of(html).print_(printer)
