"""An icon that stands by itself, always in the theme's colours, and the mark of a person."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.roles import Role
from ui.theme.theme import look, shade
from ui.theme.tokens import Tone
from ui.widgets import strokes
from ui.widgets.text import tip


class IconMark(QWidget):
    """An icon beside words. `name` is said by screen readers; leave it empty where the words beside say it all.

    `line` makes it as high as one line of that role, to stand at the first line of words that wrap.
    """

    def __init__(
        self,
        icon: str,
        tone: Tone = "ink2",
        *,
        px: float = 18,
        name: str = "",
        line: Role | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._line: Role | None = line
        self._icon = icon
        self._tone: Tone = tone
        self._px = px
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_icon(self, icon: str, tone: Tone, name: str = "") -> None:
        """Another icon in another tone, with its word."""
        self._icon, self._tone = icon, tone
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.update()

    def sizeHint(self) -> QSize:
        theme = look()
        side = theme.px(self._px)
        return QSize(side, max(side, theme.metrics(self._line).height()) if self._line else side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        colour = look().tone(self._tone if self.isEnabled() else "ink3")
        icons.draw(painter, self._icon, QRectF(self.rect()), colour, rtl=strokes.is_rtl(self))
        painter.end()


def initials(name: str) -> str:
    """The first letters of the first two words of a name: "Aibek U." gives AU."""
    letters = [word[0] for word in name.replace("-", " ").split() if word[0].isalnum()]
    return "".join(letters[:2]).upper()


class PersonBadge(QWidget):
    """A person's initials on a round ground; the whole name in the tooltip and for screen readers."""

    def __init__(self, name: str, *, px: float = 36, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px = px
        self._initials = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_person(name)

    def set_person(self, name: str) -> None:
        self._initials = initials(name)
        self.setAccessibleName(name)
        self.setToolTip(tip(name))
        self.update()

    def sizeHint(self) -> QSize:
        side = look().px(self._px)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        colours = look().colours
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade(colours.soft))
        painter.drawEllipse(rect)
        strokes.write(painter, rect, self._initials, "strong", shade(colours.soft_ink), side="center")
        painter.end()
