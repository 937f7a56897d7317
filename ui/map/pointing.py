"""What a form is given by a point of the map that somebody pressed: no finer than a pixel, as the person writes. No Qt."""

from __future__ import annotations

import math

from camifield.fields.field import Asking
from camifield.fields.place_words import in_chosen_writing
from camifield.fields.values import Entry

MAP_SURE_M = 1000
"""The least uncertainty of a point that was picked on this map: its rivers and towns are no better."""


def entries_at(longitude: float, latitude: float, metres_per_px: float, asking: Asking) -> dict[str, Entry]:
    """The place, where it came from, and how unsure it is where the map was seen from too far off."""
    digits = _digits(metres_per_px)
    place = in_chosen_writing(f"{latitude:.{digits}f} {longitude:.{digits}f}", asking)
    entries: dict[str, Entry] = {"verbatim_coordinates": place, "georeference_source": "map_click"}
    unsure = 5 * metres_per_px
    if unsure > MAP_SURE_M:
        entries["coordinate_uncertainty_in_meters"] = str(math.ceil(unsure / 1000) * 1000)
    return entries


def _digits(metres_per_px: float) -> int:
    """So many decimals of a degree as tell one pixel from the next."""
    return min(6, max(1, math.ceil(math.log10(111_000 / max(metres_per_px, 0.01)))))
