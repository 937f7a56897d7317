"""One chip: a word in a pill, with a tick when it is chosen."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import Theme, look, shade
from ui.widgets import strokes
from ui.widgets.pressable import Pressable
from ui.widgets.text import tip

UNKNOWN = "unknown"
"""The code of "Not known": a choice of its own, always the last chip, never the same as blank."""
SIDE, GAP, ICON = 14, 8, 18


class Choice(NamedTuple):
    """One chip: the code that is kept, the word that is shown, and if wanted an icon and a longer hint."""

    code: str
    word: str
    icon: str = ""
    hint: str = ""


class Chip(Pressable):
    """One chip. It can be chosen unless it is an action, such as "Someone else"."""

    def __init__(self, choice: Choice, *, is_action: bool = False, parent: QWidget | None = None) -> None:
        self.choice = choice
        super().__init__(choice.word, parent)
        self.setCheckable(not is_action)
        self.setToolTip(tip(choice.hint))
        self.setAccessibleDescription(choice.hint)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def _signs(self) -> tuple[str, ...]:
        """The icons before the word: the tick of a chosen one, then its own."""
        tick = ("tick",) if self.isChecked() else ()
        return tick + ((self.choice.icon,) if self.choice.icon else ())

    def sizeHint(self) -> QSize:
        theme = look()
        words = theme.metrics("table").horizontalAdvance(self.text()) + 2
        signs = len(self._signs()) * theme.px(ICON + GAP)
        return QSize(words + signs + 2 * theme.px(SIDE), theme.sizes.chip)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), look().px(160)), hint.height())

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        ink = paint_ground(self, painter, theme, is_chosen=self.isChecked())
        x = rect.left() + theme.px(SIDE)
        sign = theme.px(ICON)
        for name in self._signs():
            box = QRectF(x, rect.center().y() - sign / 2, sign, sign)
            icons.draw(painter, name, strokes.mirror(box, rect, rtl=self.is_rtl), ink, rtl=self.is_rtl)
            x += sign + theme.px(GAP)
        words = QRectF(x, rect.top(), rect.right() - theme.px(SIDE) - x + 2, rect.height())
        where = strokes.mirror(words, rect, rtl=self.is_rtl)
        strokes.write(painter, where, self.text(), "table", ink, rtl=self.is_rtl)
        painter.end()


def paint_ground(chip: Pressable, painter: QPainter, theme: Theme, *, is_chosen: bool) -> QColor:
    """The pill of a chip in its state; returns the colour of what stands on it."""
    colours, sizes = theme.colours, theme.sizes
    rect = QRectF(chip.rect())
    radius = rect.height() / 2
    fill, border, ink, width = colours.sheet, colours.edge, colours.ink, sizes.border
    if is_chosen:
        fill, border, ink = colours.soft, colours.accent, colours.soft_ink
        width = max(sizes.border, theme.px(2))
    elif chip.is_hot:
        fill, border = colours.sunken, colours.ink2
    if not chip.isEnabled():
        fill, border, ink, width = colours.sunken, colours.line, colours.ink3, sizes.border
    strokes.frame(
        painter,
        rect,
        fill=shade(fill),
        border=shade(border),
        width=width,
        radius=radius,
        is_dashed=colours.is_plain and not chip.isEnabled(),
    )
    if chip.hasFocus():
        strokes.ring(painter, rect, radius, inner=shade(ink) if is_chosen else None)
    return shade(ink)
