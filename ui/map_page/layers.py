"""What layers the Map page has, for its panel: the maps that people brought, the borders of the base map, and what falls on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent

from camifield.errors import Problem
from camifield.geo.tiles.package import ENDINGS
from camifield.i18n import words
from ui.map_page.adding_map import AddingMap
from ui.map_page.known_places import PlacesOnMap
from ui.map_page.layer_entries import LayerEntry
from ui.map_page.own_maps import OwnMaps
from ui.map_page.saving import Brought
from ui.widgets.severity import Severity

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.map_page.page import MapPage

BORDERS, WAYS = "borders", "ways"
Taker = Callable[[Sequence[Path]], object]


class MapLayers(QObject):
    """Fills the panel of a page, and does what is chosen there. Files that fall on the map go by their endings: `take_files`.

    `failed` with a Problem: what was chosen is not kept.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk, page: MapPage) -> None:
        super().__init__(page)
        self._page = page
        self.panel = page.area.layers_panel
        self.maps = OwnMaps(desk.project, page.canvas, page.backdrop, self.failed.emit)
        self.adding = AddingMap(
            desk, page, self.maps, self.panel.progress, self._tell, self._show_what_is_there, self._show_panel
        )
        self.places = PlacesOnMap(desk, page, self.failed.emit)
        self._takers: list[tuple[frozenset[str], Taker]] = []
        self.panel.add_source(words.say("layers.own"), self._own)
        self.panel.add_source(words.say("layers.own_maps"), lambda: self.maps.entries(self.adding.take_away))
        self.panel.add_source(words.say("layers.areas"), page.areas.entries)
        self.panel.add_source(words.say("layers.base"), self._base)
        self.panel.add_way(words.say("layers.add"), self.adding.choose)
        self.take_files(ENDINGS, self.adding.add)
        self.maps.reading.told.connect(self._show_what_is_there)
        page.area.setAcceptDrops(True)
        page.area.installEventFilter(self)
        page.canvas.installEventFilter(self)

    def take_files(self, endings: Iterable[str], taker: Taker) -> None:
        """Files with these endings, such as ``.gpx``, go to `taker` when they fall on the map."""
        self._takers.append((frozenset(endings), taker))

    def on_paper(self) -> Brought:
        """The shown maps for a page of paper, and whom it must name."""
        return Brought(self.maps.rasters_on_paper(), self.maps.credits())

    def _own(self) -> Sequence[LayerEntry]:
        """What of the records is drawn besides their marks."""
        page, name, told = self._page, words.say("layers.ways"), words.say("layers.ways_told")
        return [self.places.entry(), LayerEntry(WAYS, name, told, page.backdrop.has_ways, self.set_ways)]

    def _base(self) -> Sequence[LayerEntry]:
        """What of the base map can be hidden."""
        page = self._page
        borders = words.say("layers.borders")
        told = words.say("layers.borders_told")
        return [LayerEntry(BORDERS, borders, told, page.backdrop.has_borders, self.set_borders)]

    def set_borders(self, shown: bool, /) -> None:  # noqa: FBT001
        """Draw borders or not, from now on."""
        self._try(self._page.backdrop.set_borders, shown)

    def set_ways(self, shown: bool, /) -> None:  # noqa: FBT001
        """Draw the ways of tracks or not, from now on."""
        self._try(self._page.backdrop.set_ways, shown)

    def _try(self, draw: Callable[[bool], None], shown: bool, /) -> None:  # noqa: FBT001
        try:
            draw(shown)
        except Problem as problem:
            self.failed.emit(problem)

    def _show_panel(self) -> None:
        """A copy that takes long is watched there."""
        if not self.panel.isVisible():
            self._page.area.on_layers()

    def _show_what_is_there(self) -> None:
        if self.panel.isVisible():
            self.panel.refresh()

    def _tell(self, sentence: str, severity: Severity) -> None:
        self._page.notice.tell(sentence, severity=severity)

    # Files that fall on the map, and the end of looking at it

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        kind = event.type()
        if watched is self._page.canvas:
            if kind == QEvent.Type.Hide:
                self.maps.reading.rest()
            return False
        if not isinstance(event, QDropEvent):
            return False
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove) and self._wanted(event.mimeData()):
            event.acceptProposedAction()
            return True
        if kind != QEvent.Type.Drop:
            return False
        wanted = self._wanted(event.mimeData())
        for taker, paths in wanted:
            taker(paths)
        if wanted:
            event.acceptProposedAction()
        return bool(wanted)

    def _wanted(self, mime: QMimeData) -> list[tuple[Taker, list[Path]]]:
        """Who takes which of the files that are dragged."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        found: list[tuple[Taker, list[Path]]] = []
        for endings, taker in self._takers:
            theirs = [path for path in paths if path.suffix.casefold() in endings]
            if theirs:
                found.append((taker, theirs))
        return found
