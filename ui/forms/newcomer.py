"""Somebody who is not on a chip yet: a line for the name, right where the chips are."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.i18n import words
from ui.widgets.button import Button
from ui.widgets.layouts import Row
from ui.widgets.option import Option

Add = Callable[[str], Option | None]


class NewcomerLine(QWidget):
    """Opens inside the editor it belongs to. Enter adds, Escape gives up. `added` with the hexadecimal id."""

    added = Signal(str)

    def __init__(self, add: Add, owner: QWidget) -> None:
        super().__init__(owner)
        self._add = add
        row = Row(self, gap=8)
        self.box = QLineEdit()
        self.box.setPlaceholderText(words.say("form.newcomer_name"))
        self.box.setAccessibleName(words.say("form.newcomer_name"))
        button = Button(words.say("form.newcomer_add"), "outlined")
        button.clicked.connect(self._on_add)
        row.addWidget(self.box, 1)
        row.addWidget(button)
        layout = owner.layout()
        if layout is not None:
            layout.addWidget(self)

    def open(self) -> None:
        """Put the keyboard into the line."""
        self.show()
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        name = self.box.text().strip()
        option = self._add(name) if name else None
        if option is not None:
            self.added.emit(option.key)
            self.close_line()

    def close_line(self) -> None:
        """Go away; the chips stay."""
        self.hide()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_add()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_line()
        else:
            super().keyPressEvent(event)
