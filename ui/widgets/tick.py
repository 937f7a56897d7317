"""A box to tick, with its words; the whole line can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.pressable import Pressable

BOX, GAP, SIDE = 22, 10, 4


class Tick(Pressable):
    """`toggled(bool)` as of any Qt button."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = look()
        wide = theme.metrics("body").horizontalAdvance(self.text()) + 2
        return QSize(wide + theme.px(BOX + GAP + 2 * SIDE), theme.sizes.control)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), look().px(160)), hint.height())

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        colours = theme.colours
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        side, start = theme.px(BOX), theme.px(SIDE)
        box = strokes.mirror(QRectF(start, rect.center().y() - side / 2, side, side), rect, rtl=self.is_rtl)
        is_on = self.isChecked()
        ink = shade(colours.ink if self.isEnabled() else colours.ink3)
        fill = shade(colours.accent if is_on else colours.sunken if self.is_hot else colours.sheet)
        border = shade(colours.accent if is_on else colours.edge)
        if not self.isEnabled():
            fill, border = shade(colours.sunken), shade(colours.ink3)
        radius = float(theme.sizes.radius_tag)
        strokes.frame(
            painter, box, fill=fill, border=border, width=max(1.5, theme.sizes.border), radius=radius
        )
        if is_on:
            mark = shade(colours.on_accent) if self.isEnabled() else ink
            icons.draw(painter, "tick", box.adjusted(2, 2, -2, -2), mark)
        x = start + side + theme.px(GAP)
        where = strokes.mirror(
            QRectF(x, 0, rect.width() - x - start + 2, rect.height()), rect, rtl=self.is_rtl
        )
        strokes.write(painter, where, self.text(), "body", ink, rtl=self.is_rtl)
        if self.hasFocus():
            strokes.ring(painter, rect, float(theme.sizes.radius_control))
        painter.end()
