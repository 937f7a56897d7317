"""Rows that have a place's name and no position: which took it from a known place, and which names nobody knows."""

from __future__ import annotations

import re
from collections import Counter

from camifield.fields.place_words import KNOWN_PLACE
from camifield.fields.values import text_of
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.outcomes import Fate, Outcome
from camifield.formats.reading.cells import Row, bare

CAMERA = re.compile(
    r"camera|camtrap|station|станци|ловушк|capt(?:ure|hist)|фотолов|相机|相機|カメラ|camtr", re.IGNORECASE
)
_MOST_NAMES = 2_000
_MOST_TOLD = 200


class UnplacedNames:
    """Gathers the names of places that rows without a position say, and that no known place has."""

    def __init__(self, mapping: TableMapping) -> None:
        found = mapping.targets.get("locality", ())
        self._column = found[0].index if found else None
        self.is_of_cameras = bool(found) and bool(CAMERA.search(found[0].heading))
        self._names: Counter[tuple[int, str]] = Counter()

    def look(self, row: Row, outcome: Outcome) -> None:
        """Take one row in."""
        column, values = self._column, outcome.values
        if column is None or outcome.fate not in (Fate.RECORD, Fate.DRAFT) or column >= len(row.texts):
            return
        if "decimal_latitude" in values or "verbatim_coordinates" in values or "place" in values:
            return
        if "locality" not in values or any(_is_of_several(one.finding.code) for one in outcome.findings):
            return
        key = column, bare(row.texts[column])
        if key in self._names or len(self._names) < _MOST_NAMES:
            self._names[key] += 1

    def common(self) -> list[tuple[tuple[int, str], int]]:
        """(column, name) and how many rows say it, the commonest first."""
        return sorted(self._names.items(), key=lambda one: (-one[1], one[0]))[:_MOST_TOLD]


def takes_place(outcome: Outcome) -> bool:
    """Whether the record of a row has the position of a known place, and none of its own."""
    values = outcome.values
    return (
        "place" in values
        and "verbatim_coordinates" not in values
        and text_of(values, "georeference_source") == KNOWN_PLACE
        and "georeference_source" not in outcome.entries
    )


def _is_of_several(code: str) -> bool:
    return code == "several-places-of-that-name"
