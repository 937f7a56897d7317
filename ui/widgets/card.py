"""Sheets of paper on the felt: cards, insets for what is only told, and cards that can be pressed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.layouts import Column, Sides
from ui.widgets.pressable import Pressable

Surface = Literal["card", "inset"]
CARD_SIDES: Sides = (24, 16, 24, 16)
INSET_SIDES: Sides = (20, 12, 20, 12)


def paint_surface(
    widget: QWidget, surface: Surface, *, is_chosen: bool, is_hot: bool = False, has_focus: bool = False
) -> None:
    """Paint the sheet under a widget."""
    theme = look()
    colours, sizes = theme.colours, theme.sizes
    painter = strokes.start(widget)
    rect = QRectF(widget.rect())
    radius = float(sizes.radius_card if surface == "card" else sizes.radius_control)
    fill = colours.sunken if surface == "inset" or is_hot else colours.sheet
    border, width = colours.line, sizes.border
    if is_chosen:
        border, width = colours.accent, max(theme.px(2), sizes.border + (1 if colours.is_plain else 0))
    elif is_hot:
        border = colours.edge
    strokes.frame(painter, rect, fill=shade(fill), border=shade(border), width=width, radius=radius)
    if has_focus:
        strokes.ring(painter, rect, radius, inner=shade(colours.focus) if is_chosen else None)
    painter.end()


class Card(QWidget):
    """A sheet with a line around it; put things into `body`. Chosen: a 2 px accent line."""

    def __init__(
        self,
        surface: Surface = "card",
        *,
        gap: float = 8,
        sides: Sides | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._surface: Surface = surface
        self._is_chosen = False
        self.body = Column(self, gap=gap, sides=sides or (CARD_SIDES if surface == "card" else INSET_SIDES))

    @property
    def is_chosen(self) -> bool:
        return self._is_chosen

    def set_chosen(self, chosen: bool, /) -> None:  # noqa: FBT001
        self._is_chosen = chosen
        self.update()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        paint_surface(self, self._surface, is_chosen=self._is_chosen)


class PressCard(Pressable):
    """A card that is one button: `clicked` by mouse, Space or Enter. Checkable cards show the chosen line.

    `name` is what a screen reader says for the whole card.
    """

    def __init__(
        self,
        name: str,
        *,
        keys: str = "",
        surface: Surface = "card",
        gap: float = 8,
        sides: Sides | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, parent)
        self._surface: Surface = surface
        self.set_keys(keys)
        self.body = Column(self, gap=gap, sides=sides or (CARD_SIDES if surface == "card" else INSET_SIDES))

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        paint_surface(
            self,
            self._surface,
            is_chosen=self.isChecked(),
            is_hot=self.is_hot or self.isDown(),
            has_focus=self.hasFocus(),
        )
