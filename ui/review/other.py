"""Another question of the same record, in short: the answers by their letters, a button for each, and places drawn."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.queries.matters import Question, Version
from ui.review.places import map_of
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.text import Text


class OtherQuestion(Card):
    """`kept` with the version that shall hold."""

    kept = Signal(object)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(gap=10, sides=(20, 12, 16, 14), parent=parent)
        row = Row(gap=16)
        lines = Column(gap=2)
        head = Row(gap=8)
        if question.is_restricted:
            head.addWidget(
                IconMark("restricted", "ink2", name=words.say("records.restricted"), line="row_title")
            )
        is_place = question.distance_m is not None
        title = words.say("review.place_too" if is_place else "review.differs_too", name=question.name)
        head.addWidget(Text(title, "row_title"), 1)
        lines.addLayout(head)
        for version in question.versions:
            lines.addWidget(Text(self._line(version), "help", tone="ink2"))
        row.addLayout(lines, 1)
        row.addWidget(self._buttons(question), 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        if is_place:
            self.body.addWidget(map_of(question))

    def _line(self, version: Version) -> str:
        source = version.point.source if version.point is not None else ""
        answer = (
            words.say("review.with_source", answer=version.short, source=source) if source else version.short
        )
        who = version.speakers[-1].who if version.speakers else ""
        return words.say("review.letter_said", letter=version.letter, answer=answer, who=who)

    def _buttons(self, question: Question) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, gap=10)
        for version in question.versions:
            button = Button(words.say("review.keep", answer=version.letter))
            button.setAccessibleName(
                words.say("review.keep_of", question=question.name, answer=version.short)
            )
            button.setEnabled(question.is_mine)
            button.clicked.connect(lambda _=False, version=version: self.kept.emit(version))
            flow.addWidget(button)
        return holder
