"""Icons by the design's own names, drawn straight from the Material Design font that QtAwesome maintains.

QtAwesome is not imported: importing it (through qtpy) takes 100 ms and its first icon loads twelve fonts, while its
one font file loads in 2 ms. Drawing the glyph keeps an icon sharp at any scale and always in the theme's colour, so
nothing has to be remade or kept when the theme changes. A test compares the table with QtAwesome's own.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPainter

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QPixmap

ICONS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        "today": ("weather-sunset-up", 0xF059C),
        "records": ("notebook-outline", 0xF0EBF),
        "map": ("map-outline", 0xF0982),
        "review": ("check-decagram-outline", 0xF1740),
        "exchange": ("swap-horizontal", 0xF04E1),
        "reports": ("chart-bar", 0xF0128),
        "settings": ("cog-outline", 0xF08BB),
        "sighting": ("paw", 0xF03E9),
        "grazing": ("sheep", 0xF0CC6),
        "camp": ("yurt", 0xF1516),
        "conflict": ("bone", 0xF00B9),
        "dead": ("skull-outline", 0xF0BC8),
        "patrol": ("hiking", 0xF0D7F),
        "track": ("map-marker-path", 0xF0D20),
        "area": ("vector-polygon", 0xF0560),
        "sign": ("shoe-print", 0xF0DFA),
        "camera": ("camera-outline", 0xF0D5D),
        "told": ("account-voice", 0xF05CB),
        "error": ("alert-octagon-outline", 0xF0CE6),
        "warning": ("alert-outline", 0xF002A),
        "question": ("help-circle-outline", 0xF0625),
        "checked": ("check-circle-outline", 0xF05E1),
        "new": ("circle-outline", 0xF0766),
        "draft": ("file-document-edit-outline", 0xF0DC9),
        "two_values": ("compare-horizontal", 0xF1492),
        "history": ("history", 0xF02DA),
        "undo": ("undo-variant", 0xF054D),
        "redo": ("redo-variant", 0xF044F),
        "delete": ("trash-can-outline", 0xF0A7A),
        "save": ("content-save-outline", 0xF0818),
        "save_next": ("content-save-move-outline", 0xF0E28),
        "stick": ("usb-flash-drive-outline", 0xF129F),
        "folder": ("folder-outline", 0xF0256),
        "offline": ("wifi-off", 0xF05AA),
        "take_in": ("tray-arrow-down", 0xF0120),
        "hand_over": ("tray-arrow-up", 0xF011D),
        "workbook": ("file-table-outline", 0xF0C7F),
        "refused": ("cancel", 0xF073A),
        "person": ("account-outline", 0xF0013),
        "person_new": ("account-plus-outline", 0xF0801),
        "people": ("account-group-outline", 0xF0B58),
        "place": ("map-marker-outline", 0xF07D9),
        "gps": ("crosshairs-gps", 0xF01A4),
        "stop": ("stop-circle-outline", 0xF0667),
        "restricted": ("lock-outline", 0xF0341),
        "info": ("information-outline", 0xF02FD),
        "tick": ("check", 0xF012C),
        "cross": ("close", 0xF0156),
        "add": ("plus", 0xF0415),
        "remove": ("minus", 0xF0374),
        "search": ("magnify", 0xF0349),
        "edit": ("pencil-outline", 0xF0CB6),
        "back": ("arrow-left", 0xF004D),
        "forward": ("arrow-right", 0xF0054),
        "opened": ("chevron-down", 0xF0140),
        "closed": ("chevron-up", 0xF0143),
        "folded": ("chevron-right", 0xF0142),
        "waiting": ("progress-clock", 0xF0996),
        "laptop": ("laptop", 0xF0322),
        "date": ("calendar", 0xF00ED),
        "time": ("clock-outline", 0xF0150),
        "photo": ("image-outline", 0xF0976),
        "photo_new": ("image-plus", 0xF087C),
        "document": ("file-document-outline", 0xF09EE),
        "filter": ("filter-outline", 0xF0233),
        "copy": ("content-copy", 0xF018F),
        "print": ("printer-outline", 0xF1786),
        "look": ("eye-outline", 0xF06D0),
        "hidden": ("eye-off-outline", 0xF06D1),
        "refresh": ("refresh", 0xF0450),
        "layers": ("layers-outline", 0xF09FE),
        "backup": ("backup-restore", 0xF006F),
        "key": ("key-outline", 0xF0DD6),
        "secure": ("shield-check-outline", 0xF0CC8),
        "language": ("translate", 0xF05CA),
        "looks": ("theme-light-dark", 0xF050E),
        "sort_up": ("arrow-up", 0xF005D),
        "sort_down": ("arrow-down", 0xF0045),
    }
)
MIRRORED = frozenset({"back", "forward", "folded", "undo", "redo", "exchange", "save_next"})
"""Icons that point along the line of reading, and so turn round in a right-to-left window."""


@cache
def _folder() -> Path:
    """Where QtAwesome keeps its fonts. Raises FileNotFoundError when the program was packed without them."""
    frozen = Path(getattr(sys, "_MEIPASS", "")) / "qtawesome" / "fonts"
    if hasattr(sys, "_MEIPASS") and frozen.is_dir():
        return frozen
    spec = find_spec("qtawesome")
    places = spec.submodule_search_locations if spec else None
    if not places:
        raise FileNotFoundError("qtawesome")
    return Path(places[0]) / "fonts"


def _file(pattern: str) -> Path:
    """The one file of the sixth Material Design set that fits; QtAwesome puts its version into the name."""
    found = sorted(_folder().glob(pattern))
    if not found:
        raise FileNotFoundError(pattern)
    return found[-1]


@cache
def load() -> str:
    """Bring in the icons once and return their family; later than the first words it would cost them their fonts."""
    loaded = QFontDatabase.addApplicationFont(str(_file("materialdesignicons6-webfont-*.ttf")))
    return QFontDatabase.applicationFontFamilies(loaded)[0]


@cache
def charmap() -> Mapping[str, str]:
    """Every Material Design name and its hexadecimal code point, as QtAwesome lists them (3 ms to read)."""
    import json

    text = _file("materialdesignicons6-webfont-charmap-*.json").read_text("utf-8")
    return cast("dict[str, str]", json.loads(text))


@cache
def glyph(name: str) -> str:
    """The character of an icon: a name of the table, or any Material Design name. Raises KeyError for neither."""
    known = ICONS.get(name)
    return chr(known[1]) if known else chr(int(charmap()[name], 16))


@cache
def _font(px: int) -> QFont:
    font = QFont(load())
    font.setPixelSize(px)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    return font


def draw(painter: QPainter, name: str, rect: QRectF, colour: QColor, *, rtl: bool = False) -> None:
    """Draw an icon centred in `rect`, as large as its shorter side; those that point along the line turn in RTL."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(_font(max(1, round(side))))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    painter.setPen(colour)
    painter.translate(rect.center())
    if rtl and name in MIRRORED:
        painter.scale(-1, 1)
    square = QRectF(QPointF(-side, -side), QPointF(side, side))
    painter.drawText(square, int(Qt.AlignmentFlag.AlignCenter), glyph(name))
    painter.restore()


def pixmap(name: str, px: int, colour: QColor, *, ratio: float = 1.0, rtl: bool = False) -> QPixmap:
    """A picture of an icon, for the few places in Qt that take nothing else."""
    from PySide6.QtGui import QPixmap

    picture = QPixmap(QSize(round(px * ratio), round(px * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, name, QRectF(0, 0, px, px), colour, rtl=rtl)
    painter.end()
    return picture


def icon(name: str, px: int, colour: QColor, *, rtl: bool = False) -> QIcon:
    """An icon for actions and items; remake it when the theme changes."""
    from PySide6.QtGui import QIcon  # its list of system icons costs the first paint 2 ms

    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, px, colour, ratio=ratio, rtl=rtl))
    return made
