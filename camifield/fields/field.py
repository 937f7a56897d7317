"""The common ground of all field types: what one column means, how its answer is read, kept and shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple

from camifield.fields.conditions import Condition
from camifield.fields.findings import Finding
from camifield.fields.term import Term
from camifield.fields.values import Cell, Entry, Value
from camifield.fields.vocabulary import Vocabulary
from camifield.geo.own_areas import OwnAreas, no_areas
from camifield.i18n.words import Words

_NEVER_KEPT = re.compile("[\0\ud800-\udfff]")
Find = Callable[[str, str], Sequence[bytes]]


class Spot(NamedTuple):
    """Where a known place lies: WGS 84 degrees as decimal strings, its kind (a code), and the metres that its own
    coordinates leave open.
    """

    latitude: str
    longitude: str
    kind: str = ""
    unsure_m: int = 0


Name = Callable[[str, bytes], str]


def _find_none(_kind: str, _text: str) -> Sequence[bytes]:
    return ()


def _lies_nowhere(_identifier: bytes) -> Spot | None:
    return None


def _name_nothing(_kind: str, identifier: bytes) -> str:
    return identifier.hex()[-6:]


@dataclass(frozen=True)
class Asking:
    """What reading an answer may depend on: the day, the language, the table's way of writing, the team's own lists.

    `find` looks up a record of a kind by its name or code and gives every match; `name` is its inverse; `near` gives
    those that are called almost so, the likest first; `spot` says where a known place lies, None where nobody knows.
    `areas` gives the areas that the team brought.
    `decimal` and `date_order` are what a whole column of a file was found to use, None when a person types.
    `coordinates` is how the reader writes positions (one of `settings.WRITINGS`).
    """

    today: date
    words: Words = field(default_factory=Words)
    country: str | None = None
    decimal: str | None = None
    date_order: str | None = None
    coordinates: str = "DD"
    own_terms: Mapping[str, Sequence[Term]] = field(default_factory=dict[str, Sequence[Term]])
    find: Find = _find_none
    name: Name = _name_nothing
    near: Find = _find_none
    areas: Callable[[], OwnAreas] = no_areas
    spot: Callable[[bytes], Spot | None] = _lies_nowhere
    is_import: bool = False

    def vocabulary(self, name: str) -> Vocabulary:
        """The packaged list of that name with the project's own rows."""
        return Vocabulary(name, self.own_terms.get(name, ()))


_NOTHING: Mapping[str, Value] = {}


class Answer(NamedTuple):
    """What an entry was understood as: the value (None when blank or not understood), findings, and by-products.

    `also` holds values for neighbouring fields that the same text answered (a date typed with its time).
    """

    value: Value | None = None
    findings: tuple[Finding, ...] = ()
    also: Mapping[str, Value] = _NOTHING


BLANK = Answer()
_NONE_READY: Mapping[str, Answer] = {}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One column of a kind.

    group: the merge group it is written with; its own name when empty.
    restricted: it goes into the restricted stream only.
    when: the question applies only then; otherwise it is neither asked nor kept.
    required: a record is complete only with an answer ("not known" is one); `spared` is when it is so without.
    kept: "save and next" carries it over.
    dwc: the Darwin Core term it is exported as.
    is_filled_by_program: shown in the one line of facts, not asked.
    """

    group: str = ""
    restricted: bool = False
    when: Condition | None = None
    required: bool = False
    spared: Condition | None = None
    kept: bool = False
    dwc: str = ""
    is_filled_by_program: bool = False

    editor: ClassVar[str] = "text"
    is_number: ClassVar[bool] = False

    @property
    def ready(self) -> Mapping[str, Answer]:
        """Answers that `read` would give again for these texts; a field that remembers none has none ready."""
        return _NONE_READY

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        """Understand an entry. `at` is the field's own name, for the findings."""
        raise NotImplementedError

    def entry(self, value: Value) -> Entry:
        """What the editor shows for a kept value."""
        return str(value)

    def text(self, value: Value, asking: Asking) -> str:
        """The value in words, for a table, a page of details or a workbook."""
        del asking
        return str(self.entry(value))

    def is_needed(self, values: Mapping[str, Value]) -> bool:
        """Whether a record with these answers is incomplete without this one."""
        return self.required and (self.spared is None or not self.spared.holds(values))

    def answers_too(self) -> tuple[str, ...]:
        """The neighbouring fields that the same text answers: a new text makes what they hold stale."""
        return ()

    def column(self, value: Value) -> Cell:
        """The value as the typed table holds it."""
        return value if isinstance(value, str | int | float | bytes) else str(value)

    def value(self, cell: Cell) -> Value | None:
        """The inverse of `column`; None for a blank cell."""
        return None if cell is None else str(cell)


@dataclass(frozen=True, kw_only=True)
class Derived(Field):
    """A column computed from the others: kept in the typed table for reports, never in the log, never typed.

    `gives` is what it computes: "text", a "whole" number, or a "day" as ISO text. `codes` are the words of the
    program that such a text may be; the catalogue says each under ``<said>.<code>``.
    """

    compute: Callable[[Mapping[str, Value]], Cell]
    gives: str = "text"
    codes: tuple[str, ...] = ()
    said: str = ""
    editor: ClassVar[str] = ""

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del entry, at, asking
        return BLANK

    def text(self, value: Value, asking: Asking) -> str:
        """A code in words; one of a newer version, and what is no code, as it is."""
        key = f"{self.said}.{value}"
        return asking.words.say(key) if self.said and asking.words.has(key) else str(value)


def cleaned(entry: Entry) -> str:
    """The text of an entry with what can never be kept taken out: NUL, lone surrogates and outer blanks."""
    if entry is None:
        return ""
    text = entry if isinstance(entry, str) else " ".join(str(part) for part in entry)
    if text.isascii():
        return text.replace("\0", "").strip()
    if "\0" not in text:
        try:
            text.encode()  # a long text is looked through ten times faster than by the expression
        except UnicodeEncodeError:
            pass
        else:
            return text.strip()
    return _NEVER_KEPT.sub("", text).strip()
