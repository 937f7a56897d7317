"""The far column while no meeting is open: the meetings so far, what was not let in, and what was erased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.queries.accounts import Account
from camifield.queries.erasures import Erasure
from camifield.queries.foretold import reasons_of
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.seam import Seam
from ui.widgets.text import ElidedLabel, Text

FEW = 5
SETTLED_IN_TEAM = frozenset(("feed-unknown", "revoked", "author-unknown", "adopted-up-to-here"))


class MeetingsCard(Card):
    """`opened` with an Account, `all_wanted` for the older ones."""

    opened = Signal(object)
    all_wanted = Signal()

    def __init__(self, accounts: Sequence[Account], *, shows_all: bool) -> None:
        super().__init__(gap=8, sides=(24, 16, 16, 16))
        self.buttons: list[Button] = []
        self.body.addWidget(Text(words.say("exchange.meetings"), "card_title"))
        shown = accounts if shows_all else accounts[:FEW]
        for place, one in enumerate(shown):
            if place:
                self.body.addWidget(Seam())
            self.body.addWidget(self._line(one))
        if not accounts:
            self.body.addWidget(Text(words.say("exchange.no_meetings"), "help", tone="ink2"))
        if len(accounts) > len(shown):
            more = Button(words.say("exchange.all_meetings", count=len(accounts)), "quiet")
            more.clicked.connect(self.all_wanted)
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)

    def _line(self, one: Account) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=12)
        is_here = one.state == "done"
        icon = IconMark("exchange" if is_here else "undo", "accent" if is_here else "ink2", px=20)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignVCenter)
        lines = Column(gap=0)
        lines.addWidget(ElidedLabel(one.title, "row_title"))
        told = words.say("import.fact.between").join((one.when, one.where, one.short))
        lines.addWidget(ElidedLabel(told, "help", tone="ink2"))
        row.addLayout(lines, 1)
        button = Button(words.say("exchange.receipt"), "quiet")
        button.setAccessibleName(words.say("exchange.receipt_of", title=one.title, when=one.when))
        button.clicked.connect(partial(self.opened.emit, one))
        self.buttons.append(button)
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder


class NotAcceptedCard(Card):
    """What was not let in and is kept aside: why, how much, whose, and what to do; `wants_team` where that is done."""

    wants_team = Signal()

    def __init__(self, reasons: Mapping[str, int], people: Mapping[str, Sequence[str]]) -> None:
        super().__init__(gap=8)
        head = Row(gap=12)
        head.addWidget(IconMark("refused", "ink2", px=24))
        head.addWidget(Text(words.say("exchange.not_accepted"), "card_title"), 1)
        self.body.addLayout(head)
        self.body.addWidget(Text(words.say("exchange.not_accepted_line"), "help", tone="ink2"))
        for one in reasons_of(reasons, words.present()):
            self.body.addWidget(Seam())
            why = one.what
            if names := words.say("title.list_mark").join(people.get(one.code, ())):
                why = words.say("meet.refused_who", names=names, why=why)
            told = words.say("meet.left_why", count=one.count, why=why)
            self.body.addWidget(Text(told, "row_title"))
            self.body.addWidget(Text(one.do, "body", tone="ink2"))
        if SETTLED_IN_TEAM.intersection(reasons):
            button = Button(words.say("exchange.open_team"), icon="people")
            button.clicked.connect(self.wants_team)
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)


class ErasedCard(Card):
    """What was erased for good, and how many laptops are not known to have followed."""

    def __init__(self, erasures: Sequence[Erasure]) -> None:
        super().__init__(gap=8)
        head = Row(gap=12)
        head.addWidget(IconMark("hidden", "ink2", px=24))
        head.addWidget(Text(words.say("exchange.erased"), "card_title"), 1)
        self.body.addLayout(head)
        for one in erasures[:FEW]:
            self.body.addWidget(Seam())
            self.body.addWidget(
                Text(words.say("exchange.erased_on", when=one.when, who=one.who), "row_title")
            )
            waiting = [follower.person for follower in one.followers if not follower.has_erased]
            if waiting:
                names = words.say("title.list_mark").join(waiting)
                told = words.say("exchange.not_followed", count=len(waiting), names=names)
            else:
                told = words.say("exchange.all_followed")
            self.body.addWidget(Text(told, "body", tone="ink2"))
            if one.out_of_reach:
                names = words.say("title.list_mark").join(one.out_of_reach)
                self.body.addWidget(
                    Text(words.say("exchange.out_of_reach", names=names), "body", tone="ink2")
                )
