"""The team's card on the Settings page: people and their laptops, every way in and out, and its keys."""

from __future__ import annotations

from PySide6.QtCore import Signal

from camifield.i18n import words
from ui.desk import Desk
from ui.settings.team.doubles import DoublesList
from ui.settings.team.keys import KeysRow
from ui.settings.team.letters import LettersRow
from ui.settings.team.members import MembersList
from ui.settings.team.presenter import TeamPresenter
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.seam import SectionTitle


class TeamCard(Card):
    """`told` with a sentence and its severity, to be said above the page, after which the card is made anew."""

    told = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=10)
        presenter = TeamPresenter(desk.project, words.present())
        self.body.addWidget(SectionTitle(presenter.title, line=presenter.line, has_seam=False))
        self.members = MembersList(desk, presenter)
        self.letters = LettersRow(desk, presenter)
        self.keys = KeysRow(desk, presenter)
        self.doubles = DoublesList(desk, presenter)
        self.members.one_person.connect(self.doubles.ask_whom)
        self.members.two_people.connect(self.doubles.part)
        self.body.addWidget(self.members)
        self.body.addWidget(self.doubles)
        for line in presenter.waiting():
            self.body.addWidget(Banner("told", line))
        for part in (self.letters, self.keys):
            self.body.addWidget(part)
        for part in (self.members, self.doubles, self.letters, self.keys):
            part.told.connect(self.told)
