"""Protects known places on the map: drawn with their names, hidden by choice, begun at a point, and new ones shown at once."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from camifield.commands.saving import save
from camifield.geo.mercator import to_unit
from camifield.project.project import Project
from camifield.queries.mapped import mapped
from camifield.queries.values import CardQuery
from tests.making import ENGLISH, save_sighting
from tests.ui.map_page.conftest import Make
from tests.ui.records.looking import Told
from ui.map.known_places import KnownPlaces, PlaceSign
from ui.map_page.menus import point_menu


def test_places_are_a_layer_that_can_be_hidden(qtbot: QtBot, open_page: Make, project: Project) -> None:
    """What is drawn changes with the choice, which is kept; a place that is made is there at once."""
    page = open_page()
    qtbot.waitUntil(lambda: page.mapped is not None)
    page.look_at_place(76.5, 42.5)
    bare = page.canvas.grab().toImage()
    saved = save(project, "place", {"name": "Spring", "verbatim_coordinates": "42.5 76.5"}, ENGLISH)
    page._desk.tell(saved.changes)  # pyright: ignore[reportPrivateUsage]
    drawn = page.canvas.grab().toImage()
    assert drawn != bare
    assert page.layers.places.entry().told.startswith("1 place")
    page.layers.places.set_shown(False)
    assert page.canvas.grab().toImage() == bare
    assert not project.settings.map_places


def test_names_of_places_never_cover_each_other(open_page: Make) -> None:
    """A hundred places in one valley: those without room for a name keep their signs."""
    page = open_page()
    layer = KnownPlaces()
    layer.show([PlaceSign(0.71 + at * 1e-6, 0.37, f"Place {at}") for at in range(100)])
    view = page.canvas.view.at(0.71, 0.37)._replace(level=12.0)
    rects = layer.obstacles(view)
    named = [one for one in rects if one[2] - one[0] > 20]
    assert len(rects) - len(named) == 100
    assert 1 <= len(named) < 100
    assert not any(
        one is not other
        and one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
        for one in named
        for other in rects
    )


def test_names_of_places_keep_clear_of_marks(project: Project, open_page: Make) -> None:
    """A record beside a camp: the camp's name stands where the mark is not, and one under the mark has none."""
    page = open_page()
    save_sighting(project, verbatim_coordinates="42.5 76.5")
    project.learn()
    page.canvas.points.show(mapped(project, CardQuery()), ["Ar"])
    x, y = to_unit(76.5, 42.5)
    view = page.canvas.view.at(x, y)._replace(level=12.0)
    page.canvas.points.gather(view)
    [mark] = page.canvas.points.obstacles(view)
    layer = KnownPlaces(page.canvas.points)
    left = 24 / view.scale
    layer.show([PlaceSign(x - left, y, "Camp west of it"), PlaceSign(x, y, "Camp below it")])
    rects = layer.obstacles(view)
    assert len(rects) == 3
    [name] = [one for one in rects if one[2] - one[0] > 20]
    assert name[2] <= mark[0] or name[3] <= mark[1] or name[1] >= mark[3]


def test_a_place_begins_at_a_point_of_the_map(open_page: Make) -> None:
    """With the position and nothing that a place has no field for."""
    page = open_page()
    told = Told(page.begin_at)
    menu = point_menu(page, QPointF(page.canvas.width() / 2, page.canvas.height() / 2))
    [action] = [one for one in menu.actions() if one.text() == "Known place here"]
    action.trigger()
    kind, entries = told.last
    assert kind == "place"
    assert list(cast("dict[str, object]", entries)) == ["verbatim_coordinates"]
