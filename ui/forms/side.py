"""Beside the form: how much is answered, how each section stands, and what the next record will keep."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.fields.labels import label
from camifield.i18n import words
from ui.forms.presenter import FormPresenter, State
from ui.theme.theme import look
from ui.theme.tokens import Tone
from ui.widgets.bar import Bar
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.showing import show_only_if
from ui.widgets.text import Text

SIGNS: dict[State, tuple[str, Tone]] = {
    State.DONE: ("checked", "ok"),
    State.OPEN: ("new", "ink2"),
    State.ASKS: ("warning", "warning"),
    State.WRONG: ("error", "error"),
}
WIDTH = 264
WITHOUT_FROM = 1.5


class Side(QWidget):
    """`wanted` with the title key of a section that the person pressed."""

    wanted = Signal(str)

    def __init__(self, presenter: FormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        column = Column(self, gap=16)
        card = Card(gap=8, sides=(20, 12, 16, 12))
        self._count = Text("", "row_title", is_wrapped=False)
        self._bar = Bar(words.say("form.progress"))
        card.body.addWidget(self._count)
        card.body.addWidget(self._bar)
        self._rows: dict[str, tuple[QWidget, IconMark]] = {}
        for section in presenter.layout.sections:
            row = QWidget()
            line = Row(row, gap=4)
            mark = IconMark("new", "ink2")
            button = Button(words.say(f"form.section.{section.title}"), "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            button.clicked.connect(lambda _=False, title=section.title: self.wanted.emit(title))
            line.addWidget(mark)
            line.addWidget(button)
            line.addStretch(1)
            card.body.addWidget(row)
            self._rows[section.title] = (row, mark)
        column.addWidget(card)
        if presenter.is_new and any(field.kept for field in presenter.declared.fields.values()):
            column.addWidget(self._next_card())
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        look().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def on_look_changed(self) -> None:
        """Keep the column's width in step with the text size; a small window does without the column."""
        self.setFixedWidth(look().px(WIDTH))
        show_only_if(self, look().scale < WITHOUT_FROM)

    def _next_card(self) -> QWidget:
        card = Card("inset", gap=4)
        card.body.addWidget(Text(words.say("form.next_record"), "row_title"))
        presenter = self._presenter
        fields = presenter.declared.fields
        placed = [
            name for section in presenter.layout.sections for name in section.fields() if name in fields
        ]
        kept = [
            label(presenter.declared, name, presenter.words).lower() for name in placed if fields[name].kept
        ]
        sentence = words.say("form.next_keeps", kept=", ".join(kept))
        card.body.addWidget(Text(sentence, "help", tone="ink2"))
        return card

    def refresh(self) -> None:
        """Show the present state."""
        done, asked = self._presenter.progress()
        self._count.setText(words.say("form.answered", done=done, asked=asked))
        self._bar.show_share(done, asked)
        for section in self._presenter.layout.sections:
            row, mark = self._rows[section.title]
            row.setVisible(any(map(self._presenter.applies, section.fields())))
            icon, tone = SIGNS[self._presenter.state(section)]
            mark.show_icon(icon, tone)
