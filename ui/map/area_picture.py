"""A still map of areas and lines on the basemap: what a file holds is seen before it is taken in."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.queries.mapped_areas import MappedArea
from ui.map.area_names import AreaNames
from ui.map.areas import Areas
from ui.map.sources import ground_of, names_of
from ui.map.viewport import REGION, Viewport
from ui.theme.theme import look
from ui.widgets import strokes

HIGH, MOST_LEVEL = 300, 13.0


class AreaPicture(QWidget):
    """`show_areas` fits what is given; without any it shows the region."""

    def __init__(self, *, language: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self.layer = Areas()
        self._names = AreaNames(self.layer)
        self._kept: tuple[tuple[object, ...], QPixmap] | None = None
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_areas(self, shown: Sequence[MappedArea]) -> None:
        """Show other areas."""
        self.layer.shown = tuple(shown)
        self._names.forget()
        self._kept = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(360), look().px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(220), look().px(200))

    def view(self) -> Viewport:
        """What of the world is shown."""
        boxes = [one.box for one in self.layer.shown]
        box = REGION
        if boxes:
            west, north, east, south = zip(*boxes, strict=True)
            box = min(west), min(north), max(east), max(south)
        return Viewport().sized(self.width(), self.height()).fitted(box, MOST_LEVEL)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        sheet = QPainterPath()
        sheet.addRoundedRect(QRectF(self.rect()), theme.sizes.radius_control, theme.sizes.radius_control)
        painter.setClipPath(sheet)
        painter.drawPixmap(0, 0, self._picture(self.devicePixelRatioF()))
        painter.end()

    def _picture(self, ratio: float) -> QPixmap:
        state = (self.size(), look().name, look().scale, ratio)
        if self._kept is None or self._kept[0] != state:
            picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
            picture.setDevicePixelRatio(ratio)
            painter = QPainter(picture)
            view = self.view()
            towns = names_of(self._language, self._names.obstacles(view), ())
            for layer in (ground_of(), self.layer, towns, self._names):
                if layer is not None:
                    painter.save()
                    layer.paint(painter, view)
                    painter.restore()
            painter.end()
            self._kept = state, picture
        return self._kept[1]
