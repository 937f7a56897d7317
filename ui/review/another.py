"""Another answer than those given: the ordinary editors on a card below the others, saved by Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camifield.fields.findings import Finding
from camifield.fields.values import Entries
from camifield.i18n import words
from camifield.queries.matters import Question
from ui import keys
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.text import KeyCap, Text


class GroupEditors(Protocol):
    """What the form's editors of one group can do; the window hands in what makes them."""

    def entries(self) -> Entries: ...

    def show_findings(self, findings: Sequence[Finding]) -> None: ...

    def focus_field(self, name: str) -> None: ...


MakeEditors = Callable[[str, bytes, str], QWidget]
"""The editors of a kind, a record and a group: a widget that is a GroupEditors."""


class AnotherAnswer(Card):
    """`saved` with the entries, `cancelled` by Escape or its button."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, question: Question, editors: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(gap=12, parent=parent)
        self._widget = editors
        self.body.addWidget(Text(words.say("review.another_title", name=question.name), "card_title"))
        self.body.addWidget(Text(words.say("review.another_line"), "help", tone="ink2"))
        self.body.addWidget(editors)
        foot = QWidget()
        flow = FlowLayout(foot, gap=12)
        cancel = Button(words.say("kit.cancel"), "quiet")
        cancel.clicked.connect(self.cancelled)
        self.save = Button(words.say("review.another_save"), icon="tick")
        self.save.clicked.connect(self._on_save)
        flow.addWidget(self.save)
        flow.addWidget(KeyCap("Enter"))
        flow.addWidget(cancel)
        self.body.addWidget(foot)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for pressed in keys.DO.keys:
            QShortcut(QKeySequence(pressed), self, self._on_save, context=context)

    @property
    def editors(self) -> GroupEditors:
        return cast("GroupEditors", self._widget)

    def _on_save(self) -> None:
        self.saved.emit(self.editors.entries())

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # no editor had a use for it
            self._on_save()
            return
        super().keyPressEvent(event)
