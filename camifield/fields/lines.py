"""Repeats: lines of a record (losses, herds, dogs), each with an id that never changes, merged one by one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from camifield.entropy import Entropy
from camifield.fields.conditions import Condition

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

LINE_ID_BYTES = 6


@dataclass(frozen=True, slots=True)
class Lines:
    """The declaration of a repeat: the model of one line, when it applies, and how many lines a record may hold."""

    of: type
    when: Condition | None = None
    required: bool = False
    most: int = 200
    restricted: bool = False

    def declared(self) -> Declared:
        """The declaration of one line."""
        from camifield.fields.declaration import declare

        return declare(self.of)


def new_line_id(entropy: Entropy) -> str:
    """A fresh line id, 12 hexadecimal digits; unique within its record."""
    return entropy.take(LINE_ID_BYTES).hex()


def line_group(repeat: str, line: str) -> str:
    """The merge group of one line."""
    return f"{repeat}/{line}"
