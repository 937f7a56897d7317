"""Between a record's values and the merge groups that the log carries, both ways and without loss."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from camifield.fields.declaration import Declared
from camifield.fields.lines import line_group
from camifield.fields.values import LINE_ID, LINE_ORDER, Line, Value, Values

GroupValue = Mapping[str, Value]
Groups = Mapping[str, "GroupValue | None"]


def groups_of(declared: Declared, values: Values) -> dict[str, GroupValue]:
    """Every answered group with all its answered fields; a repeat's lines are groups of their own."""
    found: dict[str, GroupValue] = {}
    for group, names in declared.groups.items():
        if len(names) == 1:  # most are one field, and a table asks for every group of every row
            name = names[0]
            if name in values:
                found[group] = {name: values[name]}
            continue
        answered = {name: values[name] for name in names if name in values}
        if answered:
            found[group] = answered
    for repeat in declared.repeats:
        for line in cast("Sequence[Line]", values.get(repeat, ())):
            fields = {name: cast("Value", value) for name, value in line.items() if name != LINE_ID}
            found[line_group(repeat, str(line[LINE_ID]))] = fields
    return found


def changed_groups(declared: Declared, before: Values, after: Values) -> dict[str, GroupValue | None]:
    """The groups an edit sets: whole groups where anything differs, None for those that were emptied."""
    old, new = groups_of(declared, before), groups_of(declared, after)
    changed: dict[str, GroupValue | None] = {
        group: value for group, value in new.items() if old.get(group) != value
    }
    changed.update((group, None) for group in old if group not in new)
    return changed


def split_by_stream(declared: Declared, groups: Groups) -> dict[int, dict[str, GroupValue | None]]:
    """The groups by the stream they are written to: what is restricted never enters the open one."""
    streams: dict[int, dict[str, GroupValue | None]] = {}
    for group, value in groups.items():
        streams.setdefault(declared.stream_of(group), {})[group] = value
    return streams


def values_of(declared: Declared, groups: Groups) -> tuple[dict[str, Value], dict[str, GroupValue]]:
    """The values that shown groups stand for, lines in their order, and the groups this version does not know."""
    values: dict[str, Value] = {}
    lines: dict[str, list[Line]] = {}
    unknown: dict[str, GroupValue] = {}
    for group, value in groups.items():
        if value is None:
            continue
        repeat, slash, line = group.partition("/")
        if slash and repeat in declared.repeats:
            lines.setdefault(repeat, []).append(cast("Line", {**value, LINE_ID: line}))
            continue
        known = {name: one for name, one in value.items() if name in declared.fields}
        values.update(known)
        if len(known) < len(value):
            rest = {name: one for name, one in value.items() if name not in declared.fields}
            if rest:
                unknown[group] = rest
    for repeat, found in lines.items():
        values[repeat] = sorted(found, key=_place)
    return values, unknown


def _place(line: Line) -> tuple[int, str]:
    order = line.get(LINE_ORDER)
    return (order if isinstance(order, int) else 0, str(line[LINE_ID]))
