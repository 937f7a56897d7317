"""What layers the Map page has, for its panel: the borders of the base map, and what people add."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from camifield.i18n import words
from ui.map_page.layer_entries import LayerEntry

if TYPE_CHECKING:
    from ui.map_page.page import MapPage

BORDERS = "borders"


class MapLayers(QObject):
    """Fills the panel of a page, and does what is chosen there."""

    def __init__(self, page: MapPage) -> None:
        super().__init__(page)
        self._page = page
        self.panel = page.area.layers_panel
        self.panel.add_source(words.say("layers.base"), self._base)

    def _base(self) -> Sequence[LayerEntry]:
        """What of the base map can be hidden."""
        page = self._page
        borders = words.say("layers.borders")
        told = words.say("layers.borders_told")
        return [LayerEntry(BORDERS, borders, told, page.backdrop.has_borders, page.set_borders)]
