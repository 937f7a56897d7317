"""The sign of a kind of record: its icon on its tint, with the seam inside where there is room."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import look
from ui.theme.tokens import Tone
from ui.widgets import strokes
from ui.widgets.text import tip

Kind = Literal["sighting", "grazing", "conflict", "patrol", "camera", "place"]
TONES: Mapping[str, Tone] = MappingProxyType(
    {"sighting": "sighting", "grazing": "grazing", "conflict": "conflict"}
)
SEAM_FROM = 48
"""The least side in px of the design at which a tile has its seam."""


def tone_of(kind: str) -> Tone:
    """The colour of a kind; kinds without a dye of their own are told in the accent."""
    return TONES.get(kind, "accent")


def paint(painter: QPainter, rect: QRectF, kind: str, icon: str = "", *, ink: QColor | None = None) -> None:
    """Paint a tile of any size: in a table cell, on a card, at the head of a form.

    `ink` replaces the kind's colour where the ground would swallow it (the filled row in sunlight).
    """
    theme = look()
    tone = tone_of(kind)
    side = rect.width()
    colour = theme.tone(tone)
    if theme.colours.is_plain and tone == "accent":
        colour = theme.tone("ink")
    colour = ink or colour
    has_seam = side >= theme.px(SEAM_FROM) - 0.5
    if not theme.colours.is_plain:
        strokes.frame(painter, rect, fill=theme.tint(tone), border=None, width=0, radius=side / 4)
    if has_seam or theme.colours.is_plain:
        inset = max(1.0, side * 0.065)
        painter.setPen(strokes.seam_pen(colour))
        painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
        inner = rect.adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(inner, side / 4 - inset, side / 4 - inset)
    part = side * (0.46 if has_seam else 0.56)
    square = QRectF(0, 0, part, part)
    square.moveCenter(rect.center())
    icons.draw(painter, icon or kind, square, colour)


class KindTile(QWidget):
    """A kind's tile. `word` says the kind to screen readers and in the tooltip; `icon` replaces the kind's own."""

    def __init__(
        self, kind: str, word: str, *, px: float = 40, icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind, self._icon, self._px = kind, icon, px
        self.setAccessibleName(word)
        self.setToolTip(tip(word))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_kind(self, kind: str, word: str, icon: str = "") -> None:
        self._kind, self._icon = kind, icon
        self.setAccessibleName(word)
        self.setToolTip(tip(word))
        self.update()

    def sizeHint(self) -> QSize:
        side = look().px(self._px)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        paint(painter, QRectF(self.rect()), self._kind, self._icon)
        painter.end()
