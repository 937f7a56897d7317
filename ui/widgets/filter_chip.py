"""A filter: a chevron while it filters nothing, what it holds and a cross while it does."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from ui.theme import icons
from ui.theme.theme import look
from ui.widgets import strokes
from ui.widgets.chip import GAP, ICON, SIDE, paint_ground
from ui.widgets.pressable import Pressable


class FilterChip(Pressable):
    """`clicked` asks to choose; `cleared` when a person took the filter off (the cross, Delete or Backspace)."""

    cleared = Signal()

    def __init__(self, word: str, parent: QWidget | None = None) -> None:
        self._word = word
        self._held = ""
        super().__init__(word, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def held(self) -> str:
        """What it filters by, as shown; empty when it filters nothing."""
        return self._held

    def hold(self, held: str) -> None:
        """Show what it filters by, or with an empty text only its own word."""
        self._held = held
        self.setText(held or self._word)
        if held:
            self.setAccessibleName(words.say("kit.filter_held", filter=self._word, held=held))
            self.setAccessibleDescription(words.say("kit.filter_clear"))
        else:
            self.setAccessibleDescription("")

    def sizeHint(self) -> QSize:
        theme = look()
        wide = theme.metrics("table").horizontalAdvance(self.text()) + 2
        return QSize(wide + theme.px(ICON + GAP) + 2 * theme.px(SIDE), theme.sizes.chip)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), look().px(160)), hint.height())

    def _sign_box(self) -> QRectF:
        theme = look()
        rect = QRectF(self.rect())
        sign = theme.px(ICON)
        box = QRectF(rect.right() - theme.px(SIDE) - sign, rect.center().y() - sign / 2, sign, sign)
        return strokes.mirror(box, rect, rtl=self.is_rtl)

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        reach = look().px(GAP)
        zone = self._sign_box().adjusted(-reach, -reach, reach, reach)
        if self._held and event.button() == Qt.MouseButton.LeftButton and zone.contains(event.position()):
            self.setDown(False)
            self.cleared.emit()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if self._held and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        ink = paint_ground(self, painter, theme, is_chosen=bool(self._held))
        side = theme.px(SIDE)
        wide = rect.width() - 2 * side - theme.px(ICON + GAP) + 2
        where = strokes.mirror(QRectF(rect.left() + side, 0, wide, rect.height()), rect, rtl=self.is_rtl)
        strokes.write(painter, where, self.text(), "table", ink, rtl=self.is_rtl)
        icons.draw(painter, "cross" if self._held else "opened", self._sign_box(), ink)
        painter.end()
