"""The passphrase of the keys, asked for on a card: at the start where one is set, and whenever something must be signed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.errors import Problem
from camifield.i18n import problems, words
from ui.desk import Desk
from ui.theme.theme import look
from ui.widgets.asking import Answer, Asking

LOOK, OPEN = "look", "open"


def ask_where_closed(over: QWidget, desk: Desk, opened: Callable[[], None]) -> None:
    """At the start: ask where a passphrase closes the keys. Damaged keys are told of by whoever reads them."""
    try:
        is_closed = desk.project.identity.is_closed
    except Problem:
        return
    if is_closed:
        ask_passphrase(over, desk, opened)


def ask_to_open(again: Callable[[str], None], line: str = "") -> QWidget:
    """A window of its own that asks, where the project cannot even be opened without its keys: after a restore.

    `again` gets what was typed. Whoever only wants to look must still go on from here: the window is closed.
    """
    host = QWidget()
    host.setWindowTitle(words.say("window.title"))
    host.resize(look().px(720), look().px(420))
    host.show()
    box = _box()
    answers = [
        Answer(LOOK, words.say("window.close")),
        Answer(OPEN, words.say("unlock.open"), "accent", "key"),
    ]
    sentence = line or words.say("unlock.restored")
    card = Asking(host, words.say("unlock.title"), sentence, answers, escape=LOOK, content=box)

    def on_return() -> None:
        card.answer(OPEN)

    def on_answered(key: str) -> None:
        host.close()
        if key == OPEN:
            again(box.text())

    box.returnPressed.connect(on_return)
    card.answered.connect(on_answered)
    return host


def _box() -> QLineEdit:
    box = QLineEdit()
    box.setEchoMode(QLineEdit.EchoMode.Password)
    box.setAccessibleName(words.say("unlock.passphrase"))
    box.setPlaceholderText(words.say("unlock.passphrase"))
    return box


def ask_passphrase(over: QWidget, desk: Desk, opened: Callable[[], None], line: str = "") -> Asking:
    """Ask until it is right, or until somebody only wants to look; `opened` is called when the keys are open."""
    box = _box()
    answers = [
        Answer(LOOK, words.say("unlock.look")),
        Answer(OPEN, words.say("unlock.open"), "accent", "key"),
    ]
    sentence = line or words.say("unlock.line")
    card = Asking(over, words.say("unlock.title"), sentence, answers, escape=LOOK, content=box)
    box.returnPressed.connect(lambda: card.answer(OPEN))

    def on_answered(key: str) -> None:
        if key == OPEN:
            _open(over, desk, opened, box.text())

    card.answered.connect(on_answered)
    return card


def _open(over: QWidget, desk: Desk, opened: Callable[[], None], passphrase: str) -> None:
    """Beside the window: the key of a passphrase is made slow on purpose."""
    identity = desk.project.identity
    task = desk.run(lambda _progress: identity.unlock(passphrase), over)

    def on_failed(problem: Problem) -> None:
        ask_passphrase(over, desk, opened, problems.sentence(problem, words.present()))

    def on_done(_result: object) -> None:
        opened()

    task.done.connect(on_done)
    task.failed.connect(on_failed)
