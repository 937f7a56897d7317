"""The preview of the rows: every cell as it is written, marked where something was noticed, and what each row becomes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from camifield.formats.mapping.preview import PreviewRow
from camifield.i18n import words
from ui.exchange.bringing_in.head import Find, MappingHead
from ui.exchange.bringing_in.row_signs import RowSigns
from ui.exchange.bringing_in.rows_model import CHANGED, RowsModel
from ui.exchange.bringing_in.targets_shown import Head
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.cells import DelegateState
from ui.widgets.item import Index, read
from ui.widgets.seam import Seam
from ui.widgets.table import LEAST_ROWS, Table

LEAST_WIDE, MOST_WIDE, MOST_LEFT, HINTED_ROWS = 88, 260, 150, 5
CELL_SIDES, MARK_WIDE = 28, 22
SHORTER, SHAVED = (150, 116, 98), 6
LONGEST = 60


class ImportCells(DelegateState):
    """The cells of the preview: a frame around the one that is spoken of below, a dashed one around what was changed."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        theme, item = look(), read(option)
        is_spoken_of = isinstance(item.view, ImportTable) and item.view.is_spoken_of(index)
        if not is_spoken_of and not index.data(CHANGED):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_filled = theme.colours.is_plain and item.is_chosen
        box = item.rect.adjusted(theme.px(2), theme.px(4), -theme.px(2), -theme.px(4))
        colour = shade(theme.colours.soft_ink if is_filled else theme.colours.accent)
        width = max(2.0, float(theme.sizes.border)) if is_spoken_of else float(theme.sizes.border)
        radius = float(theme.sizes.radius_control)
        is_dashed = not is_spoken_of
        strokes.frame(painter, box, fill=None, border=colour, width=width, radius=radius, is_dashed=is_dashed)
        painter.restore()


class ImportTable(Table):
    """The rows under the head that maps the columns. `moved` when another cell is spoken of, `sent` from the head."""

    moved = Signal()
    sent = Signal(int, str)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(name=words.say("import.rows_name"), is_import=True, parent=parent)
        self.rows_model = RowsModel(self)
        self.head = MappingHead(find, self)
        self.signs = RowSigns(self)
        self.setHorizontalHeader(self.head)
        self.setVerticalHeader(self.signs)
        self.head.setStretchLastSection(True)
        self.head.sent.connect(self.sent)
        self.setModel(self.rows_model)
        self.setItemDelegate(ImportCells(self))
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        # Only the words of the style sheet reach the corner, and a style of its own would be a second look.
        self.setStyleSheet("QTableCornerButton::section { background: transparent; border: none; }")
        self._seam = Seam(parent=self)
        self._columns: list[Head] = []
        self._is_row_spoken_of = True
        self.on_changed()

    def on_changed(self) -> None:
        super().on_changed()
        head = self.horizontalHeader()
        if isinstance(head, MappingHead):
            head.setFixedHeight(head.high())
            self.fit_columns()

    def _high(self, rows: int) -> QSize:
        theme = look()
        head = self.horizontalHeader()
        high = head.high() if isinstance(head, MappingHead) else theme.sizes.table_head
        return QSize(theme.px(240), high + rows * theme.sizes.import_row)

    def sizeHint(self) -> QSize:
        return self._high(HINTED_ROWS)

    def minimumSizeHint(self) -> QSize:
        return self._high(LEAST_ROWS)

    def show_columns(self, heads: Sequence[Head], numeric: frozenset[int], *, is_locked: bool) -> None:
        """The columns and where they go."""
        is_other = [one.heading for one in heads] != [one.heading for one in self._columns]
        self._columns = list(heads)
        self.rows_model.show_columns(heads, numeric)
        self.head.show_heads(heads, is_locked=is_locked)
        if is_other:
            self.fit_columns()

    def show_rows(self, rows: Sequence[PreviewRow], *, is_all: bool) -> None:
        """The rows looked through so far."""
        had = self.rows_model.rowCount()
        self.rows_model.show_rows(rows, is_all=is_all)
        self.signs.viewport().update()
        if not had and rows:
            self.fit_columns()
            self.go_to(0, -1)
        self.moved.emit()

    # Widths

    def _wanted(self, head: Head, most_place: int) -> int:
        """The width that shows a column's heading, its place and its first texts, within reason."""
        theme = look()
        most = theme.px(MOST_LEFT if head.sureness == "left" else MOST_WIDE)
        heading = min(theme.metrics("row_title").horizontalAdvance(head.heading) + theme.px(36), most)
        place = theme.metrics("help").horizontalAdvance(head.shown) + theme.px(46)
        text, is_marked = self.rows_model.widest(head.index)
        sign = MARK_WIDE if is_marked else 0
        cell = theme.metrics("table").horizontalAdvance(text[:LONGEST]) + theme.px(CELL_SIDES + sign)
        wanted = max(heading, min(place, theme.px(most_place)), min(cell, most))
        return max(theme.px(LEAST_WIDE), min(theme.px(MOST_WIDE), wanted))

    def fit_columns(self) -> None:
        """Every column as wide as it wants to be; where they have no room together, their places are cut short."""
        if not self._columns or not self.head.count():
            return
        wide = [self._wanted(one, MOST_WIDE) for one in self._columns]
        for most in SHORTER:
            if sum(wide) > self.viewport().width():
                wide = [self._wanted(one, most) for one in self._columns]
        over = sum(wide) - self.viewport().width()
        if (
            0 < over <= len(wide) * look().px(SHAVED)
        ):  # a bar for so little would be worse than a narrower column
            wide = [width - -(-over // len(wide)) for width in wide]
        for place, width in enumerate(wide):
            self.head.resizeSection(place, width)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        high = self._seam.sizeHint().height()
        self._seam.setGeometry(0, self.head.height() - high, self.width(), high)
        if event.oldSize().width() != event.size().width():
            self.fit_columns()

    # The cell that is spoken of

    @property
    def cell(self) -> tuple[int, int]:
        """The row (0-based) and column of the table that are spoken of; column -1 for the row as a whole."""
        index = self.currentIndex()
        if not index.isValid():
            return -1, -1
        return index.row(), -1 if self._is_row_spoken_of else self._columns[index.column()].index

    def go_to(self, row: int, column: int) -> None:
        """Speak of another cell, or with -1 of the whole row, and bring it into sight."""
        place = next((at for at, one in enumerate(self._columns) if one.index == column), None)
        index = self.rows_model.index(
            row, place if place is not None else max(0, self.currentIndex().column())
        )
        self.setCurrentIndex(index)
        self._is_row_spoken_of = place is None
        self.scrollTo(index)
        self.viewport().update()
        self.moved.emit()

    def is_spoken_of(self, index: Index) -> bool:
        """Whether a cell is the one that is spoken of."""
        current = self.currentIndex()
        is_current = current.row() == index.row() and current.column() == index.column()
        return is_current and not self._is_row_spoken_of

    def currentChanged(self, current: QModelIndex, previous: QModelIndex, /) -> None:
        self._is_row_spoken_of = False
        super().currentChanged(current, previous)
        self.signs.viewport().update()
        self.moved.emit()
