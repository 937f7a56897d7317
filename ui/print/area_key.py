"""The line below a printed map that says what its own areas are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from camifield.fields.vocabulary import Vocabulary
from camifield.queries.mapped_areas import MappedArea
from ui.map.area_sign import paint_area_sign
from ui.map.inks import LIGHT
from ui.theme.theme import look

SIGN_WIDE, SIGN_HIGH, LINE_HIGH, GAP = 30.0, 14.0, 22.0, 18.0
Write = Callable[[QPainter, QRectF, str], None]


def sorts_of(shown: Sequence[MappedArea]) -> list[str]:
    """The sorts among areas that can be seen, in the order of their list."""
    there = {one.area.sort for one in shown}
    known = [term.code for term in Vocabulary("area_kind").terms if term.code in there]
    return [*known, *sorted(there - set(known))]


def paint_area_key(
    painter: QPainter, box: QRectF, sorts: Sequence[str], language: str, write: Write
) -> float:
    """The signs of the sorts with their names, in rows from the upper edge of `box`; how high they are."""
    x, y = box.left(), box.top()
    for sort in sorts:
        name = Vocabulary("area_kind").label(sort, language)
        wide = look().metrics("small").horizontalAdvance(name) / look().scale + 12
        if x > box.left() and x + SIGN_WIDE + 6 + wide > box.right():
            x, y = box.left(), y + LINE_HIGH
        sign = QRectF(x, y + (LINE_HIGH - SIGN_HIGH) / 2, SIGN_WIDE, SIGN_HIGH)
        paint_area_sign(painter, sign, sort, LIGHT)
        write(painter, QRectF(x + SIGN_WIDE + 6, y, wide, LINE_HIGH), name)
        x += SIGN_WIDE + 6 + wide + GAP
    return y + LINE_HIGH - box.top() if sorts else 0.0
