"""A rule across the answers of a record, and the answers without which it has nothing to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from camifield.fields.field import Asking
from camifield.fields.findings import Finding
from camifield.fields.values import Value

Check = Callable[[Mapping[str, Value], Asking], "list[Finding]"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A check, made only where every one of the fields in `needs` is answered: it would find nothing elsewhere."""

    check: Check
    needs: frozenset[str] = frozenset()

    def __call__(self, values: Mapping[str, Value], asking: Asking) -> list[Finding]:
        return self.check(values, asking) if values.keys() >= self.needs else []


def needs(*fields: str) -> Callable[[Check], Rule]:
    """Mark a check that finds nothing unless all of these fields are answered; every row of a table is spared the rest."""
    return lambda check: Rule(check, frozenset(fields))


def rule_of(found: Check | Rule) -> Rule:
    """A check under its needs; one that names none is always made."""
    return found if isinstance(found, Rule) else Rule(found)
