"""F1: every key in one list on a card, said by the one declaration of them all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from camifield.i18n import words
from ui.keys import ROOMS, Key
from ui.theme.theme import look
from ui.widgets.asking import Answer, Asking
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import KeyCap, Text

HIGH, AROUND = 440, 240
"""px of the design that the list may take, and that the card and the window need around it; the rest scrolls."""
STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
    Qt.Key.Key_End: 1000,
    Qt.Key.Key_Home: -1000,
}


def show_keys(over: QWidget) -> Asking:
    """Open the card over a window. Enter and Escape close it."""
    close = Answer("close", words.say("kit.close"), "accent")
    return Asking(
        over, words.say("keys.title"), "", (close,), escape="close", content=_KeysList(over.window().height())
    )


def cap(key: Key) -> str:
    """What stands on the key cap, in the language of the window."""
    shown = key.shown
    for name in ("space", "letter"):
        shown = shown.replace(f"{{{name}}}", words.say(f"keys.name.{name}"))
    return shown


class _KeysList(FollowScroll):
    """All keys by where they work; Up and Down scroll."""

    def __init__(self, window_high: int) -> None:
        content = QWidget()
        super().__init__(content)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.say("keys.title"))
        grid = QGridLayout(content)
        px = look().px
        grid.setContentsMargins(0, 0, px(8), 0)
        grid.setHorizontalSpacing(px(16))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        row = 0
        for room, keys in ROOMS.items():
            grid.addWidget(Text(words.say(f"keys.room.{room}"), "row_title"), row, 0, 1, 2)
            for row, key in enumerate(keys, row + 1):  # noqa: B020 - the rows go on from room to room
                grid.addWidget(
                    KeyCap(cap(key)), row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading
                )
                grid.addWidget(Text(words.say(f"keys.does.{key.name}"), "table"), row, 1)
            row += 1
        self.setMinimumHeight(max(px(80), min(px(HIGH), window_high - px(AROUND))))

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + step * look().px(40))
