"""Everybody in the team with their laptops, and what can be changed about each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from camifield.commands import team as looking_after
from camifield.i18n import words
from camifield.queries.team import LaptopRow, MemberRow
from ui.desk import Desk
from ui.settings.team.presenter import TeamPresenter
from ui.settings.team.steps import YES, Steps
from ui.widgets.asking import Answer
from ui.widgets.button import Button
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import PersonBadge
from ui.widgets.text import ElidedLabel, TagLabel, Text

SHUT_OUT, TRUST, RESCUE, SAME, APART = "shut_out", "trust", "rescue", "same", "apart"


class MembersList(Steps):
    """One row a person; of somebody with several laptops elsewhere it is said which is meant.

    `one_person` with a MemberRow who is in the team as somebody else too; `two_people` with two records that are not one.
    """

    one_person = Signal(object)
    two_people = Signal(bytes, bytes)

    def __init__(self, desk: Desk, presenter: TeamPresenter) -> None:
        super().__init__(desk, presenter)
        column = Column(self, gap=10)
        for member in presenter.view.members:
            column.addWidget(self._member(member))

    def _member(self, member: MemberRow) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=12)
        name = self.presenter.name(member)
        row.addWidget(PersonBadge(name))
        lines = Column(gap=0)
        lines.addWidget(ElidedLabel(name, "row_title"))
        lines.addWidget(ElidedLabel(self.presenter.member_line(member), "help", tone="ink2"))
        row.addLayout(lines, 1)
        for tag in self.presenter.tags(member):
            row.addWidget(TagLabel(tag))
        if self.presenter.view.may_change:
            change = Button(words.say("team.change"), "quiet", icon="edit")
            change.setAccessibleName(words.say("team.change_name", name=name))

            def on_clicked(_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own argument
                self.change(member)

            change.clicked.connect(on_clicked)
            row.addWidget(change)
        return holder

    def change(self, member: MemberRow) -> None:
        """Ask what to change about somebody: the role, or whether a laptop of theirs is believed."""
        content, chips = self.roles(member.role)
        others = [one for one in member.laptops if not one.is_here]
        which = self._which(others, content)
        answers: list[Answer] = []
        if any(one.is_revoked and one.waiting for one in others):
            answers.append(Answer(RESCUE, words.say("team.rescue")))
        if any(one.is_revoked for one in others):
            answers.append(Answer(TRUST, words.say("team.trust")))
        if any(not one.is_revoked for one in others):
            answers.append(Answer(SHUT_OUT, words.say("team.shut_out"), "outlined", "refused"))
        if member.also:
            answers.append(Answer(APART, words.say("team.two_after_all")))
        elif len(self.presenter.view.members) > 1:
            answers.append(Answer(SAME, words.say("team.same_as")))
        answers.append(Answer(YES, words.say("team.save"), "accent"))

        def act(key: str) -> None:
            if key == YES:
                self._change_role(member, next(iter(chips.chosen())))
            elif key == SAME:
                self.one_person.emit(member)
            elif key == APART:
                self.two_people.emit(member.also[-1], member.person)
            else:
                self._change_laptop(member, others[which()], key)

        self.ask(self.presenter.name(member), words.say("team.change_line"), answers, act, content)

    def _which(self, laptops: Sequence[LaptopRow], content: QWidget) -> Callable[[], int]:
        """Which of somebody's laptops is meant; asked where there are several."""
        layout = content.layout()
        if len(laptops) < 2 or layout is None:
            return lambda: 0
        choices = [Choice(str(place), name) for place, name in enumerate(self.presenter.laptops(laptops))]
        row = ChipRow(choices, name=words.say("team.which_laptop"), is_required=True)
        row.set_chosen(["0"])
        layout.addWidget(Text(words.say("team.which_laptop"), "row_title"))
        layout.addWidget(row)
        return lambda: int(next(iter(row.chosen())))

    def _change_role(self, member: MemberRow, role: str) -> None:
        project = self.desk.project
        work: Callable[[], Changes] = lambda: looking_after.change_role(project, member.person, role)  # noqa: E731
        self._do(work, "team.role_changed", member)

    def _change_laptop(self, member: MemberRow, laptop: LaptopRow, key: str) -> None:
        project = self.desk.project
        if key == TRUST:
            self._do(lambda: looking_after.pardon(project, laptop.device), "team.trusted", member)
        elif key == RESCUE:
            self._do(lambda: looking_after.rescue(project, laptop.device), "team.rescued", member)
        else:
            answers = [Answer(YES, words.say("team.shut_out"), "outlined", "refused")]
            title = words.say("team.shut_out_title", name=self.presenter.name(member))
            line = words.say("team.shut_out_line")
            self.ask(title, line, answers, lambda _: self._shut_out(member, laptop.device))

    def _do(self, work: Callable[[], Changes], said: str, member: MemberRow) -> None:
        name = self.presenter.name(member)

        def told(changes: Changes) -> str:
            self.desk.tell(changes)
            return words.say(said, name=name, count=len(changes.records))

        self.run(work, told)

    def _shut_out(self, member: MemberRow, device: bytes) -> None:
        project, name = self.desk.project, self.presenter.name(member)

        def told(gone: looking_after.Revoked) -> str:
            self.desk.tell(gone.changes)
            key = "team.revoked_missing" if gone.missing else "team.revoked_unknown"
            return f"{words.say('team.revoked', name=name, count=gone.kept)} {words.say(key, count=gone.missing)}"

        self.run(lambda: looking_after.revoke(project, device), told)
