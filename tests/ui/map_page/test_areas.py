"""Own areas on the Map page: a line for each sort in the panel, a press tells what lies there and offers its records."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from camifield.geo.mercator import to_unit
from camifield.project.project import Project
from tests.commands.area_files import bring_in, file, square
from tests.making import save_sighting
from tests.ui.map_page.conftest import Make
from ui.filters.question import OWN_AREA, Chosen
from ui.map_page.menus import point_menu
from ui.map_page.page import MapPage


def with_areas(project: Project, tmp_path: Path, open_page: Make, qtbot: QtBot) -> MapPage:
    """A page with a reserve and a transect, which has been looked at from near."""
    bring_in(project, file(tmp_path, square("Sarychat"), square("Tracks north", side=0.2, sort="transect")))
    save_sighting(project)
    page = open_page()
    qtbot.waitUntil(lambda: len(page.areas.layer.shown) == 2)
    page.canvas.look_at(page.canvas.view._replace(level=8.0).at(*to_unit(76.5, 42.5)))
    return page


def pixel(page: MapPage, longitude: float, latitude: float) -> tuple[float, float]:
    """Where a position is on the canvas."""
    return page.canvas.view.to_screen(*to_unit(longitude, latitude))


def test_a_press_tells_the_areas_and_offers_their_records(
    project: Project, tmp_path: Path, open_page: Make, qtbot: QtBot
) -> None:
    """The smallest is told first; of a transect no record says that it lies in it, so the reserve's are offered."""
    page = with_areas(project, tmp_path, open_page, qtbot)
    page.canvas.clicked.emit(QPointF(*pixel(page, 76.1, 42.1)))
    assert page.strip.said.text() == "Tracks north (transect) · Sarychat (protected area)"
    assert page.strip.action.text() == "Records in Sarychat"
    asked: list[Chosen] = []
    page.list_these.connect(asked.append)
    page.strip.action.click()
    assert [one.of(OWN_AREA) for one in asked] == [("e_sarychat",)]
    page.canvas.clicked.emit(QPointF(*pixel(page, 75.5, 42.1)))
    assert page.strip.said.text() == ""
    assert not page.strip.action.isVisible()


def test_the_menu_of_a_point_lists_the_records_of_its_areas(
    project: Project, tmp_path: Path, open_page: Make, qtbot: QtBot
) -> None:
    """Reached by keyboard as well."""
    page = with_areas(project, tmp_path, open_page, qtbot)
    page.canvas.look_at(page.canvas.view.at(*to_unit(76.9, 42.9)))
    lines = [action.text() for action in point_menu(page, page.canvas.middle).actions()]
    assert "Records in Sarychat" in lines


def test_sorts_are_shown_and_hidden_in_the_panel(
    project: Project, tmp_path: Path, open_page: Make, qtbot: QtBot
) -> None:
    """What is hidden is neither drawn nor told, and stays hidden on this laptop."""
    page = with_areas(project, tmp_path, open_page, qtbot)
    assert [(one.name, one.is_shown) for one in page.areas.entries()] == [
        ("Protected area", True),
        ("Transect", True),
    ]
    page.areas.entries()[0].on_shown(False)
    assert project.settings.map_hidden_areas == ("protected_area",)
    assert [one.is_shown for one in page.areas.entries()] == [False, True]
    page.canvas.clicked.emit(QPointF(*pixel(page, 76.9, 42.9)))
    assert page.strip.said.text() == ""
    assert [one.area.name for one in page.areas.drawn()] == ["Tracks north"]
    assert [meaning for _, meaning in page.areas.signs()] == ["Transect"]
