"""The head of the list: how many records, the drafts behind one word, and the two things to do with what was found."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.i18n.writing import whole_text
from ui import keys
from ui.widgets.button import Button
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Row


class ListHead(PageHeader):
    """`wants_correcting`, `wants_export` and `wants_drafts` are what its buttons ask for."""

    wants_correcting = Signal()
    wants_export = Signal()
    wants_drafts = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words.say("records.title"), parent=parent)
        # In a holder of its own: a way to another list, and not one of the page's two buttons.
        holder = QWidget()
        row = Row(holder, gap=0)
        self.drafts = Button("", "quiet", icon="draft", keys=keys.DRAFTS.first)
        self.drafts.setToolTip(keys.DRAFTS.first)
        self.drafts.setAccessibleDescription(keys.DRAFTS.first)
        self.drafts.clicked.connect(self.wants_drafts)
        row.addWidget(self.drafts)
        self._holder = holder
        self.correct = Button(words.say("records.correct_many"), "outlined", icon="edit")
        self.correct.clicked.connect(self.wants_correcting)
        self.export = Button(words.say("records.export_these"), "outlined", icon="hand_over")
        self.export.clicked.connect(self.wants_export)
        self.add(holder, self.correct, self.export)
        self.show_drafts(0)

    def show_count(self, line: str) -> None:
        """The line beside the title."""
        self.set_line(line)

    def show_drafts(self, count: int) -> None:
        """How many drafts wait; nothing where there are none."""
        self.drafts.setText(
            words.say("records.drafts_link", number=whole_text(count, words.language()), count=count)
        )
        self._holder.setVisible(count > 0)

    def set_usable(self, usable: bool, /) -> None:  # noqa: FBT001
        """Whether there is anything to correct or to hand over."""
        self.correct.setEnabled(usable)
        self.export.setEnabled(usable)
