"""The ground as kept pictures: squares of the world at one level, painted once, put beside each other at every frame."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPixmap

from ui.map.layer import Layer
from ui.map.viewport import Viewport

SIDE = 256
MOST_KEPT = 96
"""Squares: 24 MB at one pixel a point, enough for a view of 1920 x 1080 with its surroundings."""
AHEAD, AT_ONCE = 1, 2
"""Squares around the view that are painted between frames, and how many in one go: a frame waits no longer than that."""
Square = tuple[float, int, int]


class Tiles:
    """`layers` are painted from the first to the last. `ratio`: device pixels a pixel."""

    def __init__(self, layers: Sequence[Layer]) -> None:
        self.layers = list(layers)
        self._kept: OrderedDict[Square, QPixmap] = OrderedDict()
        self._ratio = 1.0

    def forget(self) -> None:
        """A layer or the theme changed: paint everything anew."""
        self._kept.clear()

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The ground of a view; what is missing is painted now, all at once."""
        ratio = painter.device().devicePixelRatioF()
        if ratio != self._ratio:
            self._kept.clear()
            self._ratio = ratio
        columns, rows = _squares(view, 0)
        self._fill(view.level, self._missing(view.level, columns, rows))
        for column in columns:
            for row in rows:
                key = (view.level, column, row)
                painter.drawPixmap(column * SIDE - view.left, row * SIDE - view.top, self._kept[key])
                self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)

    def prepare(self, view: Viewport) -> bool:
        """Paint a little of what surrounds the view, what is nearest to its moving edge first; True while there is more."""
        columns, rows = _squares(view, AHEAD)
        for side_columns, side_rows in (
            (columns[-1:], rows),
            (columns[:1], rows),
            (columns, rows[-1:]),
            (columns, rows[:1]),
        ):
            missing = self._missing(view.level, side_columns, side_rows)[:AT_ONCE]
            if missing:
                self._fill(view.level, missing)
                return True
        return False

    def _missing(self, level: float, columns: range, rows: range) -> list[tuple[int, int]]:
        return [(c, r) for c in columns for r in rows if (level, c, r) not in self._kept]

    def _fill(self, level: float, missing: Sequence[tuple[int, int]]) -> None:
        """Paint squares in one piece: most of the work is the same for one and for many."""
        if not missing:
            return
        left, right = min(c for c, _ in missing), max(c for c, _ in missing) + 1
        top, bottom = min(r for _, r in missing), max(r for _, r in missing) + 1
        wide, high = (right - left) * SIDE, (bottom - top) * SIDE
        ratio = self._ratio
        block = QPixmap(round(wide * ratio), round(high * ratio))
        block.setDevicePixelRatio(ratio)
        scale = Viewport(level=level).scale
        view = Viewport((left * SIDE + wide / 2) / scale, (top * SIDE + high / 2) / scale, level, wide, high)
        painter = QPainter(block)
        for layer in self.layers:
            painter.save()
            layer.paint(painter, view)
            painter.restore()
        painter.end()
        side = round(SIDE * ratio)
        for column, row in missing:
            self._kept[level, column, row] = block.copy(
                QRect((column - left) * side, (row - top) * side, side, side)
            )


def _squares(view: Viewport, around: int) -> tuple[range, range]:
    """The columns and rows of squares that a view touches, and so many more on each side."""
    return (
        range(view.left // SIDE - around, (view.left + view.width - 1) // SIDE + 1 + around),
        range(view.top // SIDE - around, (view.top + view.height - 1) // SIDE + 1 + around),
    )
