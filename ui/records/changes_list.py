"""What changed in a record: each save with who, when and why, the old answer struck out before the new one."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.queries.history import Changed, Happening
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.text import Text

ICONS = {
    "made": "tick",
    "imported": "take_in",
    "changed": "history",
    "corrected": "history",
    "settled": "history",
    "undone": "undo",
    "deleted": "delete",
    "restored": "undo",
    "erased": "hidden",
}
CAN_BE_UNDONE = frozenset(("changed", "corrected", "deleted", "restored", "undone"))
MOST_CHANGES = 12
TOP = Qt.AlignmentFlag.AlignTop


class ChangesList(QWidget):
    """The latest first. `undo` with the commits of the latest save, when a person takes it back."""

    undo = Signal(object)

    def __init__(self, history: Sequence[Happening], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = Column(self, gap=12)
        for number, happening in enumerate(history):
            column.addWidget(self._happening(happening, is_latest=number == 0))

    def _happening(self, happening: Happening, *, is_latest: bool) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=10)
        row.addWidget(IconMark(ICONS.get(happening.what, "history"), "ink2", line="table"), 0, TOP)
        lines = Column(gap=2)
        if not happening.changes:
            lines.addWidget(Text(words.say(f"records.happened.{happening.what}"), "strong"))
        for changed in happening.changes[:MOST_CHANGES]:
            lines.addWidget(_change(changed))
        key = "records.who_when_why" if happening.why else "records.who_when"
        told = words.say(key, who=happening.who, when=happening.when, why=happening.why)
        lines.addWidget(Text(told, "help", tone="ink2"))
        if happening.clock:
            lines.addWidget(Text(happening.clock, "help", tone="ink2"))
        elif happening.is_sure:
            lines.addWidget(Text(words.say("clock.is_sure"), "help", tone="ink2"))
        if is_latest and happening.what in CAN_BE_UNDONE:
            lines.addLayout(self._undo_row(happening))
        row.addLayout(lines, 1)
        return holder

    def _undo_row(self, happening: Happening) -> Row:
        row = Row(gap=0, sides=(-6, 0, 0, 0))  # its words, not its edge, stand in line with the rest
        button = Button(words.say("records.take_back"), "link", icon="undo")
        button.clicked.connect(lambda: self.undo.emit(happening.commits))
        row.addWidget(button)
        row.addStretch(1)
        return row


def _change(changed: Changed) -> Text:
    """ "Count ~~12~~ → ~12", and the same in words for those who hear it."""
    arrow = "←" if look().is_rtl else "→"
    old, new = escape(changed.before), escape(changed.after) or f"<i>{escape(words.say('records.blank'))}</i>"
    before = f"<span style='color:{look().colours.ink2}'><s>{old}</s></span> {arrow} " if old else ""
    text = Text(f"<b>{escape(changed.label)}</b>&nbsp; {before}<b>{new}</b>", "help", is_rich=True)
    key = "records.changed_from" if changed.before else "records.changed_to"
    text.setAccessibleName(
        words.say(
            key,
            field=changed.label,
            before=changed.before,
            after=changed.after or words.say("records.blank"),
        )
    )
    return text
