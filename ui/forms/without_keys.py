"""Whoever types may not save at this laptop yet: what to say, and somebody who may save it for them. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from camifield.commands.people import set_typist
from camifield.errors import Problem
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.typists import stand_in

NO_KEYS = "person-has-no-keys"


@dataclass(frozen=True, slots=True)
class WithoutKeys:
    """What to do about it, and the action that saves all the same: `person` types from then on."""

    sentence: str
    action: str
    person: bytes


def without_keys(problem: Problem, project: Project, words: Words) -> WithoutKeys | None:
    """What to say instead of this problem; None for another one, and where nobody of this laptop can be named."""
    other = stand_in(project) if problem.code == NO_KEYS else None
    if other is None:
        return None
    name = project.names.name("person", project.typist, words)
    sentence = words.say("form.no_keys", name=name, other=other.shown)
    return WithoutKeys(sentence, words.say("form.save_as", other=other.shown), other.id)


def let_save(project: Project, told: WithoutKeys) -> None:
    """Let that person type from now on: what was typed, and who saw it, stays as it is. Raises Problem."""
    set_typist(project, told.person)
