"""What a person is shown to decide, as values: records, the questions in them, and who said what from which laptop."""

from __future__ import annotations

from dataclasses import dataclass

from camifield.queries.values import Card
from camifield.store.card_rows import REFUSED


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who gave an answer: in words who, when, from which laptop, and why if that was said.

    `clock` is a sentence where that laptop's clock cannot have been right, or was put right; empty otherwise. `at_ms` is
    the time as corrected.
    """

    who: str
    when: str
    at_ms: int
    laptop: str
    is_here: bool
    why: str = ""
    clock: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A position in degrees (WGS 84) and how it is known, in words."""

    latitude: float
    longitude: float
    source: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer inside a version: its label and its words. `differs`: the versions do not agree on it."""

    label: str
    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One of the answers that stand against each other.

    letter: the side it came from, the same in all questions of a record. sides: all letters of those who said it.
    commit: what a decision names it by (16 bytes). short: the answer in few words, for a title and a button.
    number: the same where it is one number, to be shown large, with its `unit`. is_gone: the line was removed, or
    the record deleted.
    """

    letter: str
    sides: frozenset[str]
    commit: bytes
    short: str
    speakers: tuple[Speaker, ...]
    told: tuple[Told, ...] = ()
    number: str = ""
    unit: str = ""
    point: Point | None = None
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One contested group. `group` is empty for the whole record: changed by some, deleted by others.

    name: what is asked about. title: name and answers on one line. before: the answer that all had seen, in words;
    blank when there was none. distance_m: between the positions, where versions are places. is_mine: whether the
    person at the keyboard may decide it. can_be_typed: whether another answer can be given here. field: the one
    field on which they differ; empty where there are several.
    """

    group: str
    stream: int
    name: str
    title: str
    versions: tuple[Version, ...]
    before: str = ""
    distance_m: float | None = None
    is_restricted: bool = False
    is_mine: bool = True
    can_be_typed: bool = True
    field: str = ""

    @property
    def is_of_record(self) -> bool:
        return not self.group

    @property
    def is_of_refused(self) -> bool:
        """Whether it is about a change beyond its author's role (the store's own mark for it)."""
        return self.group.startswith(REFUSED)

    def version_of(self, letter: str) -> Version | None:
        """What a side said."""
        return next((one for one in self.versions if letter in one.sides), None)


@dataclass(frozen=True, slots=True)
class Side:
    """One person on one laptop, among those who differ in a record."""

    letter: str
    person: bytes
    device: bytes
    who: str
    laptop: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A record with its questions, the one to be asked first in front.

    line: number and place, for a list. facts: the same with the day and who saw it.
    """

    card: Card
    title: str
    line: str
    facts: str
    questions: tuple[Question, ...]
    sides: tuple[Side, ...]

    @property
    def record(self) -> bytes:
        return self.card.id
