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


@dataclass(frozen=True, init=False)
class _Answered:
    """A condition on the answers of one field."""

    field: str
    codes: tuple[str, ...]

    def __init__(self, field: str, *codes: str) -> None:
        object.__setattr__(self, "field", field)
        object.__setattr__(self, "codes", codes)

    def _is_among(self, values: Mapping[str, Value]) -> bool:
        answer = values.get(self.field)
        if answer is None or type(answer) is str:  # asked of every row of a table, and mostly one code
            return answer in self.codes
        return any(code in self.codes for code in codes_of(values, self.field))

    def fields(self) -> frozenset[str]:
        return frozenset((self.field,))


class Is(_Answered):
    """One of the answers of the field is among the codes."""

    def holds(self, values: Mapping[str, Value]) -> bool:
        return self._is_among(values)


class Unless(_Answered):
    """None of the answers of the field is among the codes; blank will do."""

    def holds(self, values: Mapping[str, Value]) -> bool:
        return not self._is_among(values)


@dataclass(frozen=True)
class Filled:
    """`field` has any answer."""

    field: str

    def holds(self, values: Mapping[str, Value]) -> bool:
        return values.get(self.field) not in (None, "", (), [])

    def fields(self) -> frozenset[str]:
        return frozenset((self.field,))


@dataclass(frozen=True, init=False)
class _Joined:
    """Several conditions taken together."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        object.__setattr__(self, "conditions", conditions)

    def fields(self) -> frozenset[str]:
        return frozenset(name for condition in self.conditions for name in condition.fields())


class Either(_Joined):
    """Any of the conditions holds."""

    def holds(self, values: Mapping[str, Value]) -> bool:
        return any(condition.holds(values) for condition in self.conditions)


class Both(_Joined):
    """All of the conditions hold."""

    def holds(self, values: Mapping[str, Value]) -> bool:
        return all(condition.holds(values) for condition in self.conditions)
