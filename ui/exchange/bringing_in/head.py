"""The head of the preview: each column's heading, and where it goes; changed in place, by mouse or keyboard alone.

Painted, not made of one picker a column: a table of two hundred columns must open as quickly as one of eight.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QToolTip, QWidget

from camifield.formats.mapping.targets import line_target
from camifield.i18n import words
from ui.exchange.bringing_in.targets_shown import Head, Sureness
from ui.theme import icons
from ui.theme.theme import Theme, look, shade
from ui.theme.tokens import Tone
from ui.widgets import strokes
from ui.widgets.option import Option
from ui.widgets.text import tip
from ui.widgets.type_ahead import TypeAhead

HIGH, TOP, LINE, BOX_AT, PAD, ICON, EDIT_WIDE = 94, 10, 28, 42, 4, 16, 280
SIGNS: dict[Sureness, tuple[str, Tone]] = {
    "sure": ("tick", "ok"),
    "doubt": ("question", "warning"),
    "left": ("remove", "ink3"),
}
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F4, Qt.Key.Key_Down)
Find = Callable[[int, str], Sequence[Option]]


class MappingHead(QHeaderView):
    """`sent` with a column's index and a target when a person chose one.

    One Tab stop: arrows, Home and End walk the columns, Enter or a letter opens the choice of the one that is lit.
    """

    sent = Signal(int, str)

    def __init__(self, find: Find, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._find = find
        self._heads: list[Head] = []
        self._column = 0
        self._is_locked = False
        self.editor: TypeAhead | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMouseTracking(True)
        self.setAccessibleName(words.say("import.columns"))
        self.sectionResized.connect(self._on_moved)

    def show_heads(self, heads: Sequence[Head], *, is_locked: bool) -> None:
        """Other columns, or other places for them; locked ones are told and cannot be changed."""
        self._heads = list(heads)
        self._is_locked = is_locked
        self._column = min(self._column, max(0, len(self._heads) - 1))
        self._announce()
        self.viewport().update()

    @property
    def column(self) -> int:
        """The column that the keyboard is at."""
        return self._column

    def set_column(self, column: int) -> None:
        """Go to a column and bring it into sight."""
        if not self._heads:
            return
        self._column = max(0, min(column, len(self._heads) - 1))
        self._reveal(self._column)
        self._announce()
        self.viewport().update()

    def _announce(self) -> None:
        if self._heads:
            one = self._heads[self._column]
            key = f"import.column_spoken.{one.sureness}"
            self.setAccessibleDescription(words.say(key, heading=one.heading, target=one.shown))

    def _reveal(self, section: int) -> None:
        table = self.parent()
        bar = getattr(table, "horizontalScrollBar", None)
        if bar is None:
            return
        start, end = self.sectionPosition(section), self.sectionPosition(section) + self.sectionSize(section)
        shown = self.viewport().width()
        if start < self.offset():
            bar().setValue(start)
        elif end > self.offset() + shown:
            bar().setValue(end - shown)

    # Size and paint

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.high())

    def high(self) -> int:
        """The height of the head at the present scale."""
        theme = look()
        return max(theme.px(HIGH), theme.px(BOX_AT) + theme.sizes.control + theme.px(12))

    def paintSection(self, painter: QPainter, rect: QRect, section: int, /) -> None:
        if not 0 <= section < len(self._heads):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint(painter, QRectF(rect), self._heads[section], look(), column=section)
        painter.restore()

    def _paint(self, painter: QPainter, rect: QRectF, head: Head, theme: Theme, *, column: int) -> None:
        rtl = strokes.is_rtl(self)
        icon, tone = SIGNS[head.sureness]
        side, pad = theme.px(ICON), theme.px(PAD)
        top = rect.top() + theme.px(TOP)
        sign = QRectF(rect.left() + theme.px(6), top + (theme.px(LINE) - side) / 2, side, side)
        icons.draw(painter, icon, strokes.mirror(sign, rect, rtl=rtl), theme.tone(tone))
        x = sign.right() + theme.px(6)
        line = QRectF(x, top, rect.right() - pad - x, theme.px(LINE))
        ink = theme.tone("ink2" if head.sureness == "left" else "ink")
        heading = " ".join(head.heading.split())
        strokes.write(painter, strokes.mirror(line, rect, rtl=rtl), heading, "row_title", ink, rtl=rtl)
        box = self._box(rect)
        self._paint_box(painter, box, head, theme)
        if self.hasFocus() and column == self._column:
            strokes.ring(painter, box, float(theme.sizes.radius_control))

    def _paint_box(self, painter: QPainter, box: QRectF, head: Head, theme: Theme) -> None:
        """What looks like a picker, in the tone of how sure it is."""
        colours, rtl = theme.colours, strokes.is_rtl(self)
        fill, border, width = shade(colours.sheet), shade(colours.edge), float(theme.sizes.border)
        if head.sureness == "sure":
            border = theme.tone("ok")
        elif head.sureness == "doubt":
            fill, border, width = theme.tint("warning"), theme.tone("warning"), max(2.0, width)
        if self._is_locked:
            fill, border = shade(colours.sunken), shade(colours.line)
        radius = float(theme.sizes.radius_control)
        strokes.frame(painter, box, fill=fill, border=border, width=width, radius=radius)
        room = 0 if self._is_locked else theme.px(22)
        start = theme.px(10)
        line = QRectF(box.left() + start, box.top(), box.width() - start - room - theme.px(4), box.height())
        ink = theme.tone("ink2" if head.sureness == "left" else "ink")
        shown = _cut(head, int(line.width()), theme)
        strokes.write(painter, strokes.mirror(line, box, rtl=rtl), shown, "help", ink, rtl=rtl)
        if room:
            side = theme.px(16)
            sign = QRectF(box.right() - side - theme.px(8), box.center().y() - side / 2, side, side)
            icons.draw(painter, "opened", strokes.mirror(sign, box, rtl=rtl), ink)

    def _box(self, rect: QRectF) -> QRectF:
        theme = look()
        pad = theme.px(PAD)
        top = rect.top() + theme.px(BOX_AT)
        return QRectF(rect.left() + pad, top, rect.width() - 2 * pad, theme.sizes.control)

    def _section_rect(self, section: int) -> QRectF:
        start = self.sectionViewportPosition(section)
        return QRectF(start, 0, self.sectionSize(section), self.viewport().height())

    # Mouse and keys

    def mousePressEvent(self, e: QMouseEvent, /) -> None:
        section = self.logicalIndexAt(e.position().toPoint())
        is_on_box = section >= 0 and self._box(self._section_rect(section)).contains(e.position())
        if e.button() == Qt.MouseButton.LeftButton and is_on_box:
            self.set_column(section)
            self.open_choice()
            return
        super().mousePressEvent(e)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, text = event.key(), event.text()
        back = Qt.Key.Key_Right if strokes.is_rtl(self) else Qt.Key.Key_Left
        forth = Qt.Key.Key_Left if strokes.is_rtl(self) else Qt.Key.Key_Right
        steps = {back: self._column - 1, forth: self._column + 1, Qt.Key.Key_Home: 0}
        steps[Qt.Key.Key_End] = len(self._heads) - 1
        other = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.modifiers() & other:
            event.ignore()
        elif key in steps:
            self.set_column(steps[Qt.Key(key)])
        elif key in OPENING:
            self.open_choice()
        elif text and text.isprintable():
            self.open_choice(text)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self.set_column(self._column)

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent, /) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            column = self.logicalIndexAt(event.pos())
            if 0 <= column < len(self._heads):
                one = self._heads[column]
                said = words.say(
                    "import.column_tip", heading=one.heading, target=one.shown, because=one.because
                )
                QToolTip.showText(event.globalPos(), tip(said), self)
                return True
        return super().viewportEvent(event)

    # The choice

    def open_choice(self, typed: str = "") -> None:
        """Let a person choose where the lit column goes; typing finds a field."""
        if self._is_locked or not self._heads:
            return
        self.close_choice()
        column, head = self._column, self._heads[self._column]
        name = words.say("import.send_column", heading=head.heading)
        editor = TypeAhead(
            lambda text: self._find(column, text), name=name, placeholder=head.shown, parent=self.viewport()
        )
        self.editor = editor
        editor.installEventFilter(self)
        editor.chosen.connect(self._on_chosen)
        self._place_editor()
        editor.show()
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            editor.setText(typed)
        editor.open_list()

    def _place_editor(self) -> None:
        if self.editor is None:
            return
        box = self._box(self._section_rect(self._column)).toRect()
        wide = min(max(box.width(), look().px(EDIT_WIDE)), self.viewport().width())
        left = box.right() + 1 - wide if strokes.is_rtl(self) else box.left()
        left = max(0, min(left, self.viewport().width() - wide))
        self.editor.setGeometry(left, box.top(), wide, box.height())

    def _on_moved(self) -> None:
        self._place_editor()

    def _on_chosen(self, option: Option | None) -> None:
        if option is None or not option.key:
            return
        column = self._heads[self._column].index
        self.close_choice()
        self.sent.emit(column, option.key)

    def close_choice(self, *, takes_focus: bool = True) -> None:
        """Leave the choice as it was."""
        editor, self.editor = self.editor, None
        if editor is None:
            return
        editor.removeEventFilter(self)
        editor.close_list()
        if takes_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.hide()
        editor.deleteLater()

    def eventFilter(self, object: QObject, event: QEvent, /) -> bool:  # noqa: A002  (Qt's own name)
        if object is self.editor:
            if isinstance(event, QKeyEvent) and event.type() in (
                QEvent.Type.KeyPress,
                QEvent.Type.ShortcutOverride,
            ):
                if event.key() == Qt.Key.Key_Escape:
                    event.accept()
                    if event.type() == QEvent.Type.KeyPress:
                        self.close_choice()
                    return True
            elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
                if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
                    self.close_choice(takes_focus=False)
                return False
        return super().eventFilter(object, event)


def _cut(head: Head, width: int, theme: Theme) -> str:
    """A place in so much room: "Killed, carcass found: Sheep" is told from its neighbours by its end, which stays."""
    first, mark, last = head.shown.rpartition(": ")
    if not mark or line_target(head.target) is None:
        return head.shown
    metrics = theme.metrics("help")
    room = width - metrics.horizontalAdvance(mark + last)
    cut = metrics.elidedText(first, Qt.TextElideMode.ElideRight, max(0, room))
    return f"{cut}{mark}{last}" if cut.strip("…") else f"…{last}"
