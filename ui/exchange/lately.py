"""Brought in lately: the imports of this project, what came of each, and each one's way back as one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.commands.importing.registry import BroughtIn, Registry, State
from camifield.fields.labels import kind_name
from camifield.i18n import words
from ui.desk import Desk
from ui.exchange.taking_back import TakingBack
from ui.exchange.telling import day_words, what_came
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Column, Row
from ui.widgets.notice import Notice
from ui.widgets.progress_row import ProgressRow
from ui.widgets.seam import Seam, SectionTitle
from ui.widgets.text import ElidedLabel, Text
from ui.widgets.tile import KindTile

FEW = 3
STANDING = (State.DONE, State.STOPPED, State.FAILED, State.BEGUN)


class Lately(QObject):
    """Makes the card anew whenever the page is shown. `changed` after an Undo.

    `strip` tells what an Undo did and how far it is; it outlives the cards.
    """

    changed = Signal()

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._shows_all = False
        self.strip = QWidget(page)
        column = Column(self.strip, gap=8, sides=(32, 0, 32, 12))
        self.notice, self.progress = Notice(), ProgressRow()
        column.addWidget(self.progress)
        column.addWidget(self.notice)
        self.taking_back = TakingBack(desk, page, self.notice, self.progress)
        self.taking_back.changed.connect(self._on_taken_back)
        self.buttons: dict[str, Button] = {}

    def make_card(self) -> QWidget:
        """The card with the last imports; nothing at all before the first one."""
        found = Registry(self._desk.project.folder).all()
        card = Card(gap=8, sides=(24, 18, 16, 14))
        card.body.addWidget(SectionTitle(words.say("lately.title"), has_seam=False))
        card.body.addWidget(Text(words.say("lately.line"), "help", tone="ink2"))
        shown = found if self._shows_all else found[:FEW]
        self.buttons = {}
        for place, one in enumerate(shown):
            if place:
                card.body.addWidget(Seam())
            card.body.addWidget(self._make_row(one))
        if len(found) > len(shown):
            more = Button(words.say("lately.all", count=len(found)), "quiet")
            more.clicked.connect(self.show_all)
            card.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeading)
        if not found:
            card.hide()
        return card

    def _make_row(self, one: BroughtIn) -> QWidget:
        """What came in over the whole width of the narrow card, and its way back below."""
        holder = QWidget()
        rows = Column(holder, gap=4)
        row = Row(gap=12)
        kind = kind_name(one.kind, words.present()) if one.kind else ""
        icon = "" if one.kind else "workbook"
        row.addWidget(KindTile(one.kind, kind, px=36, icon=icon), 0, Qt.AlignmentFlag.AlignTop)
        lines = Column(gap=0)
        lines.addWidget(ElidedLabel(one.file, "row_title"))
        lines.addWidget(Text(self._line(one, kind), "help", tone="ink2"))
        row.addLayout(lines, 1)
        rows.addLayout(row)
        foot = Row(gap=12)
        if one.state in STANDING:
            button = Button(words.say("lately.undo"), icon="undo")
            button.clicked.connect(lambda: self.taking_back.undo(one.id))
        else:
            foot.addWidget(Text(words.say("lately.undone"), "help", tone="ink2", is_wrapped=False))
            button = Button(words.say("lately.restore"), "quiet")
            button.clicked.connect(lambda: self.taking_back.restore(one.id))
        self.buttons[one.batch] = button
        foot.addStretch(1)
        foot.addWidget(button)
        rows.addLayout(foot)
        return holder

    def _line(self, one: BroughtIn, kind: str) -> str:
        """The day, what the rows became and how many; and where it did not go to its end, that too."""
        parts = [day_words(self._desk.project, one.started_ms, words.present()), kind]
        if one.state is not State.BEGUN:
            parts.append(what_came(one, words.present()))
        if one.state in (State.STOPPED, State.FAILED, State.BEGUN):
            parts.append(words.say(f"lately.{one.state.value}"))
        return words.say("import.fact.between").join(filter(None, parts))

    def show_all(self) -> None:
        """List every import, not only the last ones."""
        self._shows_all = True
        self.changed.emit()

    def _on_taken_back(self, _is_back: bool, /) -> None:  # noqa: FBT001
        self.changed.emit()
