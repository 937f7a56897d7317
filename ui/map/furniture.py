"""What stands on the map itself: the scale bar, the arrow to the north, the cross at the middle, a way that is measured."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen

from camifield.geo.earth import distance_m
from camifield.geo.mercator import from_unit
from camifield.i18n.words import Words
from camifield.queries.positions import metres_text
from ui.map.inks import Inks, inks
from ui.map.viewport import Viewport
from ui.map.written import words_in
from ui.theme.theme import look, shade

BAR_WIDE = 140
CROSS = 12


def round_length(most_m: float) -> float:
    """The longest of 1, 2, 5, 10, 20 ... metres that is no longer than this."""
    power = 10.0 ** math.floor(math.log10(max(most_m, 1e-3)))
    return max(step * power for step in (1, 2, 5) if step * power <= most_m * 1.000001)


def length_text(metres: float, language: str) -> str:
    """A round length in words, such as 500 m or 2000 km; without CLDR, whose first number takes longer than the map."""
    words = Words(language)
    if metres < 1000:
        return words.say("review.metres", number=f"{metres:g}")
    return words.say("review.kilometres", number=f"{metres / 1000:.0f}")


def paint_scale(
    painter: QPainter, view: Viewport, left: float, bottom: float, language: str, ink: Inks | None = None
) -> None:
    """A bar of a round length, true at the middle of the view, with its ends marked and its length beside it."""
    theme, ink = look(), ink or inks()
    metres = round_length(theme.px(BAR_WIDE) * view.metres_per_px)
    wide = round(metres / view.metres_per_px)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    high = theme.px(5)
    for colour, grown in ((ink.halo, 2), (ink.name, 0)):
        for x, y, w, h in (
            (left, bottom - 2, wide + 2, 2),
            (left, bottom - high, 2, high),
            (left + wide, bottom - high, 2, high),
        ):
            painter.fillRect(QRectF(x - grown, y - grown, w + 2 * grown, h + 2 * grown), shade(colour))
    ratio = painter.device().devicePixelRatioF()
    picture = words_in(length_text(metres, language), "small", ink.name, ink.halo, ratio=ratio)
    tall = picture.deviceIndependentSize().height()
    painter.drawPixmap(round(left + wide + 8), round(bottom - tall / 2 - 4), picture)


def paint_north(painter: QPainter, at: QPointF, ink: Inks | None = None) -> None:
    """An arrow whose tip is at `at`, with N below: north is up everywhere on this map."""
    theme, ink = look(), ink or inks()
    arrow = QPainterPath(at)
    for across, down in ((6, 18), (0, 14), (-6, 18)):
        arrow.lineTo(at.x() + theme.px(across), at.y() + theme.px(down))
    arrow.closeSubpath()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(shade(ink.halo), 2))
    painter.setBrush(shade(ink.name))
    painter.drawPath(arrow)
    picture = words_in("N", "strong", ink.name, ink.halo, ratio=painter.device().devicePixelRatioF())
    half = picture.deviceIndependentSize().width() / 2
    painter.drawPixmap(round(at.x() - half), round(at.y() + theme.px(17)), picture)


def paint_cross(painter: QPainter, view: Viewport, *, is_strong: bool) -> None:
    """The cross at the middle: what the keyboard points at, and where a record begins; strong while keys are used."""
    theme = look()
    x, y = view.width / 2, view.height / 2
    reach, inner = (theme.px(CROSS), theme.px(4)) if is_strong else (theme.px(7), theme.px(2))
    pens = (
        ((theme.colours.sheet, 4), (theme.colours.focus, 2))
        if is_strong
        else ((theme.colours.sheet, 3), (theme.colours.ink2, 1))
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in pens:
        painter.setPen(QPen(shade(colour), width))
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            painter.drawLine(QLineF(x + dx * inner, y + dy * inner, x + dx * reach, y + dy * reach))


def paint_frame(painter: QPainter, rect: QRectF) -> None:
    """The box that is being drawn to choose what is in it."""
    theme = look()
    pen = QPen(shade(theme.colours.focus), 2)
    pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(QPen(shade(theme.colours.sheet), 4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect)
    painter.setPen(pen)
    painter.drawRect(rect)


def way_m(points: Sequence[tuple[float, float]]) -> float:
    """The length of a way through points of the unit square, in metres over the ground."""
    there = [from_unit(*point) for point in points]
    return sum(distance_m(one[1], one[0], other[1], other[0]) for one, other in itertools.pairwise(there))


def paint_way(
    painter: QPainter, view: Viewport, points: Sequence[tuple[float, float]], language: str
) -> None:
    """A measured way: its corners, and at its end how long it is."""
    if not points:
        return
    theme = look()
    spots = [QPointF(*view.to_screen(*point)) for point in points]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((theme.colours.sheet, 5), (theme.colours.accent, 2)):
        painter.setPen(QPen(shade(colour), width))
        painter.setBrush(shade(theme.colours.sheet))
        for one, other in itertools.pairwise(spots):
            painter.drawLine(QLineF(one, other))
    for spot in spots:
        painter.drawEllipse(spot, 4, 4)
    if len(points) > 1:
        ratio = painter.device().devicePixelRatioF()
        ink = theme.colours
        picture = words_in(metres_text(way_m(points), language), "strong", ink.accent, ink.sheet, ratio=ratio)
        wide, high = picture.width() / ratio, picture.height() / ratio
        at = QPointF(round(spots[-1].x()) + 10, round(spots[-1].y()) - high - 4)
        painter.setPen(Qt.PenStyle.NoPen)  # a ground of its own: it may stand over a mark
        painter.drawRoundedRect(QRectF(at.x() - 4, at.y() - 1, wide + 8, high + 2), 4, 4)
        painter.drawPixmap(at, picture)
