"""The button: one accent button a page, the others outlined, quiet ones as accent words."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.roles import Role
from ui.theme.theme import Theme, look, shade
from ui.widgets import strokes
from ui.widgets.pressable import Pressable

Style = Literal["accent", "outlined", "quiet", "link"]
"""A link is a quiet button in 14 px, for the one action beside a finding or in a line."""
GAP = 8


class Button(Pressable):
    """A verb, with an icon or without; "…" at its end when more is asked."""

    def __init__(
        self,
        words: str,
        style: Style = "outlined",
        *,
        icon: str = "",
        keys: str = "",
        parent: QWidget | None = None,
    ) -> None:
        self._style: Style = style
        self._icon = icon
        self._most_px = 0
        super().__init__(words, parent)
        self.set_keys(keys)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_style(self, style: Style) -> None:
        self._style = style
        self.updateGeometry()
        self.update()

    def set_icon(self, icon: str) -> None:
        self._icon = icon
        self.updateGeometry()
        self.update()

    def fold_at(self, most_px: int) -> None:
        """Put words that would make it wider than `most_px` on several lines; 0 lets it be as wide as its words."""
        if most_px != self._most_px:
            self._most_px = most_px
            self.updateGeometry()
            self.update()

    def _lines(self, theme: Theme) -> list[str]:
        """The words as they stand: one line, or as many as the most width asks for."""
        most = self._most_px - 2 * theme.px(self._side) - self._icon_px(theme) - theme.px(GAP)
        metrics, lines = theme.metrics(self._role), [self.text()]
        while self._most_px and metrics.horizontalAdvance(lines[-1]) > most:
            words = lines[-1].split(" ")
            fits = [count for count in range(1, len(words)) if _wide(metrics, words[:count]) <= most]
            if not fits:
                break
            lines[-1:] = [" ".join(words[: fits[-1]]), " ".join(words[fits[-1] :])]
        return lines

    @property
    def _side(self) -> int:
        return {"quiet": 10, "link": 6}.get(self._style, 18 if self.text() else 10)

    @property
    def _role(self) -> Role:
        roles: dict[Style, Role] = {
            "accent": "row_title",
            "outlined": "body",
            "quiet": "body",
            "link": "help",
        }
        return roles[self._style]

    @property
    def _is_bare(self) -> bool:
        return self._style in ("quiet", "link")

    def _icon_px(self, theme: Theme) -> int:
        if not self._icon:
            return 0
        return theme.sizes.icon_finding if self._style == "link" else theme.sizes.icon_button

    def _content_width(self, theme: Theme) -> int:
        icon = self._icon_px(theme)
        metrics = theme.metrics(self._role)
        words = max(metrics.horizontalAdvance(line) for line in self._lines(theme)) + 2
        gap = theme.px(GAP) if icon and self.text() else 0
        return icon + gap + (words if self.text() else 0)

    def sizeHint(self) -> QSize:
        theme = look()
        high = theme.px(26) if self._style == "link" else theme.sizes.control
        wide = self._content_width(theme) + 2 * theme.px(self._side)
        more = (len(self._lines(theme)) - 1) * theme.metrics(self._role).height()
        return QSize(max(wide, high) if not self._is_bare else wide, high + more)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        ink = self._paint_ground(painter, rect, theme)
        self._paint_content(painter, rect, theme, ink)
        painter.end()

    def _paint_ground(self, painter: QPainter, rect: QRectF, theme: Theme) -> QColor:
        """Paint the box and return the colour of the words on it."""
        colours, sizes = theme.colours, theme.sizes
        radius = float(sizes.radius_control)
        fill, border, ink = shade(colours.sheet), shade(colours.edge), shade(colours.ink)
        if not self.isEnabled():
            fill, border, ink = shade(colours.sunken), shade(colours.line), shade(colours.ink3)
        elif self._style == "accent":
            fill = shade(colours.accent_hover if self.is_hot or self.isDown() else colours.accent)
            border, ink = fill, shade(colours.on_accent)
        elif self._is_bare:
            ink = shade(colours.accent_hover if self.is_hot else colours.accent)
            fill = shade(colours.soft if self.isDown() and not colours.is_plain else colours.sunken)
        elif self.is_hot or self.isDown():
            fill = shade(colours.soft if self.isDown() and not colours.is_plain else colours.sunken)
            border = shade(colours.ink2)
        if not self._is_bare:
            is_dashed = not self.isEnabled() and colours.is_plain
            strokes.frame(
                painter,
                rect,
                fill=fill,
                border=border,
                width=sizes.border,
                radius=radius,
                is_dashed=is_dashed,
            )
        elif self.isEnabled() and (self.is_hot or self.isDown()) and self._style == "quiet":
            strokes.frame(painter, rect, fill=fill, border=None, width=0, radius=radius)
        if self.hasFocus():
            inner = shade(colours.on_accent) if self._style == "accent" and self.isEnabled() else None
            strokes.ring(painter, rect, radius, inner=inner)
        return ink

    def _paint_content(self, painter: QPainter, rect: QRectF, theme: Theme, ink: QColor) -> None:
        icon = self._icon_px(theme)
        content = min(self._content_width(theme), rect.width())
        x = rect.left() + (rect.width() - content) / 2
        if icon:
            box = QRectF(x, rect.center().y() - icon / 2, icon, icon)
            tone = ink if self._style != "outlined" or not self.isEnabled() else shade(theme.colours.ink2)
            icons.draw(painter, self._icon, strokes.mirror(box, rect, rtl=self.is_rtl), tone, rtl=self.is_rtl)
        taken = icon + (theme.px(GAP) if icon else 0)
        lines, high = self._lines(theme), theme.metrics(self._role).height()
        top = rect.top() - (len(lines) - 1) * high / 2
        # In sunlight accent and ink look alike: a quiet button is underlined there.
        may_underline = self._is_bare and self.isEnabled()
        is_underlined = may_underline and (theme.colours.is_plain or (self.is_hot and self._style == "link"))
        for number, line in enumerate(lines):
            words = QRectF(x + taken, top + number * high, content - taken, rect.height())
            strokes.write(
                painter,
                strokes.mirror(words, rect, rtl=self.is_rtl),
                line,
                self._role,
                ink,
                rtl=self.is_rtl,
                is_underlined=is_underlined,
            )


def _wide(metrics: QFontMetrics, words: list[str]) -> int:
    return metrics.horizontalAdvance(" ".join(words))
