"""One line of a preview: its sign, the number, what it is, what there is to say, and a way to look."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.i18n.writing import whole_text
from camifield.queries.foretold import Row as Foretold
from ui.theme.theme import look
from ui.theme.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.columns import Columns
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.text import Text

SIGNS: Mapping[str, tuple[str, Tone]] = MappingProxyType(
    {
        "new": ("add", "ok"),
        "changed": ("edit", "accent"),
        "deleted": ("delete", "error"),
        "withdrawn": ("refused", "error"),
        "contested": ("two_values", "warning"),
        "erased": ("hidden", "error"),
        "newcomers": ("person_new", "ink2"),
        "roles": ("person", "ink2"),
        "refused": ("refused", "ink2"),
        "clocks": ("time", "warning"),
    }
)
NUMBER_WIDE, HEAD_LEAST, LINE_LEAST = 52, 172, 220


class RowLine(QWidget):
    """`look_wanted` when a person wants to see what is behind the number."""

    look_wanted = Signal()

    def __init__(self, row: Foretold) -> None:
        super().__init__()
        line = Row(self, gap=12)
        icon, tone = SIGNS[row.sort]
        line.addWidget(IconMark(icon, tone, px=20))
        self.number = Text(whole_text(row.total, words.language()), "card_title", is_wrapped=False)
        self.number.setMinimumWidth(look().px(NUMBER_WIDE))
        self.number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.number)
        told = QWidget()
        beside = Columns(told, gap=12)
        self.head = Text(row.head, "row_title")
        self.said = Text(row.line, "body", tone="ink2")
        beside.place(self.head, share=2, least=HEAD_LEAST)
        beside.place(self.said, share=5, least=LINE_LEAST)
        line.addWidget(told, 1)
        spoken = words.say("meet.counted_head", number=self.number.text(), head=row.head)
        key = "meet.why" if row.sort == "refused" else "meet.look"
        self.look = Button(words.say(key), "quiet")
        self.look.setAccessibleName(words.say("records.pair", name=words.say(key), value=spoken))
        self.look.clicked.connect(self.look_wanted)
        policy = self.look.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # what is said stands below each other in all rows
        self.look.setSizePolicy(policy)
        line.addWidget(self.look)
        if not (row.listed or row.reasons):
            self.look.hide()
        self.setAccessibleName(spoken)
