"""A line to type in: text, numbers, dates, times and counts; and a taller one for remarks."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy

from camifield.fields.values import Entry
from ui.forms.editors.editor import Editor, text_of_entry
from ui.theme.theme import look
from ui.widgets.finding import mark
from ui.widgets.layouts import Row
from ui.widgets.severity import Severity
from ui.widgets.text import Text

WIDTHS = {"date": 224, "time": 112, "count": 112, "number": 112}


class LineEditor(Editor):
    """One line. `shape` is the field type's editor name, which sets the width unless it `fills` its cell.

    `hint` stands beside a short one, inside a long one.
    """

    def __init__(
        self, name: str, shape: str = "text", hint: str = "", unit: str = "", *, fills: bool = False
    ) -> None:
        super().__init__()
        self._shape = "" if fills else shape
        row = Row(self, gap=12)
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        if hint and shape in ("text", "place", "date"):
            self.box.setPlaceholderText(hint)
        if shape == "number":
            self.box.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.box, 0 if self._shape in WIDTHS else 1)
        if shape == "count" and hint:
            row.addWidget(Text(hint, "help", tone="ink2", is_wrapped=False), 1)
        elif unit:
            row.addWidget(Text(unit, "help", tone="ink2", is_wrapped=False), 1)
        elif self._shape in WIDTHS:
            row.addStretch(1)
        self.box.textEdited.connect(self._on_edited)
        self.watch(self.box)
        self.setFocusProxy(self.box)
        look().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def on_look_changed(self) -> None:
        """Keep the width of a short answer in step with the text size."""
        width = WIDTHS.get(self._shape)
        if width:
            self.box.setFixedWidth(look().px(width))

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()

    def entry(self) -> Entry:
        return self.box.text()

    def set_entry(self, entry: Entry) -> None:
        text = text_of_entry(entry)
        if self.box.text() != text:
            self.box.setText(text)
            self.box.setCursorPosition(len(text))

    def show_severity(self, severity: Severity | None) -> None:
        mark(self.box, severity)


class LongTextEditor(Editor):
    """Several lines. Tab goes on to the next field, as everywhere else."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        row = Row(self)
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(hint)
        self.box.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self.box)
        self.box.textChanged.connect(self.changed)
        self.watch(self.box)
        self.setFocusProxy(self.box)
        look().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def on_look_changed(self) -> None:
        """Two lines and a half are in sight, whatever the text size."""
        self.box.setFixedHeight(look().px(72))

    def entry(self) -> Entry:
        return self.box.toPlainText()

    def set_entry(self, entry: Entry) -> None:
        text = text_of_entry(entry)
        if self.box.toPlainText() != text:
            was = self.box.blockSignals(True)
            self.box.setPlainText(text)
            self.box.blockSignals(was)

    def show_severity(self, severity: Severity | None) -> None:
        mark(self.box, severity)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.ignore()
                return False
        return super().eventFilter(watched, event)
