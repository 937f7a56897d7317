"""The look of the moment: which colours, at what scale, in which script; widgets ask it while they paint."""

from __future__ import annotations

import os
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from ui.theme import fonts, icons, sheet
from ui.theme.roles import Role
from ui.theme.tokens import LIGHT, THEMES, Colours, Sizes, Tone, sizes

LEAST_SCALE = 1.0
MOST_SCALE = 2.0
STYLE = "QT_STYLE_OVERRIDE"


def prepare() -> None:
    """Call before the QApplication is made: it then starts in the one style that all systems draw alike.

    Setting the style later works too, but it makes PySide load the types of every style (6 ms).
    """
    os.environ[STYLE] = "Fusion"


@cache
def shade(colour: str) -> QColor:
    """The Qt colour of a ``#RRGGBB``; kept, because painting asks for the same few again and again."""
    return QColor(colour)


class Theme(QObject):
    """One theme at one scale and script. `changed` tells those who keep something made from it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.colours: Colours = LIGHT
        self.sizes: Sizes = sizes(1.0, LIGHT)
        self.script = "Latn"
        self._fonts: dict[Role, QFont] = {}
        self._is_applied = False

    @property
    def name(self) -> str:
        return self.colours.name

    @property
    def scale(self) -> float:
        return self.sizes.scale

    @property
    def is_rtl(self) -> bool:
        """Whether the window reads from right to left."""
        return self.script in fonts.RIGHT_TO_LEFT

    def apply(self, app: QApplication, name: str, scale: float = 1.0, script: str = "Latn") -> None:
        """Dress the whole program: `name` is light, dark or sunlight; `scale` 1 to 2; `script` as ISO 15924.

        An unknown name is light, a scale out of bounds is brought within. Works before the first window
        (cheapest) and while running: every widget is restyled, then `changed` is sent.
        """
        colours = THEMES.get(name, LIGHT)
        wanted = sizes(min(MOST_SCALE, max(LEAST_SCALE, scale)), colours)
        if self._is_applied and (colours, wanted, script) == (self.colours, self.sizes, self.script):
            return
        if not self._is_applied:
            fonts.load()
            icons.load()
            if STYLE not in os.environ:
                app.setStyle("Fusion")
        self.colours, self.sizes, self.script = colours, wanted, script
        self._fonts.clear()
        self._is_applied = True
        app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if self.is_rtl else Qt.LayoutDirection.LeftToRight
        )
        app.setFont(self.font("body"))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
        app.setPalette(_palette(colours))
        app.setStyleSheet(sheet.make(colours, wanted, script))
        self.changed.emit()

    def px(self, length: float) -> int:
        """A length of the design, in px at the present scale."""
        return self.sizes.px(length)

    def font(self, role: Role) -> QFont:
        """The font of a role of type at the present scale."""
        found = self._fonts.get(role)
        if found is None:
            found = self._fonts[role] = fonts.make(role, self.script, self.scale)
        return found

    def metrics(self, role: Role) -> QFontMetrics:
        return QFontMetrics(self.font(role))

    def tone(self, tone: Tone) -> QColor:
        """The colour of text and icons of a meaning."""
        return shade(self.colours.tone(tone))

    def tint(self, tone: Tone) -> QColor:
        """The ground of a meaning."""
        return shade(self.colours.tint(tone))


@cache
def look() -> Theme:
    """The theme of this program."""
    return Theme()


def wished() -> str:
    """The theme that the system asks for: dark where its windows are dark, else light."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def _palette(colours: Colours) -> QPalette:
    """What the style sheet does not reach: windows, selections, links, and whatever Qt paints by itself."""
    role = QPalette.ColorRole
    palette = QPalette()
    for name, colour in (
        (role.Window, colours.page),
        (role.WindowText, colours.ink),
        (role.Base, colours.sheet),
        (role.AlternateBase, colours.sunken),
        (role.Text, colours.ink),
        (role.Button, colours.sheet),
        (role.ButtonText, colours.ink),
        (role.BrightText, colours.error),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.PlaceholderText, colours.ink3),
        (role.ToolTipBase, colours.sheet),
        (role.ToolTipText, colours.ink),
        (role.Light, colours.sheet),
        (role.Midlight, colours.sunken),
        (role.Mid, colours.line),
        (role.Dark, colours.edge),
        (role.Shadow, colours.edge),
    ):
        palette.setColor(name, shade(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, shade(colours.ink3))
    return palette
