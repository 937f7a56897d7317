"""What taking in commits would change, for a person to see before it happens; `foreseer` works it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from camifield.fields.card import CardFacts

MOST_SHOWN: Final = 200  # of each sort, with their facts; all are counted


class Shown(NamedTuple):
    """One record of the list a person looks at: what its card would say, and who wrote what comes."""

    record: bytes
    kind: str
    facts: CardFacts
    people: tuple[bytes, ...]
    why: str = ""


class ClockOff(NamedTuple):
    """A feed whose newest commit claims a time that cannot be: milliseconds since 1970, by its clock and by ours."""

    feed: bytes
    person: bytes
    claims_ms: int
    now_ms: int


@dataclass(slots=True)
class Sort:
    """Records of one sort: how many of each kind, by whom, and the first of them to look at."""

    counts: Counter[str] = field(default_factory=Counter[str])
    people: Counter[bytes] = field(default_factory=Counter[bytes])
    shown: list[Shown] = field(default_factory=list[Shown])

    @property
    def total(self) -> int:
        return self.counts.total()

    def add(self, kind: str, people: Iterable[bytes], shown: Shown | None) -> None:
        self.counts[kind] += 1
        self.people.update(people)
        if shown is not None and len(self.shown) < MOST_SHOWN:
            self.shown.append(shown)


@dataclass(slots=True)
class Foreseen:
    """What would happen. `newcomers` and `roles` are people; `refused` is reason -> commits; `erased` counts parts.

    A record stands in one sort only: contested before deleted before changed. `withdrawn` are records of which nothing
    is left because their laptops are believed no longer, by whoever recorded them; `shut_out_by` says who shut laptops
    out. `living` is how many records of each kind are here now, to say what share a meeting would delete.
    """

    new: Sort = field(default_factory=Sort)
    changed: Sort = field(default_factory=Sort)
    deleted: Sort = field(default_factory=Sort)
    contested: Sort = field(default_factory=Sort)
    withdrawn: Sort = field(default_factory=Sort)
    shut_out_by: Counter[bytes] = field(default_factory=Counter[bytes])
    newcomers: list[bytes] = field(default_factory=list[bytes])
    roles: list[bytes] = field(default_factory=list[bytes])
    refused: Counter[str] = field(default_factory=Counter[str])
    refused_people: Counter[bytes] = field(default_factory=Counter[bytes])
    clocks: list[ClockOff] = field(default_factory=list[ClockOff])
    erased: int = 0
    commits: int = 0
    known: int = 0
    living: Counter[str] = field(default_factory=Counter[str])
    photos: set[bytes] = field(default_factory=set[bytes])
