"""Problems: what went wrong, where, and what to do, as values that any language can put into words."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

type_of_parameter = str | int | float
NOTHING: Mapping[str, type_of_parameter] = MappingProxyType({})


class Where(NamedTuple):
    """The place of a problem: any of a file, a sheet, a row (1-based, as the person counts it) and a field."""

    file: str | None = None
    sheet: str | None = None
    row: int | None = None
    field: str | None = None


class Problem(Exception):
    """Something a person can act on.

    `code` is a stable word such as ``store-is-newer``; the catalogue holds ``problem.<code>`` (what
    happened) and ``problem.<code>.do`` (what to do). `parameters` fill the named places of both texts.
    """

    def __init__(
        self,
        code: str,
        *,
        where: Where | None = None,
        parameters: Mapping[str, type_of_parameter] = NOTHING,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.where = where or Where()
        self.parameters = dict(parameters)

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.parameters.items())
        return f"{self.code} ({shown})" if shown else self.code
