"""The embedded basemap for everybody who draws a map: opened once, and a map without it where its file is damaged."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QRect

from camifield.errors import Problem
from camifield.geo.basemap import Places, basemap
from ui.map.ground import Ground
from ui.map.names import Names, Rect


@cache
def ground_of() -> Ground | None:
    """The ground that small maps share, borders included; None when the basemap cannot be read."""
    try:
        return Ground(basemap())
    except Problem:
        return None


def places_of() -> Places | None:
    """The places of the basemap; None when it cannot be read."""
    try:
        return basemap().places()
    except Problem:
        return None


def names_of(language: str, marks: Sequence[Rect], edges: Sequence[QRect]) -> Names | None:
    """The names in a language, for one picture; clear of marks in world pixels and of edges on the picture. None when
    the basemap cannot be read.
    """
    places = places_of()
    return None if places is None else Names(places, language, lambda _: marks, edges=lambda: edges)
