"""Keeping the keys on the Settings page: the team's paper, the main key that goes to it and comes back, a passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QFileDialog, QLineEdit, QPlainTextEdit, QWidget

from camifield.commands import keeping_keys
from camifield.errors import Problem
from camifield.i18n import words
from camifield.project.team_paper import Paper
from ui.desk import Desk
from ui.print.printers import chosen_printer
from ui.print.team_paper import print_team_paper
from ui.settings.team.presenter import TeamPresenter
from ui.settings.team.steps import YES, Steps, Way, way_button
from ui.standing import keyboard_kept
from ui.unlocking import ask_passphrase
from ui.widgets.asking import Answer
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column
from ui.widgets.text import Text

FILE, REMOVE = "file", "remove"
ROW_ASKED = 4


class KeysRow(Steps):
    """What can be done about the keys here; nothing that this laptop may not."""

    def __init__(self, desk: Desk, presenter: TeamPresenter) -> None:
        super().__init__(desk, presenter)
        view, is_closed = presenter.view, desk.project.identity.is_closed
        column = Column(self, gap=6)
        if not view.has_recovery and view.may_change:
            column.addWidget(Text(words.say("team.no_paper"), "help", tone="ink2"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=12)
        ways: list[Way] = []
        if view.has_root and view.may_change:
            ways.append(("team.make_paper", "print", self._on_paper))
            if view.has_recovery:
                ways.append(("team.root_out", "secure", self._on_root_out))
        if not view.has_root and not is_closed:
            ways.append(("team.root_back", "key", self._on_root_back))
        key = "team.change_passphrase" if view.has_passphrase else "team.set_passphrase"
        ways.append(
            ("team.unlock", "restricted", self._on_unlock)
            if is_closed
            else (key, "restricted", self._on_passphrase)
        )
        for way in ways:
            flow.addWidget(way_button(way, "quiet"))
        column.addWidget(holder)

    def _do(self, work: Callable[[], object], said: str) -> None:
        self.run(work, lambda _: words.say(said))

    def _ask(
        self,
        title: str,
        line: str,
        answers: list[Answer],
        content: QWidget | None,
        act: Callable[[str], None],
    ) -> None:
        self.ask(words.say(title), words.say(line), answers, act, content)

    def _on_paper(self) -> None:
        answers = [
            Answer(FILE, words.say("team.paper_file"), "quiet"),
            Answer(YES, words.say("team.paper_print"), "accent", "print"),
        ]
        self._ask("team.make_paper", "team.paper_ask", answers, None, self._make_paper)

    def _make_paper(self, how: str) -> None:
        try:
            paper, changes = keeping_keys.make_paper(self.desk.project)
            if not paper.recovery:  # an old paper cannot be printed again: nobody but it holds the secret
                paper, changes = keeping_keys.make_paper(self.desk.project, renew_recovery=True)
        except Problem as problem:
            self.on_failed(problem)
            return
        is_done = self._print(paper) if how == YES else self._write_pdf(paper)
        self.desk.tell(changes)
        said = "team.paper_done" if is_done else "team.paper_not_done"
        self.told.emit(words.say(said), "ok" if is_done else "warning")

    def _print(self, paper: Paper) -> bool:
        printer = chosen_printer(self, self._paper_name())
        if printer is not None:
            print_team_paper(paper, words.present(), printer)
        return printer is not None

    def _write_pdf(self, paper: Paper) -> bool:
        with keyboard_kept(self):
            told, _ = QFileDialog.getSaveFileName(
                self, words.say("team.paper_file"), str(Path.home() / self._paper_name()), "*.pdf"
            )
        if not told:
            return False
        print_team_paper(paper, words.present(), QPdfWriter(told))
        return Path(told).is_file()

    def _paper_name(self) -> str:
        return words.say("team.paper_name", day=self.desk.project.today().isoformat())

    def _on_root_out(self) -> None:
        box = QLineEdit()
        box.setAccessibleName(words.say("team.type_row", row=ROW_ASKED))
        box.setPlaceholderText(words.say("team.type_row", row=ROW_ASKED))
        answers = [Answer(YES, words.say("team.root_out"), "accent")]
        self._ask("team.root_out", "team.root_out_line", answers, box, lambda _: self._root_out(box.text()))

    def _root_out(self, typed: str) -> None:
        project = self.desk.project
        self._do(lambda: keeping_keys.take_root_offline(project, ROW_ASKED, typed), "team.root_is_out")

    def _on_root_back(self) -> None:
        box = QPlainTextEdit()
        box.setTabChangesFocus(True)
        box.setAccessibleName(words.say("team.type_rows"))
        answers = [Answer(YES, words.say("team.root_back"), "accent")]
        act: Callable[[str], None] = lambda _: self._root_back(box.toPlainText())  # noqa: E731
        self._ask("team.root_back", "team.root_back_line", answers, box, act)

    def _root_back(self, typed: str) -> None:
        project = self.desk.project

        def work() -> None:
            keeping_keys.bring_root_back(project, typed)
            keeping_keys.take_over(project)

        self._do(work, "team.root_is_back")

    def _on_unlock(self) -> None:
        ask_passphrase(self, self.desk, lambda: self.told.emit(words.say("team.unlocked"), "ok"))

    def _on_passphrase(self) -> None:
        holder = QWidget()
        column, boxes = Column(holder, gap=8), [QLineEdit(), QLineEdit()]
        for box, key in zip(boxes, ("team.new_passphrase", "team.new_passphrase_again"), strict=True):
            box.setEchoMode(QLineEdit.EchoMode.Password)
            box.setAccessibleName(words.say(key))
            box.setPlaceholderText(words.say(key))
            column.addWidget(box)
        answers = [Answer(YES, words.say("team.save"), "accent")]
        if self.presenter.view.has_passphrase:
            answers.insert(0, Answer(REMOVE, words.say("team.remove_passphrase")))
        act: Callable[[str], None] = lambda key: self._passphrase(key, *(box.text() for box in boxes))  # noqa: E731
        self._ask("team.set_passphrase", "team.passphrase_lost", answers, holder, act)

    def _passphrase(self, key: str, first: str, again: str) -> None:
        project = self.desk.project
        if key == REMOVE:
            self._do(lambda: keeping_keys.remove_passphrase(project), "team.passphrase_removed")
        elif first != again:
            self.on_failed(Problem("passphrases-differ"))
        else:
            self._do(lambda: keeping_keys.set_passphrase(project, first), "team.passphrase_set")
