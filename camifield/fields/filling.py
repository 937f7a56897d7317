"""What the program fills in by itself from other answers: from which, to which, and whether it was the one who did."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from camifield.fields.field import Asking
from camifield.fields.values import Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Filling:
    """One thing filled in.

    fill: from the values, those that the program gives; one that a person gave stands.
    rests_on: the answers that it follows when they change. is_own: whether a value is what the program would give,
    so that it may follow.
    """

    rests_on: frozenset[str]
    fills: tuple[str, ...]
    fill: Callable[[Values, Asking], Values]
    is_own: Callable[[str, Values, Asking], bool]


def filled_by_program(fillings: Iterable[Filling], values: Values, asking: Asking, changed: str) -> set[str]:
    """The answers that the program gave and that rest on one that is about to change: they are given anew."""
    return {
        name
        for filling in fillings
        if changed in filling.rests_on
        for name in filling.fills
        if name in values and filling.is_own(name, values, asking)
    }


def as_it_was(
    fillings: Iterable[Filling], before: Values, values: Values, typed: Mapping[str, object]
) -> dict[str, Value]:
    """The values of an edited record without what would be filled in only now, though nothing it rests on was changed.

    Somebody who corrects a count does not write the province into an old record, in the language of that laptop.
    """
    kept = dict(values)
    for filling in fillings:  # in their order: what one fills in, the next may rest on
        if all(before.get(one) == kept.get(one) for one in filling.rests_on):
            for name in filling.fills:
                if name not in before and not typed.get(name):
                    kept.pop(name, None)
    return kept
