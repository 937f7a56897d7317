"""Saying whose laptop asks to come in: somebody new, or one more laptop of somebody who is in the team already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.queries.team import Incoming
from ui.settings.team.presenter import TeamPresenter
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.layouts import Column
from ui.widgets.text import Text

NEW, MEMBER = "new", "member"


class WhoseLaptop(QWidget):
    """For each person on the laptop that asks: who they are. What is likely is chosen already, and never guessed."""

    def __init__(self, presenter: TeamPresenter, incoming: Incoming) -> None:
        super().__init__()
        column, askers = Column(self, gap=8), incoming.request.people
        people = [Choice(one.hex(), name) for one, name in presenter.people()]
        self._rows: dict[bytes, ChipRow] = {}
        for asker in () if incoming.is_known or incoming.of_member else askers:
            name = words.say("team.whose_name", name=presenter.asker(asker))
            caption = name if len(askers) > 1 else words.say("team.whose")
            row = ChipRow(
                [Choice(NEW, words.say("team.somebody_new")), *people], name=caption, is_required=True
            )
            row.set_chosen([code for code in (presenter.likely(incoming, asker),) if code])
            column.addWidget(Text(caption, "row_title"))
            column.addWidget(row)
            self._rows[asker.person] = row
        if self._rows:
            column.addWidget(Text(words.say("team.member_keeps_role"), "help", tone="ink2"))

    @property
    def is_said(self) -> bool:
        """Whether something is chosen for everybody."""
        return all(row.chosen() for row in self._rows.values())

    def same(self) -> dict[bytes, bytes]:
        """Asker -> the member who they are."""
        chosen = {asker: next(iter(row.chosen()), NEW) for asker, row in self._rows.items()}
        return {asker: bytes.fromhex(code) for asker, code in chosen.items() if code != NEW}


class WhoAsks(QWidget):
    """On the laptop that asks: whether whoever began here is in the team already."""

    def __init__(self) -> None:
        super().__init__()
        column = Column(self, gap=8)
        choices: Sequence[Choice] = (
            Choice(NEW, words.say("team.i_am_new")),
            Choice(MEMBER, words.say("team.i_am_member")),
        )
        self.row = ChipRow(choices, name=words.say("team.who_asks"), is_required=True)
        self.row.set_chosen([NEW])
        column.addWidget(self.row)
        column.addWidget(Text(words.say("team.i_am_line"), "help", tone="ink2"))

    @property
    def is_member(self) -> bool:
        """Whether they said so."""
        return MEMBER in self.row.chosen()
