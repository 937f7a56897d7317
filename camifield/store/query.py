"""What a person asks of the Records page, as a value: words, filters, a span of days, a box on the earth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from camifield.store.layout import MINUTES_A_DAY

_UNSAFE = re.compile(r"[^a-z0-9_]")


class Bin(Enum):
    """Whether deleted records are looked at: they lie in the bin until somebody restores them."""

    LEFT_OUT = 0
    ONLY = 1
    INCLUDED = 2


class Box(NamedTuple):
    """Degrees, WGS 84; `west` above `east` when the box crosses the 180th meridian."""

    west: float
    east: float
    south: float
    north: float


@dataclass(frozen=True, slots=True)
class CardQuery:
    """Every condition must hold; within one condition any of its values will do; an empty one does not ask.

    words: as typed, each of them the beginning of a word.
    people: who saw it. places: known places. batches: the imports that made the record. Ids of 16 bytes.
    tokens: the kind's own filter words (`CardFacts.tokens`), any of each inner tuple.
    first_day, last_day: `date.toordinal()` of the event's start, both included; the undated then fall away.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    species: tuple[str, ...] = ()
    people: tuple[bytes, ...] = ()
    places: tuple[bytes, ...] = ()
    states: tuple[str, ...] = ()
    batches: tuple[bytes, ...] = ()
    tokens: tuple[tuple[str, ...], ...] = ()
    first_day: int | None = None
    last_day: int | None = None
    box: Box | None = None
    bin: Bin = Bin.LEFT_OUT
    only_unsent: bool = False
    only_in_conflict: bool = False

    @property
    def is_of_days_and_kinds(self) -> bool:
        """True when the running tally can answer how many there are."""
        return self == CardQuery(
            kinds=self.kinds, first_day=self.first_day, last_day=self.last_day, bin=self.bin
        )

    @property
    def minutes(self) -> tuple[int | None, int | None]:
        """First and last minute of the span, both included."""
        first = None if self.first_day is None else self.first_day * MINUTES_A_DAY
        last = None if self.last_day is None else (self.last_day + 1) * MINUTES_A_DAY - 1
        return (MINUTES_A_DAY if first is None and last is not None else first), last


EVERYTHING = CardQuery()


class Page(NamedTuple):
    """Which stretch of the answer: at most `limit` lines beyond the line `after`, newest first unless said otherwise."""

    after: int | None = None
    limit: int = 50
    newest_first: bool = True


@lru_cache(maxsize=4096)
def token(family: str, value: str | bytes) -> str:
    """A filter word. It holds an underscore, which no word of a text does, so the two never meet.

    Of an id the last six bytes stand for it: 48 random bits, where the first of a UUIDv7 are its time.
    """
    return f"{family}_{value[-6:].hex()}" if isinstance(value, bytes) else settled(f"{family}_{value}")


def otherwise(filter_word: str) -> str:
    """What a record is found by under an answer that is contested and not the one that is shown.

    Typed words find it so; the filters, and what is exported by them, go by what is shown.
    """
    return f"{OTHERWISE}_{filter_word}"


@lru_cache(maxsize=4096)
def settled(token_text: str) -> str:
    """A filter word in signs that the index never cuts or folds; the same for the record and for the question."""
    if token_text.isascii() and token_text.replace("_", "").isalnum() and token_text.islower():
        return token_text
    return _UNSAFE.sub(lambda sign: f"_{ord(sign[0]):x}_", token_text)


# Filter words that the store gives itself, and the families of the others.
IN_BIN = "x_deleted"
IN_CONFLICT = "x_conflict"
KIND, SPECIES, PERSON, PLACE, STATE, BATCH, RESTRICTED, OTHERWISE = "k", "s", "p", "l", "t", "b", "r", "o"
