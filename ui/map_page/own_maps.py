"""The maps that people brought: as layers of the page, as lines of its panel, and as the settings keep them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from camifield.commands.own_maps import is_copy, keep_maps, path_of, remove_copy, told_path
from camifield.errors import Problem
from camifield.geo.tiles.package import Facts
from camifield.i18n import problems, words
from camifield.project.project import Project
from camifield.settings import OwnMap
from ui.map.canvas import Canvas
from ui.map.raster import Raster
from ui.map.reading import Reading, StillRaster
from ui.map_page.backdrop import Backdrop
from ui.map_page.layer_entries import LayerChoice, LayerEntry
from ui.map_page.legend import credit_line

STRENGTHS = ((100, "layers.full"), (65, "layers.pale"), (35, "layers.faint"))


@dataclass(eq=False)
class _Brought:
    """One map: what the settings say, and its layer while it is shown."""

    kept: OwnMap
    raster: Raster | None = None


class OwnMaps:
    """The uppermost first. `tell` hears of what could not be kept."""

    def __init__(
        self, project: Project, canvas: Canvas, backdrop: Backdrop, tell: Callable[[Problem], None]
    ) -> None:
        self._project = project
        self._canvas = canvas
        self._backdrop = backdrop
        self._tell = tell
        self.reading = Reading(canvas)
        self._maps = [_Brought(one) for one in project.settings.own_maps]
        for one in self._maps:
            self._open(one)
        self._arrange()

    def __len__(self) -> int:
        return len(self._maps)

    @property
    def kept(self) -> tuple[OwnMap, ...]:
        """As the settings keep them."""
        return tuple(one.kept for one in self._maps)

    # What is there

    def entries(self, take_away: Callable[[int], object]) -> Sequence[LayerEntry]:
        """The lines of the panel; `take_away` is called with the place of a map."""
        return [self._entry(place, one, take_away) for place, one in enumerate(self._maps)]

    def _entry(self, place: int, one: _Brought, take_away: Callable[[int], object]) -> LayerEntry:
        raster, kept = one.raster, one.kept
        choices: list[LayerChoice] = []
        if raster is not None and raster.facts is not None:
            choices.append(LayerChoice(words.say("layers.show_all"), partial(self.go_to, place)))
        if place > 0:
            choices.append(LayerChoice(words.say("layers.higher"), partial(self.move, place, -1)))
        if place < len(self._maps) - 1:
            choices.append(LayerChoice(words.say("layers.lower"), partial(self.move, place, 1)))
        for strength, key in STRENGTHS:
            choices.append(
                LayerChoice(words.say(key), partial(self.fade, place, strength), kept.strength == strength)
            )
        choices.append(LayerChoice(words.say("layers.take_away"), partial(take_away, place)))
        problem = raster.problem if raster is not None else None
        return LayerEntry(
            kept.file,
            kept.name,
            self._told(raster, problem),
            kept.is_shown,
            partial(self.show, place),
            choices,
            problem is not None,
        )

    @staticmethod
    def _told(raster: Raster | None, problem: Problem | None) -> str:
        if problem is not None:
            return problems.sentence(problem, words.present())
        if raster is None:
            return words.say("layers.hidden")
        return words.say("layers.pictures") if raster.facts is not None else words.say("layers.opening")

    def credits(self) -> list[str]:
        """Who must be named with the maps that are shown, one line a map."""
        return [
            credit_line(one.kept.name, one.raster.facts.credit)
            for one in self._maps
            if one.raster is not None and one.raster.facts is not None
        ]

    def path(self, place: int) -> Path:
        """The file of a map."""
        return path_of(self._maps[place].kept.file)

    def name(self, place: int) -> str:
        """What a map is called."""
        return self._maps[place].kept.name

    def is_copy(self, place: int) -> bool:
        """Whether taking a map away deletes its file."""
        return is_copy(self._project, self.path(place))

    def place_of(self, path: Path) -> int | None:
        """Where a file is among the maps; None when it is not."""
        told = told_path(path)
        return next((place for place, one in enumerate(self._maps) if one.kept.file == told), None)

    # What can be done

    def add(self, path: Path, name: str, facts: Facts) -> None:
        """One more, above all others, and seen whole."""
        one = _Brought(OwnMap(told_path(path), name))
        self._maps.insert(0, one)
        self._open(one)
        self._changed()
        self._canvas.fit(facts.box, most_level=max(4.0, min(16.0, facts.levels[-1])))

    def show(self, place: int, is_shown: bool, /) -> None:  # noqa: FBT001
        """Show a map or not; a file that was gone is looked for again."""
        one = self._maps[place]
        one.kept = one.kept._replace(is_shown=is_shown)
        self._close(one)
        self._open(one)
        self._changed()

    def move(self, place: int, step: int) -> None:
        """One step lower, or higher where it is below zero."""
        self._maps.insert(place + step, self._maps.pop(place))
        self._changed()

    def fade(self, place: int, strength: int) -> None:
        """Show a map so strongly, in percent."""
        one = self._maps[place]
        one.kept = one.kept._replace(strength=strength)
        if one.raster is not None:
            one.raster.strength = strength
        self._changed()

    def go_to(self, place: int) -> None:
        """See all of a map."""
        raster = self._maps[place].raster
        if raster is not None and raster.facts is not None:
            levels = raster.facts.levels
            self._canvas.fit(raster.facts.box, most_level=max(4.0, min(16.0, levels[-1])))

    def take_away(self, place: int) -> None:
        """Forget a map; a copy in the project's folder is deleted, a file elsewhere is left alone."""
        one = self._maps.pop(place)
        self._close(one)
        self._changed()
        try:
            remove_copy(self._project, path_of(one.kept.file))
        except Problem as problem:
            self._tell(problem)

    def rasters_on_paper(self) -> list[StillRaster]:
        """The shown maps from the lowest to the uppermost, for somebody who paints them once and cannot wait."""
        shown = [one for one in reversed(self._maps) if one.raster is not None]
        return [StillRaster(path_of(one.kept.file), one.kept.strength) for one in shown]

    def _open(self, one: _Brought) -> None:
        if one.kept.is_shown:
            one.raster = self.reading.add(path_of(one.kept.file), one.kept.strength)

    def _close(self, one: _Brought) -> None:
        raster, one.raster = one.raster, None
        if raster is not None:
            self.reading.remove(raster)

    def _changed(self) -> None:
        self._arrange()
        try:
            keep_maps(self._project, self.kept)
        except Problem as problem:
            self._tell(problem)

    def _arrange(self) -> None:
        self._backdrop.rasters = [one.raster for one in reversed(self._maps) if one.raster is not None]
        self._backdrop.arrange()
