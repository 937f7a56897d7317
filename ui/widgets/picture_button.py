"""A small photo that can be pressed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.pressable import Pressable

WIDE, HIGH = 88, 64
_CHOSEN_WIDTH = 3.0


class PictureButton(Pressable):
    """One small photo. It waits for `show_picture`; `is_chosen` draws a frame round it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._path: Path | None = None
        self._pixmap: QPixmap | None = None
        self._icon = "waiting"
        self._is_chosen = False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_picture(self, path: Path | None) -> None:
        """Show the small photo, or that there is none here. It is read when it first comes into sight."""
        self._path, self._pixmap = path, None
        self._icon = "photo"
        self.update()

    @property
    def has_picture(self) -> bool:
        return self._path is not None

    @property
    def is_chosen(self) -> bool:
        return self._is_chosen

    def set_chosen(self, chosen: bool, /) -> None:  # noqa: FBT001
        """Whether it is the one that is spoken of beside it."""
        self._is_chosen = chosen
        self.update()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """The arrows belong to the row it stands in; a button of Qt would go to whatever comes next."""
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(look().px(WIDE), look().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        radius = float(theme.sizes.radius_control)
        if self._path is not None and self._pixmap is None:
            self._pixmap = QPixmap(str(self._path))
        if self._pixmap is None or self._pixmap.isNull():
            colours = theme.colours
            fill, border = shade(colours.sunken), shade(colours.line)
            strokes.frame(painter, rect, fill=fill, border=border, width=theme.sizes.border, radius=radius)
            side = theme.px(24)
            box = QRectF(0, 0, side, side)
            box.moveCenter(rect.center())
            icons.draw(painter, self._icon, box, shade(colours.ink3))
        else:
            clip = QPainterPath()
            clip.addRoundedRect(rect, radius, radius)
            painter.setClipPath(clip)
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(rect, self._pixmap, _middle(self._pixmap, rect))
            painter.setClipping(False)
        if self._is_chosen:
            accent, width = shade(theme.colours.accent), theme.px(_CHOSEN_WIDTH)
            strokes.frame(painter, rect, fill=None, border=accent, width=width, radius=radius)
        if self.hasFocus():
            strokes.ring(painter, rect, radius)
        painter.end()


def _middle(pixmap: QPixmap, rect: QRectF) -> QRectF:
    """The part of a picture that fills a rectangle of another shape."""
    scale = min(pixmap.width() / rect.width(), pixmap.height() / rect.height())
    part = QRectF(0, 0, rect.width() * scale, rect.height() * scale)
    part.moveCenter(QRectF(pixmap.rect()).center())
    return part
