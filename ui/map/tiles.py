"""The ground as kept pictures: squares of the world at one level, painted once, put beside each other at every frame.

What changes by itself (a raster whose pieces arrive one by one) lies on a sheet of its own: what is below and above it is
not painted anew with it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPixmap

from ui.map.layer import Layer
from ui.map.viewport import Box, Viewport, overlap

SIDE = 256
MOST_KEPT = 96
"""Squares: 24 MB at one pixel a point, enough for a view of 1920 x 1080 with its surroundings."""
AHEAD, AT_ONCE = 1, 2
"""Squares around the view that are painted between frames, and how many in one go: a frame waits no longer than that."""
Square = tuple[float, int, int]


class Tiles:
    """One sheet: `layers` are painted from the first to the last, on nothing where it `is_clear`. `ratio`: device pixels
    a pixel.
    """

    def __init__(self, layers: Sequence[Layer], *, is_clear: bool = False) -> None:
        self.layers = list(layers)
        self._is_clear = is_clear
        self._kept: OrderedDict[Square, QPixmap] = OrderedDict()
        self._stale: set[Square] = set()
        self._ratio = 1.0

    def forget(self) -> None:
        """A layer or the theme changed: paint everything anew."""
        self._kept.clear()
        self._stale.clear()

    def spoil(self, box: Box) -> None:
        """There is more to see in a box: its squares are painted anew between frames, and shown as they are until then."""
        for key in self._kept:
            level, column, row = key
            side = SIDE / Viewport(level=level).scale
            if overlap(box, (column * side, row * side, (column + 1) * side, (row + 1) * side)):
                self._stale.add(key)

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """The ground of a view; what is missing is painted now, all at once."""
        ratio = painter.device().devicePixelRatioF()
        if ratio != self._ratio:
            self.forget()
            self._ratio = ratio
        columns, rows = _squares(view, 0)
        self._fill(view.level, self._missing(view.level, columns, rows))
        for column in columns:
            for row in rows:
                key = (view.level, column, row)
                painter.drawPixmap(column * SIDE - view.left, row * SIDE - view.top, self._kept[key])
                self._kept.move_to_end(key)
        while len(self._kept) > MOST_KEPT:
            self._stale.discard(self._kept.popitem(last=False)[0])

    def prepare(self, view: Viewport) -> bool:
        """Paint a little: what is stale in the view, then what surrounds it, what is nearest to its moving edge first.
        True while there is more.
        """
        columns, rows = _squares(view, 0)
        stale = [(c, r) for c in columns for r in rows if (view.level, c, r) in self._stale][:AT_ONCE]
        if stale:
            self._fill(view.level, stale)
            return True
        columns, rows = _squares(view, AHEAD)
        for side_columns, side_rows in (
            (columns[-1:], rows),
            (columns[:1], rows),
            (columns, rows[-1:]),
            (columns, rows[:1]),
        ):
            missing = self._missing(view.level, side_columns, side_rows, is_fresh=True)[:AT_ONCE]
            if missing:
                self._fill(view.level, missing)
                return True
        return False

    def is_stale(self, view: Viewport) -> bool:
        """Whether anything in view is to be painted anew."""
        columns, rows = _squares(view, 0)
        return any((view.level, c, r) in self._stale for c in columns for r in rows)

    def _missing(
        self, level: float, columns: range, rows: range, *, is_fresh: bool = False
    ) -> list[tuple[int, int]]:
        """The squares that are not kept or, where `is_fresh` is asked, kept and stale."""
        return [
            (c, r)
            for c in columns
            for r in rows
            if (level, c, r) not in self._kept or (is_fresh and (level, c, r) in self._stale)
        ]

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
        if self._is_clear:
            block.fill(Qt.GlobalColor.transparent)
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
            key = (level, column, row)
            self._kept[key] = block.copy(QRect((column - left) * side, (row - top) * side, side, side))
            self._stale.discard(key)


class Sheets:
    """Sheets above each other; the lowest is painted on all of the view."""

    def __init__(self, *sheets: Sequence[Layer]) -> None:
        self._sheets: list[Tiles] = []
        self.show(*sheets)

    def show(self, *sheets: Sequence[Layer]) -> None:
        """Other sheets, the lowest first; those without a layer are left out, except the lowest."""
        kept = [sheets[0] if sheets else (), *filter(None, sheets[1:])]
        self._sheets = [Tiles(layers, is_clear=place > 0) for place, layers in enumerate(kept)]

    @property
    def layers(self) -> list[Layer]:
        """All that is painted, the lowest first."""
        return [layer for sheet in self._sheets for layer in sheet.layers]

    def forget(self) -> None:
        """Paint everything anew."""
        for sheet in self._sheets:
            sheet.forget()

    def spoil(self, layer: Layer, box: Box) -> None:
        """A layer has more to show in a box of the unit square."""
        for sheet in self._sheets:
            if any(one is layer for one in sheet.layers):
                sheet.spoil(box)

    def paint(self, painter: QPainter, view: Viewport) -> None:
        """All sheets of a view."""
        for sheet in self._sheets:
            sheet.paint(painter, view)

    def prepare(self, view: Viewport) -> bool:
        """Paint a little between frames; True while there is more."""
        return any(sheet.prepare(view) for sheet in self._sheets)

    def is_stale(self, view: Viewport) -> bool:
        """Whether the next frame will look otherwise once `prepare` has nothing left to do."""
        return any(sheet.is_stale(view) for sheet in self._sheets)


def _squares(view: Viewport, around: int) -> tuple[range, range]:
    """The columns and rows of squares that a view touches, and so many more on each side."""
    return (
        range(view.left // SIDE - around, (view.left + view.width - 1) // SIDE + 1 + around),
        range(view.top // SIDE - around, (view.top + view.height - 1) // SIDE + 1 + around),
    )
