"""The map as a widget: kept squares of ground, and above them at every frame the grid, names, marks and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.map import furniture
from ui.map.graticule import Graticule
from ui.map.hand import Hand
from ui.map.layer import Layer
from ui.map.names import Names
from ui.map.points import Points
from ui.map.tiles import Sheets
from ui.map.viewport import Box, Viewport
from ui.theme.theme import look
from ui.widgets import strokes

OVER = 48
AHEAD_MS = 8
"""So long after a frame, what may come into view next is prepared, a little at a time."""


class Canvas(QWidget):
    """`moved` when the view changed; `pointed` with (longitude, latitude) under the pointer or the cross, None for neither.

    `opened` with the place of a mark that was clicked; `clicked` with a point of the widget where none stands; `boxed` with a Box; `menu_asked` with a point of the widget;
    `measured` with metres, 0 when a measure ends; `painted` once, after the first frame. `ground` are painted from the first to the last, then `above`.
    """

    painted = Signal()
    moved = Signal()
    pointed = Signal(object)
    hovered = Signal(object)
    opened = Signal(int)
    clicked = Signal(QPointF)
    boxed = Signal(object)
    menu_asked = Signal(QPointF)
    measured = Signal(float)

    def __init__(
        self, ground: Sequence[Layer], *, name: str, language: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._language = language
        self.tiles = Sheets(ground)
        self.graticule = Graticule()
        self.points = Points()
        self.names: Names | None = None
        self.above: list[Layer] = []
        self.view = Viewport()
        self.hand = Hand(self)
        self._generation = 0
        self._is_painted = False
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.setInterval(AHEAD_MS)
        self._ahead.timeout.connect(self.prepare)
        self._told = QTimer(self)
        self._told.setSingleShot(True)
        self._told.timeout.connect(self.painted)
        look().changed.connect(self.repaint_ground)

    # What is seen

    def look_at(self, view: Viewport) -> None:
        """Show another part of the world."""
        if view != self.view:
            self.view = view
            self.moved.emit()
            self.update()

    def fit(self, box: Box, most_level: float = 11.0) -> None:
        """Show all of a box."""
        # What lies over the upper edge has its room, and the same below so that the middle stays the middle.
        free = self.view.sized(self.width(), max(100, self.height() - 2 * look().px(OVER)))
        self.look_at(free.fitted(box, most_level).sized(self.width(), self.height()))

    def repaint_ground(self) -> None:
        """A layer of the ground, or the theme, is another one now."""
        self.tiles.forget()
        self.update()

    def show_ground(self, *sheets: Sequence[Layer]) -> None:
        """Other layers of the ground, on sheets that are kept apart: what changes by itself has one of its own."""
        self.tiles.show(*sheets)
        self.update()

    def repaint_part(self, layer: Layer, box: Box) -> None:
        """A layer of the ground has more to show in a box: what is there stays until that is painted, between frames."""
        self.tiles.spoil(layer, box)
        self._ahead.start()

    def prepare(self) -> None:
        """Paint and gather a little of what may come into view next, until nothing is left to do."""
        view, names = self.view, self.names
        if self.isVisible() and self.tiles.is_stale(view):
            self.update()
        if self.isVisible() and (
            self.tiles.prepare(view)
            or self.points.prepare(view)
            or (names is not None and names.prepare(view))
        ):
            self._ahead.start()

    # Qt

    def sizeHint(self) -> QSize:
        return QSize(look().px(800), look().px(500))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(320), look().px(200))

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = QPainter(self)
        view = self.view
        self.tiles.paint(painter, view)
        self.points.gather(view)
        if self.points.generation != self._generation and self.names is not None:
            self._generation = self.points.generation
            self.names.forget()
        px = look().px
        self.graticule.clear = QRect(0, self.height() - px(40), px(240), px(40))
        self.graticule.paint(painter, view)
        layers: tuple[Layer | None, ...] = (self.names, *self.above, self.points)
        for layer in layers:
            if layer is not None:
                painter.save()
                layer.paint(painter, view)
                painter.restore()
        self._paint_furniture(painter)
        painter.end()
        if not self._is_painted:
            self._is_painted = True
            self._told.start()
        if not self._ahead.isActive():  # while the map is pulled it comes between frames
            self._ahead.start()

    def _paint_furniture(self, painter: QPainter) -> None:
        theme, view, hand = look(), self.view, self.hand
        furniture.paint_way(painter, view, hand.way_shown(), self._language)
        if hand.box is not None:
            furniture.paint_frame(painter, hand.box)
        furniture.paint_scale(painter, view, theme.px(16), self.height() - theme.px(14), self._language)
        furniture.paint_cross(painter, view, is_strong=self.hasFocus() and hand.is_by_keys)
        if self.hasFocus() and hand.is_by_keys:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            strokes.ring(painter, QRectF(self.rect()).adjusted(1, 1, -1, -1), 2.0)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.look_at(self.view.sized(self.width(), self.height()))

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        self.hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent, /) -> None:
        self.hand.double_click(event)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        self.hand.wheel(event)

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.hand.come_by_keys()
        self.update()

    def leaveEvent(self, event: QEvent, /) -> None:
        super().leaveEvent(event)
        self.hand.leave()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not self.hand.key(event):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_asked.emit(self.middle if is_by_key else QPointF(event.pos()))

    @property
    def middle(self) -> QPointF:
        """The pixel that the cross is at."""
        return QPointF(self.width() / 2, self.height() / 2)
