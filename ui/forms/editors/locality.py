"""The name of a place: known places are offered by name and by nearness, and any other name is an answer as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.errors import Problem
from camifield.fields.values import Entry
from camifield.i18n import problems, words
from ui.forms.editors.editor import Editor, text_of_entry
from ui.forms.editors.photos import FILLED
from ui.forms.tab_order import OFFER
from ui.widgets.button import Button
from ui.widgets.finding import FindingLine, mark
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column
from ui.widgets.option import Option
from ui.widgets.severity import Severity
from ui.widgets.text import Text
from ui.widgets.type_ahead import TypeAhead

if TYPE_CHECKING:
    from ui.forms.place_answers import PlaceAnswers


class LocalityEditor(Editor):
    """One line for the name; below it what a known place gives, and those near the position as buttons."""

    FIELDS = frozenset(("locality",))

    def __init__(self, name: str, hint: str, places: PlaceAnswers) -> None:
        super().__init__()
        self._places = places
        column = Column(self, gap=4)
        self.box = TypeAhead(
            places.find, name=name, placeholder=hint, icon="place", means=places.means, is_free=True
        )
        self.told = Text("", "help", tone="ink2", is_wrapped=True)
        self.told.hide()
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=8, line_gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        self._holder.hide()
        self._holder.setProperty(OFFER, True)
        self.buttons: list[Button] = []
        self._offered: list[tuple[str, str]] = []
        self.failed = FindingLine("error", "")
        self.failed.hide()
        for one in (self.box, self.told, self._holder, self.failed):
            column.addWidget(one)
        self.box.chosen.connect(self._on_chosen)
        self.box.textEdited.connect(self._on_edited)
        self.watch(self.box)
        self.setFocusProxy(self.box)

    def _on_chosen(self, option: Option | None) -> None:
        if option is None:
            self._places.let_go()
        else:
            self._places.take(option.key)
        self.act.emit(FILLED)

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()

    def _on_near(self, key: str) -> None:
        self._places.take(key)
        self.box.setFocus()
        self.act.emit(FILLED)

    def _on_add(self) -> None:
        try:
            self._places.add(self.box.text())
        except Problem as problem:
            self.failed.show_finding("error", problems.sentence(problem, words.present()))
            self.failed.show()
            self.grown.emit()
            return
        self.box.setFocus()
        self.act.emit(FILLED)

    def refresh(self) -> None:
        """Another position lies near other places, and a chosen place says what it gives."""
        self.failed.hide()
        told = self._places.told()
        self.told.setText(told)
        self.told.setVisible(bool(told))
        offered = [(one.place.id.hex(), one.words) for one in self._places.near()]
        typed = self.box.text().strip()
        if self._places.may_add(typed):
            offered.append(("", words.say("form.make_known", name=typed)))
        if offered != self._offered:
            self._offer(offered)

    def _offer(self, offered: list[tuple[str, str]]) -> None:
        """Put the places there as buttons; Tab goes on to the next question, Shift+Tab comes back to them."""
        self._offered = offered
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        for key, shown in offered:
            button = Button(
                shown, "outlined" if key else "quiet", icon="place" if key else "add", parent=self._holder
            )
            button.clicked.connect(lambda _=False, key=key: self._on_near(key) if key else self._on_add())
            self._flow.addWidget(button)
            self.buttons.append(button)
        self._holder.setVisible(bool(offered))
        self.grown.emit()

    def entry(self) -> Entry:
        return self.box.text()

    def set_entry(self, entry: Entry) -> None:
        text, option = text_of_entry(entry), self._places.option()
        if self.box.text() == text and self.box.option == option:
            return
        if option is not None and option.text == text:
            self.box.set_option(option)
        else:
            self.box.set_typed(text)

    def show_severity(self, severity: Severity | None) -> None:
        mark(self.box, severity)
