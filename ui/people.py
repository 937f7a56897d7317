"""Somebody new at this laptop: a name is all that is asked, wherever people are chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.errors import Problem
from camifield.i18n import problems, words
from ui.desk import Desk
from ui.widgets.asking import Answer, Asking

ADD, NOT_NOW = "add", "not_now"


def ask_newcomer(over: QWidget, desk: Desk) -> Asking:
    """Ask for a name on a card; the person is added and is here today."""
    box = QLineEdit()
    box.setAccessibleName(words.say("people.name"))
    box.setPlaceholderText(words.say("people.name"))
    answers = [
        Answer(NOT_NOW, words.say("people.not_now")),
        Answer(ADD, words.say("people.add"), "accent", "person_new"),
    ]
    card = Asking(
        over, words.say("people.who"), words.say("people.who_line"), answers, escape=NOT_NOW, content=box
    )
    box.returnPressed.connect(lambda: card.answer(ADD))
    card.answered.connect(partial(_on_answered, desk, box))
    return card


def _on_answered(desk: Desk, box: QLineEdit, key: str) -> None:
    from camifield.changes import Changes
    from camifield.commands import people

    name = box.text()
    if key != ADD or not name.strip():
        return
    project = desk.project
    try:
        project.learn()
        person = people.add_person(project, name, desk.words)
        here = [bytes.fromhex(one) for one in project.settings.people_of(project.today())]
        changes = people.set_here_today(project, [*here, person])
    except Problem as problem:
        Asking(
            QWidget(),
            words.say("people.not_added"),
            problems.sentence(problem, desk.words),
            [Answer(NOT_NOW, words.say("window.close"))],
            escape=NOT_NOW,
        )
        return
    desk.tell(changes | Changes(frozenset((person,)), frozenset(("person",))))
