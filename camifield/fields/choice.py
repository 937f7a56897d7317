"""One answer out of a list, or several; kept as stable codes, so that a choice of a newer laptop survives here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import Finding, Suggestion, error, warning
from camifield.fields.values import Cell, Entry, Value, codes_of
from camifield.fields.vocabulary import Vocabulary

_BETWEEN = re.compile(r"\s*[;,/+|]\s*|\s{2,}|\n")
SURE_ENOUGH = "uncertain-choice"


@dataclass(frozen=True, kw_only=True)
class Choice(Field):
    """One code of the vocabulary `of`. Text is matched against the labels of every language."""

    of: str

    editor: ClassVar[str] = "choice"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        text = cleaned(entry)
        if not text:
            return BLANK
        vocabulary = asking.vocabulary(self.of)
        if vocabulary.term(text) is not None:
            return Answer(text)
        found = vocabulary.match(text)
        if len(found) == 1:
            return Answer(found[0])
        if found:
            return Answer(None, (error("several-meanings", at, *self._offers(found, at, asking), text=text),))
        near = [term.code for term in vocabulary.find(text, asking.words.language, 3)]
        return Answer(None, (error("not-in-list", at, *self._offers(near, at, asking), text=text),))

    def _offers(self, codes: Sequence[str], at: str, asking: Asking) -> tuple[Suggestion, ...]:
        vocabulary = asking.vocabulary(self.of)
        return tuple(
            Suggestion({at: code}, vocabulary.label(code, asking.words.language)) for code in codes[:3]
        )

    def text(self, value: Value, asking: Asking) -> str:
        return asking.vocabulary(self.of).label(str(value), asking.words.language)


@dataclass(frozen=True, kw_only=True)
class Species(Choice):
    """An animal by our own permanent code; a text that is on no list is kept as said, under ``not_on_list``."""

    of: str = "species"
    as_said: str = ""

    editor: ClassVar[str] = "species"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        text = cleaned(entry)
        answer = Choice.read(self, entry, at, asking)
        code = str(answer.value) if answer.value else ""
        if not text or not self.as_said or text == code:
            return answer
        also = {self.as_said: text}
        if answer.value is not None:
            said_exactly = text.casefold() == self.text(code, asking).casefold()
            return Answer(answer.value, answer.findings, {} if said_exactly else also)
        doubt = text.rstrip(" ?？").strip()
        if doubt != text:
            plain = Choice.read(self, doubt, at, asking)
            if plain.value is not None:
                return Answer(plain.value, (warning(SURE_ENOUGH, at, text=text),), also)
        if asking.is_import and answer.findings and answer.findings[0].code == "not-in-list":
            offers = answer.findings[0].suggestions
            return Answer("not_on_list", (warning("species-not-on-list", at, *offers, text=text),), also)
        return answer

    def answers_too(self) -> tuple[str, ...]:
        return (self.as_said,) if self.as_said else ()


@dataclass(frozen=True, kw_only=True)
class Choices(Choice):
    """Any number of codes of the vocabulary `of`, kept in the vocabulary's own order."""

    editor: ClassVar[str] = "choices"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        vocabulary = asking.vocabulary(self.of)
        parts = self._parts(entry, vocabulary)
        wanted: set[str] = set()
        findings: list[Finding] = []
        for part in filter(None, (part.strip() for part in parts)):
            single = [part] if vocabulary.term(part) else list(vocabulary.match(part))
            if not single and " " in part:
                words = part.split()
                single = [word for word in words if vocabulary.term(word)]
                single = single if len(single) == len(words) else []
            elif len(single) > 1:
                single = []
            if single:
                wanted.update(single)
            else:
                findings.append(error("not-in-list", at, text=part))
        order = {term.code: place for place, term in enumerate(vocabulary.terms)}
        value = sorted(wanted, key=lambda code: (order.get(code, 999), code))
        return Answer(value or None, tuple(findings))

    def _parts(self, entry: Entry, vocabulary: Vocabulary) -> list[str]:
        """The single answers; a label that holds a comma itself is one answer."""
        if not isinstance(entry, str):
            return [str(part) for part in entry or ()]
        text = cleaned(entry)
        return [text] if vocabulary.match(text) else _BETWEEN.split(text)

    def entry(self, value: Value) -> Entry:
        return list(codes_of({"it": value}, "it"))

    def text(self, value: Value, asking: Asking) -> str:
        vocabulary = asking.vocabulary(self.of)
        return "; ".join(
            vocabulary.label(code, asking.words.language) for code in codes_of({"it": value}, "it")
        )

    def column(self, value: Value) -> Cell:
        return " ".join(codes_of({"it": value}, "it"))

    def value(self, cell: Cell) -> Value | None:
        return str(cell).split() if cell else None
