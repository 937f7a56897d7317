"""The typefaces: the bundled Noto files, and which family leads for which script.

Whole files, no subsets; loading the four takes about 2 ms warm. Weight 600 finds the Bold files, the only
heavier ones that Debian's fonts-noto-core ships, and the ones the design was drawn with.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtGui import QFont, QFontDatabase

from camifield import resources
from ui.theme.roles import TYPES, Role

FILES = ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSerif-Bold.ttf")
TEXT = ("Noto Sans", "Segoe UI")
TITLE = ("Noto Serif", "Cambria")
# A script's own font comes first: behind a Latin one, native digits shift and Tibetan is clipped.
OWN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Arab": ("Noto Sans Arabic", "Noto Naskh Arabic", "Segoe UI", "Tahoma"),
        "Deva": ("Noto Sans Devanagari", "Nirmala UI", "Mangal"),
        "Hans": ("Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei UI", "Microsoft YaHei"),
        "Mong": ("Noto Sans Mongolian", "Mongolian Baiti"),
        "Tibt": ("Noto Serif Tibetan", "Noto Sans Tibetan", "Microsoft Himalaya"),
    }
)
RIGHT_TO_LEFT = frozenset({"Arab"})
_loaded: list[int] = []


def load() -> None:
    """Bring in the bundled files once; a file that Qt cannot read leaves the system's fonts to stand in."""
    if not _loaded:
        _loaded.extend(QFontDatabase.addApplicationFont(str(resources.path("fonts", name))) for name in FILES)


def families(script: str, *, is_serif: bool) -> tuple[str, ...]:
    """Family names in order for an ISO 15924 script; a script with a font of its own has no serif."""
    own = OWN.get(script, ())
    if own:
        return (*own, *TEXT)
    return (*TITLE, *TEXT) if is_serif else TEXT


def make(role: Role, script: str, scale: float) -> QFont:
    """The font of a role of type, with digits of one width."""
    kind = TYPES[role]
    font = QFont(list(families(script, is_serif=kind.is_serif)))
    font.setPixelSize(round(kind.px * scale))
    font.setWeight(QFont.Weight.DemiBold if kind.is_strong else QFont.Weight.Normal)
    font.setItalic(kind.is_italic)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font
