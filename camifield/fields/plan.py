"""What validating one kind takes, worked out once: a table asks the same questions of every one of its rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from camifield.fields.conditions import Condition
from camifield.fields.field import Answer, Asking, Field
from camifield.fields.filling import Filling
from camifield.fields.lines import Lines
from camifield.fields.rules import Check, Rule, rule_of
from camifield.fields.values import Entry, Value

Ready = Callable[[str], "Answer | None"]
Read = Callable[[Entry, str, Asking], Answer]
Holds = Callable[[Mapping[str, Value]], bool]


class Plan(NamedTuple):
    """The parts of a declaration in declared order: what reads each field, what must hold for it, what is required.

    reads: a field's name, what has its answer ready for a text that was read before, and what reads any other.
    `names` are all fields, `repeats` the repeats with their conditions, `fillings` what the program adds in the end.
    """

    names: frozenset[str]
    reads: tuple[tuple[str, Ready, Read], ...]
    conditions: tuple[tuple[str, Holds], ...]
    required: tuple[tuple[str, Holds], ...]
    repeats: tuple[tuple[str, Lines, Condition | None], ...]
    rules: tuple[Rule, ...]
    fillings: tuple[Filling, ...]


def plan_of(
    fields: Mapping[str, Field],
    repeats: Mapping[str, Lines],
    rules: Sequence[Check | Rule],
    fillings: Sequence[Filling] = (),
) -> Plan:
    """The plan of these fields, repeats, rules and fillings."""
    return Plan(
        frozenset(fields),
        tuple((name, field.ready.get, field.read) for name, field in fields.items()),
        tuple((name, field.when.holds) for name, field in fields.items() if field.when is not None),
        tuple((name, field.is_needed) for name, field in fields.items() if field.required),
        tuple((name, repeat, repeat.when) for name, repeat in repeats.items()),
        tuple(rule_of(rule) for rule in rules),
        tuple(fillings),
    )
