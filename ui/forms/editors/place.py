"""A place as latitude and longitude in any decimal or degree form, with what was understood shown beneath."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from camifield.fields.values import Entry
from camifield.geo.position import read_position
from camifield.i18n import words, writing
from ui.forms.editors.editor import Editor, text_of_entry
from ui.widgets.finding import mark
from ui.widgets.layouts import Column
from ui.widgets.severity import Severity
from ui.widgets.text import Text


class PlaceEditor(Editor):
    """One line for both coordinates. What is typed stays as typed; the line below says what it means."""

    def __init__(self, name: str, hint: str = "") -> None:
        super().__init__()
        column = Column(self, gap=4)
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(hint)
        self.understood = Text("", "help", tone="ink2", is_wrapped=False)
        self.understood.hide()
        column.addWidget(self.box)
        column.addWidget(self.understood)
        self.box.textEdited.connect(self._on_edited)
        self.watch(self.box)
        self.setFocusProxy(self.box)

    def _on_edited(self, text: str) -> None:
        self._explain(text)
        self.changed.emit()

    def _explain(self, text: str) -> None:
        candidates = read_position(text).candidates if text.strip() else ()
        if len(candidates) != 1:
            self.understood.hide()
            return
        one = candidates[0]
        here = words.language()
        latitude, longitude = (writing.number_text(each, here) for each in (one.latitude, one.longitude))
        shown = words.say("form.place_understood", latitude=latitude, longitude=longitude)
        is_plain = text.replace(",", " ").split() == [one.latitude, one.longitude]
        self.understood.setText(shown)
        self.understood.setVisible(not is_plain)

    def entry(self) -> Entry:
        return self.box.text()

    def set_entry(self, entry: Entry) -> None:
        text = text_of_entry(entry)
        if self.box.text() != text:
            self.box.setText(text)
        self._explain(text)

    def show_severity(self, severity: Severity | None) -> None:
        mark(self.box, severity)
