"""A layout that breaks into lines like text: chips, headers and bars fit any width, language and scale."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ui.theme.theme import look
from ui.widgets.layouts import NONE, Sides


class FlowLayout(QLayout):
    """Widgets in lines, in reading order, each line centred on its middle.

    What comes after `add_spring()` stands at the far end of its line. Widgets whose policy is Expanding share what
    is left over in their line.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: float = 8, line_gap: float = 8, sides: Sides = NONE
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._spring: int | None = None
        self._gap, self._line_gap, self._sides = gap, line_gap, sides
        self.on_changed()
        look().changed.connect(self.on_changed)
        if parent is not None:
            parent.setLayout(self)

    def on_changed(self) -> None:
        theme = look()
        start, top, end, bottom = (theme.px(side) for side in self._sides)
        left, right = (end, start) if theme.is_rtl else (start, end)
        self.setContentsMargins(left, top, right, bottom)

    def add_spring(self) -> None:
        """What is added from here on goes to the far end of the line."""
        self._spring = len(self._items)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # pyright: ignore[reportIncompatibleMethodOverride]  (past the end Qt wants None)
        if not 0 <= index < len(self._items):
            return None
        if self._spring is not None and index < self._spring:
            self._spring -= 1
        return self._items.pop(index)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), is_moving=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, is_moving=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + look().px(self._gap) * max(0, len(hints) - 1)
        return self._with_margins(QSize(width, max((hint.height() for hint in hints), default=0)))

    def minimumSize(self) -> QSize:
        """The broadest single widget."""
        least = [item.minimumSize() for item in self._items if not item.isEmpty()]
        broad = max((size.width() for size in least), default=0)
        return self._with_margins(QSize(broad, max((size.height() for size in least), default=0)))

    def _with_margins(self, size: QSize) -> QSize:
        around = self.contentsMargins()
        return size + QSize(around.left() + around.right(), around.top() + around.bottom())

    def _lines(self, width: int) -> list[list[tuple[int, QLayoutItem, int]]]:
        """Lines of (index, item, width) that fit into `width`."""
        gap = look().px(self._gap)
        lines: list[list[tuple[int, QLayoutItem, int]]] = [[]]
        used = 0
        for index, item in enumerate(self._items):
            if item.isEmpty():
                continue
            wanted = min(item.sizeHint().width(), max(width, item.minimumSize().width()))
            if lines[-1] and used + gap + wanted > width:
                lines.append([])
                used = 0
            used += wanted + (gap if lines[-1] else 0)
            lines[-1].append((index, item, wanted))
        return [line for line in lines if line]

    def _arrange(self, rect: QRect, *, is_moving: bool) -> int:
        """Place everything inside `rect` (when moving) and return the height it takes."""
        theme = look()
        inner = rect.marginsRemoved(self.contentsMargins())
        lines = self._lines(inner.width())
        y = inner.y()
        for line in lines:
            high = max(_height(item, width) for _, item, width in line)
            if is_moving:
                self._place_line(line, QRect(inner.x(), y, inner.width(), high))
            y += high + theme.px(self._line_gap)
        if lines:
            y -= theme.px(self._line_gap)
        return y - rect.y() + self.contentsMargins().bottom()

    def _place_line(self, line: list[tuple[int, QLayoutItem, int]], band: QRect) -> None:
        gap = look().px(self._gap)
        left_over = band.width() - sum(width for _, _, width in line) - gap * (len(line) - 1)
        growing = [index for index, item, _ in line if item.expandingDirections() & Qt.Orientation.Horizontal]
        share = max(0, left_over) // len(growing) if growing else 0
        rtl = self.parentWidget().layoutDirection() == Qt.LayoutDirection.RightToLeft
        far = next((i for i, _, _ in line if self._spring is not None and i >= self._spring), None)
        x = band.x()
        for index, item, wanted in line:
            if not growing and index == far:
                x += max(0, left_over)
            width = wanted + (share if index in growing else 0)
            high = min(_height(item, width), band.height())
            left = band.x() + band.right() - (x + width - 1) if rtl else x
            item.setGeometry(QRect(left, band.y() + (band.height() - high) // 2, width, high))
            x += width + gap


def _height(item: QLayoutItem, width: int) -> int:
    high = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(high, item.minimumSize().height())


def flowing(*widgets: QWidget, gap: float = 12) -> QWidget:
    """Widgets side by side in one part, in as many lines as large text needs."""
    holder = QWidget()
    flow = FlowLayout(holder, gap=gap)
    for widget in widgets:
        flow.addWidget(widget)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    holder.setSizePolicy(policy)
    return holder
