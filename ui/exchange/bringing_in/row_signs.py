"""What becomes of each row, at its side: a sign and the row's number in the file; it stays when the columns are moved."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QTableView

from ui.exchange.bringing_in.row_words import State
from ui.theme import icons
from ui.theme.theme import look, shade
from ui.theme.tokens import Tone
from ui.widgets import strokes

ROW_STATE = int(Qt.ItemDataRole.UserRole) + 10
WIDE, START, ICON, NUMBER_AT = 88, 14, 18, 40
SIGNS: dict[State, tuple[str, Tone]] = {
    "ready": ("checked", "ok"),
    "question": ("warning", "warning"),
    "draft": ("draft", "error"),
    "left_over": ("remove", "ink2"),
    "correction": ("edit", "accent"),
    "unchanged": ("tick", "ink2"),
}


class RowSigns(QHeaderView):
    """The rows' own column: the model tells a row's state under ROW_STATE, and its number as the header's words."""

    def __init__(self, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._table = parent
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(look().px(WIDE), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, section: int, /) -> None:
        model = self._table.model()
        state: State | None = model.headerData(section, Qt.Orientation.Vertical, ROW_STATE)
        if state is None:
            return
        theme = look()
        colours, box, rtl = theme.colours, QRectF(rect), strokes.is_rtl(self)
        is_chosen = self._table.currentIndex().row() == section
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            painter.fillRect(box, shade(colours.soft))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), shade(colours.line))
        icon, tone = SIGNS[state]
        side = theme.px(ICON)
        sign = QRectF(box.left() + theme.px(START), box.center().y() - side / 2, side, side)
        is_filled = colours.is_plain and is_chosen
        ink = shade(colours.soft_ink) if is_filled else theme.tone(tone)
        icons.draw(painter, icon, strokes.mirror(sign, box, rtl=rtl), ink, rtl=rtl)
        start = theme.px(NUMBER_AT)
        line = QRectF(box.left() + start, box.top(), box.width() - start, box.height())
        quiet = shade(colours.soft_ink) if is_chosen else theme.tone("ink2")
        number = str(model.headerData(section, Qt.Orientation.Vertical, Qt.ItemDataRole.DisplayRole))
        strokes.write(painter, strokes.mirror(line, box, rtl=rtl), number, "small", quiet, rtl=rtl)
        painter.restore()
