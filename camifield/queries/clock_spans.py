"""What a person is shown of the laptops' clocks, as values: wrong ones, and what was decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camifield.revisions.clocks import Stretch


@dataclass(frozen=True, slots=True)
class Example:
    """A record that was begun in the stretch, and when by that clock (milliseconds since 1970)."""

    record: bytes
    at_ms: int


@dataclass(frozen=True, slots=True)
class ClockSpan:
    """What there is to say of a laptop's clock over some of its saves.

    `key` names it in the terminal. `first_ms` and `last_ms` are what the clock said; `examples` are the first few of
    the `records` that were begun meanwhile.
    """

    key: str
    laptop: str
    stretches: tuple[Stretch, ...]
    first_ms: int
    last_ms: int
    saves: int
    records: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class ClockLaptop:
    """A laptop that saved something: its code, blank before its first record, what people call it, its keys' devices."""

    code: str
    name: str
    devices: frozenset[bytes]


@dataclass(frozen=True, slots=True)
class WrongClock:
    """A clock that cannot have been right, and nobody decided yet.

    `why` is a word of `wrong_clocks.Why`. What must be added lies between `least_ms` and `most_ms`, where anything
    bounds it, and is best guessed as `best_ms`.
    """

    span: ClockSpan
    why: str
    least_ms: int | None
    most_ms: int | None
    best_ms: int | None


@dataclass(frozen=True, slots=True)
class DecidedClock:
    """A decision on a clock: `commit` names it (16 bytes), `records` hold it; 0 milliseconds: the clock was right.

    `against` are the decisions that say something else of the same saves; of them all one `holds` for now.
    """

    span: ClockSpan
    commit: bytes
    records: tuple[bytes, ...]
    offset_ms: int
    who: str
    reason: str
    holds: bool
    against: tuple[bytes, ...]

    def beaten(self, decided: Sequence[DecidedClock]) -> list[bytes]:
        """The records of the decisions that contradict this one: what goes when it is kept."""
        return [record for one in decided if one.commit in self.against for record in one.records]


@dataclass(frozen=True, slots=True)
class ClockMatters:
    """All there is about clocks. `is_mine`: the person at the keyboard may decide."""

    wrong: tuple[WrongClock, ...]
    decided: tuple[DecidedClock, ...]
    is_mine: bool

    @property
    def contested(self) -> tuple[DecidedClock, ...]:
        """The decisions that contradict another one."""
        return tuple(one for one in self.decided if one.against)

    @property
    def waiting(self) -> int:
        """How much waits for somebody: wrong clocks, and decisions that contradict each other and do not hold."""
        return len(self.wrong) + sum(not one.holds for one in self.contested)
