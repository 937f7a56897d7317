"""The preview of the rows: every cell as it is written, marked where something was noticed, and what each row becomes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from camifield.formats.mapping.preview import PreviewRow
from camifield.i18n import words
from ui.exchange.bringing_in.head import Find, MappingHead
from ui.exchange.bringing_in.row_words import State, row_sentence, state_of, weight_of
from ui.exchange.bringing_in.targets_shown import Head
from ui.theme import icons
from ui.theme.theme import look, shade
from ui.theme.tokens import Tone
from ui.widgets import strokes
from ui.widgets.cells import FINDING, TONE, DelegateState
from ui.widgets.item import Index, read
from ui.widgets.table import LEAST_ROWS, Table

ROW_STATE = int(Qt.ItemDataRole.UserRole) + 10
NUMBER = int(Qt.ItemDataRole.UserRole) + 11
SIGNS: dict[State, tuple[str, Tone]] = {
    "ready": ("checked", "ok"),
    "question": ("warning", "warning"),
    "draft": ("draft", "error"),
    "left_over": ("remove", "ink2"),
    "correction": ("edit", "accent"),
    "unchanged": ("tick", "ink2"),
}
FIRST_WIDE, LEAST_WIDE, MOST_WIDE, HINTED_ROWS = 92, 96, 260, 5
LOOKED_AT, LONGEST = 60, 300


class RowsModel(QAbstractTableModel):
    """The rows looked through so far; the first column says what becomes of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[PreviewRow] = []
        self._heads: list[Head] = []
        self._numeric: frozenset[int] = frozenset()

    def show_columns(self, heads: Sequence[Head], numeric: frozenset[int]) -> None:
        """Other columns, or other places for them. A table of another width begins empty."""
        if len(heads) != len(self._heads):
            self.beginResetModel()
            self._heads, self._numeric, self.rows = list(heads), numeric, []
            self.endResetModel()
            return
        self._heads, self._numeric = list(heads), numeric
        self._tell(0, len(self.rows))

    def show_rows(self, rows: Sequence[PreviewRow], *, is_all: bool) -> None:
        """Rows as they stand by now; while more are looked at, those further down stay as they were."""
        shown, before = len(rows), len(self.rows)
        if shown > before:
            self.beginInsertRows(QModelIndex(), before, shown - 1)
            self.rows = list(rows)
            self.endInsertRows()
        elif is_all and shown < before:
            self.beginRemoveRows(QModelIndex(), shown, before - 1)
            self.rows = list(rows)
            self.endRemoveRows()
        else:
            self.rows = [*rows, *self.rows[shown:]]
        self._tell(0, min(shown, before))

    def clear(self) -> None:
        """No rows: another sheet, or the same one read in another way."""
        self.beginResetModel()
        self.rows = []
        self.endResetModel()

    def _tell(self, first: int, end: int) -> None:
        if end > first:
            self.dataChanged.emit(self.index(first, 0), self.index(end - 1, len(self._heads)))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  (Qt's own default)
        return 0 if parent.isValid() else len(self._heads) + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._heads[section - 1].heading if section else words.say("import.row_column")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if index.column() == 0:
            return self._of_row(row, role)
        head = self._heads[index.column() - 1]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return " ".join(self._text(row, head.index)[:LONGEST].split())
        if role == FINDING:
            return weight_of(row, head.index)
        if role == TONE:
            if state_of(row) in ("left_over", "unchanged"):
                return "ink3"
            return "ink2" if head.sureness == "left" else None
        if role == Qt.ItemDataRole.TextAlignmentRole and head.index in self._numeric:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _of_row(self, row: PreviewRow, role: int) -> object:
        if role == ROW_STATE:
            return state_of(row)
        if role == NUMBER:
            return str(row.number)
        if role == FINDING and weight_of(row, -1):
            return None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row_sentence(row, words.present())
        return None

    def _text(self, row: PreviewRow, column: int) -> str:
        return row.texts[column] if column < len(row.texts) else ""

    def widest(self, column: int) -> str:
        """The longest of the first texts of a column."""
        texts = (" ".join(self._text(row, column).split()) for row in self.rows[:LOOKED_AT])
        return max(texts, key=len, default="")


class ImportCells(DelegateState):
    """The cells of the preview: the rows' signs, and a frame around the cell that is spoken of below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        theme, item = look(), read(option)
        state = index.data(ROW_STATE)
        rtl = strokes.is_rtl(item.view) if item.view is not None else False
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_filled = theme.colours.is_plain and item.is_chosen
        if state:
            icon, tone = SIGNS[state]
            side = theme.px(18)
            box = QRectF(item.rect.left() + theme.px(14), item.rect.center().y() - side / 2, side, side)
            ink = shade(theme.colours.soft_ink) if is_filled else theme.tone(tone)
            icons.draw(painter, icon, strokes.mirror(box, item.rect, rtl=rtl), ink, rtl=rtl)
            start = theme.px(40)
            line = item.rect.adjusted(start, 0, 0, 0) if not rtl else item.rect.adjusted(0, 0, -start, 0)
            quiet = shade(theme.colours.soft_ink) if item.is_chosen else theme.tone("ink2")
            strokes.write(painter, line, str(index.data(NUMBER)), "small", quiet, rtl=rtl)
        elif isinstance(item.view, ImportTable) and item.view.is_current(index):
            box = item.rect.adjusted(theme.px(2), theme.px(4), -theme.px(2), -theme.px(4))
            colour = shade(theme.colours.soft_ink if is_filled else theme.colours.accent)
            radius = float(theme.sizes.radius_control)
            width = max(2.0, float(theme.sizes.border))
            strokes.frame(painter, box, fill=None, border=colour, width=width, radius=radius)
        painter.restore()


class ImportTable(Table):
    """The rows under the head that maps the columns. `moved` when another cell is spoken of, `sent` from the head."""

    moved = Signal()
    sent = Signal(int, str)

    def __init__(self, find: Find, parent: QWidget | None = None) -> None:
        super().__init__(name=words.say("import.rows_name"), is_import=True, parent=parent)
        self.rows_model = RowsModel(self)
        self.head = MappingHead(find, self)
        self.setHorizontalHeader(self.head)
        self.head.setStretchLastSection(True)
        self.head.sent.connect(self.sent)
        self.setModel(self.rows_model)
        self.setItemDelegate(ImportCells(self))
        self.setSelectionMode(Table.SelectionMode.SingleSelection)
        self._columns: list[Head] = []
        QWidget.setTabOrder(self.head, self)
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
        else:
            self._grow_columns()

    def show_rows(self, rows: Sequence[PreviewRow], *, is_all: bool) -> None:
        """The rows looked through so far."""
        had = self.rows_model.rowCount()
        self.rows_model.show_rows(rows, is_all=is_all)
        if not had and rows:
            self.fit_columns()
            self.go_to(0, -1)
        self.moved.emit()

    def _wanted(self, head: Head) -> int:
        """The width that shows a column's heading, its place and its first texts, within reason."""
        theme = look()
        heading = theme.metrics("row_title").horizontalAdvance(head.heading) + theme.px(40)
        place = theme.metrics("help").horizontalAdvance(head.shown) + theme.px(52)
        text = self.rows_model.widest(head.index)[:60]
        cell = theme.metrics("table").horizontalAdvance(text) + theme.px(48)
        return max(theme.px(LEAST_WIDE), min(theme.px(MOST_WIDE), max(heading, place, cell)))

    def fit_columns(self) -> None:
        """Every column as wide as it wants to be."""
        if not self.head.count():
            return
        self.head.resizeSection(0, look().px(FIRST_WIDE))
        for place, one in enumerate(self._columns, 1):
            self.head.resizeSection(place, self._wanted(one))

    def _grow_columns(self) -> None:
        for place, one in enumerate(self._columns, 1):
            wanted = self._wanted(one)
            if wanted > self.head.sectionSize(place):
                self.head.resizeSection(place, wanted)

    @property
    def cell(self) -> tuple[int, int]:
        """The row (0-based) and column of the table that are spoken of; column -1 for the row as a whole."""
        index = self.currentIndex()
        if not index.isValid():
            return -1, -1
        return index.row(), self._columns[index.column() - 1].index if index.column() else -1

    def go_to(self, row: int, column: int) -> None:
        """Speak of another cell and bring it into sight."""
        place = next((at for at, one in enumerate(self._columns, 1) if one.index == column), 0)
        index = self.rows_model.index(row, place)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def is_current(self, index: Index) -> bool:
        """Whether a cell is the one that is spoken of."""
        current = self.currentIndex()
        return current.row() == index.row() and current.column() == index.column()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex, /) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]  (the stub also admits persistent indexes)
        super().currentChanged(current, previous)
        self.moved.emit()
