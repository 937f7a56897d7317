"""A place in one line, in whatever way people write it: what was understood stands beneath, and what must be chosen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from camifield.fields.field import Asking
from camifield.fields.values import Entry
from camifield.i18n import words
from camifield.queries.understood import Choice, Understood, understand
from ui import keys
from ui.forms.editors.editor import Editor, text_of_entry
from ui.forms.editors.photos import FILLED
from ui.forms.editors.place_map import BESIDE_FROM, WIDE, PlaceMap, Spot
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.finding import mark
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.severity import Severity
from ui.widgets.text import Text, tip

if TYPE_CHECKING:
    from camifield.queries.seen_from import Animal
    from ui.forms.place_keeping import PlaceKeeping

MOST_CHOICES = 16
MOST_ON_MAP = 6  # more marks than that are a row of dots from one ocean to the other
PAUSE_MS = 120  # what a text means is said when the hand rests, not at every key


class PlaceEditor(Editor):
    """One line for both coordinates. What is typed stays as typed; a choice puts its system before it.

    `offers_itself`: the questions whose answers stand here as buttons, and need not stand in the finding too.
    """

    offers_itself = frozenset(("several-places", "several-systems", "zone-needed", "phone-map-which"))

    def __init__(
        self, name: str, asking: Callable[[], Asking], hint: str = "", place: PlaceKeeping | None = None
    ) -> None:
        """`place`: the rest of the form, where the line is that of the record itself."""
        super().__init__()
        self._asking = asking
        self._place = place
        self._said: tuple[object, ...] = ()
        self._is_marked = False
        self._lines = QWidget()
        self.column = Column(self._lines, gap=4)
        self.map: PlaceMap | None = None
        self.box = QLineEdit()
        self.box.setAccessibleName(name)
        self.box.setPlaceholderText(hint)
        self.understood = Text("", "help", tone="ink2", is_wrapped=True)
        self.where = Text("", "help", tone="ink2", is_wrapped=True)
        self.animal = Text("", "help", tone="ink2", is_wrapped=True)
        self.question = Text("", "help", tone="ink2", is_wrapped=True)
        self._holder = QWidget()
        self._flow = FlowLayout(self._holder, gap=8, line_gap=4)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._holder.setSizePolicy(policy)
        self.buttons: list[Button] = []
        line = Row(gap=8)
        line.addWidget(self.box, 1)
        self.column.addLayout(line)
        self.pick_button: Button | None = None
        if place is not None:
            self._add_picking(line)
        for below in (self.understood, self.where, self.animal, self.question):
            below.hide()
            self.column.addWidget(below)
        self._holder.hide()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setRowStretch(2, 1)
        self._lay_out()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.explain)
        self.box.textEdited.connect(self._on_edited)
        self.watch(self.box)
        self.setFocusProxy(self.box)

    def _add_picking(self, line: Row) -> None:
        """The map as a way to answer: a button out of the way of Tab, and a key."""
        self.pick_button = Button(words.say("form.pick"), "outlined", icon="map")
        self.pick_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.pick_button.setToolTip(tip(words.say("form.pick_on_map", key=keys.PICK.shown)))
        self.pick_button.clicked.connect(self.pick)
        line.addWidget(self.pick_button)
        shortcut = QShortcut(QKeySequence(keys.PICK.first), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(self.pick)

    def pick(self) -> None:
        """Open the map, and take the point that is pressed there."""
        from ui.forms.map_pick import pick_on_map  # a form does not wait for the map

        if self._place is not None:
            pick_on_map(self._place, self.window(), self._on_picked)

    def _on_picked(self) -> None:
        self.act.emit(FILLED)
        self.box.setFocus()

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
        animal = self._place.animal() if self._place is not None else None
        said = (text, asking.country, asking.words.language, asking.coordinates, animal)
        if said == self._said:
            return
        self._said = said
        found = understand(text, asking) if text.strip() else Understood()
        choices = found.choices[:MOST_CHOICES]
        for label, sentence in (
            (self.understood, found.what),
            (self.where, found.where),
            (self.animal, f"{animal.what} · {animal.how}" if animal is not None else ""),
            (self.question, found.question if found.is_asked else ""),
        ):
            label.setText(sentence)
            label.setVisible(bool(sentence))
        self._say_question_once()
        self._offer(choices)
        self._show_map(found, choices, animal)

    def _say_question_once(self) -> None:
        """Once the finding under the field asks the same, the field itself need not."""
        self.question.setVisible(bool(self.question.text()) and not self._is_marked)

    def _offer(self, choices: tuple[Choice, ...]) -> None:
        """Put the readings there as buttons; the keyboard reaches them after the line."""
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = []
        say = self._asking().words.say
        for number, choice in enumerate(choices, start=1):
            shown = choice.words
            if len(choices) > 1:
                shown = say("place.numbered", number=number, words=shown)
            button = Button(shown, "outlined", parent=self._holder)
            button.clicked.connect(lambda _=False, entry=choice.entry: self._choose(entry))
            self._flow.addWidget(button)
            self.buttons.append(button)
        self._holder.setVisible(bool(self.buttons))
        if self.buttons:
            self.grown.emit()

    def _show_map(self, found: Understood, choices: tuple[Choice, ...], animal: Animal | None) -> None:
        """The place on a small map; of several readings each with the number of its button; the animal and who saw it."""
        if animal is not None:
            spots = _both(animal, self._asking())
        elif found.position is not None:
            one = found.position
            spots = [Spot(float(one.latitude), float(one.longitude), "", one.uncertainty_m)]
        else:
            spots = [
                Spot(float(one.position.latitude), float(one.position.longitude), str(number))
                for number, one in enumerate(choices, start=1)
            ]
        if spots and self.map is None:
            self.map = PlaceMap(self._asking().words.language, self)
            if self._place is not None:
                self.map.setCursor(Qt.CursorShape.PointingHandCursor)
                self.map.setToolTip(tip(words.say("form.pick_on_map", key=keys.PICK.shown)))
                self.map.pressed.connect(self.pick)
        if self.map is not None:
            said = (found.what, found.where, animal.what if animal is not None else "")
            told = " · ".join(filter(None, said)) or found.question
            shown = spots if len(spots) <= MOST_ON_MAP else ()
            distance = animal.distance if animal is not None else ""
            self.map.show_spots(shown, told, distance, is_joined=animal is not None)
            self._lay_out()

    def _lay_out(self) -> None:
        """The map stands beside the words and the buttons where there is room for it; wide buttons fold their words."""
        grid, theme = self._grid, look()
        is_mapped = self.map is not None and bool(self.map.spots) and self.width() >= theme.px(BESIDE_FROM)
        grid.setHorizontalSpacing(theme.px(12) if is_mapped else 0)
        grid.setVerticalSpacing(theme.px(4) if self.buttons else 0)
        for button in self.buttons:
            button.fold_at(self.width() - theme.px(WIDE + 12) if is_mapped else self.width())
        for part in (self._lines, self._holder, self.map):
            if part is not None:
                grid.removeWidget(part)
        grid.addWidget(self._lines, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._holder, 1, 0, Qt.AlignmentFlag.AlignTop)
        if self.map is not None:
            if is_mapped:
                grid.addWidget(self.map, 0, 1, 3, 1, Qt.AlignmentFlag.AlignTop)
            self.map.setVisible(is_mapped)
        if self.pick_button is not None:  # the map itself can be pressed, and the line has its room
            self.pick_button.setVisible(not is_mapped)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._lay_out()

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
        self._is_marked = severity is not None
        self._say_question_once()


def _both(animal: Animal, asking: Asking) -> list[Spot]:
    """Who saw it and the animal, each with a letter."""
    seen, at = animal.observer, animal.offset
    say = asking.words.say
    return [
        Spot(float(seen.latitude), float(seen.longitude), say("place.mark_observer")),
        Spot(float(at.latitude), float(at.longitude), say("place.mark_animal"), animal.uncertainty_m),
    ]
