"""What the parts of the team's card have in common: a question on a card, work beside the window, a sentence at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from camifield.errors import Problem
from camifield.i18n import problems, words
from ui.desk import Desk
from ui.letter_files import choose_new_file
from ui.settings.team.presenter import TeamPresenter
from ui.widgets.asking import Answer, Asking
from ui.widgets.button import Button, Style
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.layouts import Column
from ui.widgets.text import Text

NO, YES = "no", "yes"
Result = TypeVar("Result")
Way = tuple[str, str, Callable[[], None]]


class Steps(QWidget):
    """`told` with a sentence and its severity ("ok", "warning", "error"), after which the card is made anew."""

    told = Signal(str, str)

    def __init__(self, desk: Desk, presenter: TeamPresenter) -> None:
        super().__init__()
        self.desk = desk
        self.presenter = presenter
        self.asking: Asking | None = None

    def run(self, work: Callable[[], Result], said: Callable[[Result], str]) -> None:
        """Do it beside the window, then say what came of it."""

        def on_done(result: Result) -> None:
            self.told.emit(said(result), "ok")

        task = self.desk.run(lambda _progress: work(), self)
        task.done.connect(on_done)
        task.failed.connect(self.on_failed)

    def do(self, work: Callable[[], Changes], said: str) -> None:
        """As `run`, for what changes what other pages show."""

        def told(changes: Changes) -> str:
            self.desk.tell(changes)
            return said

        self.run(work, told)

    def on_failed(self, problem: Problem) -> None:
        self.told.emit(problems.sentence(problem, words.present()), "error")

    def ask(
        self,
        title: str,
        line: str,
        answers: Sequence[Answer],
        act: Callable[[str], None],
        content: QWidget | None = None,
    ) -> None:
        """Ask on a card over the window; `act` hears every answer but the one that leaves it."""

        def on_answered(key: str) -> None:
            self.asking = None
            if key != NO:
                act(key)

        everything = [Answer(NO, words.say("team.not_now")), *answers]
        self.asking = Asking(self, title, line, everything, escape=NO, content=content)
        self.asking.answered.connect(on_answered)

    def save_as(self, title: str, name: str) -> Path | None:
        """Where a letter shall lie; None when nowhere."""
        return choose_new_file(self, self.desk, title, name)

    def roles(self, chosen: str) -> tuple[QWidget, ChipRow]:
        """The roles as chips, with what each may do."""
        holder = QWidget()
        column = Column(holder, gap=8)
        choices = [Choice(code, shown) for code, shown in self.presenter.roles()]
        chips = ChipRow(choices, name=words.say("team.role_of"), is_required=True)
        chips.set_chosen([chosen])
        column.addWidget(chips)
        column.addWidget(Text(self.presenter.role_lines(), "help", tone="ink2"))
        return holder, chips


def way_button(way: Way, style: Style) -> Button:
    """A button for one way on: its words, its icon, and what it does."""
    key, icon, act = way
    button = Button(words.say(key), style, icon=icon)

    def on_clicked(_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own argument
        act()

    button.clicked.connect(on_clicked)
    return button
