"""How one table becomes records of one kind, as a value: proposed by the program, changed by a person, kept as JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from camifield.errors import Problem
from camifield.fields.values import Entry
from camifield.folding import search_form
from camifield.formats.mapping.targets import LEAVE

# Why a column goes where it goes, or a constant is what it is: words for the catalogue, `import.because.<word>`.
BY_KEY, BY_LABEL, BY_HEADING, BY_LIKENESS, BY_CONTENT = "key", "label", "heading", "likeness", "content"
BY_PERSON, BY_SETTINGS, BY_FILE_NAME, NOT_SAID, UNKNOWN_HEADING = (
    "person",
    "settings",
    "file-name",
    "not-said",
    "unknown",
)

# A meaning that begins with this sign says that the row is no record, and why: "!blank_photo".
NOT_A_RECORD = "!"
# A meaning of a place's name: nobody knew that place so far, and the import makes it a known one.
MAKE_PLACE = "+place"
# How what says nothing is read; the keys are the kinds of `reading.blanks`. "zero" is for numbers and counts only.
AS_BLANK, AS_UNKNOWN, AS_ZERO = "blank", "unknown", "zero"
USUAL_NOTHING: Mapping[str, str] = {
    "dash": AS_BLANK,
    "not_available": AS_BLANK,
    "none": AS_ZERO,
    "unknown": AS_UNKNOWN,
}
_VERSION = 1


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What becomes of one column (0-based `index`).

    target: see `targets`. meanings: text as written -> the code that a person, or our list, says it stands for.
    is_sure: False where the program asks to look. decimal, date_order: how this column writes, None where nothing decides.
    between: the sign between several people in one cell, empty where each cell names one.
    """

    index: int
    heading: str
    target: str = LEAVE
    meanings: Mapping[str, str] = field(default_factory=dict[str, str])
    is_sure: bool = True
    because: str = UNKNOWN_HEADING
    decimal: str | None = None
    date_order: str | None = None
    between: str = ""


@dataclass(frozen=True, slots=True)
class Constant:
    """What holds for every row that says nothing of its own: an answer, and where it comes from."""

    entry: Entry
    because: str = BY_PERSON


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The whole of it. `kind` is empty where the sheet is no table of ours; `is_own` tells a workbook of this program.

    constants: field (or a line's field, ``losses.+.animal``) -> answer. nothing: how blanks of each kind are read.
    """

    kind: str
    sheet: str
    columns: tuple[ColumnMapping, ...]
    constants: Mapping[str, Constant] = field(default_factory=dict[str, Constant])
    nothing: Mapping[str, str] = field(default_factory=lambda: dict(USUAL_NOTHING))
    is_own: bool = False

    @property
    def targets(self) -> dict[str, tuple[ColumnMapping, ...]]:
        """Target -> the columns that go there, in their order."""
        found: dict[str, tuple[ColumnMapping, ...]] = {}
        for column in self.columns:
            found[column.target] = (*found.get(column.target, ()), column)
        return found

    @property
    def signature(self) -> str:
        """What tells tables of one form: a hash of the headings. A person's mapping is kept under it."""
        return signature_of(column.heading for column in self.columns)

    @property
    def is_decided(self) -> bool:
        """Whether a person had a hand in it."""
        return any(one.because == BY_PERSON for one in (*self.columns, *self.constants.values()))

    def with_target(self, index: int, target: str) -> TableMapping:
        """A person says where a column goes; its old meanings go when the target is another."""
        return self._changed(index, target=target, meanings={}, is_sure=True, because=BY_PERSON)

    def with_meaning(self, index: int, text: str, code: str) -> TableMapping:
        """A person says what a text in a column stands for; an empty code takes that back."""
        found = {**self._column(index).meanings, text: code}
        return self._changed(index, meanings={one: meant for one, meant in found.items() if meant})

    def with_constant(self, name: str, entry: Entry) -> TableMapping:
        """A person says what holds for all rows; an empty entry takes that back."""
        kept = {one: constant for one, constant in self.constants.items() if one != name}
        if entry not in (None, "", (), []):
            kept[name] = Constant(entry)
        return replace(self, constants=kept)

    def with_nothing(self, blank: str, reading: str) -> TableMapping:
        """A person says how a dash, NA, "none" or "not known" is read."""
        return replace(self, nothing={**self.nothing, blank: reading})

    def _column(self, index: int) -> ColumnMapping:
        return next(column for column in self.columns if column.index == index)

    def _changed(self, index: int, **changes: Any) -> TableMapping:
        columns = (replace(one, **changes) if one.index == index else one for one in self.columns)
        return replace(self, columns=tuple(columns))


def signature_of(headings: Iterable[str]) -> str:
    """Sixteen hexadecimal digits; case, spaces and letter variants of the headings do not matter."""
    folded = "\n".join(search_form(heading) or heading.strip() for heading in headings)
    return hashlib.sha256(folded.encode("utf-8", "replace")).hexdigest()[:16]


def to_json(mapping: TableMapping) -> str:
    """The mapping as text, to be kept or carried to another laptop."""
    columns = [
        {
            "index": one.index,
            "heading": one.heading,
            "target": one.target,
            "meanings": dict(one.meanings),
            "is_sure": one.is_sure,
            "because": one.because,
            "decimal": one.decimal,
            "date_order": one.date_order,
            "between": one.between,
        }
        for one in mapping.columns
    ]
    constants = {
        name: {"entry": one.entry, "because": one.because} for name, one in mapping.constants.items()
    }
    whole: dict[str, object] = {
        "version": _VERSION,
        "kind": mapping.kind,
        "sheet": mapping.sheet,
        "columns": columns,
        "constants": constants,
        "nothing": dict(mapping.nothing),
        "is_own": mapping.is_own,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def from_json(text: str) -> TableMapping:
    """The inverse of `to_json`. Raises Problem ``mapping-not-readable`` for anything else."""
    try:
        whole: Any = json.loads(text)
        if whole["version"] != _VERSION:
            raise ValueError("a newer version")
        return TableMapping(
            kind=str(whole["kind"]),
            sheet=str(whole["sheet"]),
            columns=tuple(_column_from(one) for one in whole["columns"]),
            constants={
                str(name): Constant(_entry(one["entry"]), str(one["because"]))
                for name, one in whole["constants"].items()
            },
            nothing={str(name): str(reading) for name, reading in whole["nothing"].items()},
            is_own=bool(whole["is_own"]),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Problem("mapping-not-readable", parameters={"reason": str(error)[:80]}) from error


def _column_from(found: Mapping[str, Any]) -> ColumnMapping:
    return ColumnMapping(
        index=int(found["index"]),
        heading=str(found["heading"]),
        target=str(found["target"]),
        meanings={str(text): str(code) for text, code in found["meanings"].items()},
        is_sure=bool(found["is_sure"]),
        because=str(found["because"]),
        decimal=found["decimal"],
        date_order=found["date_order"],
        between=str(found["between"]),
    )


def _entry(found: object) -> Entry:
    if isinstance(found, list):
        return [str(one) for one in cast("Sequence[object]", found)]
    if not isinstance(found, str):
        raise TypeError("a constant is text or a list of texts")
    return found


def applied(proposed: TableMapping, kept: TableMapping) -> TableMapping:
    """What a person decided for an earlier table of the same form, laid over what is proposed for this one.

    Columns are matched by heading. How this file writes numbers and dates stays as found in it, unless it left that open.
    """
    by_heading = {one.heading: one for one in kept.columns}
    columns: list[ColumnMapping] = []
    for one in proposed.columns:
        known = by_heading.get(one.heading)
        if known is None:
            columns.append(one)
            continue
        columns.append(
            replace(
                known,
                index=one.index,
                is_sure=True,
                decimal=one.decimal or known.decimal,
                date_order=one.date_order or known.date_order,
                meanings={**one.meanings, **known.meanings} if one.target == known.target else known.meanings,
            )
        )
    return replace(kept, sheet=proposed.sheet, columns=tuple(columns), is_own=proposed.is_own)


def places_to_make(mapping: TableMapping) -> frozenset[str]:
    """The names that a person said are to become known places, as the search writes them."""
    return frozenset(
        search_form(text)
        for column in mapping.columns
        for text, meant in column.meanings.items()
        if meant == MAKE_PLACE
    )
