"""What becomes of the rows, in words: the counts at the foot, a row's own future, and the findings one after another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from camifield.fields.labels import label
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.outcomes import CellFinding, Fate
from camifield.formats.mapping.preview import Counts, PreviewRow
from camifield.formats.mapping.targets import LineTarget, field_of
from camifield.i18n.words import Words
from camifield.i18n.writing import whole_text
from camifield.kinds.catalogue import kind as kind_of

State = Literal["ready", "question", "draft", "left_over", "correction", "unchanged"]
Weight = Literal["error", "warning", "told"]
COUNTED: tuple[State, ...] = ("ready", "correction", "question", "draft", "unchanged")
_MOST_REASONS = 2
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Count:
    """One number at the foot: which state, the words with the number in bold, and more in a tooltip."""

    state: State
    shown: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of the chosen cell: how serious, in sentences."""

    weight: Weight
    sentence: str


def state_of(row: PreviewRow) -> State:
    """What becomes of a row, as its sign shows it."""
    if row.has_questions:
        return "question"
    states: Mapping[Fate, State] = {
        Fate.RECORD: "ready",
        Fate.DRAFT: "draft",
        Fate.LEFT_OVER: "left_over",
        Fate.CORRECTION: "correction",
        Fate.UNCHANGED: "unchanged",
    }
    return states[row.fate]


def tally(counts: Counts) -> Counter[str]:
    """How many rows there are in each state."""
    states: dict[State, int] = {
        "ready": counts.records - (counts.with_questions - counts.corrections_asked),
        "question": counts.with_questions,
        "draft": counts.drafts,
        "left_over": sum(counts.left_over.values()),
        "correction": counts.corrections - counts.corrections_asked,
        "unchanged": counts.unchanged,
    }
    return Counter({state: count for state, count in states.items() if count})


def comes_in(states: Mapping[str, int]) -> int:
    """How many rows an import would write."""
    return sum(states.get(state, 0) for state in ("ready", "question", "draft", "correction"))


def counts_in_words(states: Mapping[str, int], left_over: Mapping[str, int], words: Words) -> list[Count]:
    """The numbers at the foot, those that are not zero; with nothing at all, the ready ones."""
    found = [
        Count(state, _counted(f"import.count.{state}", states[state], words))
        for state in COUNTED
        if states.get(state)
    ]
    if left_over:
        found.append(_left_over(left_over, words))
    return found or [Count("ready", _counted("import.count.ready", 0, words))]


def _left_over(left_over: Mapping[str, int], words: Words) -> Count:
    total, reasons = sum(left_over.values()), reasons_line(left_over, words)
    if len(left_over) <= _MOST_REASONS:
        return Count(
            "left_over", _counted("import.count.left_over_why", total, words, reasons=reasons), reasons
        )
    return Count("left_over", _counted("import.count.left_over", total, words), reasons)


def reasons_line(left_over: Mapping[str, int], words: Words) -> str:
    """Why rows are no records, the commonest reason first; numbers where there are several reasons."""
    common = sorted(left_over.items(), key=lambda pair: -pair[1])
    if len(common) == 1:
        return reason_words(common[0][0], words)
    parts = [
        words.say("import.reason_count", reason=reason_words(reason, words), number=count)
        for reason, count in common
    ]
    return words.say("title.list_mark").join(parts)


def _counted(key: str, number: int, words: Words, **more: str) -> str:
    bold = f"<b>{whole_text(number, words.language)}</b>"
    return words.say(key, count=number, number=bold, **more)


def reason_words(reason: str, words: Words) -> str:
    """Why a row is no record."""
    key = f"import.left_over.{reason}"
    return words.say(key) if words.has(key) else reason.replace("_", " ")


def row_sentence(row: PreviewRow, words: Words) -> str:
    """What becomes of a row about which nothing was noticed."""
    if row.fate is Fate.LEFT_OVER:
        return words.say("import.row.left_over", row=row.number, reason=reason_words(row.reason, words))
    return words.say(f"import.row.{state_of(row)}", row=row.number)


def say(row: PreviewRow, column: int, mapping: TableMapping, words: Words) -> Said:
    """What is said of a cell (`column` -1 for the row as a whole): its finding, else the row's first, else its future."""
    changed = next(
        (one for one in mapping.columns if one.index == column and one.target in row.changed), None
    )
    found = _finding_at(row, column)
    if changed is not None and (found is None or found.column != column):
        text = _short(row.texts[column]) if column < len(row.texts) else ""
        key = "import.changed_cell" if text else "import.emptied_cell"
        return Said("told", words.say(key, row=row.number, column=changed.heading, text=text))
    if found is None:
        return Said("told", row_sentence(row, words))
    sentence = words.say(
        "import.finding",
        where=_where(row, found, mapping, words),
        finding=_finding_words(found, words),
        future=words.say(f"import.future.{row.fate.value}"),
    )
    return Said("error" if found.finding.is_error else "warning", sentence)


def _finding_words(found: CellFinding, words: Words) -> str:
    """The finding in words; a few speak to somebody at a form and are said otherwise of a table."""
    own = f"import.finding_of.{found.finding.code}"
    return words.say(own, **found.finding.parameters) if words.has(own) else found.finding.sentence(words)


def _finding_at(row: PreviewRow, column: int) -> CellFinding | None:
    here = [one for one in row.findings if one.column == column or (one.column is None and column < 0)]
    found = sorted(here or row.findings, key=lambda one: not one.finding.is_error)
    return found[0] if found else None


def _where(row: PreviewRow, found: CellFinding, mapping: TableMapping, words: Words) -> str:
    """Row and column as the person's own table names them; the field where no column speaks of it."""
    if found.column is None:
        return words.say("import.at_field", row=row.number, field=_field_words(found, mapping, words))
    heading = next((one.heading for one in mapping.columns if one.index == found.column), "")
    text = row.texts[found.column].strip() if found.column < len(row.texts) else ""
    if not text:
        return words.say("import.at_empty_cell", row=row.number, column=heading)
    return words.say("import.at_cell", row=row.number, column=heading, text=_short(text))


def _field_words(found: CellFinding, mapping: TableMapping, words: Words) -> str:
    declared = kind_of(mapping.kind)
    repeat, point, name = found.finding.field.partition(".")
    if point and field_of(declared, str(LineTarget(repeat, "+", name))) is not None:
        return label(declared.lines[repeat], name, words)
    return label(declared, repeat, words) if repeat in {*declared.fields, *declared.repeats} else repeat


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def noticed_cells(row: PreviewRow, mapping: TableMapping) -> list[int]:
    """The columns of a row in which something was noticed or changed; -1 first for what is about the whole row."""
    found = {-1 if one.column is None else one.column for one in row.findings}
    return sorted(found | {one.index for one in mapping.columns if one.target in row.changed})


def next_cell(
    rows: Sequence[PreviewRow], at: int, column: int, mapping: TableMapping
) -> tuple[int, int] | None:
    """The next noticed cell after (`at`, `column`), in reading order and then from the top; None when there is none."""
    first = max(at, 0)
    for place in (*range(first, len(rows)), *range(first)):
        if not rows[place].findings and not rows[place].changed:
            continue
        for one in noticed_cells(rows[place], mapping):
            if place != at or one > column:
                return place, one
    again = noticed_cells(rows[at], mapping) if 0 <= at < len(rows) else []
    return (at, again[0]) if again else None


def weight_of(row: PreviewRow, column: int) -> Weight | None:
    """How serious what was noticed in a cell is; None for nothing."""
    here = [one.finding for one in row.findings if one.column == column]
    if not here:
        return None
    return "error" if any(one.is_error for one in here) else "warning"
