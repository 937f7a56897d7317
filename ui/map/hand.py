"""What the hand does to the map: pulling, zooming, choosing and measuring, by mouse or by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from ui.map.furniture import way_m
from ui.map.viewport import Viewport

if TYPE_CHECKING:
    from ui.map.canvas import Canvas

PULL_FROM = 4
"""Pixels that the pointer must go before a press is a pull."""
STEP_PX, FINE_PX = 80, 8
NOTCH = 120
"""What Qt's wheel counts a notch as."""
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
NEARER = (Qt.Key.Key_Plus, Qt.Key.Key_Equal)
FURTHER = (Qt.Key.Key_Minus, Qt.Key.Key_Underscore)
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
Corner = tuple[float, float]


class Hand:
    """Mouse and keys of one canvas. `box`: the frame that is being drawn, in pixels; `way`: the corners of a measure.

    Keys: arrows move the map under its cross, with Alt a little; Ctrl and an arrow go to the next mark that way; Shift
    and arrows draw a frame from the cross, Enter takes it; Enter opens what is under the cross; + and - zoom; Space
    sets a corner while a way is measured; Escape ends what was begun.
    """

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._pressed: QPointF | None = None
        self._begun: Viewport | None = None
        self._is_pulling = False
        self._turned = 0.0
        self._at: QPointF | None = None
        self.box: QRectF | None = None
        self.way: list[Corner] = []
        self.is_measuring = False
        self.is_by_keys = False

    # Measuring

    def measure(self, is_on: bool, /) -> None:  # noqa: FBT001
        """Begin or end measuring; what was measured is forgotten."""
        self.is_measuring = is_on
        self.way = []
        self._canvas.setCursor(Qt.CursorShape.CrossCursor if is_on else Qt.CursorShape.ArrowCursor)
        self._canvas.measured.emit(0.0)
        self._canvas.update()

    def set_corner(self, at: QPointF) -> None:
        """One more corner of the way that is measured."""
        self.way.append(self._canvas.view.to_unit(at.x(), at.y()))
        self._canvas.measured.emit(way_m(self.way))
        self._canvas.update()

    def way_shown(self) -> list[Corner]:
        """The way with its next corner, where the pointer or the cross is."""
        if not self.way:
            return []
        at = self._canvas.middle if self.is_by_keys else self._at
        return self.way if at is None else [*self.way, self._canvas.view.to_unit(at.x(), at.y())]

    # Mouse

    def press(self, event: QMouseEvent) -> None:
        self._become(by_keys=False)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pressed, self._begun, self._is_pulling = event.position(), self._canvas.view, False
        self.box = None
        if event.modifiers() & SHIFT:
            self.box = QRectF(event.position(), event.position())

    def move(self, event: QMouseEvent) -> None:
        canvas, self._at = self._canvas, event.position()
        canvas.pointed.emit(canvas.view.degrees(self._at.x(), self._at.y()))
        if self._pressed is None:
            self._hover(self._at)
            if self.way:
                canvas.update()
            return
        if self.box is not None:
            self.box = QRectF(self._pressed, self._at).normalized()
            canvas.update()
            return
        gone = self._pressed - self._at
        if self._is_pulling or gone.manhattanLength() >= PULL_FROM:
            self._is_pulling = True
            canvas.setCursor(Qt.CursorShape.ClosedHandCursor)
            assert self._begun is not None
            canvas.look_at(self._begun.sized(canvas.width(), canvas.height()).moved(gone.x(), gone.y()))

    def release(self, event: QMouseEvent) -> None:
        canvas = self._canvas
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        was_pulling, self._pressed, self._is_pulling = self._is_pulling, None, False
        canvas.setCursor(Qt.CursorShape.CrossCursor if self.is_measuring else Qt.CursorShape.ArrowCursor)
        if self.box is not None:
            self._take_box()
        elif not was_pulling and self.is_measuring:
            self.set_corner(event.position())
        elif not was_pulling:
            self._open(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        """Nearer, where nothing stands that could be opened."""
        at, canvas = event.position(), self._canvas
        if not self.is_measuring and canvas.points.at(canvas.view, at.x(), at.y()) is None:
            canvas.look_at(canvas.view.zoomed(2, at.x(), at.y()))

    def wheel(self, event: QWheelEvent) -> None:
        self._become(by_keys=False)
        self._turned += event.angleDelta().y() / NOTCH
        steps = int(self._turned)
        if steps:
            self._turned -= steps
            at = event.position()
            self._canvas.look_at(self._canvas.view.zoomed(steps, at.x(), at.y()))
        event.accept()

    def leave(self) -> None:
        self._at = None
        self._canvas.pointed.emit(None)
        self._set_hot(None)

    # Keys

    def key(self, event: QKeyEvent) -> bool:
        """Whether the key was ours."""
        canvas, key, held = self._canvas, Qt.Key(event.key()), event.modifiers()
        if key in ARROWS:
            self._become(by_keys=True)
            self._arrow(ARROWS[key], held)
        elif key in NEARER or key in FURTHER:
            self._become(by_keys=True)
            canvas.look_at(canvas.view.zoomed(1 if key in NEARER else -1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._become(by_keys=True)
            if self.box is not None:
                self._take_box()
            else:
                self._open(canvas.middle)
        elif key == Qt.Key.Key_Space and self.is_measuring:
            self._become(by_keys=True)
            self.set_corner(canvas.middle)
        elif key == Qt.Key.Key_Escape and (self.box is not None or self.way):
            self.box, self.way = None, []
            canvas.measured.emit(0.0)
            canvas.update()
        else:
            return False
        if self.is_by_keys:
            canvas.pointed.emit(canvas.view.degrees(canvas.middle.x(), canvas.middle.y()))
            self._hover(canvas.middle)
        return True

    def _arrow(self, way: tuple[int, int], held: Qt.KeyboardModifier) -> None:
        canvas = self._canvas
        if held & SHIFT:
            self._grow_box(way)
        elif held & CONTROL:
            self._go_to_next(way)
        else:
            step = FINE_PX if held & Qt.KeyboardModifier.AltModifier else STEP_PX
            canvas.look_at(canvas.view.moved(way[0] * step, way[1] * step))

    def _grow_box(self, way: tuple[int, int]) -> None:
        """A frame around the cross, wider or narrower on both sides: one key does what two corners need."""
        middle = self._canvas.middle
        box = self.box or QRectF(middle.x() - 40, middle.y() - 40, 80, 80)
        across, down = way[0] * 20, -way[1] * 20
        grown = box.adjusted(-across, -down, across, down)
        if grown.width() >= 20 and grown.height() >= 20:
            box = grown
        self.box = box.intersected(QRectF(self._canvas.rect()))
        self._canvas.update()

    def _go_to_next(self, way: tuple[int, int]) -> None:
        """Put the cross on the nearest mark in a direction: those within 45 degrees of it count."""
        canvas, marks = self._canvas, self._canvas.points.marks
        scale, view = canvas.view.scale, canvas.view
        best: tuple[float, int] | None = None
        for mark in range(len(marks)):
            right, down = (float(marks.x[mark]) - view.x) * scale, (float(marks.y[mark]) - view.y) * scale
            along, aside = right * way[0] + down * way[1], abs(right * way[1]) + abs(down * way[0])
            if along > 2 and aside <= along and (best is None or along + aside < best[0]):
                best = along + aside, mark
        if best is not None:
            canvas.look_at(view.at(float(marks.x[best[1]]), float(marks.y[best[1]])))

    # What both do

    def come_by_keys(self) -> None:
        """The keyboard came to the map: its cross is what points now."""
        self._become(by_keys=True)
        middle = self._canvas.middle
        self._canvas.pointed.emit(self._canvas.view.degrees(middle.x(), middle.y()))

    def _become(self, *, by_keys: bool) -> None:
        if self.is_by_keys != by_keys:
            self.is_by_keys = by_keys
            self._canvas.update()

    def _hover(self, at: QPointF) -> None:
        canvas = self._canvas
        self._set_hot(canvas.points.at(canvas.view, at.x(), at.y()))

    def _set_hot(self, mark: int | None) -> None:
        points = self._canvas.points
        if points.hot != mark:
            points.hot = mark
            self._canvas.hovered.emit(mark)
            self._canvas.update()

    def _open(self, at: QPointF) -> None:
        mark = self._canvas.points.at(self._canvas.view, at.x(), at.y())
        if mark is not None:
            self._canvas.opened.emit(mark)
        else:
            self._canvas.clicked.emit(at)

    def _take_box(self) -> None:
        box, self.box = self.box, None
        canvas = self._canvas
        canvas.update()
        if box is not None and box.width() > PULL_FROM and box.height() > PULL_FROM:
            corner, other = (
                canvas.view.to_unit(box.left(), box.top()),
                canvas.view.to_unit(box.right(), box.bottom()),
            )
            canvas.boxed.emit((*corner, *other))
