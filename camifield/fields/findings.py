"""What the program noticed about an answer: at which field, how serious, and what would mend it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from enum import StrEnum

from camifield.i18n.words import Words


class Weight(StrEnum):
    """An error stops completing a record; a warning asks, and "it is so" settles it."""

    ERROR = "error"
    WARNING = "warning"


@dataclasses.dataclass(frozen=True, slots=True)
class Suggestion:
    """Entries that would mend the finding when the person agrees."""

    entries: Mapping[str, str]
    text: str


@dataclasses.dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed. `code` has its sentence in the catalogue under ``finding.<code>``; `line` names a repeat's line."""

    code: str
    field: str
    weight: Weight = Weight.ERROR
    parameters: Mapping[str, str | int] = dataclasses.field(default_factory=dict[str, str | int])
    suggestions: tuple[Suggestion, ...] = ()
    line: str | None = None

    @property
    def is_error(self) -> bool:
        return self.weight is Weight.ERROR

    @property
    def mark(self) -> str:
        """What "it is so" is remembered by: the code, the field and the numbers it spoke of."""
        numbers = "|".join(f"{name}={value}" for name, value in sorted(self.parameters.items()))
        return f"{self.code}@{self.field}{'/' + self.line if self.line else ''}:{numbers}"

    def sentence(self, words: Words) -> str:
        return words.say(f"finding.{self.code}", **self.parameters)


def error(code: str, at: str, *suggestions: Suggestion, **parameters: str | int) -> Finding:
    """A finding that stops completing the record, at the field `at`."""
    return Finding(code, at, Weight.ERROR, parameters, suggestions)


def warning(code: str, at: str, *suggestions: Suggestion, **parameters: str | int) -> Finding:
    """A finding that asks, at the field `at`."""
    return Finding(code, at, Weight.WARNING, parameters, suggestions)


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether any of them stops completing the record."""
    return any(finding.is_error for finding in findings)
