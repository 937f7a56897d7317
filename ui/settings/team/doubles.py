"""Whether two of the team are one person: asked where it seems so, said of anybody, and taken apart again."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from camifield.commands.same_people import say_one_person, say_two_people
from camifield.i18n import words
from camifield.queries.doubles import Double
from camifield.queries.team import MemberRow
from ui.desk import Desk
from ui.settings.team.presenter import TeamPresenter
from ui.settings.team.steps import YES, Steps
from ui.widgets.asking import Answer
from ui.widgets.banner import Banner
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.layouts import Column
from ui.widgets.text import Text

TWO = "two"


class DoublesList(Steps):
    """A sentence for each pair that may be one person, with the question behind it where it may be answered here."""

    def __init__(self, desk: Desk, presenter: TeamPresenter) -> None:
        super().__init__(desk, presenter)
        column = Column(self, gap=8)
        self.banners: list[Banner] = []
        for one in presenter.doubles:
            action = words.say("team.double_answer") if presenter.view.may_change else ""
            banner = Banner("question", presenter.double_line(one), action)

            def on_acted(one: Double = one) -> None:
                self.ask_about(one)

            banner.acted.connect(on_acted)
            column.addWidget(banner)
            self.banners.append(banner)
        self.setVisible(bool(self.banners))

    def ask_about(self, one: Double) -> None:
        """Ask whether they are one person, and in which role where theirs differ."""
        content, chips = self._roles(one)
        answers = [
            Answer(TWO, words.say("team.double_two")),
            Answer(YES, words.say("team.double_one"), "accent"),
        ]
        name = self.presenter.name(one.person)

        def act(key: str) -> None:
            if key == YES:
                role = next(iter(chips.chosen()), "") if chips is not None else ""
                self._join(one, role)
            else:
                self.part(one.record.person, one.person.person)

        line = words.say("team.double_line", name=name)
        told = f"{self.presenter.both(one)}\n{line}"
        self.ask(words.say("team.double_title"), told, answers, act, content)

    def ask_whom(self, member: MemberRow) -> None:
        """Ask as whom else somebody is in the team."""
        others = [one for one in self.presenter.view.members if one.person != member.person]
        content = QWidget()
        column = Column(content, gap=8)
        names = self.presenter.told_apart(others)
        row = ChipRow(
            [Choice(one.person.hex(), name) for one, name in zip(others, names, strict=True)],
            name=words.say("team.same_as"),
            is_required=True,
        )
        column.addWidget(row)
        answers = [Answer(YES, words.say("team.same_next"), "accent")]

        def act(_key: str) -> None:
            chosen = next(iter(row.chosen()), "")
            for one in others:
                if one.person.hex() == chosen:
                    self.ask_about(Double(member, one, "said"))

        title = words.say("team.same_as_title", name=self.presenter.name(member))
        self.ask(title, words.say("team.same_as_line"), answers, act, content)

    def _roles(self, one: Double) -> tuple[QWidget | None, ChipRow | None]:
        """The two roles to choose from, the one that may less chosen; nothing where they are the same."""
        if len(one.roles) < 2:
            return None, None
        holder = QWidget()
        column = Column(holder, gap=8)
        column.addWidget(Text(words.say("team.double_role"), "row_title"))
        choices = [Choice(role, words.say(f"team.role.{role}")) for role in one.roles]
        chips = ChipRow(choices, name=words.say("team.double_role"), is_required=True)
        chips.set_chosen([one.roles[0]])
        column.addWidget(chips)
        return holder, chips

    def _join(self, one: Double, role: str) -> None:
        project, name = self.desk.project, self.presenter.name(one.person)
        record, person = one.record.person, one.person.person
        self.do(
            lambda: say_one_person(project, record, person, role), words.say("team.double_joined", name=name)
        )

    def part(self, record: bytes, person: bytes) -> None:
        """They are two people."""
        project = self.desk.project
        self.do(lambda: say_two_people(project, record, person), words.say("team.double_parted"))
