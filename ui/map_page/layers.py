"""What layers the Map page has, for its panel: the borders of the base map, and what people add."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from camifield.errors import Problem
from camifield.i18n import words
from ui.map_page.layer_entries import LayerEntry

if TYPE_CHECKING:
    from ui.map_page.page import MapPage

BORDERS, WAYS = "borders", "ways"


class MapLayers(QObject):
    """Fills the panel of a page, and does what is chosen there. `failed` with a Problem: what was chosen is not kept."""

    failed = Signal(object)

    def __init__(self, page: MapPage) -> None:
        super().__init__(page)
        self._page = page
        self.panel = page.area.layers_panel
        self.panel.add_source(words.say("layers.own"), self._own)
        self.panel.add_source(words.say("layers.base"), self._base)

    def _own(self) -> Sequence[LayerEntry]:
        """What of the records is drawn besides their marks."""
        page, name, told = self._page, words.say("layers.ways"), words.say("layers.ways_told")
        return [LayerEntry(WAYS, name, told, page.backdrop.has_ways, self.set_ways)]

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
