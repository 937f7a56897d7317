"""What a column's own text says of itself: how much of it a field would understand, and what it looks like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from camifield.fields.choice import Choice
from camifield.fields.count import Count
from camifield.fields.date import PartialDate
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Field
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.position import Coordinates, Degrees
from camifield.fields.reference import Reference
from camifield.fields.time import TimeOfDay
from camifield.folding import plain
from camifield.formats.mapping import targets
from camifield.formats.mapping.heading_book import fold_heading, livestock_names
from camifield.formats.reading.blanks import blank_kind, is_nothing
from camifield.formats.reading.cells import bare
from camifield.formats.reading.columns import ColumnFacts
from camifield.formats.reading.sheets import Sheet
from camifield.progress import Progress

_LOOKED_AT_ROWS = 400
_LOOKED_AT_VALUES = 60
_FEWEST_METRES = (
    10_000  # no degrees, no count and no height is as large; a northing near the equator may be smaller
)
_ORDERS = ("dmy", "mdy", "ymd")
_DEGREES = re.compile(r"[+-]?\d{1,3}[.,]\d{3,}")
# Errors that ask which of several readings is meant: the text is understood.
_ONLY_ASKED = frozenset(
    (
        "several-dates",
        "several-places",
        "several-systems",
        "phone-map-which",
        "several-meanings",
        "decimal-mark-unclear",
    )
)
STRICT = (PartialDate, TimeOfDay, Number, DecimalNumber, Count, Degrees, Coordinates)


@dataclass(frozen=True)
class Sample:
    """One column: its facts over the whole sheet, and the different texts of its first rows with their counts."""

    facts: ColumnFacts
    texts: Mapping[str, int]
    parts: tuple[str, ...] = ()
    other: str = ""

    @property
    def index(self) -> int:
        return self.facts.index

    @property
    def heading(self) -> str:
        return self.facts.heading

    @cached_property
    def said(self) -> dict[str, int]:
        """The texts that say something, the commonest first."""
        common = sorted(self.texts.items(), key=lambda pair: -pair[1])
        return {text: count for text, count in common if not is_nothing(blank_kind(text))}

    @property
    def all_values(self) -> Mapping[str, int]:
        """Every different text of the column where they are few, else those of its first rows."""
        return self.facts.values if self.facts.values is not None else self.texts

    @property
    def is_unique(self) -> bool:
        """Hardly a text stands twice: a list of names or numbers."""
        return len(self.said) >= 0.9 * sum(self.said.values())

    @cached_property
    def share_of_metres(self) -> float:
        """The share of numbers too large for anything but a position in metres."""
        total = sum(self.said.values())
        large = sum(count for text, count in self.said.items() if _size(text) >= _FEWEST_METRES)
        return large / total if total else 0.0

    @cached_property
    def share_of_degrees(self) -> float:
        """The share of numbers with at least three decimals and no more than 180: what degrees look like in a table."""
        total = sum(self.said.values())
        good = sum(
            count
            for text, count in self.said.items()
            if _DEGREES.fullmatch(plain(text)) and _size(text) <= 180
        )
        return good / total if total else 0.0

    @cached_property
    def is_livestock(self) -> bool:
        """Most of the animals are domestic ones: no predator, then, but what was lost or herded."""
        total = sum(self.said.values())
        own = sum(count for text, count in self.said.items() if fold_heading(text) in livestock_names())
        return own * 2 > total

    @cached_property
    def largest(self) -> float:
        """The largest number of the column, whatever its sign; 0 when it has none."""
        return max(map(_size, self.said), default=0.0)

    def asking(self, asking: Asking) -> Asking:
        """The same questions, with this column's decimal sign and order of dates."""
        order = self.facts.date_order if self.facts.date_order in _ORDERS else asking.date_order
        return replace(asking, decimal=self.facts.decimal or asking.decimal, date_order=order)

    def fit(self, field: Field, asking: Asking) -> float | None:
        """The share of the cells that the field understands, 0 to 1; None when the column says nothing."""
        if not self.said:
            return None
        if isinstance(field, Reference) and field.to == "person":
            return 1.0 if self.facts.kind == "text" else 0.2
        own = self.asking(asking)
        good = total = 0
        for text, count in islice(self.said.items(), _LOOKED_AT_VALUES):
            total += count
            answer = field.read(text, "", own)
            codes = {one.code for one in answer.findings if one.is_error}
            is_read = answer.value != "not_on_list" and (answer.value is not None or bool(answer.also))
            good += count * (codes <= _ONLY_ASKED and (is_read or bool(codes)))
        return good / total


def gather(sheet: Sheet, progress: Progress | None = None) -> list[Sample]:
    """A sample of every column. Reads the whole sheet once for its facts."""
    facts = sheet.facts(progress)
    texts: list[Counter[str]] = [Counter() for _ in facts]
    data = (row for row in sheet.rows() if sheet.row_role(row).role == "data")
    for row in islice(data, _LOOKED_AT_ROWS):
        for counter, text in zip(texts, row.texts, strict=False):
            counter[bare(text)] += 1
    parts, others = sheet.heading_parts, sheet.other_headings
    return [
        Sample(
            one,
            counter,
            parts[one.index] if one.index < len(parts) else (),
            others[one.index] if one.index < len(others) else "",
        )
        for one, counter in zip(facts, texts, strict=True)
    ]


def weight(sample: Sample, declared: Declared, target: str, asking: Asking) -> float:
    """How far the column's content bears out what its heading says: a factor from 0 to 1."""
    if target == targets.GRID:
        return sample.share_of_metres
    if target in targets.DATE_PARTS:
        return _fit_of_part(sample, target)
    if target in targets.SPECIAL:
        return 1.0
    field = targets.field_of(declared, target)
    if field is None:
        return 0.0
    fit = sample.fit(field, asking)
    if fit is None:
        return 1.0
    if target == "species" and declared.name == "conflict" and sample.is_livestock:
        return 0.4  # the animals of a register of attacks are as often those that were killed
    if target == "form_number" and not sample.is_unique:
        return 0.4  # what stands in many rows is the name of an animal, a camera or a day, not the number of a form
    if isinstance(field, STRICT):
        return 0.2 + 0.8 * fit
    if isinstance(field, Choice):
        # A required answer can be settled value by value; an optional one that is not understood stays as written.
        return 0.8 + 0.2 * fit if field.required else 0.3 + 0.7 * fit
    return 0.3 + 0.7 * fit if isinstance(field, Reference) else 1.0


def _fit_of_part(sample: Sample, part: str) -> float:
    most = {targets.MONTH: 12, targets.DAY: 31}.get(part)
    texts = list(sample.said)[:_LOOKED_AT_VALUES]
    if not texts:
        return 0.0
    if most is None:
        good = sum(1 for text in texts if text.isdecimal() and 1900 <= int(text) <= 2100)
    else:
        good = sum(1 for text in texts if not text.isdecimal() or 1 <= int(text) <= most)
    return good / len(texts)


def _size(text: str) -> float:
    """The size of a plain number, 0 for anything else."""
    typed = plain(text).replace(" ", "").replace(",", ".")
    try:
        return abs(float(typed))
    except ValueError:
        return 0.0


def looks_alike(samples: Sequence[Sample], allowed: frozenset[str]) -> bool:
    """Whether all the columns hold nothing but these words."""
    return all(set(sample.all_values) <= allowed for sample in samples)
