"""The points of a track as one answer: kept whole, never typed, shown as how many they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import error
from camifield.fields.values import Entry, Value
from camifield.geo.tracks import unpacked


@dataclass(frozen=True, kw_only=True)
class Way(Field):
    """Points with their times as `camifield.geo.tracks.packed` writes them."""

    editor: ClassVar[str] = ""

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del asking
        text = cleaned(entry)
        if not text:
            return BLANK
        try:
            unpacked(text)
        except ValueError:
            return Answer(None, (error("not-a-track", at),))
        return Answer(text)

    def text(self, value: Value, asking: Asking) -> str:
        try:
            return asking.words.say("track.points_told", count=len(unpacked(str(value))))
        except ValueError:  # of a newer version, which packs otherwise
            return asking.words.say("track.points_unread")
