"""The look as values: the colours of three themes and sizes on the 8 px grid.

Source: the design tokens of the project. `tests/ui/theme/test_tokens.py` computes the contrast they promise.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Tone = Literal[
    "ink",
    "ink2",
    "ink3",
    "accent",
    "sighting",
    "grazing",
    "conflict",
    "error",
    "warning",
    "question",
    "ok",
    "told",
]
"""What a colour means. "question" wears the warning colours with its own icon; "told" is a quiet fact."""


class Colours(NamedTuple):
    """The colours of one theme, each ``#RRGGBB``. `is_plain`: no tints, no picture, chosen means filled."""

    name: str
    is_dark: bool
    is_plain: bool
    page: str
    rail: str
    sheet: str
    sunken: str
    line: str
    seam: str
    edge: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_hover: str
    on_accent: str
    soft: str
    soft_ink: str
    sighting: str
    sighting_tint: str
    grazing: str
    grazing_tint: str
    conflict: str
    conflict_tint: str
    error: str
    error_tint: str
    warning: str
    warning_tint: str
    ok: str
    ok_tint: str
    focus: str
    scrim: str
    sky_top: str
    sky_foot: str
    sun: str
    far_ridge: str
    near_ridge: str
    dune: str
    dune_shade: str

    def tone(self, tone: Tone) -> str:
        """The colour of text and icons of that meaning."""
        by_tone: dict[Tone, str] = {
            "ink": self.ink,
            "ink2": self.ink2,
            "ink3": self.ink3,
            "accent": self.accent,
            "sighting": self.sighting,
            "grazing": self.grazing,
            "conflict": self.conflict,
            "error": self.error,
            "warning": self.warning,
            "question": self.warning,
            "ok": self.ok,
            "told": self.ink2,
        }
        return by_tone[tone]

    def tint(self, tone: Tone) -> str:
        """The ground that belongs to a meaning; the sunken ground where it has none of its own."""
        by_tone: dict[Tone, str] = {
            "accent": self.soft,
            "sighting": self.sighting_tint,
            "grazing": self.grazing_tint,
            "conflict": self.conflict_tint,
            "error": self.error_tint,
            "warning": self.warning_tint,
            "question": self.warning_tint,
            "ok": self.ok_tint,
        }
        return by_tone.get(tone, self.sunken)


LIGHT = Colours(
    name="light",
    is_dark=False,
    is_plain=False,
    page="#F3EEE4",
    rail="#E8E0D1",
    sheet="#FFFDF8",
    sunken="#F8F4EB",
    line="#DDD4C4",
    seam="#C9BEAA",
    edge="#8A7F6E",
    ink="#24211C",
    ink2="#5B5347",
    ink3="#6F6658",
    accent="#1C5B88",
    accent_hover="#154A70",
    on_accent="#FFFFFF",
    soft="#DDE9F1",
    soft_ink="#123F5E",
    sighting="#3B6636",
    sighting_tint="#E2EBD9",
    grazing="#855409",
    grazing_tint="#F6E6C6",
    conflict="#973629",
    conflict_tint="#F5DDD5",
    error="#A4231A",
    error_tint="#FBE6E0",
    warning="#775000",
    warning_tint="#FAEDCB",
    ok="#2A6641",
    ok_tint="#DDEDE1",
    focus="#1C5B88",
    scrim="#24211C",
    sky_top="#CFE1EA",
    sky_foot="#F3E6CC",
    sun="#FFF7E7",
    far_ridge="#B9C9CC",
    near_ridge="#93A9A6",
    dune="#C9A968",
    dune_shade="#A98848",
)

DARK = Colours(
    name="dark",
    is_dark=True,
    is_plain=False,
    page="#15191C",
    rail="#0E1214",
    sheet="#1E2428",
    sunken="#191E22",
    line="#343C42",
    seam="#56616A",
    edge="#7B868F",
    ink="#EDE7DC",
    ink2="#B9B3A8",
    ink3="#A09A90",
    accent="#7FBBE3",
    accent_hover="#A3D0EE",
    on_accent="#08202F",
    soft="#203A4C",
    soft_ink="#B4DAF3",
    sighting="#A0CA93",
    sighting_tint="#26351F",
    grazing="#E3B968",
    grazing_tint="#3B3018",
    conflict="#F0A191",
    conflict_tint="#402621",
    error="#FFA294",
    error_tint="#45221D",
    warning="#F1C869",
    warning_tint="#3C3115",
    ok="#93D3A8",
    ok_tint="#1F3728",
    focus="#A3D0EE",
    scrim="#000000",
    sky_top="#1B2A36",
    sky_foot="#32302A",
    sun="#4C483F",
    far_ridge="#26343C",
    near_ridge="#20302F",
    dune="#4A3F28",
    dune_shade="#352E20",
)

SUNLIGHT = Colours(
    name="sunlight",
    is_dark=False,
    is_plain=True,
    page="#FFFFFF",
    rail="#FFFFFF",
    sheet="#FFFFFF",
    sunken="#FFFFFF",
    line="#000000",
    seam="#737373",
    edge="#000000",
    ink="#000000",
    ink2="#1A1A1A",
    ink3="#333333",
    accent="#00365E",
    accent_hover="#002440",
    on_accent="#FFFFFF",
    soft="#00365E",
    soft_ink="#FFFFFF",
    sighting="#1B4A15",
    sighting_tint="#FFFFFF",
    grazing="#5C3600",
    grazing_tint="#FFFFFF",
    conflict="#7A1408",
    conflict_tint="#FFFFFF",
    error="#8E0000",
    error_tint="#FFFFFF",
    warning="#5C3600",
    warning_tint="#FFFFFF",
    ok="#0B4A24",
    ok_tint="#FFFFFF",
    focus="#B00000",
    scrim="#000000",
    sky_top="#FFFFFF",
    sky_foot="#FFFFFF",
    sun="#FFFFFF",
    far_ridge="#FFFFFF",
    near_ridge="#FFFFFF",
    dune="#FFFFFF",
    dune_shade="#FFFFFF",
)

THEMES: Mapping[str, Colours] = MappingProxyType({theme.name: theme for theme in (LIGHT, DARK, SUNLIGHT)})


class Sizes(NamedTuple):
    """Lengths in device-independent px at the scale they were made for."""

    scale: float = 1.0
    page_side: int = 32
    title_band: int = 72
    card_gap: int = 16
    column_gap: int = 24
    card_side: int = 24
    card_top: int = 16
    control: int = 40
    chip: int = 36
    row: int = 44
    import_row: int = 40
    table_head: int = 36
    rail: int = 104
    rail_item: int = 68
    action_bar: int = 64
    radius_card: int = 12
    radius_control: int = 8
    radius_tag: int = 4
    border: int = 1
    focus: int = 2
    icon_finding: int = 18
    icon_button: int = 20
    icon_rail: int = 26

    def px(self, length: float) -> int:
        """A length of the design at this scale."""
        return round(length * self.scale)


def sizes(scale: float, colours: Colours) -> Sizes:
    """All sizes at a scale of 1 to 2; sunlight draws its borders twice as strong."""
    plain = Sizes(border=2, focus=3) if colours.is_plain else Sizes()
    lengths = {name: int(length * scale + 0.5) for name, length in plain._asdict().items() if name != "scale"}
    lengths["border"] = int(plain.border * scale)
    return plain._replace(scale=scale, **lengths)
