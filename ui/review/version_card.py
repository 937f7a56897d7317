"""One of the answers that stand against each other: the answer large, who gave it when and where, and the button that keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from camifield.i18n import words
from camifield.queries.matters import Question, Speaker, Version
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark, PersonBadge
from ui.widgets.text import KeyCap, TagLabel, Text

LONGEST_ON_BUTTON = 18
LONGEST_LARGE = 60
MOST_TOLD = 12
TOP = Qt.AlignmentFlag.AlignTop


def keep_words(question: Question, version: Version) -> str:
    """The verb on the button."""
    if question.is_of_record:
        return words.say("review.delete_it" if version.is_gone else "review.keep_it")
    if question.is_of_refused:
        return words.say("review.let_count" if version.commit else "review.leave_as_is")
    if version.is_gone:
        return words.say("review.leave_out")
    is_short = len(version.short) <= LONGEST_ON_BUTTON and version.point is None
    return words.say("review.keep", answer=version.short if is_short else version.letter)


class VersionCard(Card):
    """`kept` when its button is pressed. Both cards look alike: the program recommends nothing."""

    kept = Signal()

    def __init__(self, question: Question, version: Version, parent: QWidget | None = None) -> None:
        super().__init__(gap=8, parent=parent)
        self.version = version
        self._add_head(version)
        self._add_answer(version)
        for speaker in version.speakers:
            if speaker.why:
                quoted = words.say("review.quoted", text=speaker.why)
                self.body.addWidget(Text(quoted, "body", tone="ink2"))
        for laptop, clock in dict.fromkeys((one.laptop, one.clock) for one in version.speakers):
            self._add_laptop(laptop, clock)
        self.body.addStretch(1)
        keys = f"Alt+{version.letter}"
        self.button = Button(
            keep_words(question, version), icon="tick", keys=keys if question.is_mine else ""
        )
        self.button.setAccessibleName(
            words.say("review.keep_spoken", answer=version.short, who=_names(version.speakers))
        )
        self.button.setEnabled(question.is_mine)
        self.button.clicked.connect(self.kept)
        foot = Row(gap=10)
        foot.addWidget(self.button)
        if question.is_mine:
            foot.addWidget(KeyCap(f"Alt+{version.letter}"))
        foot.addStretch(1)
        self.body.addLayout(foot)
        self.setAccessibleName(
            words.say("review.answer_of", who=_names(version.speakers), answer=version.short)
        )

    def _add_head(self, version: Version) -> None:
        row = Row(gap=12)
        row.addWidget(TagLabel(version.letter), 0, Qt.AlignmentFlag.AlignVCenter)
        if not version.speakers:
            row.addWidget(Text(words.say("review.as_it_is"), "row_title"), 1)
            self.body.addLayout(row)
            return
        row.addWidget(PersonBadge(version.speakers[-1].who, px=32), 0, Qt.AlignmentFlag.AlignVCenter)
        lines = Column(gap=0)
        for speaker in version.speakers[::-1]:
            lines.addWidget(Text(speaker.who, "row_title"))
            lines.addWidget(Text(speaker.when, "help", tone="ink2"))
        row.addLayout(lines, 1)
        self.body.addLayout(row)

    def _add_answer(self, version: Version) -> None:
        if version.number:
            holder = QWidget()
            flow = FlowLayout(holder, gap=10)
            flow.addWidget(Text(version.number, "big", is_wrapped=False))
            if version.unit:
                flow.addWidget(Text(version.unit, "body", tone="ink2", is_wrapped=False))
            self.body.addWidget(holder)
            return
        if not version.speakers:
            return  # the record as it is: its head has said so
        if sum(one.differs for one in version.told) < 2 or version.point is not None:
            role = "card_title" if len(version.short) <= LONGEST_LARGE else "body"
            answer = Text(_whole(version.short), role)
            answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.body.addWidget(answer)
        told = [one for one in version.told if one.text != version.short]
        if told:
            self.body.addLayout(self._told(version))

    def _told(self, version: Version) -> QGridLayout:
        theme = look()
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(1, 1)
        shown = [one for one in version.told if one.text != version.short]
        for place, one in enumerate(shown[:MOST_TOLD]):
            text = Text(one.text, "table", tone="ink" if one.differs else "ink2")
            if one.label:
                grid.addWidget(Text(one.label, "help", tone="ink2"), place, 0, TOP)
                grid.addWidget(text, place, 1, TOP)
            else:
                grid.addWidget(text, place, 0, 1, 2, TOP)
        return grid

    def _add_laptop(self, laptop: str, clock: str) -> None:
        row = Row(gap=8)
        row.addWidget(IconMark("laptop", "ink2", px=16, line="help"), 0, TOP)
        row.addWidget(Text(laptop, "help", tone="ink2"), 1)
        self.body.addLayout(row)
        if clock:
            doubt = Row(gap=8)
            doubt.addWidget(IconMark("warning", "warning", px=16, line="help"), 0, TOP)
            doubt.addWidget(Text(clock, "help", tone="warning"), 1)
            self.body.addLayout(doubt)


def _names(speakers: tuple[Speaker, ...]) -> str:
    return words.say("title.list_mark").join(one.who for one in speakers)


def _whole(text: str) -> str:
    """The answer with its first letter large where it is a phrase of our own."""
    return text[:1].upper() + text[1:]
