"""Letting people in and coming in: invitations, requests and answers, as files that are handed over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QBoxLayout, QLineEdit, QWidget

from camifield.commands import inviting, joining
from camifield.i18n import words
from camifield.queries.team import Incoming, Offered, Reply, read_team_file
from ui.desk import Desk
from ui.letter_files import choose_file
from ui.settings.team.presenter import TeamPresenter
from ui.settings.team.steps import YES, Steps, Way, way_button
from ui.settings.team.whose import WhoAsks, WhoseLaptop
from ui.widgets.asking import Answer
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.text import ElidedLabel, Text


class LettersRow(Steps):
    """The buttons, and the questions behind each."""

    def __init__(self, desk: Desk, presenter: TeamPresenter) -> None:
        super().__init__(desk, presenter)
        view, column, holder = presenter.view, Column(self, gap=10), QWidget()
        flow = FlowLayout(holder, gap=12)
        ways: list[Way] = []
        if view.may_change:
            ways.append(("team.invite", "person_new", self._on_invite))
        ways.append(("team.open_file", "take_in", self._on_open))
        if view.is_alone:
            ways.append(("team.ask", "hand_over", self._on_ask))
        elif not view.may_change and presenter.without_keys():
            ways.append(("team.one_more", "person_new", self._on_one_more))
        if view.may_change:
            ways.append(("team.rename", "edit", self._on_rename))
        for place, way in enumerate(ways):
            flow.addWidget(way_button(way, "outlined" if place < 2 else "quiet"))
        column.addWidget(holder)
        # Below the ways: there the keyboard stays at the way just taken, and not at what withdraws it.
        for one, line in presenter.open_invitations():
            column.addWidget(self._invitation(one, line))

    def _invitation(self, invitation: bytes, line: str) -> QWidget:
        holder = QWidget()
        row, project = Row(holder, gap=12), self.desk.project
        row.addWidget(ElidedLabel(line, "help", tone="ink2"), 1)

        def withdraw() -> None:
            self.run(lambda: inviting.withdraw(project, invitation), lambda _: words.say("team.withdrawn"))

        row.addWidget(way_button(("team.withdraw", "refused", withdraw), "quiet"))
        return holder

    def _on_one_more(self) -> None:
        choices = [Choice(one.hex(), name) for one, name in self.presenter.without_keys()]
        chips = ChipRow(choices, name=words.say("team.one_more"), is_required=True)
        chips.set_chosen([choices[0].code])
        answers = [Answer(YES, words.say("team.write_request"), "accent", "hand_over")]
        title, line = words.say("team.one_more"), words.say("team.one_more_line")
        self.ask(title, line, answers, lambda _: self._ask_for(chips), chips)

    def _ask_for(self, chips: ChipRow) -> None:
        person, project = bytes.fromhex(next(iter(chips.chosen()))), self.desk.project
        file = self.save_as(words.say("team.write_request"), words.say("team.file_request"))
        if file is not None:
            self.run(
                lambda: joining.ask_for_person(project, person, file),
                lambda _: words.say("team.asked_for_person"),
            )

    def _on_invite(self) -> None:
        content, chips = self.roles("ranger")
        answers = [Answer(YES, words.say("team.write_invitation"), "accent", "person_new")]
        title, line = words.say("team.invite_title"), words.say("team.invite_line")
        self.ask(title, line, answers, lambda _: self._invite(chips), content)

    def _invite(self, chips: ChipRow) -> None:
        role, project = next(iter(chips.chosen())), self.desk.project
        file = self.save_as(words.say("team.write_invitation"), words.say("team.file_invitation"))
        if file is not None:
            shown = words.say(f"team.role.{role}")
            self.run(
                lambda: inviting.invite(project, role, file),
                lambda made: f"{words.say('team.invited', role=shown)} {made.file.name}",
            )

    def _on_rename(self) -> None:
        box = QLineEdit(self.presenter.view.name)
        box.setMaxLength(120)
        box.setAccessibleName(words.say("team.rename"))
        answers = [Answer(YES, words.say("team.save"), "accent")]
        title, line = words.say("team.rename"), words.say("team.rename_line")
        self.ask(title, line, answers, lambda _: self._rename(box.text()), box)

    def _rename(self, name: str) -> None:
        project = self.desk.project
        self.run(lambda: inviting.name_team(project, name), lambda _: words.say("team.renamed"))

    def _on_ask(self) -> None:
        answers = [Answer(YES, words.say("team.write_request"), "accent", "hand_over")]
        title, line, who = words.say("team.ask_title"), words.say("team.ask_line"), WhoAsks()
        self.ask(title, line, answers, lambda _: self._write_request(None, who), who)

    def _write_request(self, invitation: Path | None, who: WhoAsks) -> None:
        project, is_member = self.desk.project, who.is_member
        file = self.save_as(words.say("team.write_request"), words.say("team.file_request"))
        if file is not None:
            self.run(
                lambda: joining.ask(project, file, invitation=invitation, is_member=is_member),
                lambda made: words.say("team.asked", count=made.records),
            )

    def _on_open(self) -> None:
        chosen = choose_file(self, self.desk, words.say("team.open_file"))
        if chosen is not None:
            self.open_file(chosen)

    def open_file(self, file: Path) -> None:
        """Read a file of a team beside the window, then ask what it is about."""
        project = self.desk.project
        task = self.desk.run(lambda _progress: read_team_file(project, file), self)
        task.done.connect(self._on_read)
        task.failed.connect(self.on_failed)

    def _on_read(self, found: Offered | Incoming | Reply) -> None:
        match found:
            case Offered():
                answers = [Answer(YES, words.say("team.write_request"), "accent", "hand_over")]
                title, line = self.presenter.offered(found)
                who = WhoAsks()
                self.ask(title, line, answers, lambda _: self._write_request(found.file, who), who)
            case Incoming():
                self._on_incoming(found)
            case Reply():
                code = self._code(found.code) if found.needs_comparing else None
                yes = "team.same_code" if found.needs_comparing else "team.come_in"
                answers = [Answer(YES, words.say(yes), "accent", "tick")]
                self.ask(*self.presenter.answered(found), answers, lambda _: self._join(found), code)

    def _code(self, code: str) -> Text:
        return Text(self.presenter.code_line(code), "card_title")

    def _on_incoming(self, incoming: Incoming) -> None:
        content, chips = self.roles(incoming.role)
        layout, whose = content.layout(), WhoseLaptop(self.presenter, incoming)
        if isinstance(layout, QBoxLayout):
            layout.insertWidget(0, whose)  # a member's role is not the newcomer's to be given
            if incoming.needs_comparing:
                layout.addWidget(self._code(incoming.code))
        yes = "team.same_code_let_in" if incoming.needs_comparing else "team.let_in"
        answers = [Answer(YES, words.say(yes), "accent", "person_new")]
        title, line = self.presenter.asked(incoming)
        self.ask(title, line, answers, lambda _: self._on_let_in(incoming, chips, whose), content)

    def _on_let_in(self, incoming: Incoming, chips: ChipRow, whose: WhoseLaptop) -> None:
        """A laptop of a member is let in after comparing the code, whatever invited it."""
        role, same = next(iter(chips.chosen())), whose.same()
        if not whose.is_said:
            self.told.emit(words.say("team.choose_whose"), "warning")
        elif same and not incoming.needs_comparing:
            called = dict(self.presenter.people())
            name = ", ".join(called[one] for one in same.values())
            answers = [Answer(YES, words.say("team.same_code_let_in"), "accent", "tick")]
            title = words.say("team.member_compare", name=name)
            line = words.say("team.member_compare_line", name=name)
            code = self._code(incoming.code)
            self.ask(title, line, answers, lambda _: self._admit(incoming, role, same), code)
        else:
            self._admit(incoming, role, same)

    def _admit(self, incoming: Incoming, role: str, same: Mapping[bytes, bytes]) -> None:
        project = self.desk.project
        file = self.save_as(words.say("team.write_answer"), words.say("team.file_answer"))
        if file is None:
            return
        who = self.presenter.askers(incoming)

        def said(done: inviting.Admitted) -> str:
            self.desk.tell(done.changes)
            key = "team.let_in_member" if same else "team.let_in_done"
            lines = [words.say(key, name=who, count=done.records)]
            if incoming.needs_comparing:
                lines.append(words.say("team.code_of_answer", code=done.code))
            return " ".join(lines)

        self.run(
            lambda: inviting.admit(project, incoming, file, role=role, same=same, is_compared=True), said
        )

    def _join(self, reply: Reply) -> None:
        project = self.desk.project

        def said(done: joining.Joined) -> str:
            self.desk.tell(done.changes)
            role = words.say(f"team.role.{done.role}")
            return words.say("team.joined", team=done.team or words.say("team.no_name"), role=role)

        self.run(lambda: joining.join(project, reply, is_compared=True), said)
