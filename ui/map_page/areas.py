"""Own areas on the Map page: read beside the window, a line in the Layers panel for each sort, their names and records on a click."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF
from PySide6.QtWidgets import QMenu, QWidget

from camifield.errors import Problem
from camifield.fields.vocabulary import Vocabulary
from camifield.i18n import words
from camifield.i18n.writing import whole_text
from ui.desk import Desk
from ui.filters.question import OWN_AREA, Chosen
from ui.map.area_names import AreaNames
from ui.map.area_sign import AreaSign
from ui.map.areas import Areas
from ui.map.viewport import Viewport
from ui.map_page.layer_entries import LayerEntry

if TYPE_CHECKING:
    from camifield.geo.own_areas import OwnArea
    from camifield.queries.mapped_areas import MappedArea
    from ui.map_page.page import MapPage

NEAR_PX = 6
"""So near to a line, in pixels, it is meant."""
MOST_TOLD = 4
SORTS = "area_kind"


class MapAreas(QObject):
    """`layer` is painted on the ground, `names` above it. `tell` hears of Problems."""

    def __init__(self, desk: Desk, page: MapPage, tell: Callable[[Problem], None]) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._tell = tell
        project = desk.project
        self.layer = Areas(hidden=project.settings.map_hidden_areas)
        self.names = AreaNames(self.layer, page.canvas.points)
        self.told: OwnArea | None = None
        page.backdrop.areas.append(self.layer)
        page.backdrop.arrange()
        page.canvas.above.append(self.names)
        names = page.canvas.names
        if names is not None:
            names.add_obstacles(self.names.obstacles)
        page.canvas.clicked.connect(self._on_clicked)
        page.saving.areas = self.drawn

    def refresh(self) -> None:
        """Read the areas anew, beside the window; those that are shown stay until then."""
        from camifield.queries.mapped_areas import mapped_areas

        project = self._desk.project
        task = self._desk.read(lambda progress: mapped_areas(project, progress), self)
        task.done.connect(self.show_areas)
        task.failed.connect(self._tell)

    def show_areas(self, found: tuple[MappedArea, ...]) -> None:
        """Draw these."""
        if [one.area for one in found] == [one.area for one in self.layer.shown]:
            return
        self.layer.shown = found
        self._repaint()

    def _repaint(self) -> None:
        self.names.forget()
        canvas = self._page.canvas
        if canvas.names is not None:
            canvas.names.forget()
        canvas.repaint_ground()
        self._page.layers.panel.refresh()

    def drawn(self) -> list[MappedArea]:
        """What is drawn now, out of view as well."""
        return [one for one in self.layer.shown if one.area.sort not in self.layer.hidden]

    def signs(self) -> list[tuple[QWidget, str]]:
        """The signs of the sorts that are drawn, with their meanings, for the legend."""
        return [(AreaSign(sort), sort_name(sort)) for sort in self.sorts() if sort not in self.layer.hidden]

    # The panel of layers

    def sorts(self) -> list[str]:
        """The sorts of which there is any, in the order of their list, those of a newer version last."""
        there = {one.area.sort for one in self.layer.shown}
        known = [term.code for term in Vocabulary(SORTS).terms if term.code in there]
        return [*known, *sorted(there - set(known))]

    def entries(self) -> Sequence[LayerEntry]:
        """A line for each sort."""
        counts: dict[str, int] = {}
        for one in self.layer.shown:
            counts[one.area.sort] = counts.get(one.area.sort, 0) + 1
        return [
            LayerEntry(
                f"areas {sort}",
                sort_name(sort),
                words.say(
                    "layers.areas_told",
                    count=counts[sort],
                    number=whole_text(counts[sort], words.language()),
                ),
                sort not in self.layer.hidden,
                partial(self.set_shown, sort),
            )
            for sort in self.sorts()
        ]

    def set_shown(self, sort: str, shown: bool, /) -> None:  # noqa: FBT001
        """Draw the areas of a sort or not, from now on."""
        hidden = self.layer.hidden - {sort} if shown else self.layer.hidden | {sort}
        self.layer.hidden = hidden
        self._repaint()
        project = self._desk.project
        try:
            project.change_settings(replace(project.settings, map_hidden_areas=tuple(sorted(hidden))))
        except Problem as problem:
            self._tell(problem)

    # What lies at a point

    def at(self, view: Viewport, px: float, py: float) -> list[OwnArea]:
        """The areas drawn at a pixel, the smallest first."""
        shown = {one.area.id for one in self.drawn()}
        if not shown:
            return []
        from camifield.queries.areas import lying_at

        longitude, latitude = view.degrees(px, py)
        found = lying_at(self._desk.project, longitude, latitude, NEAR_PX * view.metres_per_px)
        return [one for one in found if one.id in shown]

    def _on_clicked(self, at: QPointF) -> None:
        """Somebody pressed where no record stands: the areas there are told, and the records in the smallest are offered."""
        found = self.at(self._page.canvas.view, at.x(), at.y())
        self.told = next((one for one in found if _tags(one)), None)
        self._page.boxed = None
        self._page.strip.say(
            " · ".join(area_text(one) for one in found[:MOST_TOLD]),
            words.say("areas.records_in", name=self.told.name) if self.told is not None else "",
        )

    def list_told(self) -> None:
        """Show the records of the area that was told last."""
        if self.told is not None:
            self.list_of(self.told)

    def list_of(self, area: OwnArea) -> None:
        """Show the records that say that they lie in an area."""
        from camifield.kinds.area_filling import area_token, name_of

        chosen = self._page.presenter.chosen
        codes = {**(chosen.codes or {}), OWN_AREA: (area_token(name_of(area)),)}
        self._page.list_these.emit(Chosen(chosen.words, chosen.period, codes))

    def add_to(self, menu: QMenu, px: float, py: float) -> None:
        """A line of a menu for each area at a pixel whose records can be listed."""
        found = [one for one in self.at(self._page.canvas.view, px, py) if _tags(one)][:MOST_TOLD]
        if found:
            menu.addSeparator()
        for area in found:
            said = words.say("areas.records_in", name=area.name).replace("&", "&&")
            menu.addAction(said).triggered.connect(lambda _=False, area=area: self.list_of(area))


def _tags(area: OwnArea) -> bool:
    from camifield.queries.areas import tags_records

    return tags_records(area)


def area_text(area: OwnArea) -> str:
    """An area in words: "Sarychat (protected area)"."""
    return words.say("areas.named", name=area.name, sort=sort_name(area.sort).lower())


def sort_name(sort: str) -> str:
    """What a sort is called; a code of a newer version as it is."""
    return Vocabulary(SORTS).label(sort, words.language())
