"""The records behind one line of a preview: two lines each, walked through by the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from camifield.i18n import words
from camifield.queries.foretold import Listed
from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes, tile
from ui.widgets.item import Index, read
from ui.widgets.text import tip

ROW, SIDE, GAP, TILE = 56, 8, 12, 32
MOST_ROWS = 8


def sign_of(kind: str) -> str:
    """The icon of a kind; what is shared, or of a newer version, has none of its own."""
    return kind if kind in icons.ICONS else "document"


def second_line(one: Listed) -> str:
    """What stands under the title: number, day, place, who wrote it, and why."""
    why = words.say("review.quoted", text=one.why) if one.why else ""
    return words.say("import.fact.between").join(
        filter(None, (one.number, one.when, one.place, one.who, why))
    )


class _Records(QAbstractListModel):
    """The records as Qt wants them."""

    def __init__(self, listed: Sequence[Listed], parent: QObject) -> None:
        super().__init__(parent)
        self.listed = list(listed)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.listed)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        one = self.listed[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return one.title
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return second_line(one)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(second_line(one))
        return None


class _Painter(QStyledItemDelegate):
    """Paints a record: its kind's tile, its title, and the rest below."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(look().px(200), look().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = look()
        model = index.model()
        assert isinstance(model, _Records)
        one, item, rtl = model.listed[index.row()], read(option), theme.is_rtl
        rect = item.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if item.is_chosen:
            painter.fillRect(rect, shade(theme.colours.soft))
        painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), shade(theme.colours.line))
        ink = shade(theme.colours.soft_ink if item.is_chosen else theme.colours.ink)
        quiet = shade(theme.colours.soft_ink if item.is_chosen else theme.colours.ink2)
        side = theme.px(TILE)
        box = QRectF(rect.left() + theme.px(SIDE), rect.center().y() - side / 2, side, side)
        is_filled = theme.colours.is_plain and item.is_chosen
        shown, sign = strokes.mirror(box, rect, rtl=rtl), sign_of(one.kind)
        tile.paint(painter, shown, one.kind, sign, ink=ink if is_filled else None)
        x = box.right() + theme.px(GAP)
        wide, half = rect.right() - theme.px(SIDE) - x, (rect.height() - theme.px(8)) / 2
        first = QRectF(x, rect.top() + theme.px(4), wide, half)
        strokes.write(painter, strokes.mirror(first, rect, rtl=rtl), one.title, "row_title", ink, rtl=rtl)
        below = strokes.mirror(first.translated(0, half), rect, rtl=rtl)
        strokes.write(painter, below, second_line(one), "help", quiet, rtl=rtl)
        painter.restore()


class ListedView(QListView):
    """As high as its records, up to eight; the rest scrolls."""

    def __init__(self, listed: Sequence[Listed], *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = len(listed)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setModel(_Records(listed, self))
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        if listed:
            self.setCurrentIndex(self.model().index(0, 0))
        look().changed.connect(self.on_changed)
        self.on_changed()

    def on_changed(self) -> None:
        """Follow the scale."""
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(look().px(240), max(1, min(self._count, MOST_ROWS)) * look().px(ROW) + 2)
