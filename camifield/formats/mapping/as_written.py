"""A row as it was written: every cell under its heading, kept with the record; what names somebody is kept apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence

AS_WRITTEN, AS_WRITTEN_PRIVATE = "as_written", "as_written_private"

_quoted: Callable[[str], str] = json.encoder.encode_basestring


class WrittenRow:
    """Makes the JSON object of a row (heading -> text) for everybody, and the one of its private columns."""

    def __init__(self, headings: Sequence[str], private: Collection[int]) -> None:
        keys = [(at, f"{_quoted(heading)}:") for at, heading in enumerate(headings)]
        self._width = len(keys)
        self._open = [(at, key) for at, key in keys if at not in private]
        self._private = [(at, key) for at, key in keys if at in private]

    def open(self, texts: Sequence[str]) -> str:
        """What the whole team may see; a cell beyond the headings stands under its number."""
        if len(texts) < self._width:
            texts = [*texts, *[""] * (self._width - len(texts))]
        cells = [key + _quoted(texts[at]) for at, key in self._open if texts[at]]
        if len(texts) > self._width:
            beyond = enumerate(texts[self._width :], self._width + 1)
            cells += [f'"+{number}":{_quoted(text)}' for number, text in beyond if text]
        return "{" + ",".join(cells) + "}"

    def private(self, texts: Sequence[str]) -> str:
        """What only those may see who see names; empty where the row says nothing of it."""
        width = len(texts)
        cells = [key + _quoted(texts[at]) for at, key in self._private if at < width and texts[at]]
        return "{" + ",".join(cells) + "}" if cells else ""
