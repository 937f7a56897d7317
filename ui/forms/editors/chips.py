"""Answers as chips, when there are few: one of them, several of them, or the people of the team."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt

from camifield.fields.values import Entry
from camifield.i18n import words
from ui.forms.editors.editor import Editor, codes_of_entry
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.layouts import Row

MORE = "more"


class ChipsEditor(Editor):
    """One of few, or several of few; `rest` are further answers behind "more". An answer that is on no chip (of a newer laptop) gets a chip of its own."""

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice],
        *,
        is_many: bool = False,
        actions: Sequence[Choice] = (),
        rest: Sequence[Choice] = (),
        is_required: bool = False,
    ) -> None:
        super().__init__()
        self._is_many = is_many
        self._choices = tuple(choices)
        self._rest = tuple(rest)
        more = (Choice(MORE, words.say("form.more_answers"), icon="opened"),) if rest else ()
        self._actions = (*actions, *more)
        self.row = ChipRow(
            choices, name=name, is_many=is_many, actions=self._actions, is_required=is_required
        )
        Row(self).addWidget(self.row)
        self.row.changed.connect(self.changed)
        self.row.changed.connect(self.left)
        self.row.acted.connect(self._on_acted)
        self.setFocusProxy(self.row)

    def _on_acted(self, code: str) -> None:
        if code == MORE:
            self.show_rest()
        else:
            self.act.emit(code)

    def show_rest(self) -> None:
        """Show the answers that are seldom given, with the keyboard at the first of them."""
        rest, self._rest = self._rest, ()
        if not rest:
            return
        self._actions = tuple(action for action in self._actions if action.code != MORE)
        self.set_choices((*self._choices, *rest))
        first = next((chip for chip in self.row.chips if chip.choice == rest[0]), None)
        if first is not None and self.row.isVisible():
            first.setFocus()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Other chips, as after somebody was added; what is chosen stays so."""
        self._choices = tuple(choices)
        self.row.set_choices(choices, self._actions)
        self.grown.emit()

    def skip_by_keyboard(self) -> None:
        """Leave it out of the Tab order: the keyboard has another way to give this answer."""
        for chip in self.row.chips:
            chip.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def entry(self) -> Entry:
        chosen = self.row.chosen()
        if self._is_many:
            return chosen
        return chosen[0] if chosen else ""

    def set_entry(self, entry: Entry) -> None:
        codes = codes_of_entry(entry)
        if any(choice.code in codes for choice in self._rest):
            self.show_rest()
        strange = [code for code in codes if all(choice.code != code for choice in self._choices)]
        if strange:
            self._choices = (*self._choices, *(Choice(code, code) for code in strange))
            self.row.set_choices(self._choices, self._actions)
        if self.row.chosen() != codes:
            self.row.set_chosen(codes)
