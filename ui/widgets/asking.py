"""A question that must be answered, asked inside the window on a card: our own words on the buttons, no message box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from camifield.i18n import words
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.button import Button, Style
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Text

WIDE, WIDEST = 560, 880
SIDE, GAP = 28, 12
MARGIN = 32


@dataclass(frozen=True, slots=True)
class Answer:
    """One button of a question: what is told back, its verb, how it looks."""

    key: str
    words: str
    style: Style = "outlined"
    icon: str = ""


class Asking(QWidget):
    """The card over its window. `answered` once, with the key of the answer; then it is gone.

    The window below is dimmed and hears neither mouse, Tab nor shortcuts; Escape gives the `escape` answer. The
    keyboard begins at the first field of `content`, else at the answer `focus`, else at the last, and afterwards
    returns where it was.
    """

    answered = Signal(str)

    def __init__(
        self,
        over: QWidget,
        title: str,
        sentence: str,
        answers: Sequence[Answer],
        *,
        escape: str,
        focus: str = "",
        content: QWidget | None = None,
    ) -> None:
        super().__init__(over.window())
        self._escape = escape
        self._is_answered = False
        self._before = QApplication.focusWidget()
        self.buttons: dict[str, Button] = {}
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self._card = self._make_card(title, sentence, content)
        self._add_answers(answers)
        self._center()
        self.window().installEventFilter(self)
        look().changed.connect(self.on_changed)
        self.on_changed()
        self.setGeometry(self.window().rect())
        self.raise_()
        self.show()
        stops = self._stops()
        wished = self.buttons.get(focus, stops[-1])
        first = next((stop for stop in stops if content and content.isAncestorOf(stop)), wished)
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def _make_card(self, title: str, sentence: str, content: QWidget | None) -> Card:
        card = Card(gap=12, sides=(SIDE, 24, SIDE, 20))
        self.title = Text(title, "card_title")
        card.body.addWidget(self.title)
        if sentence:
            card.body.addWidget(Text(sentence, "body", tone="ink2"))
        if content is not None:
            card.body.addWidget(content)
        return card

    def _add_answers(self, answers: Sequence[Answer]) -> None:
        foot = QWidget()
        flow = FlowLayout(foot, gap=GAP, sides=(0, 8, 0, 0))
        flow.add_spring()
        for answer in answers:
            button = Button(answer.words, answer.style, icon=answer.icon)
            button.clicked.connect(lambda _=False, key=answer.key: self.answer(key))
            flow.addWidget(button)
            self.buttons[answer.key] = button
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        foot.setSizePolicy(policy)
        self._card.body.addWidget(foot)

    def _center(self) -> None:
        column = Column(self, gap=0, sides=(MARGIN, MARGIN, MARGIN, MARGIN))
        row = Row(gap=0)
        row.addStretch(1)
        row.addWidget(self._card, 100)
        row.addStretch(1)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)

    def on_changed(self) -> None:
        """A little wider where that keeps the answers in one line."""
        theme = look()
        answers = sum(button.sizeHint().width() + theme.px(GAP) for button in self.buttons.values())
        wide = answers + theme.px(2 * SIDE)
        self._card.setMaximumWidth(max(theme.px(WIDE), wide) if wide <= theme.px(WIDEST) else theme.px(WIDE))

    def answer(self, key: str) -> None:
        """Give an answer and go."""
        if self._is_answered:
            return
        self._is_answered = True
        self.window().removeEventFilter(self)
        self.hide()
        before = self._before
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.answered.emit(key)
        self.deleteLater()

    def _stops(self) -> list[QWidget]:
        """Where Tab stops inside the card, in reading order."""
        inside: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            can_stop = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
            if self.isAncestorOf(widget) and can_stop and widget.isEnabled() and widget.isVisibleTo(self):
                inside.append(widget)
            widget = widget.nextInFocusChain()
        return inside

    def focusNextPrevChild(self, forward: bool, /) -> bool:  # noqa: FBT001
        stops = self._stops()
        focused = QApplication.focusWidget()
        here = stops.index(focused) if focused in stops else -1
        following = stops[(here + (1 if forward else -1)) % len(stops)]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        following.setFocus(reason)
        return True

    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window below works through the card
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.answer(self._escape)
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        return False

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        veil = shade(look().colours.scrim).toRgb()
        veil.setAlphaF(0.62 if look().colours.is_dark else 0.45)
        painter.fillRect(QRectF(self.rect()), veil)
        painter.end()


def confirm(
    over: QWidget,
    title: str,
    sentence: str,
    do: str,
    on_yes: Callable[[], None],
    *,
    icon: str = "",
    is_grave: bool = False,
) -> Asking:
    """Ask whether to do one thing: `do` is its verb, beside it our own "Cancel". Returns the open question.

    Where it is grave (cannot be undone), a hasty Enter cancels.
    """
    asking = Asking(
        over,
        title,
        sentence,
        (Answer("no", words.say("kit.cancel")), Answer("yes", do, "accent", icon)),
        escape="no",
        focus="no" if is_grave else "yes",
    )

    def on_answered(key: str) -> None:
        if key == "yes":
            on_yes()

    asking.answered.connect(on_answered)
    return asking
