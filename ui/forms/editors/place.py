"""A place in one line, in whatever way people write it: what was understood stands beneath, and what must be chosen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from camifield.fields.field import Asking
from camifield.fields.values import Entry
from camifield.queries.understood import Choice, Understood, understand
from ui.forms.editors.editor import Editor, text_of_entry
from ui.widgets.button import Button
from ui.widgets.finding import mark
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column
from ui.widgets.severity import Severity
from ui.widgets.text import Text

MOST_CHOICES = 8
PAUSE_MS = 120  # what a text means is said when the hand rests, not at every key


class PlaceEditor(Editor):
    """One line for both coordinates. What is typed stays as typed; a choice puts its system before it.

    `offers_itself`: the questions whose answers stand here as buttons, and need not stand in the finding too.
    """

    offers_itself = frozenset(("several-places", "several-systems", "zone-needed", "phone-map-which"))

    def __init__(self, name: str, asking: Callable[[], Asking], hint: str = "") -> None:
        super().__init__()
        self._asking = asking
        self._said = ("", "", "")
        column = Column(self, gap=4)
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(hint)
        self.understood = Text("", "help", tone="ink2", is_wrapped=True)
        self.where = Text("", "help", tone="ink2", is_wrapped=True)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=8, line_gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        self.buttons: list[Button] = []
        column.addWidget(self.box)
        for below in (self.understood, self.where, self._holder):
            below.hide()
            column.addWidget(below)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.explain)
        self.box.textEdited.connect(self._on_edited)
        self.watch(self.box)
        self.setFocusProxy(self.box)

    def _on_edited(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self.explain()
        self.changed.emit()

    def explain(self) -> None:
        """Say what the text means now: the place it is, or the readings to choose from."""
        self._pause.stop()
        text, asking = self.box.text(), self._asking()
        said = (text, asking.country or "", asking.words.language)
        if said == self._said:
            return
        self._said = said
        found = understand(text, asking) if text.strip() else Understood()
        for label, said in ((self.understood, found.what), (self.where, found.where)):
            label.setText(said)
            label.setVisible(bool(said))
        self._offer(found.choices)

    def _offer(self, choices: tuple[Choice, ...]) -> None:
        """Put the readings there as buttons; the keyboard reaches them after the line."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for choice in choices[:MOST_CHOICES]:
            button = Button(choice.words, "outlined", parent=self._holder)
            button.clicked.connect(lambda _=False, entry=choice.entry: self._choose(entry))
            self._flow.addWidget(button)
            self.buttons.append(button)
        self._holder.setVisible(bool(self.buttons))
        if self.buttons:
            self.grown.emit()

    def _choose(self, entry: str) -> None:
        self.box.setText(entry)
        self.box.setFocus()
        self.explain()
        self.changed.emit()

    def refresh(self) -> None:
        """Another country or language may mean another place."""
        if not self._pause.isActive():
            self.explain()

    def entry(self) -> Entry:
        return self.box.text()

    def set_entry(self, entry: Entry) -> None:
        text = text_of_entry(entry)
        if self.box.text() != text:
            self.box.setText(text)
        self.explain()

    def show_severity(self, severity: Severity | None) -> None:
        mark(self.box, severity)
