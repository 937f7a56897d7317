"""The map on paper, as a PDF or a picture: always in light colours, with title, legend, scale, north, date and notes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.geo.basemap import basemap
from camifield.i18n.words import Words
from camifield.queries.mapped import Mapped
from camifield.queries.mapped_areas import MappedArea
from ui.map import sign
from ui.map.area_names import AreaNames
from ui.map.areas import Areas
from ui.map.furniture import paint_north, paint_scale
from ui.map.graticule import Graticule
from ui.map.ground import Borders, Ground
from ui.map.inks import LIGHT
from ui.map.layer import Layer
from ui.map.names import Names
from ui.map.points import Points
from ui.map.viewport import Viewport
from ui.map.ways import Ways
from ui.print.area_key import paint_area_key, sorts_of
from ui.print.printers import chosen_printer
from ui.standing import keyboard_kept
from ui.theme import fonts
from ui.theme.roles import Role
from ui.theme.theme import look, shade
from ui.theme.tokens import LIGHT as PAPER

WIDE, HIGH = 1123, 794
"""An A4 page on its side at 96 dots an inch."""
SIDE, TOP, MAP_TOP, MAP_HIGH = 40.0, 28.0, 98.0, 540.0
SHARP = 2.5
"""Dots of the map picture to a dot of the page: 240 to the inch."""
LINE = 19.0


class MapPaper(NamedTuple):
    """What goes on the page. `letters` as on the screen's marks; `notes` are told below the map, one a line. `rasters` lie on the
    ground, below the borders.
    """

    view: Viewport
    mapped: Mapped
    letters: Sequence[str]
    title: str
    subtitle: str
    notes: Sequence[str]
    has_borders: bool = True
    rasters: Sequence[Layer] = ()
    areas: Sequence[MappedArea] = ()


class MapSheet:
    """One page. `paint` on any painter whose unit is a 96th of an inch. Raises Problem when the basemap is damaged."""

    def __init__(self, paper: MapPaper, words: Words) -> None:
        self.paper = paper
        self._words = words
        self.points = Points(PAPER)
        self.points.show(paper.mapped, paper.letters)
        self.view = _view_on_paper(paper.view)
        self._areas = Areas(paper.areas, ink=LIGHT)

    def paint(self, painter: QPainter) -> None:
        """The whole page."""
        paper = self.paper
        painter.fillRect(QRectF(0, 0, WIDE, HIGH), Qt.GlobalColor.white)
        self._write(painter, QRectF(SIDE, TOP, WIDE - 2 * SIDE, 36), paper.title, "card_title")
        self._write(painter, QRectF(SIDE, TOP + 36, WIDE - 2 * SIDE, 24), paper.subtitle, "help", PAPER.ink2)
        box = QRectF(SIDE, MAP_TOP, WIDE - 2 * SIDE, MAP_HIGH)
        painter.drawImage(box, self.map_picture())
        painter.setPen(QPen(shade(PAPER.edge), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box)
        bottom = self._legend(painter, MAP_TOP + MAP_HIGH + 10)
        sorts = sorts_of(self._areas.in_view(self.view))
        room = QRectF(SIDE, bottom, WIDE - 2 * SIDE, HIGH - bottom)
        bottom += paint_area_key(painter, room, sorts, self._words.language, self._write_small)
        for place, note in enumerate(paper.notes):
            where = QRectF(SIDE, bottom + place * LINE, WIDE - 2 * SIDE, LINE)
            self._write(painter, where, note, "small", PAPER.ink2)

    def map_picture(self) -> QImage:
        """The map of the page, with its names, marks, scale and north."""
        view = self.view
        picture = QImage(round(view.width * SHARP), round(view.height * SHARP), QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(SHARP)
        ground = Ground(basemap(), LIGHT)
        ground.has_borders = False
        borders = [Borders(basemap(), LIGHT)] if self.paper.has_borders else []
        grid = Graticule(LIGHT)
        grid.clear = QRect(0, view.height - 40, 240, 40)
        self.points.gather(view)
        names = Names(
            basemap().places(),
            self._words.language,
            self.points.obstacles,
            edges=lambda: [*grid.numbers, grid.clear],
            ink=LIGHT,
        )
        painter = QPainter(picture)
        ways, own = Ways(self.paper.mapped.ways, LIGHT), AreaNames(self._areas, self.points, LIGHT)
        names.add_obstacles(own.obstacles)
        below = (ground, *self.paper.rasters, *borders)
        for layer in (*below, self._areas, ways, grid, names, own, self.points):
            painter.save()
            layer.paint(painter, view)
            painter.restore()
        paint_scale(painter, view, 16, view.height - 14, self._words.language, LIGHT)
        paint_north(painter, QPointF(view.width - 24, 10), LIGHT)
        painter.end()
        return picture

    def _legend(self, painter: QPainter, top: float) -> float:
        """The signs that are on this map with their meanings, in a row; where the notes begin below it."""
        words, x = self._words, SIDE
        shown = {one.kind for one in self.paper.mapped.known}
        signs: list[tuple[list[int], str, str]] = []
        for place, kind in enumerate(sign.KINDS):
            if kind in shown:
                signs.append(
                    ([int(place == at) for at in range(len(sign.KINDS))], "", words.say(f"kind.{kind}"))
                )
        if bool((self.points.marks.counts > 1).any()):
            signs.append(([2, 1, 1, 0], "4", words.say("map.legend_several")))
        radius = sign.radii()[0]
        for mix, text, meaning in signs:
            picture = sign.sign(text, mix, radius, ratio=SHARP, colours=PAPER)
            size = picture.deviceIndependentSize().width()
            painter.drawPixmap(QRectF(x, top, size, size), picture, QRectF(picture.rect()))
            wide = look().metrics("small").horizontalAdvance(meaning) / look().scale + 30
            self._write(painter, QRectF(x + size + 6, top, wide, size), meaning, "small")
            x += size + wide
        self._dashed(painter, x, top + radius)
        return top + 2 * radius + 10

    def _dashed(self, painter: QPainter, x: float, y: float) -> None:
        if not self.paper.has_borders:
            return
        pen = QPen(shade(LIGHT.border), 1)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(QPointF(x, y), QPointF(x + 40, y))
        self._write(painter, QRectF(x + 48, y - 12, 260, 24), self._words.say("map.legend_disputed"), "small")

    @classmethod
    def _write_small(cls, painter: QPainter, rect: QRectF, text: str) -> None:
        cls._write(painter, rect, text, "small")

    @staticmethod
    def _write(painter: QPainter, rect: QRectF, text: str, role: Role, colour: str = PAPER.ink) -> None:
        painter.setFont(fonts.make(role, look().script, 1.0))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
        painter.setPen(shade(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)


def _view_on_paper(view: Viewport) -> Viewport:
    """What is seen on the screen, all of it, in the page's own shape."""
    paper = view.sized(round(WIDE - 2 * SIDE), round(MAP_HIGH))
    while paper.level > 2 and (paper.width < view.width * 0.82 or paper.height < view.height * 0.82):
        view = view.zoomed(-1)._replace(width=round(view.width / 2**0.5), height=round(view.height / 2**0.5))
        paper = paper._replace(level=view.level)
    return paper


def write_picture(path: Path, sheet: MapSheet) -> None:
    """Write the page as a PNG, whole or not at all. Raises Problem ``file-not-written``."""
    picture = QImage(round(WIDE * SHARP), round(HIGH * SHARP), QImage.Format.Format_RGB32)
    picture.setDevicePixelRatio(SHARP)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet.paint(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]  (the stub says bytes)
    _write_whole(path, bytes(buffer.data().data()))


def write_pdf(path: Path, sheet: MapSheet) -> None:
    """Write the page as a PDF, whole or not at all; its words stay words. Raises Problem ``file-not-written``."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(300)
    _print_on(writer, sheet)
    del writer  # the file is whole once its writer is gone
    _write_whole(path, bytes(buffer.data().data()))


def print_sheet(over: QWidget, sheet: MapSheet) -> None:
    """Ask for a printer and print."""
    printer = chosen_printer(over, sheet.paper.title)
    if printer is not None:
        _print_on(printer, sheet)


def _print_on(device: QPagedPaintDevice, sheet: MapSheet) -> None:
    size, margins = QPageSize(QPageSize.PageSizeId.A4), QMarginsF(0, 0, 0, 0)
    device.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Landscape, margins))
    painter = QPainter(device)
    part = min(device.width() / WIDE, device.height() / HIGH)
    painter.scale(part, part)
    sheet.paint(painter)
    painter.end()


def _write_whole(path: Path, data: bytes) -> None:
    try:
        if not data or not path.parent.is_dir():  # a folder that is gone is not made anew elsewhere
            raise OSError(str(path))
        Folder(path.parent).write(data, path.name)
    except OSError as error:
        raise Problem("file-not-written", parameters={"file": path.name}) from error


def ask_file(over: QWidget, folder: str, name: str, ending: str) -> Path | None:
    """Ask where to write; None when the person thought better of it."""
    with keyboard_kept(over):
        title, start = name, str(Path(folder or Path.home()) / f"{name}{ending}")
        chosen, _ = QFileDialog.getSaveFileName(over, title, start, f"*{ending}")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.casefold() == ending else path.with_name(f"{path.name}{ending}")
