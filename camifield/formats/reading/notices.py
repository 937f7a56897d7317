"""What is worth telling of a file and stops nothing, as values that any language can put into words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from camifield.errors import type_of_parameter


@dataclass(frozen=True, slots=True)
class Notice:
    """Something about a file that a person should know, and that stops nothing.

    The catalogue holds ``reading.notice.<code>``; `row` is 1-based, None when it is about the whole.
    """

    code: str
    parameters: Mapping[str, type_of_parameter] = field(default_factory=dict[str, type_of_parameter])
    row: int | None = None
