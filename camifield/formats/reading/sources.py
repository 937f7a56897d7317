"""What every kind of file gives to the sheets: rows in blocks, as often as asked, and how much there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from camifield.formats.reading.cells import Cell
from camifield.formats.reading.notices import Notice
from camifield.formats.reading.spans import Span
from camifield.progress import Progress

BLOCK = 128


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet before it is opened: `rows` is about how many rows it has, None where that is not known before reading."""

    name: str
    rows: int | None
    is_hidden: bool = False


class SheetSource(Protocol):
    """Where the rows of one sheet come from."""

    @property
    def is_typed(self) -> bool:
        """Whether cells may be anything but text."""
        ...

    @property
    def spans(self) -> Sequence[Span]:
        """Merged cells."""
        ...

    @property
    def notices(self) -> Sequence[Notice]:
        """What is worth telling; complete after the last block."""
        ...

    def blocks(self, progress: Progress | None = None) -> Iterator[Sequence[Sequence[Cell]]]:
        """All rows from the first row of the file, blank ones too, in blocks; again from the start at every call."""
        ...
