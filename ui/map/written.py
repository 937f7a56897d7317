"""Words on the map as little pictures with a halo, made once: drawing them again at every frame costs nothing."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap

from ui.theme.roles import Role
from ui.theme.theme import look

HALO = 2.0
"""Pixels of the halo beyond the letters."""
AROUND = ((-1.5, 0), (1.5, 0), (0, -1.5), (0, 1.5), (-1.1, -1.1), (1.1, -1.1), (-1.1, 1.1), (1.1, 1.1))


@lru_cache(maxsize=1500)
def written(
    text: str, role: Role, colour: str, halo: str, spread: float, theme: str, ratio: float
) -> QPixmap:
    """The words; `theme` and `ratio` only tell apart what was made for another theme, scale or screen."""
    del theme
    return drawn(text, font_of(role, spread), colour, halo, ratio)


def drawn(text: str, font: QFont, colour: str, halo: str, ratio: float) -> QPixmap:
    """Words in any font."""
    metrics = QFontMetricsF(font)
    wide, high = metrics.horizontalAdvance(text) + 2 * HALO + 1, metrics.height() + 2
    picture = QPixmap(round(wide * ratio), round(high * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    at = QPointF(HALO, 1 + metrics.ascent())
    painter.setFont(font)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    # Stroking the letters' outline takes two milliseconds a name, writing the words eight times a tenth of one.
    painter.setPen(QColor(halo))
    for across, down in AROUND:
        painter.drawText(at + QPointF(across, down), text)
    painter.setPen(QColor(colour))
    painter.drawText(at, text)
    painter.end()
    return picture


def font_of(role: Role, spread: float) -> QFont:
    """The font of a role with its letters so much further apart, in parts of their size."""
    font = look().font(role)
    if spread:
        font = QFont(font)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * (1 + spread))
    return font


def words_in(
    text: str, role: Role, colour: str, halo: str, *, spread: float = 0.0, ratio: float = 1.0
) -> QPixmap:
    """The words in the theme and at the scale of the moment."""
    theme = look()
    return written(text, role, colour, halo, spread, f"{theme.name} {theme.scale} {theme.script}", ratio)
