"""What the page says where nobody else is in the team yet: one sentence, and the way to invite or to join."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.text import Text


class AloneCard(Card):
    """`wants_team` leads to where people are invited and teams are joined."""

    wants_team = Signal()

    def __init__(self) -> None:
        super().__init__(gap=10)
        head = Row(gap=12)
        head.addWidget(IconMark("people", "accent", px=24))
        head.addWidget(Text(words.say("exchange.alone"), "card_title"), 1)
        self.body.addLayout(head)
        self.body.addWidget(Text(words.say("exchange.alone_line"), "body", tone="ink2"))
        foot = QWidget()
        flow = FlowLayout(foot, gap=12)
        self.button = Button(words.say("exchange.to_team"), icon="person_new")
        self.button.clicked.connect(self.wants_team)
        flow.addWidget(self.button)
        self.body.addWidget(foot)
