"""The foot of the preview: how many rows become what, and the way back and in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from ui.exchange.bringing_in.row_signs import SIGNS
from ui.exchange.bringing_in.row_words import Count, State
from ui.widgets.button import Button
from ui.widgets.header import ActionBar
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.text import Text, tip

STATES: tuple[State, ...] = ("ready", "correction", "question", "draft", "unchanged", "left_over")


class CountMark(QWidget):
    """A sign, a number in bold, and what becomes of so many rows."""

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = Row(self, gap=8, sides=(0, 0, 8, 0))
        icon, tone = SIGNS[state]
        row.addWidget(IconMark(icon, tone), 0, Qt.AlignmentFlag.AlignVCenter)
        self.words = Text("", "table", is_wrapped=False, is_rich=True)
        row.addWidget(self.words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_count(self, count: Count) -> None:
        """Another number."""
        self.words.setText(count.shown)
        self.setToolTip(tip(count.more))
        self.setAccessibleName(count.shown.replace("<b>", "").replace("</b>", ""))


class Foot(ActionBar):
    """Counts at the near end; `back` and `do` at the far end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.marks: dict[State, CountMark] = {state: CountMark(state, self) for state in STATES}
        self._looking = Text("", "help", tone="ink2", is_wrapped=False)
        self.add_near(*self.marks.values(), self._looking)
        self.back = Button(words.say("import.back"))
        self.do = Button("", "accent", icon="take_in", keys="Ctrl+Return")
        self.add_far(self.back, self.do)

    def show_counts(self, counts: Sequence[Count], note: str, more: str = "") -> None:
        """Other numbers, and a note about them; `more` stands in its tooltip."""
        found = {count.state: count for count in counts}
        for state, mark in self.marks.items():
            mark.setVisible(state in found)
            if state in found:
                mark.show_count(found[state])
        note = note or more
        self._looking.setText(note)
        self._looking.setToolTip(tip(more))
        self._looking.setVisible(bool(note))
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        self.updateGeometry()
