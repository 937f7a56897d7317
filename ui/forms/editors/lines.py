"""Repeats on the page: losses, herds, dogs; one row a line, a new row by Enter in the last cell or by the button."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from camifield.fields.values import LINE_ID, Entry
from camifield.i18n import words
from ui.forms.editors.editor import Editor
from ui.forms.editors.line_heads import LineHeads
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.severity import Severity
from ui.widgets.showing import show_only_if
from ui.widgets.text import Text

MakeEditor = Callable[[str], Editor]
WIDE, NARROW = 220, 104
LARGE_FROM = 1.75
WIDE_IN_LARGE, NARROW_IN_LARGE = 136, 68
"""px of the design of a cell; in large text a line still has to stand in the width of the old laptop."""


def _cell(*, is_narrow: bool) -> int:
    theme = look()
    is_large = theme.scale >= LARGE_FROM
    narrow, wide = (NARROW_IN_LARGE, WIDE_IN_LARGE) if is_large else (NARROW, WIDE)
    return theme.px(narrow if is_narrow else wide)


@dataclass(frozen=True, slots=True)
class LineColumn:
    """One column of a repeat: its field, its label, and whether it is a number (narrow)."""

    name: str
    label: str
    is_narrow: bool
    is_first_row: bool


class _LineWidget(QWidget):
    """The editors of one line, with the columns that are seldom needed behind "more"."""

    changed = Signal()
    left = Signal()
    removed = Signal()
    ended = Signal()

    def __init__(self, columns: Sequence[LineColumn], make: MakeEditor, identifier: str) -> None:
        super().__init__()
        self.identifier = identifier
        self.editors: dict[str, Editor] = {}
        column = Column(self, gap=6)
        row = Row(gap=8)
        column.addLayout(row)
        self._more = QWidget()
        grid = QGridLayout(self._more)
        grid.setContentsMargins(0, 0, 0, look().px(8))
        grid.setHorizontalSpacing(look().px(16))
        rest = 0
        for each in columns:
            editor = make(each.name)
            self.editors[each.name] = editor
            editor.changed.connect(self.changed)
            editor.left.connect(self.left)
            if each.is_first_row:
                if each.is_narrow:
                    editor.setFixedWidth(_cell(is_narrow=True))
                else:
                    editor.setMinimumWidth(_cell(is_narrow=False))
                row.addWidget(editor, 0 if each.is_narrow else 1)
            else:
                label = Text(each.label, "help", tone="ink2", is_wrapped=False)
                grid.addWidget(label, rest // 2, (rest % 2) * 2)
                grid.addWidget(editor, rest // 2, (rest % 2) * 2 + 1)
                rest += 1
        self._more_button = Button("", "quiet", icon="opened")
        self._more_button.setAccessibleName(words.say("form.line_more"))
        self._more_button.setToolTip(words.say("form.line_more"))
        show_only_if(self._more_button, rest > 0)
        self._more_button.clicked.connect(lambda: self.open_more(wanted=not self._more.isVisible()))
        remove = Button("", "quiet", icon="cross")
        remove.setAccessibleName(words.say("form.line_remove"))
        remove.setToolTip(words.say("form.line_remove"))
        remove.clicked.connect(self.removed)
        for button in (self._more_button, remove):
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            row.addWidget(button)
        self._more.hide()
        column.addWidget(self._more)
        for editor in self.editors.values():
            parts = cast("list[QWidget]", editor.findChildren(QWidget))  # pyright: ignore[reportUnknownMemberType]
            for part in parts:
                part.installEventFilter(self)

    def open_more(self, *, wanted: bool) -> None:
        self._more.setVisible(wanted)

    def entry(self) -> dict[str, str | Sequence[str] | int]:
        found: dict[str, str | Sequence[str] | int] = {}
        for name, editor in self.editors.items():
            entry = editor.entry()
            if isinstance(entry, str) and entry:
                found[name] = entry
            elif entry and not isinstance(entry, str):
                found[name] = [str(part) for part in entry]
        if found and self.identifier:
            found[LINE_ID] = self.identifier
        return found

    def set_entry(self, line: Mapping[str, object]) -> None:
        self.identifier = str(line.get(LINE_ID, ""))
        for name, editor in self.editors.items():
            editor.set_entry(_entry_of(line.get(name)))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if is_enter and not event.modifiers() and self._may_end(watched):
                self.ended.emit()
                return True
        return super().eventFilter(watched, event)

    def _may_end(self, watched: QObject) -> bool:
        """Enter ends the line anywhere but in a list that is open: there it takes the answer."""
        return not getattr(watched, "is_open", False)


def _entry_of(kept: object) -> Entry:
    """One cell of a kept line as an editor takes it."""
    if isinstance(kept, list | tuple):
        return [str(part) for part in cast("Sequence[object]", kept)]
    return kept if isinstance(kept, str) else ""


class LinesEditor(Editor):
    """The lines of one repeat. There is always an empty line to type in; blank lines are never kept."""

    def __init__(self, name: str, columns: Sequence[LineColumn], make: MakeEditor, add_words: str) -> None:
        super().__init__()
        self._columns = columns
        self._make = make
        self._lines: list[_LineWidget] = []
        self._column = Column(self, gap=8)
        self.setAccessibleName(name)
        self._heads = LineHeads([each.label for each in columns if each.is_first_row])
        self._column.addWidget(self._heads)
        self._add = Button(add_words, "quiet", icon="add")
        self._add.setFocusPolicy(
            Qt.FocusPolicy.ClickFocus
        )  # the keyboard adds a line by Enter in the last one
        self._add.clicked.connect(lambda: self._append().setFocus())
        foot = Row()
        foot.addWidget(self._add)
        foot.addStretch(1)
        self._column.addLayout(foot)
        self._append()

    def _append(self, identifier: str = "") -> _LineWidget:
        line = _LineWidget(self._columns, self._make, identifier)
        line.changed.connect(self.changed)
        line.left.connect(self.left)
        line.removed.connect(lambda: self._remove(line))
        line.ended.connect(lambda: self._on_ended(line))
        self._lines.append(line)
        self._column.insertWidget(len(self._lines), line)
        if self.isVisible():
            line.show()  # at once: the next key is meant for it
        line.setFocusProxy(next(iter(line.editors.values())))
        self._on_first_line()
        self.grown.emit()  # the form sees to the order of the Tab key
        return line

    def _on_first_line(self) -> None:
        """The keyboard begins in the first line, and the words stand over it."""
        self.setFocusProxy(self._lines[0])
        self._heads.stand_over(
            [self._lines[0].editors[each.name] for each in self._columns if each.is_first_row]
        )

    def _on_ended(self, line: _LineWidget) -> None:
        here = self._lines.index(line)
        if here + 1 < len(self._lines):
            self._lines[here + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif line.entry():
            self._append().setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextChild()

    def _remove(self, line: _LineWidget) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.deleteLater()
        if not self._lines:
            self._append()
        self._on_first_line()
        self._lines[0].setFocus()
        self.changed.emit()

    def entry(self) -> Entry:
        return [entry for line in self._lines if (entry := line.entry())]

    def set_entry(self, entry: Entry) -> None:
        wanted = (
            [line for line in (entry or ()) if isinstance(line, Mapping)]
            if not isinstance(entry, str)
            else []
        )
        if [dict(line) for line in wanted] == self.entry():
            return
        while len(self._lines) > max(1, len(wanted)):
            line = self._lines.pop()
            self._column.removeWidget(line)
            line.deleteLater()
        while len(self._lines) < max(1, len(wanted)):
            self._append()
        for line, shown in zip(self._lines, wanted or [{}], strict=True):
            line.set_entry(shown)

    def show_severity(self, severity: Severity | None) -> None:
        for line in self._lines:
            for editor in line.editors.values():
                editor.show_severity(None)
        del severity

    def show_line_severity(self, line: int, name: str, severity: Severity) -> None:
        """Mark one cell."""
        if line < len(self._lines) and name in self._lines[line].editors:
            self._lines[line].editors[name].show_severity(severity)
