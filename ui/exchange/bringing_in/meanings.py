"""Texts that stand for no answer we know, each once with how often it stands there, and what a person said they mean. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from camifield.formats.mapping.mappings import MAKE_PLACE, NOT_A_RECORD, TableMapping
from camifield.formats.mapping.preview import NotUnderstood, Preview
from camifield.formats.mapping.targets import LEAVE
from camifield.i18n.words import Words
from ui.exchange.bringing_in.for_all_rows import Answers
from ui.exchange.bringing_in.row_words import reason_words
from ui.widgets.option import Option

SAID_SO = NOT_A_RECORD + "said_so"
MOST_SHOWN = 40
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Meaning:
    """A text of one column: how often (0 when it is understood by now), what it may mean, and what it means (a code)."""

    column: int
    heading: str
    text: str
    count: int = 0
    suggestions: tuple[tuple[str, str], ...] = ()
    code: str = ""

    @property
    def key(self) -> tuple[int, str]:
        return self.column, self.text


def unclear(mapping: TableMapping, preview: Preview | None) -> list[NotUnderstood]:
    """What nobody understood yet, the commonest first."""
    if preview is None:
        return []
    said = {(one.index, text) for one in mapping.columns for text in one.meanings}
    found = [*preview.not_understood, *preview.not_placed]
    return [one for one in found if (one.column, one.text) not in said]


def meanings(mapping: TableMapping, preview: Preview | None) -> list[Meaning]:
    """What is to be answered, then what was."""
    headings = {one.index: one.heading for one in mapping.columns}
    asked = [
        Meaning(one.column, headings.get(one.column, ""), one.text, one.count, one.suggestions)
        for one in unclear(mapping, preview)
    ]
    known = [
        Meaning(one.index, one.heading, text, code=code)
        for one in mapping.columns
        if one.target != LEAVE
        for text, code in one.meanings.items()
    ]
    return [*asked, *known]


def unclear_line(found: list[NotUnderstood], words: Words) -> str:
    """How many texts nobody understood, and the commonest of them."""
    if not found:
        return words.say("import.all_understood")
    named = [words.say("import.text_count", text=one.text, number=one.count) for one in found[:_MOST_NAMED]]
    shown = words.say("title.list_mark").join(named)
    return words.say("import.not_understood", count=len(found), number=len(found), texts=shown)


def find(answers: Answers, target: str, typed: str, words: Words) -> list[Option]:
    """The answers that a text can mean; that its rows are no records is one of them."""
    found = answers.find(target, typed)
    if (not typed or not found) and answers.can_make(target):
        found = [option(answers, target, MAKE_PLACE, words), *found]
    if not typed or not found:
        found = [*found, option(answers, target, SAID_SO, words)]
    return found


def option(answers: Answers, target: str, code: str, words: Words) -> Option:
    """A meaning as it is shown."""
    if code.startswith(NOT_A_RECORD):
        reason = code.removeprefix(NOT_A_RECORD)
        if code == SAID_SO:
            return Option(code, words.say("import.not_a_record"))
        return Option(code, words.say("import.not_a_record_because", reason=reason_words(reason, words)))
    if code == MAKE_PLACE:
        return Option(code, words.say("import.make_place"), icon="place")
    return answers.option(target, code) or Option(code, code)
