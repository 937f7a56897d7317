"""Saving the map from the page: coarse unless somebody wants it exact, and told in the page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from camifield.geo.mercator import from_unit, to_unit
from camifield.project.project import Project
from camifield.queries.mapped import Mapped
from tests.commands.area_files import bring_in, file, square
from tests.making import save_sighting
from tests.ui.map_page.conftest import Make
from ui.desk import Desk
from ui.map.viewport import Viewport
from ui.map_page.page import MapPage
from ui.map_page.saving import PDF, PICTURE, MapSaving, SavingForm, view_for_others
from ui.print.map_sheet import MapPaper, MapSheet


def answer(page: MapPage, key: str, *, exact: bool = False) -> None:
    """Take a button of the question, with the tick or without."""
    page.save_button.click()
    asking, form = page.saving.asking, page.saving.form
    assert asking is not None
    assert isinstance(form, SavingForm)
    assert not form.exact.isChecked()
    form.exact.setChecked(exact)
    asking.buttons[key].click()


def test_a_picture_and_a_pdf_are_saved(
    filled: dict[str, bytes], open_page: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Where the person says, with its ending; the page tells that it is there."""
    page = open_page()

    def chosen(*_arguments: object) -> tuple[str, str]:
        return str(tmp_path / "season"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    answer(page, PICTURE)
    qtbot.waitUntil(page.notice.isVisible, timeout=10_000)
    assert page.notice.sentence == "The map is saved as season.png."
    assert not QImage(str(tmp_path / "season.png")).isNull()
    answer(page, PDF, exact=True)
    assert (tmp_path / "season.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(("exact", "names"), [(True, ["Sarychat", "Walk 4"]), (False, ["Sarychat"])])
def test_only_reserves_are_drawn_for_others(
    project: Project,
    open_page: Make,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    exact: bool,
    names: list[str],
) -> None:
    """A transect of the team is on the page of the team, and on none that goes out with coarse places."""
    bring_in(project, file(tmp_path, square("Sarychat")))
    bring_in(project, file(tmp_path, square("Walk 4"), name="b.kml"), "transect")
    page = open_page()
    qtbot.waitUntil(lambda: len(page.areas.layer.shown) == 2)
    papers: list[MapPaper] = []
    whole = MapSheet.__init__

    def both(sheet: MapSheet, paper: MapPaper, _words: object) -> None:
        papers.append(paper)
        whole(sheet, paper, page._desk.words)  # pyright: ignore[reportPrivateUsage]  (as the page gives them)

    def chosen(*_arguments: object) -> tuple[str, str]:
        return str(tmp_path / "map"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    monkeypatch.setattr(MapSheet, "__init__", both)
    answer(page, PICTURE, exact=exact)
    qtbot.waitUntil(lambda: bool(papers), timeout=10_000)
    assert sorted(one.area.name for one in papers[0].areas) == names


def test_without_the_tick_places_are_coarse(
    project: Project, open_page: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """The place of a snow leopard goes out as exports for others tell it, or not at all; the page says so."""
    save_sighting(project, species="SNL", verbatim_coordinates="41.87654 75.51234")
    page = open_page()
    papers: list[MapPaper] = []

    def remembered(sheet: MapSheet, paper: MapPaper, words: object) -> None:
        del sheet, words
        papers.append(paper)

    def chosen(*_arguments: object) -> tuple[str, str]:
        return str(tmp_path / "map"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    whole = MapSheet.__init__

    def both(sheet: MapSheet, paper: MapPaper, words: object) -> None:
        remembered(sheet, paper, words)
        whole(sheet, paper, page._desk.words)  # pyright: ignore[reportPrivateUsage]  (as the page gives them)

    monkeypatch.setattr(MapSheet, "__init__", both)
    answer(page, PICTURE)
    qtbot.waitUntil(lambda: bool(papers), timeout=10_000)
    exact: Mapped = page.canvas.points.mapped
    [paper] = papers
    assert paper.mapped.count + paper.mapped.hidden == 1
    assert not paper.mapped.count or abs(float(paper.mapped.x[0]) - float(exact.x[0])) > 1e-7
    assert any("coarse" in note for note in paper.notes)
    assert any("imply no opinion" in note for note in paper.notes)
    qtbot.waitUntil((tmp_path / "map.png").exists, timeout=10_000)


def test_a_coarse_page_tells_no_place_by_its_middle_or_its_filters(
    filled: dict[str, bytes], open_page: Make, desk: Desk
) -> None:
    """Whoever zooms to a den and saves the map for others gives the cell away, not the den, and no name of a place."""
    page = open_page()
    den = Viewport(*to_unit(75.51234, 41.87654), 14, 1200, 600)
    points = replace(page.canvas.points.mapped, hidden=1)
    shown = view_for_others(den, points)
    assert shown.level <= 9
    assert from_unit(shown.x, shown.y) == pytest.approx((75.5, 41.9))
    assert view_for_others(den, page.canvas.points.mapped) == den
    page.filters.box.setText("kyzyl")
    page.filters.box.on_pause()
    saving = MapSaving(desk, page)
    assert "kyzyl" in saving.subtitle(page.presenter, is_exact=True)
    assert "kyzyl" not in saving.subtitle(page.presenter, is_exact=False)
