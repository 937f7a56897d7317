"""The record that is decided: what it is, the question asked now with its answers, and what else differs in it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.queries.matters import Matter, Question, Version
from ui import keys
from ui.review.other import OtherQuestion
from ui.review.places import map_of
from ui.review.presenter import ReviewPresenter
from ui.review.version_card import VersionCard
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.text import Text
from ui.widgets.tile import KindTile

CARD_LEAST = 280


class MatterBoard(QWidget):
    """`kept` with a Question and the Version that shall hold; `kept_all` with a side's letter.

    `foot` has what else can be done; the page puts it where it never scrolls. `wants_record` with a record, `wants_other` with a Question, `wants_everywhere` for all between two sides.
    """

    kept = Signal(object, object)
    kept_all = Signal(str)
    wants_record = Signal(bytes)
    wants_other = Signal(object)
    wants_everywhere = Signal()

    def __init__(self, presenter: ReviewPresenter, matter: Matter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._matter = matter
        question = matter.questions[0]
        self.cards: list[VersionCard] = []
        self.column = Column(self, gap=12)
        self.column.addWidget(self._head())
        self.column.addLayout(self._asked(question))
        if not question.is_mine:
            self.column.addWidget(Banner("told", presenter.who_decides(), icon="person"))
        self.column.addWidget(self._versions(question))
        self.place_of_another = self.column.count()
        if question.distance_m is not None:
            self.column.addWidget(self._map(question))
        for other in presenter.others:
            panel = OtherQuestion(other)
            panel.kept.connect(partial(self.kept.emit, other))
            self.column.addWidget(panel)
        self.foot = self._foot(question)
        self.column.addStretch(1)

    def _head(self) -> Card:
        matter = self._matter
        card = Card("inset", gap=0, sides=(20, 10, 12, 10))
        row = Row(gap=14)
        word = words.say(f"kind.{matter.card.kind}")
        row.addWidget(KindTile(matter.card.kind, word, px=40), 0, Qt.AlignmentFlag.AlignVCenter)
        lines = Column(gap=0)
        lines.addWidget(Text(matter.title, "row_title"))
        lines.addWidget(Text(matter.facts, "help", tone="ink2"))
        row.addLayout(lines, 1)
        button = Button(words.say("review.whole_record"), "quiet", icon="records")
        button.clicked.connect(lambda: self.wants_record.emit(matter.record))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        return card

    def _asked(self, question: Question) -> Column:
        column = Column(gap=0, sides=(0, 4, 0, 0))
        row = Row(gap=8)
        if question.is_restricted:
            row.addWidget(
                IconMark("restricted", "ink2", name=words.say("records.restricted"), line="card_title")
            )
        row.addWidget(Text(question.name, "card_title"), 1)
        column.addLayout(row)
        line = words.say("review.before", answer=question.before) if question.before else ""
        if question.is_of_record:
            line = words.say("review.of_record_line")
        elif question.is_of_refused:
            line = words.say("review.refused_line")
        elif not question.before:
            line = words.say("review.before_nothing")
        column.addWidget(Text(line, "help", tone="ink2"))
        return column

    def _versions(self, question: Question) -> QWidget:
        holder = QWidget()
        columns = Columns(holder)
        for version in question.versions:
            card = VersionCard(question, version)
            card.kept.connect(lambda version=version: self.kept.emit(question, version))
            columns.place(card, least=CARD_LEAST)
            self.cards.append(card)
        return holder

    def _map(self, question: Question) -> QWidget:
        card = Card(gap=8, sides=(16, 12, 16, 16))
        card.body.addWidget(map_of(question))
        return card

    def _foot(self, question: Question) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=12)
        if question.can_be_typed and question.is_mine:
            other = Button(words.say("review.another"), icon="edit", keys=keys.ANOTHER.first)
            other.setToolTip(keys.ANOTHER.shown)
            other.clicked.connect(lambda: self.wants_other.emit(question))
            flow.addWidget(other)
        flow.add_spring()
        name = self._matter.card.number or words.say("review.this_record")
        for side in self._presenter.sides_for_all():
            button = Button(words.say("review.keep_all", letter=side.letter, number=name), "quiet")
            button.clicked.connect(lambda _=False, letter=side.letter: self.kept_all.emit(letter))
            flow.addWidget(button)
        if self._presenter.total > 1 and self._presenter.pair() is not None:
            button = Button(words.say("review.everywhere"), "quiet")
            button.clicked.connect(self.wants_everywhere)
            flow.addWidget(button)
        return holder

    def version_of(self, letter: str) -> tuple[Question, Version] | None:
        """The answer of a letter to the question asked now."""
        question = self._matter.questions[0]
        found = next((one for one in question.versions if one.letter == letter), None)
        return (question, found) if found is not None else None
