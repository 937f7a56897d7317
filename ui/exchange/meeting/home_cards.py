"""The near column of the page: what is on this laptop only, and whom we met when and what each still lacks."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.i18n.writing import whole_text
from camifield.queries.meetings import Colleague, MeetingsFacts
from ui.short_dates import short_date
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark, PersonBadge
from ui.widgets.text import Text
from ui.widgets.tile import KindTile

FEW = 4


class OnlyHereCard(Card):
    """The large number, by the signed receipts of the others; None while it is counted."""

    def __init__(self, facts: MeetingsFacts | None, today: date) -> None:
        super().__init__(gap=10)
        row = Row(gap=16)
        total = facts.only_here.total if facts else 0
        shown = whole_text(total, words.language()) if facts else "…"
        self.number = Text(shown, "big", tone="accent", is_wrapped=False)
        row.addWidget(self.number)
        key = "exchange.only_here" if facts else "exchange.counting"
        row.addWidget(Text(words.say(key, count=total), "card_title"), 1)
        self.body.addLayout(row)
        if facts is None:
            return
        if total:
            self.body.addWidget(self._tiles(facts))
        day = facts.only_here.oldest if total else None
        oldest = words.say("exchange.oldest", date=short_date(day, words.present(), today)) if day else ""
        rest = words.say("exchange.if_lost" if total else "exchange.all_elsewhere")
        if not facts.is_team:
            rest = words.say("exchange.if_lost" if total else "exchange.nothing_yet")
        told = words.say("import.two_sentences", first=oldest, second=rest) if oldest else rest
        self.body.addWidget(Text(told, "help", tone="ink2"))

    def _tiles(self, facts: MeetingsFacts) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        for kind, count in facts.only_here.counts.items():
            pair = QWidget()
            row = Row(pair, gap=8)
            row.addWidget(KindTile(kind, words.say(f"kind.{kind}"), px=28))
            number = Text(whole_text(count, words.language()), "body", is_wrapped=False)
            row.addWidget(number)
            flow.addWidget(pair)
        return holder


class ColleaguesCard(Card):
    """Every other laptop of the team: when we heard from it, and what it lacks. `all_wanted` for those not shown."""

    all_wanted = Signal()

    def __init__(self, facts: MeetingsFacts, *, shows_all: bool) -> None:
        super().__init__(gap=10)
        self.body.addWidget(Text(words.say("exchange.met_lately"), "card_title"))
        shown = facts.colleagues if shows_all else facts.colleagues[:FEW]
        for one in shown:
            self.body.addWidget(self._line(one))
        if len(facts.colleagues) > len(shown):
            more = Button(words.say("exchange.all_laptops", count=len(facts.colleagues)), "quiet")
            more.clicked.connect(self.all_wanted)
            self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)

    def _line(self, one: Colleague) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=12)
        row.addWidget(PersonBadge(one.person), 0, Qt.AlignmentFlag.AlignTop)
        lines = Column(gap=2)
        name = (
            words.say("exchange.laptop_of", person=one.person, code=one.laptop) if one.laptop else one.person
        )
        lines.addWidget(Text(name, "row_title"))
        lines.addWidget(Text(_has(one), "help", tone="ink2"))
        if one.is_clock_off:
            clock = Row(gap=6)
            clock.addWidget(IconMark("time", "warning", line="help"), 0, Qt.AlignmentFlag.AlignTop)
            clock.addWidget(Text(words.say("exchange.clock_off"), "help", tone="warning"), 1)
            lines.addLayout(clock)
        row.addLayout(lines, 1)
        has_all = one.seen_ms is not None and not one.lacks
        state = words.say("exchange.has_all" if has_all else "exchange.lacks_some")
        sign = IconMark(
            "checked" if has_all else "waiting", "ok" if has_all else "warning", px=20, name=state
        )
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder


def _has(one: Colleague) -> str:
    """When we heard from it, and what it has."""
    if one.seen_ms is None:
        return words.say("exchange.never_met")
    lacks = whole_text(one.lacks, words.language())
    has = words.say("exchange.has_all_but", number=lacks) if one.lacks else words.say("exchange.has_all")
    return words.say("import.fact.between").join((one.seen, has))
