"""The list under a type-ahead field: it lies inside the window, never takes the focus, and is painted row by row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.item import Index, read
from ui.widgets.layouts import Column
from ui.widgets.option import Option

MOST_ROWS = 7
SIDE, GAP, ICON = 12, 10, 22


class _Options(QAbstractListModel):
    """The options as Qt wants them."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.options: list[Option] = []

    def show_options(self, options: Sequence[Option]) -> None:
        self.beginResetModel()
        self.options = list(options)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.options)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        option = self.options[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return option.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return option.second
        return None


class _Painter(QStyledItemDelegate):
    """Paints an option: icon, text, and its second name slanted at the far end or below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(look().px(160), look().sizes.control)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = look()
        colours = theme.colours
        model = index.model()
        assert isinstance(model, _Options)
        shown = model.options[index.row()]
        item = read(option)
        rect, is_chosen = item.rect, item.is_chosen
        rtl = theme.is_rtl
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_chosen:
            radius = float(theme.sizes.radius_tag)
            strokes.frame(painter, rect, fill=shade(colours.soft), border=None, width=0, radius=radius)
        ink = shade(colours.soft_ink if is_chosen else colours.ink)
        quiet = shade(colours.soft_ink if is_chosen else colours.ink2)
        x = rect.left() + theme.px(SIDE)
        if shown.icon:
            side = theme.px(ICON)
            box = QRectF(x, rect.center().y() - side / 2, side, side)
            icons.draw(painter, shown.icon, strokes.mirror(box, rect, rtl=rtl), quiet, rtl=rtl)
            x += side + theme.px(GAP)
        room = rect.right() - theme.px(SIDE) - x
        wide = min(room, theme.metrics("body").horizontalAdvance(shown.text) + 4)
        where = strokes.mirror(QRectF(x, rect.top(), wide, rect.height()), rect, rtl=rtl)
        strokes.write(painter, where, shown.text, "body", ink, rtl=rtl)
        rest = room - wide - theme.px(16)
        if shown.second and rest > theme.px(32):
            beside = QRectF(x + wide + theme.px(16), rect.top(), rest, rect.height())
            where = strokes.mirror(beside, rect, rtl=rtl)
            strokes.write(painter, where, shown.second, "latin", quiet, rtl=rtl, is_ltr=True)
        painter.restore()


class OptionList(QFrame):
    """Options below (or, without room, above) an editor of the same window. `taken` with the row clicked."""

    taken = Signal(int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = Column(self, gap=0, sides=(4, 4, 4, 4))
        self._options = _Options(self)
        self._view = QListView()
        self._view.setModel(self._options)
        self._view.setItemDelegate(_Painter(self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.entered.connect(self._view.setCurrentIndex)
        self._view.clicked.connect(self.on_clicked)
        column.addWidget(self._view)
        self.hide()

    def on_clicked(self, index: QModelIndex) -> None:
        self.taken.emit(index.row())

    def show_options(self, options: Sequence[Option]) -> None:
        """Show options with the first one highlighted."""
        self._options.show_options(options)
        self.highlight(0)

    @property
    def count(self) -> int:
        return self._options.rowCount()

    @property
    def highlighted(self) -> int:
        """The highlighted row; -1 for none."""
        return self._view.currentIndex().row()

    def highlight(self, row: int) -> None:
        """Highlight a row, brought within the list."""
        if self.count:
            self._view.setCurrentIndex(self._options.index(max(0, min(row, self.count - 1))))

    def place(self, editor: QWidget) -> None:
        """Lie along the editor's edge with as many rows as there is room for, and show."""
        theme = look()
        window = editor.window()
        corner = editor.mapTo(window, editor.rect().topLeft())
        below = window.height() - corner.y() - editor.height()
        above = corner.y()
        frame = theme.px(8)
        wanted = min(self.count, MOST_ROWS) * theme.sizes.control + frame
        gap = theme.px(4)
        is_below = below >= min(wanted + gap, above)
        fitting = ((below if is_below else above) - gap - frame) // theme.sizes.control
        high = frame + max(1, min(self.count, MOST_ROWS, fitting)) * theme.sizes.control
        wide = min(max(editor.width(), theme.px(320)), window.width())
        x = corner.x() + editor.width() - wide if strokes.is_rtl(editor) else corner.x()
        x = max(0, min(x, window.width() - wide))
        y = corner.y() + editor.height() + gap if is_below else corner.y() - gap - high
        self.setGeometry(x, y, wide, high)
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        strokes.frame(
            painter,
            QRectF(self.rect()),
            fill=shade(theme.colours.sheet),
            border=shade(theme.colours.edge),
            width=theme.sizes.border,
            radius=theme.sizes.radius_control,
        )
        painter.end()
