"""What a meeting will change, before anything is written: lines to look behind, photos to choose, and the one button."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.commands.meeting import Choice
from camifield.i18n import words
from camifield.queries.foretold import Row as Foretold
from ui.exchange.meeting.presenter import MeetingPresenter
from ui.exchange.meeting.row_line import RowLine
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.seam import Seam
from ui.widgets.text import TagLabel, Text
from ui.widgets.tick import Tick

MOST_PROBLEMS = 3


class PreviewBoard(QWidget):
    """`look` with a Row, `wanted` with a Choice, `left` for not now."""

    look = Signal(object)
    wanted = Signal(object)
    left = Signal()

    def __init__(self, presenter: MeetingPresenter) -> None:
        super().__init__()
        found = presenter.preview
        assert found is not None
        self._presenter = presenter
        self._column = Column(self, gap=8)
        self._add_head()
        self.lines = [RowLine(row) for row in found.rows]
        rows = Column(gap=3, sides=(0, 4, 0, 4))
        for place, (line, row) in enumerate(zip(self.lines, found.rows, strict=True)):
            if place:
                rows.addWidget(Seam())
            line.look_wanted.connect(partial(self.look.emit, row))
            rows.addWidget(line)
        self._column.addLayout(rows)
        if presenter.can_take and not found.rows:
            self._column.addWidget(Text(words.say("meet.only_small"), "body", tone="ink2"))
        nothing = presenter.nothing_line()
        if nothing:
            self._column.addWidget(Text(nothing, "body", tone="ink2"))
        for sentence in found.problems[:MOST_PROBLEMS]:
            self._column.addWidget(Banner("told", sentence, icon="refused"))
        if len(found.problems) > MOST_PROBLEMS:
            more = words.say("meet.more_problems", count=len(found.problems) - MOST_PROBLEMS)
            self._column.addWidget(Text(more, "help", tone="ink2"))
        self.photos_in = self._photos(is_in=True)
        self._add_gives()
        self.photos_out = self._photos(is_in=False)
        self._add_foot()

    def _add_head(self) -> None:
        head = Row(gap=12)
        self.title = Text(self._presenter.title(), "card_title")
        head.addWidget(self.title, 1)
        head.addWidget(TagLabel(words.say("meet.nothing_changed")))
        self._column.addLayout(head)
        line = self._presenter.line()
        if line:
            self._column.addWidget(Text(line, "help", tone="ink2"))

    def _add_gives(self) -> None:
        told = self._presenter.gives_line()
        if told:
            inset = Card("inset")
            row = Row(gap=12)
            row.addWidget(IconMark("hand_over", "accent", px=20), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(Text(told, "body"), 1)
            inset.body.addLayout(row)
            if shut_out := self._presenter.shut_out_line():
                inset.body.addWidget(Text(shut_out, "help", tone="ink2"))
            self._column.addWidget(inset)

    def _photos(self, *, is_in: bool) -> Tick | None:
        found = self._presenter.preview
        assert found is not None
        offer = found.photos_in if is_in else found.photos_out
        if not offer.digests:
            return None
        tick: Tick | None = None
        if offer.fitting:
            tick = Tick(self._presenter.photo_words(offer, is_in=is_in))
            tick.setChecked(self._presenter.is_modest(offer))
            self._column.addWidget(tick)
        rest = self._presenter.no_room_words(offer)
        if rest:
            self._column.addWidget(Text(rest, "help", tone="ink2"))
        return tick

    def _add_foot(self) -> None:
        presenter = self._presenter
        if presenter.can_take:
            undo = Row(gap=8)
            undo.addWidget(IconMark("undo", "ink2"))
            undo.addWidget(Text(words.say("meet.can_be_undone"), "help", tone="ink2"), 1)
            self._column.addLayout(undo)
        foot = QWidget()
        flow = FlowLayout(foot, gap=12, sides=(0, 8, 0, 0))
        flow.add_spring()
        can_do = presenter.can_take or presenter.can_give or presenter.has_photos
        if presenter.can_take and presenter.can_give:
            self._add_half(flow, "meet.only_take", Choice(give=False), presenter.can_take)
            self._add_half(flow, "meet.only_give", Choice(take=False), presenter.can_give)
        self.leave = Button(words.say("meet.not_now" if can_do else "meet.close"))
        self.leave.clicked.connect(self.left)
        flow.addWidget(self.leave)
        self.do = Button(presenter.do_words(), "accent", icon="exchange")
        self.do.clicked.connect(lambda: self.wanted.emit(self._chosen(Choice())))
        flow.addWidget(self.do)
        if not can_do:
            self.do.hide()
        self._column.addWidget(foot)

    def _add_half(self, flow: FlowLayout, key: str, choice: Choice, can: bool, /) -> None:  # noqa: FBT001
        if can:
            button = Button(words.say(key), "link")
            button.clicked.connect(lambda: self.wanted.emit(self._chosen(choice)))
            flow.addWidget(button)

    def _chosen(self, choice: Choice) -> Choice:
        """The choice with the photos that are ticked; what cannot go is left out."""
        found = self._presenter.preview
        assert found is not None
        takes_photos = choice.take and self.photos_in is not None and self.photos_in.isChecked()
        gives_photos = choice.give and self.photos_out is not None and self.photos_out.isChecked()
        direction = self._presenter
        return Choice(
            choice.take and direction.can_take,
            choice.give and direction.can_give,
            found.photos_in.fitting if takes_photos else (),
            found.photos_out.fitting if gives_photos else (),
        )

    def take_keyboard(self) -> None:
        """The keyboard begins at what will most likely be pressed."""
        (self.do if self.do.isVisibleTo(self) else self.leave).setFocus(Qt.FocusReason.OtherFocusReason)


class BehindBoard(QWidget):
    """What is behind one line: the records, or the reasons. `left` leads back."""

    left = Signal()

    def __init__(self, row: Foretold) -> None:
        super().__init__()
        from ui.exchange.meeting.listed import ListedView

        column = Column(self, gap=12)
        head = Row(gap=12)
        self.back = Button(words.say("meet.back"), icon="back")
        self.back.clicked.connect(self.left)
        head.addWidget(self.back)
        line = RowLine(Foretold(row.sort, row.total, row.head, ""))
        head.addWidget(line, 1)
        column.addLayout(head)
        for reason in row.reasons:
            inset = Card("inset", gap=4)
            inset.body.addWidget(
                Text(words.say("meet.left_why", count=reason.count, why=reason.what), "row_title")
            )
            inset.body.addWidget(Text(reason.do, "body", tone="ink2"))
            column.addWidget(inset)
        self.view = ListedView(row.listed, name=row.head) if row.listed else None
        if self.view is not None:
            column.addWidget(self.view)
            more = row.total - len(row.listed)
            if more > 0:
                column.addWidget(Text(words.say("meet.more_behind", count=more), "help", tone="ink2"))

    def take_keyboard(self) -> None:
        """The keyboard begins in the list."""
        (self.view or self.back).setFocus(Qt.FocusReason.OtherFocusReason)
