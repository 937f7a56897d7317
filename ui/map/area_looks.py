"""What own areas look like: each sort by its line and its hatching, so that nothing is told by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPen

from ui.map.inks import Inks

Dash = tuple[float, ...]
Hatch = Qt.BrushStyle
SOLID: Dash = ()
LONG: Dash = (9.0, 4.0)
SHORT: Dash = (3.5, 2.5)
DOTS: Dash = (1.0, 2.5)
LINE_DOT: Dash = (7.0, 3.0, 1.0, 3.0)


class AreaLook(NamedTuple):
    """A sort's line: its colour on a light and on a dark ground, its dashes (in widths; none for a solid line), its width
    in pixels; and what the ground inside is covered with.
    """

    light: str
    dark: str
    dash: Dash = SOLID
    width: float = 2.0
    hatch: Hatch = Hatch.NoBrush


LOOKS: Mapping[str, AreaLook] = MappingProxyType(
    {
        "protected_area": AreaLook("#1F6B3A", "#7CC894", hatch=Hatch.BDiagPattern),
        "core_zone": AreaLook("#1F6B3A", "#7CC894", width=3.0, hatch=Hatch.DiagCrossPattern),
        "buffer_zone": AreaLook("#1F6B3A", "#7CC894", LONG),
        "no_grazing_zone": AreaLook("#A3311F", "#F09A86", LINE_DOT, hatch=Hatch.CrossPattern),
        "other_zone": AreaLook("#5A4B36", "#C9B798", DOTS),
        "migration_corridor": AreaLook("#6A3D8F", "#C7A4E6", LONG, hatch=Hatch.FDiagPattern),
        "pasture_unit": AreaLook("#7A6210", "#E0C766", SHORT),
        "hunting_ground": AreaLook("#7B4A1E", "#DDA877", LINE_DOT, hatch=Hatch.VerPattern),
        "transect": AreaLook("#1B5A86", "#86C1EA", SHORT),
    }
)
OTHER = AreaLook("#4A4A4A", "#B8B8B8")
LIGHTNESS = 26
"""How strongly the hatching covers the ground, of 255; the names and borders below stay readable."""


def look_of(sort: str) -> AreaLook:
    """The look of a sort, also of one that only a newer version knows."""
    return LOOKS.get(sort, OTHER)


def colour_of(sort: str, ink: Inks) -> QColor:
    """The colour of its line: black where the theme is black on white."""
    found = look_of(sort)
    return QColor(ink.border if ink.relief == 0.0 else found.dark if ink.is_dark else found.light)


def pen_of(sort: str, ink: Inks, width: float = 0.0) -> QPen:
    """Its line."""
    found = look_of(sort)
    pen = QPen(colour_of(sort, ink), width or found.width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if found.dash:
        pen.setDashPattern(list(found.dash))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    return pen


def brush_of(sort: str, ink: Inks) -> QBrush:
    """What the ground inside is covered with: its hatching, or a breath of its colour where it has none."""
    found, colour = look_of(sort), colour_of(sort, ink)
    if found.hatch == Hatch.NoBrush:
        colour.setAlpha(LIGHTNESS if ink.relief else 0)  # grey on white says nothing that the line does not
        return QBrush(colour)
    colour.setAlpha(LIGHTNESS * 3)
    return QBrush(colour, found.hatch)
