"""The shape of an area or a line as one answer: kept whole, never typed, shown as how many corners it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import error
from camifield.fields.values import Entry, Value
from camifield.geo.shapes import unpacked_shape


@dataclass(frozen=True, kw_only=True)
class Outline(Field):
    """Corners as `camifield.geo.shapes.packed_shape` writes them."""

    editor: ClassVar[str] = ""

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del asking
        text = cleaned(entry)
        if not text:
            return BLANK
        try:
            unpacked_shape(text)
        except ValueError:
            return Answer(None, (error("not-a-shape", at),))
        return Answer(text)

    def text(self, value: Value, asking: Asking) -> str:
        try:
            shape = unpacked_shape(str(value))
        except ValueError:  # of a newer version, which packs otherwise
            return asking.words.say("area.shape_unread")
        told = "area.shape_told" if shape.is_closed else "area.line_told"
        return asking.words.say(told, count=shape.corners)
