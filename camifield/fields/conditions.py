"""When a question applies: small conditions over the other answers, readable in the declaration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from camifield.fields.values import Value, codes_of


class Condition(Protocol):
    """Anything that can say whether a question applies to these answers, and which fields it looks at."""

    def holds(self, values: Mapping[str, Value]) -> bool: ...

    def fields(self) -> frozenset[str]: ...


@dataclass(frozen=True, slots=True)
class Is:
    """One of the answers of `field` is among `codes`."""

    field: str
    codes: tuple[str, ...]

    def __init__(self, field: str, *codes: str) -> None:
        object.__setattr__(self, "field", field)
        object.__setattr__(self, "codes", codes)

    def holds(self, values: Mapping[str, Value]) -> bool:
        return any(code in self.codes for code in codes_of(values, self.field))

    def fields(self) -> frozenset[str]:
        return frozenset((self.field,))


@dataclass(frozen=True, slots=True)
class Unless:
    """The question applies unless one of the answers of `field` is among `codes`."""

    field: str
    codes: tuple[str, ...]

    def __init__(self, field: str, *codes: str) -> None:
        object.__setattr__(self, "field", field)
        object.__setattr__(self, "codes", codes)

    def holds(self, values: Mapping[str, Value]) -> bool:
        return not any(code in self.codes for code in codes_of(values, self.field))

    def fields(self) -> frozenset[str]:
        return frozenset((self.field,))


@dataclass(frozen=True, slots=True)
class Filled:
    """`field` has any answer."""

    field: str

    def holds(self, values: Mapping[str, Value]) -> bool:
        return values.get(self.field) not in (None, "", (), [])

    def fields(self) -> frozenset[str]:
        return frozenset((self.field,))


@dataclass(frozen=True, slots=True)
class Either:
    """Any of the conditions holds."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        object.__setattr__(self, "conditions", conditions)

    def holds(self, values: Mapping[str, Value]) -> bool:
        return any(condition.holds(values) for condition in self.conditions)

    def fields(self) -> frozenset[str]:
        return frozenset(name for condition in self.conditions for name in condition.fields())


@dataclass(frozen=True, slots=True)
class Both:
    """All of the conditions hold."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        object.__setattr__(self, "conditions", conditions)

    def holds(self, values: Mapping[str, Value]) -> bool:
        return all(condition.holds(values) for condition in self.conditions)

    def fields(self) -> frozenset[str]:
        return frozenset(name for condition in self.conditions for name in condition.fields())
