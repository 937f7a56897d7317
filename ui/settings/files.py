"""Whether the files that laptops send each other open with this program on a double click; one press lets them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from camifield.commands import opening_files
from camifield.errors import Problem
from camifield.i18n import problems, words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.seam import SectionTitle
from ui.widgets.text import Text


class FilesCard(Card):
    """`told` with a sentence and its severity. Hidden on a system that we do not know how to tell."""

    told = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(gap=10)
        self.body.addWidget(SectionTitle(words.say("settings.files"), has_seam=False))
        self.line = Text("", "help", tone="ink2")
        self.body.addWidget(self.line)
        self.button = Button(words.say("settings.open_files"), "outlined", icon="document")
        self.button.clicked.connect(self._on_clicked)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self._show_state()

    def _show_state(self) -> None:
        is_done = opening_files.is_registered()
        self.line.setText(words.say("settings.files_open" if is_done else "settings.files_line"))
        if is_done:
            self.button.hide()

    def _on_clicked(self) -> None:
        try:
            opening_files.register()
        except Problem as problem:
            self.told.emit(problems.sentence(problem, words.present()), "error")
            return
        self._show_state()
        self.told.emit(words.say("settings.files_done"), "ok")
