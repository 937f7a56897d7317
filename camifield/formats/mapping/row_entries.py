"""What one row says, as entries, and the small decisions on the way there: dates in parts, nothing lost, whose column it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from camifield.fields.declaration import Declared
from camifield.fields.findings import Finding
from camifield.fields.values import Entry
from camifield.fields.vocabulary import Vocabulary
from camifield.formats.mapping.heading_book import fold_heading, not_records
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.targets import (
    DATE_PARTS,
    DAY,
    GRID,
    MONTH,
    OWN_LINE,
    YEAR,
    LineTarget,
    key_field,
    line_target,
)

_NOBODY_KNOWS = frozenset(("unknown", "unclassified", "animal"))
LineEntry = dict[str, str | Sequence[str] | int]


@dataclass(slots=True)
class RowEntries:
    """What a row says. `left_over` is the reason why it is no record, empty for one.

    lines: the labels of each repeat's lines in their order, for finding a line's column again. `identifier`, `line`,
    `version` and `is_generalised` are what a row of our own workbook says of itself.
    """

    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    left_over: str = ""
    findings: list[Finding] = field(default_factory=list[Finding])
    lines: dict[str, list[str]] = field(default_factory=dict[str, "list[str]"])
    identifier: str = ""
    line: str = ""
    version: str = ""
    is_generalised: bool = False


# Where a finding is shown when its own field has no column.
_STANDS_FOR: Mapping[str, tuple[str, ...]] = {
    "verbatim_coordinates": ("decimal_latitude", "decimal_longitude", GRID),
    "decimal_longitude": ("verbatim_coordinates",),
    "decimal_latitude": ("verbatim_coordinates",),
    "locality": ("village", GRID),
    "event_date": (YEAR, MONTH, DAY),
}


def column_of(
    finding: Finding, found: RowEntries, declared: Declared, columns: Mapping[str, int]
) -> int | None:
    """The column (0-based) that a finding speaks of; None when no column of the table is to blame.

    columns: target -> the first column that goes there.
    """
    repeat, point, name = finding.field.partition(".")
    if point and finding.line is not None:
        labels = found.lines.get(repeat, [])
        order = int(finding.line)
        label = labels[order] if order < len(labels) else OWN_LINE
        key = key_field(declared, repeat)
        for wanted in (str(LineTarget(repeat, label, name)), str(LineTarget(repeat, label, key))):
            if wanted in columns:
                return columns[wanted]
        return next((at for target, at in columns.items() if target.startswith(f"{repeat}.{label}.")), None)
    for wanted in (finding.field, *_STANDS_FOR.get(finding.field, ())):
        if wanted in columns:
            return columns[wanted]
    return next((at for target, at in columns.items() if target.startswith(f"{finding.field}.")), None)


def line_constants(mapping: TableMapping) -> dict[str, dict[str, str]]:
    """Repeat -> what holds for the own line of every row: field of the line -> answer."""
    found: dict[str, dict[str, str]] = {}
    for name, constant in mapping.constants.items():
        line = line_target(name)
        if line is not None and isinstance(constant.entry, str):
            found.setdefault(line.repeat, {})[line.field] = constant.entry
    return found


def is_nothing_lost(entry: LineEntry) -> bool:
    """A wide column with 0 says that none of these animals were lost: no line is made of it."""
    return all(entry.get(name, "0") == "0" for name in ("killed", "injured", "missing", "died_later"))


def date_of_parts(parts: Mapping[str, str]) -> str:
    """The date that stands in columns of its own, as far as it goes: a year, a month, a day."""
    year, month, day = (parts.get(part, "").rstrip(".月日年") for part in DATE_PARTS)
    numbers = [part for part in (month, day) if part]
    if all(part.isdecimal() for part in numbers) and (month or not day):
        return "-".join((year, *(f"{int(part):02}" for part in numbers)))
    return " ".join(filter(None, (day, month, year)))


def take_shown(text: str, found: RowEntries) -> None:
    """What a camera table says that a photo shows: nobody or a person is no record, an animal nobody named is unknown."""
    folded = fold_heading(text)
    found.left_over = not_records().get(folded, "")
    if folded in _NOBODY_KNOWS:
        found.entries.setdefault("species", "UNK")


def settle_animal(entries: dict[str, Entry]) -> None:
    """A register of ours tells the animal's position, moved from where the observer stood: it is not to be moved again.

    Where the observer's own position stands beside it as typed, that is read; else the position is said to be the animal's.
    """
    whose = entries.get("position_of")
    if not isinstance(whose, str) or not entries.keys() >= {"distance_m", "bearing_deg", "bearing_north"}:
        return
    vocabulary = Vocabulary("position_of")
    if whose != "observer" and tuple(vocabulary.match(whose)) != ("observer",):
        return
    if entries.get("verbatim_coordinates"):
        for name in ("decimal_latitude", "decimal_longitude"):
            entries.pop(name, None)
    elif entries.get("decimal_latitude"):
        entries["position_of"] = "animal"


def take_occurrence(found: RowEntries) -> None:
    """Found in any segment is found; walked with nothing is none found; not walked at all is no record of an animal."""
    lines = found.entries.get("segments")
    results = (
        {line.get("result") for line in lines if isinstance(line, Mapping)}
        if isinstance(lines, list)
        else set[object]()
    )
    if "found" in results:
        found.entries["occurrence"] = "present"
    elif "none_found" in results:
        found.entries["occurrence"] = "absent"
    elif results <= {"not_walked"}:
        found.left_over = "not_walked"
