"""What a file claims of itself, made safe: words without controls or markup, and bounds that can be."""

from __future__ import annotations

import html
import math
import re
import unicodedata

from camifield.geo.mercator import to_unit
from camifield.geo.tiles.package import Box

MOST_NAME, MOST_CREDIT = 80, 240
MOST_LATITUDE = 85.06
JOINERS = "\u200c\u200d"
"""Persian and the scripts of India need these; every other sign without a shape may turn a line of text round."""
_TAG = re.compile(r"<[^<>]{0,2000}>")


def plain(text: str, most: int) -> str:
    """One line of plain words, at most so many characters: no controls, nothing that turns text round, no markup."""
    text = html.unescape(_TAG.sub(" ", text[: 20 * most]))
    kept = (one if _is_shown(one) else " " for one in _TAG.sub(" ", text))
    line = " ".join("".join(kept).split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def _is_shown(character: str) -> bool:
    return character in JOINERS or unicodedata.category(character)[0] != "C"


def box_of_degrees(west: float, south: float, east: float, north: float) -> Box | None:
    """The box in the unit square; None where no such place is on the earth."""
    if not all(map(math.isfinite, (west, south, east, north))):
        return None
    west, east = max(-180.0, west), min(180.0, east)
    south, north = max(-MOST_LATITUDE, south), min(MOST_LATITUDE, north)
    if west >= east or south >= north:
        return None
    return (*to_unit(west, north), *to_unit(east, south))


def common(one: Box, other: Box) -> Box | None:
    """What two boxes have in common; None for nothing."""
    west, north = max(one[0], other[0]), max(one[1], other[1])
    east, south = min(one[2], other[2]), min(one[3], other[3])
    return (west, north, east, south) if west < east and north < south else None
