"""Problems in words: what happened, where, and what to do, in any language."""

from __future__ import annotations

from camifield.errors import Problem
from camifield.i18n.words import Words


def what(problem: Problem, words: Words) -> str:
    """What happened. A code without a text is told as a problem of an unknown kind, with its code."""
    key = f"problem.{problem.code}"
    if not words.has(key):
        return words.say("problem.unknown", code=problem.code)
    return words.say(key, **problem.parameters, **_where(problem))


def what_to_do(problem: Problem, words: Words) -> str:
    """What to do about it; empty when there is nothing to add."""
    key = f"problem.{problem.code}.do"
    return words.say(key, **problem.parameters, **_where(problem)) if words.has(key) else ""


def sentence(problem: Problem, words: Words) -> str:
    """What happened and what to do, for one line of a page or of a terminal."""
    return " ".join(filter(None, (what(problem, words), what_to_do(problem, words))))


def _where(problem: Problem) -> dict[str, object]:
    """The place, for texts that name it; parameters of the same name stand before it."""
    where = problem.where
    found = {"file": where.file, "sheet": where.sheet, "row": where.row, "field": where.field}
    return {
        name: value for name, value in found.items() if value is not None and name not in problem.parameters
    }
