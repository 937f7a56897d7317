"""What a check of the store says: what was looked at, and everything that is not as it should be."""

from __future__ import annotations

from dataclasses import dataclass, field

from camifield.errors import type_of_parameter

MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is not as it should be: a stable word, and which commit, record or file it is about."""

    code: str
    parameters: dict[str, type_of_parameter] = field(default_factory=dict[str, type_of_parameter])


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at, and what was found: the first 100 faults, and how many there were in all."""

    commits: int
    records: int
    attachments: int
    faults: tuple[Fault, ...]
    faults_in_all: int

    @property
    def is_clean(self) -> bool:
        return self.faults_in_all == 0


class Faults:
    """Gathers faults: names the first hundred and counts the rest."""

    def __init__(self) -> None:
        self.named: list[Fault] = []
        self.count = 0

    def add(self, code: str, **parameters: type_of_parameter) -> None:
        self.count += 1
        if len(self.named) < MOST_NAMED:
            self.named.append(Fault(code, parameters))
