"""The sign of a mark: its shape says the kind, letters the animal, a number how many; colour only says it again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from ui.theme.theme import look, shade
from ui.theme.tokens import Colours
from ui.widgets import strokes
from ui.widgets.tile import tone_of

KINDS = ("sighting", "grazing", "conflict", "track")
"""The sorts of marks, in the order of `Marks.mix`; what is of a newer kind counts as the last. A patrol has no place, a
track stands where it began."""
LEAST_RADIUS = 16.0
PARTS = 12
"""Into so many parts the ring of a mixed mark is divided."""


def radii() -> tuple[float, ...]:
    """The radius of a mark by the digits of its number, [0] for a single record: wide enough for its words."""
    theme = look()
    metrics = theme.metrics("strong")
    least = LEAST_RADIUS * theme.scale
    wide = [math.hypot(metrics.horizontalAdvance("8" * n), metrics.ascent()) / 2 for n in range(1, 8)]
    return (least, *(max(least + digits, half + 6 * theme.scale) for digits, half in enumerate(wide)))


def shape(kind: str, middle: QPointF, radius: float) -> QPainterPath:
    """Round for animals, square for herds, a diamond for attacks; within the radius."""
    path = QPainterPath()
    if kind == "grazing":
        half = radius * 0.8
        path.addRoundedRect(QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half), 4, 4)
    elif kind == "conflict":
        corners = [QPointF(0, -radius), QPointF(radius, 0), QPointF(0, radius), QPointF(-radius, 0)]
        path.addPolygon(QPolygonF([middle + corner for corner in corners]))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
        path.closeSubpath()
    else:
        path.addEllipse(middle, radius * 0.9, radius * 0.9)
    return path


def shares(mix: Sequence[int]) -> tuple[int, ...]:
    """How many of the ring's parts each kind has; one at least where it has any record."""
    total = sum(mix)
    parts = [max(1, round(PARTS * one / total)) if one else 0 for one in mix]
    parts[parts.index(max(parts))] += PARTS - sum(parts)
    return tuple(parts)


def sign(
    text: str, mix: Sequence[int], radius: float, *, ratio: float = 1.0, colours: Colours | None = None
) -> QPixmap:
    """The picture of a mark in the theme of the moment, or in other colours."""
    theme, wear = look(), colours or look().colours
    return _made(text, shares(mix), round(radius, 1), ratio, wear, f"{theme.scale} {theme.script}")


@lru_cache(maxsize=1000)
def _made(
    text: str, parts: tuple[int, ...], radius: float, ratio: float, colours: Colours, fonts: str
) -> QPixmap:
    del fonts
    side = math.ceil(2 * radius) + 4
    picture = QPixmap(round(side * ratio), round(side * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter, QPointF(side / 2, side / 2), text, parts, radius, colours)
    painter.end()
    return picture


def paint(
    painter: QPainter, middle: QPointF, text: str, parts: Sequence[int], radius: float, colours: Colours
) -> None:
    """A mark of one kind is filled in its shape; of several kinds it is a ring of their colours around the number."""
    of_one_kind = [place for place, part in enumerate(parts) if part]
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    if len(of_one_kind) == 1:
        kind = KINDS[of_one_kind[0]]
        painter.setPen(QPen(shade(colours.sheet), 2))
        painter.setBrush(shade(colours.tone(tone_of(kind))))
        painter.drawPath(shape(kind, middle, radius - 1))
        ink = shade(colours.page if colours.is_dark else "#FFFFFF")
    else:
        painter.setPen(QPen(shade(colours.sheet), 2))
        painter.setBrush(shade(colours.sheet))
        painter.drawEllipse(middle, radius * 0.92, radius * 0.92)
        _paint_ring(painter, middle, radius * 0.86, parts, colours)
        ink = shade(colours.ink)
    strokes.write(painter, box.adjusted(-4, 0, 4, 0), text, "strong", ink, side="center")


def _paint_ring(
    painter: QPainter, middle: QPointF, radius: float, parts: Sequence[int], colours: Colours
) -> None:
    box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
    begin = 90 * 16
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for kind, part in zip(KINDS, parts, strict=True):
        if part:
            pen = QPen(shade(colours.tone(tone_of(kind))), 4)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            span = round(-360 * 16 * part / PARTS)
            painter.drawArc(box, begin + 16, span - 32 if span < -64 else span)
            begin += span
