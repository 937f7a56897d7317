"""How a table's cells are painted: words, a kind's tile, a state as icon and word, a finding as a framed cell.

No grid, no zebra: one line under each row, the chosen row soft. In sunlight the chosen row is filled, and a
state's own colour gives way to white there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QLineF, QModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.theme import icons
from ui.theme.theme import Theme, look, shade
from ui.theme.tokens import Tone
from ui.widgets import strokes, tile
from ui.widgets.item import Index, Item, read

KIND = int(Qt.ItemDataRole.UserRole) + 1
"""A kind of record: the cell shows its tile (its word goes into the tooltip and accessible roles)."""
STATE = int(Qt.ItemDataRole.UserRole) + 2
"""A state of STATES: its icon stands before the cell's words."""
FINDING = int(Qt.ItemDataRole.UserRole) + 3
"""``error`` or ``warning``: the cell is framed and tinted, with the icon at its end."""
TONE = int(Qt.ItemDataRole.UserRole) + 4
"""A Tone for the words of a plain cell."""

STATES: Mapping[str, tuple[str, Tone]] = MappingProxyType(
    {
        "new": ("new", "ink2"),
        "checked": ("checked", "ok"),
        "question": ("question", "warning"),
        "two_values": ("two_values", "error"),
        "draft": ("draft", "warning"),
        "error": ("error", "error"),
        "warning": ("warning", "warning"),
        "deleted": ("delete", "error"),
        "refused": ("refused", "ink2"),
        "restricted": ("restricted", "ink2"),
        "waiting": ("waiting", "warning"),
    }
)
PAD, ICON, TILE = 12, 18, 26


class DelegateState(QStyledItemDelegate):
    """Paints every cell of a Table."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        theme = look()
        words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        wide = theme.metrics("table").horizontalAdvance(words) + 2 * theme.px(PAD)
        if index.data(STATE) or index.data(FINDING):
            wide += theme.px(ICON + 8)
        return QSize(wide, theme.sizes.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = look()
        item = read(option)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _paint_row(painter, item, index, theme)
        kind = index.data(KIND)
        if kind:
            side = theme.px(TILE)
            box = QRectF(0, 0, side, side)
            box.moveCenter(item.rect.center())
            is_filled = theme.colours.is_plain and item.is_chosen
            tile.paint(painter, box, str(kind), ink=shade(theme.colours.soft_ink) if is_filled else None)
        else:
            _paint_words(painter, item, index, theme)
        painter.restore()


def _paint_row(painter: QPainter, item: Item, index: Index, theme: Theme) -> None:
    """The ground, the line under the row, and the ring around the row that has the keyboard."""
    colours, rect = theme.colours, item.rect
    view = item.view
    if item.is_chosen:
        painter.fillRect(rect, shade(colours.soft))
    elif isinstance(view, QTableView) and view.property("hot_row") == index.row():
        painter.fillRect(rect, shade(colours.sunken))
    width = 1  # a rule between rows, not the border of a control: thin in sunlight too
    painter.fillRect(QRectF(rect.left(), rect.bottom() - width, rect.width(), width), shade(colours.line))
    if not isinstance(view, QTableView) or not view.hasFocus() or view.currentIndex().row() != index.row():
        return
    strong = theme.sizes.focus
    painter.setPen(QPen(shade(colours.focus), strong))
    half = strong / 2
    top, bottom = rect.top() + half, rect.bottom() - half
    painter.drawLine(QLineF(rect.left(), top, rect.right(), top))
    painter.drawLine(QLineF(rect.left(), bottom, rect.right(), bottom))
    head = view.horizontalHeader()
    shown = [place for place in range(head.count()) if not head.isSectionHidden(head.logicalIndex(place))]
    place = head.visualIndex(index.column())
    ends = [rect.left() + half, rect.right() - half]
    if strokes.is_rtl(view):
        ends.reverse()
    if shown and place == shown[0]:
        painter.drawLine(QLineF(ends[0], top, ends[0], bottom))
    if shown and place == shown[-1]:
        painter.drawLine(QLineF(ends[1], top, ends[1], bottom))


def _paint_words(painter: QPainter, item: Item, index: Index, theme: Theme) -> None:
    words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    rtl = item.view is not None and strokes.is_rtl(item.view)
    pad, sign = theme.px(PAD), theme.px(ICON)
    inner = item.rect.adjusted(pad, 0, -pad, -theme.sizes.border)
    state = STATES.get(str(index.data(STATE) or ""))
    finding = str(index.data(FINDING) or "")
    ink = _ink(item, index, theme, state[1] if state else None)
    if finding in ("error", "warning"):
        inner = _paint_frame(painter, item.rect, finding, theme, rtl=rtl)
        ink = shade(theme.colours.ink)
    if state:
        box = QRectF(inner.left(), inner.center().y() - sign / 2, sign, sign)
        icons.draw(painter, state[0], strokes.mirror(box, inner, rtl=rtl), ink, rtl=rtl)
        gone = sign + theme.px(6)
        inner = inner.adjusted(0, 0, -gone, 0) if rtl else inner.adjusted(gone, 0, 0, 0)
    aligned = index.data(Qt.ItemDataRole.TextAlignmentRole)
    is_far = aligned is not None and bool(int(aligned) & int(Qt.AlignmentFlag.AlignRight))
    side = "trailing" if is_far else "leading"
    strokes.write(painter, inner, words, "table", ink, side=side, rtl=rtl)


def _ink(item: Item, index: Index, theme: Theme, state: Tone | None) -> QColor:
    """The colour of a cell's words."""
    own: Tone | None = state or index.data(TONE)
    if item.is_chosen and (theme.colours.is_plain or own is None):
        return shade(theme.colours.soft_ink)
    if not item.is_enabled:
        return shade(theme.colours.ink3)
    return theme.tone(own or "ink")


def _paint_frame(painter: QPainter, rect: QRectF, finding: str, theme: Theme, *, rtl: bool) -> QRectF:
    """Frame a cell that has a finding; returns the room left for its words."""
    tone: Tone = "error" if finding == "error" else "warning"
    box = rect.adjusted(theme.px(2), theme.px(4), -theme.px(2), -theme.px(4))
    radius = float(theme.sizes.radius_control)
    width = max(theme.px(1.5), theme.sizes.border)
    strokes.frame(painter, box, fill=theme.tint(tone), border=theme.tone(tone), width=width, radius=radius)
    sign, pad = theme.px(16), theme.px(10)
    sign_box = QRectF(box.right() - sign - theme.px(6), box.center().y() - sign / 2, sign, sign)
    icons.draw(painter, tone, strokes.mirror(sign_box, box, rtl=rtl), theme.tone(tone))
    words = QRectF(box.left() + pad, box.top(), box.width() - pad - sign - theme.px(12), box.height())
    return strokes.mirror(words, box, rtl=rtl)


def show_hot_row(view: QTableView, index: QModelIndex) -> None:
    """Let the row under the pointer be seen."""
    row = index.row() if index.isValid() else -1
    if view.property("hot_row") != row:
        view.setProperty("hot_row", row)
        view.viewport().update()
