"""The felt seam, the one ornament: between the rail and the page, and between sections; and a section's title."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Text


class Seam(QWidget):
    """A dashed line, level or upright."""

    def __init__(self, *, is_upright: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_upright = is_upright
        fixed, growing = QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding
        self.setSizePolicy(fixed if is_upright else growing, growing if is_upright else fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        thin = look().px(3)
        return QSize(thin, thin)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        x, y = self.width() / 2, self.height() / 2
        line = QLineF(x, 0, x, self.height()) if self._is_upright else QLineF(0, y, self.width(), y)
        strokes.seam(painter, line, shade(look().colours.seam))
        painter.end()


class SectionTitle(QWidget):
    """The serif title of a section under a seam, with an optional quiet line beside it."""

    def __init__(
        self, words: str, *, line: str = "", has_seam: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = Column(self, gap=12)
        self.seam = Seam() if has_seam else None
        if self.seam:
            column.addWidget(self.seam)
        row = Row(gap=12)
        self.title = Text(words, "card_title", is_wrapped=False)
        self.line = Text(line, "help", tone="ink2", parent=self)
        self.line.setVisible(bool(line))
        row.addWidget(self.title)
        row.addWidget(self.line, 1, Qt.AlignmentFlag.AlignBaseline)
        if not line:
            row.addStretch(1)
        column.addLayout(row)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_line(self, line: str) -> None:
        """The quiet line beside the title."""
        self.line.setText(line)
        self.line.setVisible(bool(line))
