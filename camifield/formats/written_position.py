"""The column of a register with the position in one more way of writing, beside the degrees that are always there."""

from __future__ import annotations

from collections.abc import Sequence

from camifield.fields.place_words import known_step_m, position_text
from camifield.fields.values import Cell
from camifield.formats.blurring import COORDINATES, Blurred
from camifield.formats.workbook.plan import Column, Type
from camifield.i18n.words import Words

KEY = "position_written"
_UNCERTAINTY = "uncertainty_m"


class WrittenPosition:
    """Writes the position of rows whose cells have these names, in one of `settings.WRITINGS`.

    It takes the cells as the receiver sees them, after the blurring: a place that was made coarse is written as coarse
    as it is, and one that was left out is left out here.
    """

    def __init__(self, names: Sequence[str], writing: str, words: Words) -> None:
        self._names = names
        self._writing = writing
        self._words = words

    def column(self) -> Column:
        """Its column, with the way of writing in its heading."""
        label = self._words.say("export.position", writing=self._words.say(f"export.in_{self._writing}"))
        return Column(KEY, label, Type.TEXT, 30.0)

    def cell(self, cells: Sequence[Cell], blurred: Blurred | None) -> str | None:
        """The position of one row; None where the row has none."""
        row = dict(zip(self._names, cells, strict=False))
        latitude, longitude = (row.get(name) for name in COORDINATES)
        if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
            return None
        step_m = known_step_m(row)
        if blurred is not None and blurred.step:
            radius = row.get(_UNCERTAINTY)
            step_m = float(radius) if isinstance(radius, int | float) else step_m
        return position_text(latitude, longitude, self._words, self._writing, step_m)
