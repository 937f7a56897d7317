"""Columns beside each other while each has the width it needs, below each other when not: one page for any scale."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from ui.theme.theme import look
from ui.widgets.layouts import NONE, Sides


class _Claim(NamedTuple):
    """What one widget asks of its line: a share of what is left over, and a least width in px of the design."""

    share: float
    least: float


class Columns(QLayout):
    """`place` widgets in reading order. A line is filled while every widget in it has its least width.

    In a line widths follow the shares and heights are equal. Height left over goes to the last line.
    """

    def __init__(self, parent: QWidget | None = None, *, gap: float = 16, sides: Sides = NONE) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._claims: list[_Claim] = []
        self._gap, self._sides = gap, sides
        self.on_changed()
        look().changed.connect(self.on_changed)
        if parent is not None:
            parent.setLayout(self)

    def place(self, widget: QWidget, *, share: float = 1, least: float = 280) -> None:
        """Add a widget; a share of 0 keeps it at its least width while something else can grow."""
        self.addWidget(widget)
        self._claims[-1] = _Claim(share, least)

    def on_changed(self) -> None:
        theme = look()
        start, top, end, bottom = (theme.px(side) for side in self._sides)
        left, right = (end, start) if theme.is_rtl else (start, end)
        self.setContentsMargins(left, top, right, bottom)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self._claims.append(_Claim(1, 280))

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]  (past the end Qt wants None)
        if not 0 <= index < len(self._items):
            return None
        self._claims.pop(index)
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        directions = Qt.Orientation.Horizontal
        for item in self._items:
            directions |= item.expandingDirections()
        return directions

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        around = self.contentsMargins()
        lines = self._lines(width - around.left() - around.right())
        gap = look().px(self._gap)
        high = sum(_high(line) for line in lines) + gap * max(0, len(lines) - 1)
        return high + around.top() + around.bottom()

    def sizeHint(self) -> QSize:
        theme = look()
        shown = [pair for pair in zip(self._items, self._claims, strict=True) if not pair[0].isEmpty()]
        wide = sum(max(theme.px(claim.least), item.minimumSize().width()) for item, claim in shown)
        high = max((item.sizeHint().height() for item, _ in shown), default=0)
        around = self.contentsMargins()
        return QSize(
            wide + theme.px(self._gap) * max(0, len(shown) - 1) + around.left() + around.right(),
            high + around.top() + around.bottom(),
        )

    def minimumSize(self) -> QSize:
        least = [item.minimumSize() for item in self._items if not item.isEmpty()]
        around = self.contentsMargins()
        return QSize(
            max((size.width() for size in least), default=0) + around.left() + around.right(),
            max((size.height() for size in least), default=0) + around.top() + around.bottom(),
        )

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, int]]]:
        """Lines of (item, width) that fill `width`."""
        theme = look()
        gap = theme.px(self._gap)
        lines: list[list[tuple[QLayoutItem, _Claim, int]]] = [[]]
        for item, claim in zip(self._items, self._claims, strict=True):
            if item.isEmpty():
                continue
            least = max(theme.px(claim.least), item.minimumSize().width())
            used = sum(taken + gap for _, _, taken in lines[-1])
            if lines[-1] and used + least > width:
                lines.append([])
            lines[-1].append((item, claim, least))
        return [_share_out(line, width - gap * (len(line) - 1)) for line in lines if line]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        inner = rect.marginsRemoved(self.contentsMargins())
        gap = look().px(self._gap)
        rtl = self.parentWidget().layoutDirection() == Qt.LayoutDirection.RightToLeft
        lines = self._lines(inner.width())
        y = inner.y()
        for number, line in enumerate(lines):
            is_last = number == len(lines) - 1
            high = max(_high(line), inner.y() + inner.height() - y) if is_last else _high(line)
            x = inner.x()
            for item, width in line:
                left = inner.x() + inner.right() - (x + width - 1) if rtl else x
                item.setGeometry(QRect(left, y, width, high))
                x += width + gap
            y += high + gap


def _share_out(line: list[tuple[QLayoutItem, _Claim, int]], width: int) -> list[tuple[QLayoutItem, int]]:
    """Give each its share of a width, never less than its least."""
    total = sum(claim.share for _, claim, _ in line)
    if not total:
        total, line = len(line), [(item, _Claim(1, claim.least), least) for item, claim, least in line]
    fixed = {place for place, (_, claim, _) in enumerate(line) if not claim.share}
    while True:
        rest = width - sum(line[place][2] for place in fixed)
        shares = sum(claim.share for place, (_, claim, _) in enumerate(line) if place not in fixed)
        short = {
            place
            for place, (_, claim, least) in enumerate(line)
            if place not in fixed and rest * claim.share / shares < least
        }
        if not short or len(fixed | short) == len(line):
            break
        fixed |= short
    shared: list[tuple[QLayoutItem, int]] = []
    for place, (item, claim, least) in enumerate(line):
        part = least
        if place not in fixed:
            part = int(
                rest * claim.share / shares
            )  # what is left is divided again: no px is lost or given twice
            rest -= part
            shares -= claim.share
        shared.append((item, part))
    return shared


def _high(line: list[tuple[QLayoutItem, int]]) -> int:
    """The height that the tallest of a line needs."""
    return max(
        max(
            item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height(),
            item.minimumSize().height(),
        )
        for item, width in line
    )
