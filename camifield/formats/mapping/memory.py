"""What the texts of one column were made into so far: most cells of a table repeat, so each different text is read once."""

from __future__ import annotations

from typing import TypeVar

T = TypeVar("T")

MOST = 4_096  # more days than ten years have; a column of coordinates, which repeats nothing, holds no more either


class Memory(dict[str, T]):
    """Text -> what it was made into. Begins anew when it is full, so that a table of any length takes the same memory."""

    def keep(self, text: str, made: T) -> None:
        """Remember what a text was made into."""
        if len(self) >= MOST:
            self.clear()
        self[text] = made
