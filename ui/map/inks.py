"""The colours of the map in each theme: quiet ground, so that points and names stand out; black on white in sunlight."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from ui.theme.theme import look


class Inks(NamedTuple):
    """Each ``#RRGGBB``. `relief`: how strongly the shaded relief shows through the land, 0 for not at all."""

    land: str
    beyond: str
    relief: float
    is_dark: bool
    sea: str
    shore: str
    river: str
    border: str
    border_glow: str
    province: str
    graticule: str
    name: str
    quiet_name: str
    water_name: str
    halo: str
    way: str


LIGHT = Inks(
    land="#F3EEE3",
    beyond="#E8E0D1",
    relief=0.46,
    is_dark=False,
    sea="#CFDFE6",
    shore="#9DB6C0",
    river="#A5C1CD",
    border="#85745F",
    border_glow="#FBF7EE",
    province="#B9AC98",
    graticule="#8FA3AB",
    name="#38332B",
    quiet_name="#5F574B",
    water_name="#466877",
    halo="#FBF7EE",
    way="#1B5E8C",
)
DARK = Inks(
    land="#1D2326",
    beyond="#0E1214",
    relief=0.34,
    is_dark=True,
    sea="#111A20",
    shore="#3C535F",
    river="#33505E",
    border="#A0937F",
    border_glow="#14191C",
    province="#566068",
    graticule="#4C5B64",
    name="#E6DFD2",
    quiet_name="#B5AEA2",
    water_name="#8FB0C0",
    halo="#14191C",
    way="#7FBCE6",
)
SUNLIGHT = Inks(
    land="#FFFFFF",
    beyond="#FFFFFF",
    relief=0.0,
    is_dark=False,
    sea="#D3E2EA",
    shore="#000000",
    river="#3F7896",
    border="#000000",
    border_glow="#FFFFFF",
    province="#8C8C8C",
    graticule="#7D8C94",
    name="#000000",
    quiet_name="#1A1A1A",
    water_name="#00365E",
    halo="#FFFFFF",
    way="#00365E",
)
INKS: Mapping[str, Inks] = MappingProxyType({"light": LIGHT, "dark": DARK, "sunlight": SUNLIGHT})


def inks() -> Inks:
    """The inks of the theme of the moment."""
    return INKS[look().name]
