"""Meridians and parallels at round degrees, with their numbers at the edge of the view."""

from __future__ import annotations

import math
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QPainter, QPixmap

from camifield.geo.mercator import from_unit, to_unit
from ui.map.inks import Inks, inks
from ui.map.viewport import Viewport
from ui.map.written import words_in

STEPS = (20, 10, 5, 2, 1, 1 / 2, 1 / 4, 1 / 6, 1 / 12, 1 / 30, 1 / 60, 1 / 120, 1 / 300, 1 / 600)
"""Degrees between two lines, so that their minutes are whole where they are not, their seconds."""
LEAST_PX = 150


def step_of(view: Viewport) -> float:
    """The least round step whose lines stand far enough apart."""
    return min((step for step in STEPS if step / 360 * view.scale >= LEAST_PX), default=STEPS[0])


def angle_text(degrees: float, positive: str, negative: str) -> str:
    """An angle in degrees, minutes and seconds as far as they are not nothing: 76°E, 42°15′N, 42°15′30″N."""
    seconds = round(abs(degrees) * 3600)
    whole, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    text = f"{whole}°"
    if minutes or seconds:
        text += f"{minutes:02}′"
    if seconds:
        text += f"{seconds:02}″"
    return text + (positive if degrees > 0 else negative if degrees < 0 else "")


class Graticule:
    """A layer above. `numbers`: where the last frame wrote, for names to keep clear of; `clear`: where no number is
    written, such as around the scale bar."""

    def __init__(self, ink: Inks | None = None) -> None:
        self._ink = ink
        self.clear = QRect()
        self.numbers: list[QRect] = []

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The lines, and their numbers at the lower and the near edge."""
        ink = self._ink or inks()
        ratio = painter.device().devicePixelRatioF()
        colour = QColor(ink.graticule)
        colour.setAlphaF(0.32)
        self.numbers = []
        for x, text in _meridians(view):
            painter.fillRect(x, 0, 1, view.height, colour)
            picture = words_in(text, "small", ink.water_name, ink.halo, ratio=ratio)
            high = picture.deviceIndependentSize().toSize().height()
            self._write(painter, x + 3, view.height - high - 1, picture)
        for y, text in _parallels(view):
            painter.fillRect(0, y, view.width, 1, colour)
            self._write(painter, 3, y, words_in(text, "small", ink.water_name, ink.halo, ratio=ratio))

    def _write(self, painter: QPainter, x: int, y: int, picture: QPixmap) -> None:
        # Whole pixels: a picture between two of them is drawn ten times slower, and blurred.
        rect = QRect(QPoint(x, y), picture.deviceIndependentSize().toSize())
        if not rect.intersects(self.clear):
            painter.drawPixmap(x, y, picture)
            self.numbers.append(rect)


def _meridians(view: Viewport) -> Iterator[tuple[int, str]]:
    step, (west, _, east, _) = step_of(view), view.box
    first, last = from_unit(max(0.0, west), 0.5)[0], from_unit(min(0.999999, east), 0.5)[0]
    for number in range(math.ceil(first / step), math.floor(last / step) + 1):
        degrees = number * step
        yield round(view.to_screen(to_unit(degrees, 0)[0], 0)[0]), angle_text(degrees, "E", "W")


def _parallels(view: Viewport) -> Iterator[tuple[int, str]]:
    step, (_, north, _, south) = step_of(view), view.box
    first, last = max(from_unit(0.5, south)[1], -84.0), min(from_unit(0.5, north)[1], 84.0)
    for number in range(math.ceil(first / step), math.floor(last / step) + 1):
        degrees = number * step
        yield round(view.to_screen(0, to_unit(0, degrees)[1])[1]), angle_text(degrees, "N", "S")
