"""From what was typed to what can be kept: one road for the form, an import and the terminal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.findings import Finding, error, has_errors
from camifield.fields.lines import Lines
from camifield.fields.plan import Plan
from camifield.fields.values import (
    LINE_ID,
    LINE_ORDER,
    Entries,
    Entry,
    Line,
    LineEntries,
    Single,
    Value,
    Values,
)

CONFIRMED = "confirmed_findings"


@dataclass(frozen=True, slots=True)
class Checked:
    """The values understood from the entries, and everything noticed about them."""

    values: Values
    findings: tuple[Finding, ...]

    @property
    def is_complete(self) -> bool:
        """Whether a record can be made: questions may be open, errors may not."""
        return not has_errors(self.findings)


def validate(declared: Declared, entries: Entries, asking: Asking) -> Checked:
    """Read every entry, keep what applies, say what is missing, impossible or doubtful, and fill in what is known.

    Warnings that were answered with "it is so" (entries["confirmed_findings"]) are left out.
    """
    plan = declared.plan
    values, findings = _read_fields(plan, entries, asking)
    for name, repeat, when in plan.repeats:
        if when is not None and not when.holds(values):
            continue
        lines, noticed = _read_lines(name, repeat, entries.get(name), asking)
        findings.extend(noticed)
        if lines:
            values[name] = lines
        elif repeat.required:
            findings.append(error("line-needed", name))
    _follow_rules(plan, values, asking, findings)
    for filling in plan.fillings:  # after the rules, which look at what a person answered
        for name, value in filling.fill(values, asking).items():
            values.setdefault(name, value)
    if not findings:
        return Checked(values, ())
    confirmed = _confirmed(values)
    return Checked(values, tuple([one for one in findings if one.is_error or one.mark not in confirmed]))


def _confirmed(values: Values) -> Collection[str]:
    marks = values.get(CONFIRMED, ())
    return {str(mark) for mark in marks} if isinstance(marks, Sequence) else ()


def _follow_rules(plan: Plan, values: dict[str, Value], asking: Asking, findings: list[Finding]) -> None:
    answered = values.keys()
    for rule in plan.rules:
        if answered >= rule.needs:
            findings += rule.check(values, asking)


def _read_fields(
    plan: Plan, entries: Mapping[str, Entry], asking: Asking
) -> tuple[dict[str, Value], list[Finding]]:
    """The values and findings of the fields alone. Called for every row of a table: what most rows lack costs nothing."""
    values: dict[str, Value] = {}
    noticed: list[tuple[str, Sequence[Finding]]] = []
    also: list[Mapping[str, Value]] = []
    for name, ready, read in plan.reads:
        entry = entries.get(name)
        if entry is None or entry == "":
            continue
        answer = (type(entry) is str and ready(entry)) or read(entry, name, asking)
        value = answer.value
        if value is not None:
            values[name] = value
        if answer.findings:
            noticed.append((name, answer.findings))
        if answer.also:
            also.append(answer.also)
    for products in also:
        for name, value in products.items():
            if name not in plan.names or entries.get(name) in (None, ""):
                values.setdefault(name, value)
    missing = [name for name, _ in plan.required if name not in values]
    unasked = _drop_what_does_not_apply(plan, values, {*missing, *(name for name, _ in noticed)})
    if not (noticed or missing or unasked):
        return values, []
    findings = [finding for name, found in noticed if name not in unasked for finding in found]
    at = {finding.field for finding in findings}
    findings += [
        error("answer-needed", name)
        for name, is_needed in plan.required
        if name not in values and name not in unasked and name not in at and is_needed(values)
    ]
    return values, findings


def _drop_what_does_not_apply(plan: Plan, values: dict[str, Value], spoken_of: Collection[str]) -> set[str]:
    """Take out the answers of questions that do not apply; gives the names of these, and of such in `spoken_of`."""
    unasked: set[str] = set()
    for _ in range(3):  # a condition may rest on an answer that itself does not apply
        before = len(unasked)
        for name, holds in plan.conditions:
            if (name in values or name in spoken_of) and name not in unasked and not holds(values):
                unasked.add(name)
                values.pop(name, None)
        if len(unasked) == before:
            break
    return unasked


def _read_lines(name: str, repeat: Lines, entry: Entry, asking: Asking) -> tuple[list[Line], list[Finding]]:
    declared = repeat.declared()
    lines: list[Line] = []
    findings: list[Finding] = []
    if isinstance(entry, str) or entry is None:
        return lines, findings
    for order, typed in enumerate(entry[: repeat.most]):
        if not isinstance(typed, Mapping):
            continue
        line, noticed = _read_line(declared, typed, order, asking)
        findings.extend(
            Finding(one.code, f"{name}.{one.field}", one.weight, one.parameters, one.suggestions, str(order))
            for one in noticed
        )
        if line is not None:
            lines.append(line)
    if len(entry) > repeat.most:
        findings.append(error("too-many-lines", name, most=repeat.most))
    return lines, findings


def _read_line(
    declared: Declared, typed: LineEntries, order: int, asking: Asking
) -> tuple[Line | None, list[Finding]]:
    entries: dict[str, Entry] = {
        key: str(found) if isinstance(found, int) else found
        for key, found in typed.items()
        if key not in (LINE_ID, LINE_ORDER)
    }
    if not any(entry not in (None, "", (), []) for entry in entries.values()):
        return None, []
    values, findings = _read_fields(declared.plan, entries, asking)
    _follow_rules(declared.plan, values, asking, findings)
    single: dict[str, Single] = {key: value for key, value in values.items() if _is_single(value)}  # type: ignore[misc]
    single[LINE_ID] = str(typed.get(LINE_ID, ""))
    single[LINE_ORDER] = order
    return single, findings


def _is_single(value: Value) -> bool:
    return not (
        isinstance(value, Sequence)
        and not isinstance(value, str | bytes)
        and any(isinstance(one, Mapping) for one in value)
    )


def entries_of(declared: Declared, values: Values) -> dict[str, Entry]:
    """What the editors show for a kept record: the inverse of `validate`, line ids included."""
    entries: dict[str, Entry] = {}
    for name, field in declared.fields.items():
        if name in values:
            entries[name] = field.entry(values[name])
    for name, repeat in declared.repeats.items():
        kept = values.get(name)
        if not isinstance(kept, Sequence) or isinstance(kept, str | bytes):
            continue
        fields = repeat.declared().fields
        shown: list[dict[str, str | Sequence[str] | int]] = []
        for line in kept:
            if not isinstance(line, Mapping):
                continue
            typed: dict[str, str | Sequence[str] | int] = {LINE_ID: str(line.get(LINE_ID, ""))}
            for key, field in fields.items():
                if key in line:
                    entry = field.entry(line[key])
                    typed[key] = entry if isinstance(entry, str) else [str(part) for part in entry or ()]
            shown.append(typed)
        entries[name] = shown
    return entries
