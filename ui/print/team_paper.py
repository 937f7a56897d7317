"""The team's paper as a page of A4: headings, what each key is for, and the rows large enough to type from."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize

from camifield.i18n.words import Words
from camifield.project.team_paper import ROW_NAMES, Paper, paper_sections
from ui.print.pages import document_of

MARGIN_MM = 2  # Qt's printing of a document keeps 20 more free by itself
ROWS = "font-size: 13pt"


def team_page(paper: Paper, words: Words) -> str:
    """The page as HTML; what people typed, such as the team's name, is escaped."""
    parts: list[str] = []
    for place, section in enumerate(paper_sections(paper, words)):
        heading = "h1" if place == 0 else "h2"
        parts.append(f"<{heading}>{escape(section.title)}</{heading}><p>{escape(section.text)}</p>")
        if section.rows:
            rows = "".join(
                f'<tr><td style="{ROWS}"><b>{name}</b>&nbsp;&nbsp;</td><td style="{ROWS}"><code style="{ROWS}">{escape(row)}</code></td></tr>'
                for name, row in zip(ROW_NAMES, section.rows, strict=True)
            )
            parts.append(f'<table cellpadding="1">{rows}</table>')
    return "".join(parts)


def print_team_paper(paper: Paper, words: Words, device: QPagedPaintDevice) -> None:
    """Put the page on a printer or into a PDF, on A4 with margins; more pages where the words need them."""
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    size = QPageSize(QPageSize.PageSizeId.A4)
    device.setPageLayout(
        QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Millimeter)
    )
    document_of(team_page(paper, words)).print_(device)
