"""How the kit paints: frames, seams, focus rings and words, always from the theme, mirrored for right to left."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from ui.theme.roles import Role
from ui.theme.theme import look, shade

Side = Literal["leading", "center", "trailing"]
LEFT_TO_RIGHT, FIRST_STRONG, END = "\u2066", "\u2068", "\u2069"
"""Unicode isolates: words inside have a direction of their own."""


def start(widget: QWidget) -> QPainter:
    """A smooth painter on a widget; call `end()` on it."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def is_rtl(widget: QWidget) -> bool:
    """Whether a widget reads from right to left."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft


def mirror(rect: QRectF, within: QRectF, *, rtl: bool) -> QRectF:
    """`rect`, or in a right-to-left window its mirror image inside `within`."""
    if not rtl:
        return rect
    return QRectF(within.left() + within.right() - rect.right(), rect.top(), rect.width(), rect.height())


def frame(
    painter: QPainter,
    rect: QRectF,
    *,
    fill: QColor | None,
    border: QColor | None,
    width: float,
    radius: float,
    is_dashed: bool = False,
) -> None:
    """A rounded box whose border lies wholly inside `rect`."""
    half = width / 2 if border else 0.0
    pen = QPen(border, width) if border else QPen(Qt.PenStyle.NoPen)
    if border and is_dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(half, half, -half, -half)
    round_ = max(0.0, radius - half)
    painter.drawRoundedRect(inner, round_, round_)


def ring(painter: QPainter, rect: QRectF, radius: float, *, inner: QColor | None = None) -> None:
    """The mark of the keyboard focus at the edge of `rect`.

    A filled control wears the same colour as the ring in two of the themes: `inner` draws a second line inside
    it, in the colour of the control's own text.
    """
    theme = look()
    width = float(theme.sizes.focus)
    frame(painter, rect, fill=None, border=shade(theme.colours.focus), width=width, radius=radius)
    if inner:
        step = width + theme.px(1)
        inside = rect.adjusted(step, step, -step, -step)
        frame(painter, inside, fill=None, border=inner, width=width, radius=max(0.0, radius - step))


def seam_pen(colour: QColor) -> QPen:
    """The felt seam: 1.5 px, 5 on 4 off."""
    width = max(1.5, look().px(3) / 2)
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([5 / 1.5, 4 / 1.5])  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    return pen


def seam(painter: QPainter, line: QLineF, colour: QColor) -> None:
    """A seam along a line."""
    painter.setPen(seam_pen(colour))
    painter.drawLine(line)


def write(
    painter: QPainter,
    rect: QRectF,
    words: str,
    role: Role,
    colour: QColor,
    *,
    side: Side = "leading",
    rtl: bool = False,
    is_underlined: bool = False,
    is_ltr: bool = False,
) -> None:
    """One line of words in a rectangle, cut with an ellipsis where it has no room.

    `is_ltr` keeps what must never turn, a coordinate or a Latin name, from left to right.
    """
    font = look().font(role)
    if is_underlined:
        font = font.__copy__()
        font.setUnderline(True)
    painter.setFont(font)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    painter.setPen(colour)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width() + 1))
    if rtl:
        # By its first strong letter, so that names, "~12" and coordinates keep their own direction.
        shown = f"{LEFT_TO_RIGHT if is_ltr else FIRST_STRONG}{shown}{END}"
    across = {
        "leading": Qt.AlignmentFlag.AlignLeft,
        "center": Qt.AlignmentFlag.AlignHCenter,
        "trailing": Qt.AlignmentFlag.AlignRight,
    }[side]
    flags = across | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)
