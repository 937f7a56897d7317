"""A list to tick several of many: the keyboard walks it, Space or Enter ticks, and typing above it narrows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from camifield.folding import search_form
from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.item import Index, read
from ui.widgets.option import Option

SIDE, GAP, BOX, ICON = 10, 10, 20, 20


class _Options(QAbstractListModel):
    """The options that fit what is typed, and which of all are ticked."""

    def __init__(self, options: Sequence[Option], ticked: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._all = list(options)
        self._folded = [f" {search_form(one.text)} {search_form(one.second)}" for one in options]
        self.shown = list(options)
        self.ticked = dict.fromkeys(ticked)

    def narrow(self, typed: str) -> None:
        """Show the options with a word that begins so; all of them for nothing typed."""
        wanted = [f" {word}" for word in search_form(typed).split()]
        self.beginResetModel()
        self.shown = [
            one
            for one, folded in zip(self._all, self._folded, strict=True)
            if all(word in folded for word in wanted)
        ]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.shown)

    def flags(self, index: Index) -> Qt.ItemFlag:  # noqa: ARG002
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        option = self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return option.text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return option.second
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if option.key in self.ticked else Qt.CheckState.Unchecked
        return None


class TickList(QListView):
    """`changed` when a person ticked something; `ticked()` are the keys in the order they were ticked.

    With `is_single` a tick takes the others off, and `taken` tells that the choice is made.
    """

    changed = Signal()
    taken = Signal()

    def __init__(
        self,
        options: Sequence[Option],
        ticked: Sequence[str],
        *,
        name: str,
        is_single: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_single = is_single
        self.options = _Options(options, ticked, self)
        self.setAccessibleName(name)
        self.setModel(self.options)
        self.setItemDelegate(_Painter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.clicked.connect(self.toggle)
        first = next((row for row, one in enumerate(options) if one.key in self.options.ticked), 0)
        self.highlight(first)

    def ticked(self) -> list[str]:
        """What is ticked."""
        return list(self.options.ticked)

    def narrow(self, typed: str) -> None:
        """Show what fits a text."""
        self.options.narrow(typed)
        self.highlight(0)

    def highlight(self, row: int) -> None:
        """Put the keyboard's mark on a row, brought within the list."""
        if self.options.rowCount():
            self.setCurrentIndex(self.options.index(max(0, min(row, self.options.rowCount() - 1))))

    def toggle(self, index: QModelIndex) -> None:
        """Tick or untick a row."""
        if not index.isValid():
            return
        key = self.options.shown[index.row()].key
        was = key in self.options.ticked
        if self._is_single:
            self.options.ticked.clear()
        if was:
            self.options.ticked.pop(key, None)
        else:
            self.options.ticked[key] = None
        self.viewport().update()
        self.changed.emit()
        if self._is_single:
            self.taken.emit()

    def toggle_current(self) -> None:
        """Tick or untick the row with the keyboard's mark."""
        self.toggle(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggle_current()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Paints a box, an icon, the text, and a second name where there is room."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(look().px(160), look().sizes.control)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = look()
        model = index.model()
        assert isinstance(model, _Options)
        shown = model.shown[index.row()]
        item = read(option)
        rtl = theme.is_rtl
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = shade(theme.colours.soft_ink if item.is_chosen else theme.colours.ink)
        if item.is_chosen:
            strokes.frame(
                painter,
                item.rect,
                fill=shade(theme.colours.soft),
                border=None,
                width=0,
                radius=float(theme.sizes.radius_tag),
            )
        # On the filled row of sunlight a ticked box would be lost in its own colour.
        edge = ink if item.is_chosen and theme.colours.is_plain else None
        x = _paint_box(painter, item.rect, edge, is_ticked=shown.key in model.ticked, rtl=rtl)
        if shown.icon:
            side = theme.px(ICON)
            box = QRectF(x, item.rect.center().y() - side / 2, side, side)
            quiet = ink if item.is_chosen else shade(theme.colours.ink2)
            icons.draw(painter, shown.icon, strokes.mirror(box, item.rect, rtl=rtl), quiet, rtl=rtl)
            x += side + theme.px(GAP)
        _paint_words(painter, item.rect, x, shown, ink, rtl=rtl)
        painter.restore()


def _paint_box(painter: QPainter, rect: QRectF, edge: QColor | None, *, is_ticked: bool, rtl: bool) -> float:
    """The box of a row; returns where its words begin."""
    theme = look()
    colours = theme.colours
    side, start = theme.px(BOX), rect.left() + theme.px(SIDE)
    box = strokes.mirror(QRectF(start, rect.center().y() - side / 2, side, side), rect, rtl=rtl)
    strokes.frame(
        painter,
        box,
        fill=shade(colours.accent if is_ticked else colours.sheet),
        border=edge or shade(colours.accent if is_ticked else colours.edge),
        width=max(1.5, theme.sizes.border),
        radius=float(theme.sizes.radius_tag),
    )
    if is_ticked:
        icons.draw(painter, "tick", box.adjusted(2, 2, -2, -2), shade(colours.on_accent))
    return start + side + theme.px(GAP)


def _paint_words(painter: QPainter, rect: QRectF, x: float, shown: Option, ink: QColor, *, rtl: bool) -> None:
    theme = look()
    room = rect.right() - theme.px(SIDE) - x
    wide = min(room, theme.metrics("table").horizontalAdvance(shown.text) + 4)
    where = strokes.mirror(QRectF(x, rect.top(), wide, rect.height()), rect, rtl=rtl)
    strokes.write(painter, where, shown.text, "table", ink, rtl=rtl)
    rest = room - wide - theme.px(12)
    if shown.second and rest > theme.px(48):
        beside = QRectF(x + wide + theme.px(12), rect.top(), rest, rect.height())
        strokes.write(
            painter, strokes.mirror(beside, rect, rtl=rtl), shown.second, "latin", ink, rtl=rtl, is_ltr=True
        )
