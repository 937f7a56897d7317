"""Protects a coordinator with a file of areas: what is in it is seen and named, taken in, told to records, and taken back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from camifield.commands.saving import save
from camifield.fields.values import Value
from tests.commands.area_files import bring_in, file, square
from tests.formats.features.making import written
from tests.making import ENGLISH, sighting
from tests.ui.exchange.making import WAIT_MS, parts, show
from ui.desk import Desk
from ui.exchange.areas.page import AreasPage
from ui.exchange.areas.presenter import AreasPresenter
from ui.exchange.bringing_in.facts_card import FactsCard
from ui.exchange.page import ExchangePage
from ui.widgets.finding import FindingLine

POINT = "<Placemark><name>Camp</name><Point><coordinates>77,42</coordinates></Point></Placemark>"


def opened(qtbot: QtBot, desk: Desk) -> AreasPage:
    """The page of the areas that are here."""
    page = AreasPage(desk, AreasPresenter(desk.project, ENGLISH))
    show(qtbot, page)
    page.begin()
    return page


def with_file(qtbot: QtBot, desk: Desk, path: Path) -> AreasPage:
    """The page with a file read."""
    page = opened(qtbot, desk)
    page.open_file(path)
    qtbot.waitUntil(lambda: page.form is not None or page.result.isVisible(), timeout=WAIT_MS)
    return page


def texts(page: AreasPage) -> list[tuple[str, str]]:
    """The lines of the list: names, and what stands behind them."""
    assert page.list is not None
    return [(one.text, one.second) for one in page.list.options.shown]


def tags(desk: Desk, record: bytes) -> Value | None:
    """The protected area that a record says it lies in."""
    return desk.project.stored(record).values.get("protected_area")


def test_a_file_is_seen_taken_in_and_taken_back(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Names and sorts are as the columns say; one press takes all in, and Undo all away."""
    page = with_file(
        qtbot, desk, file(tmp_path, square("Sarychat"), square("Route", west=80, sort="corridor"))
    )
    assert texts(page) == [
        ("Sarychat", "Other · 4 corners"),
        ("Route", "Migration corridor or route · 4 corners"),
    ]
    assert page.form is not None
    assert page.form.names.currentText() == "name"
    assert page.form.names.hasFocus()
    page.form.sorts_in.setCurrentIndex(page.form.sorts_in.findData("sort"))
    page.form.sorts.setCurrentIndex(page.form.sorts.findData("protected_area"))
    assert texts(page)[0] == ("Sarychat", "Protected area · 4 corners")
    assert [one.area.name for one in page.picture.layer.shown] == ["Sarychat", "Route"]
    assert page.make.text() == "Take in"
    page.make.click()
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT_MS)
    assert "2 areas and lines are here now" in page.result.sentence
    assert {one.sort for one in desk.project.areas().all} == {"protected_area", "migration_corridor"}
    page.result.action.click()
    assert len(desk.project.areas()) == 0
    assert page.result.sentence == "Taken back: 2."


def test_what_is_not_ticked_stays_out(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Space in the list takes one off; with none there is nothing to take in."""
    page = with_file(qtbot, desk, file(tmp_path, square("A"), square("B", west=80)))
    assert page.list is not None
    page.list.toggle(page.list.options.index(0))
    assert [one.area.name for one in page.picture.layer.shown] == ["B"]
    page.list.toggle(page.list.options.index(1))
    assert not page.make.isEnabled()
    page.list.toggle(page.list.options.index(0))
    page.make.click()
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT_MS)
    assert [one.name for one in desk.project.areas().all] == ["A"]


def test_records_are_told_where_they_lie_on_one_press(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Nothing is rewritten unasked; the offer stands on the page whoever brought the areas in, and Undo takes it back."""
    record = save(desk.project, "sighting", sighting(desk.project), ENGLISH).record
    bring_in(desk.project, file(tmp_path, square("Sarychat")))
    page = opened(qtbot, desk)
    qtbot.waitUntil(page.tagging.isVisible, timeout=WAIT_MS)
    assert "1 record lies in these areas" in page.tagging.sentence
    assert tags(desk, record) is None
    page.tagging.action.click()
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT_MS)
    assert tags(desk, record) == "Sarychat"
    page.result.action.click()
    assert tags(desk, record) is None
    qtbot.waitUntil(page.tagging.isVisible, timeout=WAIT_MS)


def test_areas_are_removed_from_the_list(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """What is ticked goes into the bin and comes back with Undo."""
    bring_in(desk.project, file(tmp_path, square("A"), square("B", west=80)))
    page = opened(qtbot, desk)
    assert texts(page) == [("A", "Protected area"), ("B", "Protected area")]
    assert not page.make.isVisible()
    assert page.list is not None
    page.list.toggle(page.list.options.index(0))
    assert page.make.text() == "Remove 1"
    page.make.click()
    assert [one.name for one in desk.project.areas().all] == ["B"]
    page.result.action.click()
    assert [one.name for one in desk.project.areas().all] == ["A", "B"]


def test_single_places_are_offered_as_known_places(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A file of camps and reserves gives both; the camps by the road of tables."""
    page = with_file(qtbot, desk, file(tmp_path, square("A"), POINT))
    qtbot.waitUntil(page.beside.isVisible, timeout=WAIT_MS)
    asked: list[Path] = []
    page.wants_points.connect(asked.append)
    page.beside.action.click()
    assert [one.name for one in asked] == ["areas.kml"]


def test_a_file_of_something_else_is_said(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A table is no file of areas: a sentence, and the page goes on."""
    page = opened(qtbot, desk)
    page.open_file(written(tmp_path / "a.csv", "name,latitude\nA,42\n"))
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT_MS)
    assert "no file of areas and lines" in page.result.sentence
    assert page.presenter.looked is None


def test_the_exchange_page_leads_there_and_back(qtbot: QtBot, desk: Desk) -> None:
    """From its card, and Escape leads back."""
    exchange = ExchangePage(desk)
    show(qtbot, exchange)
    exchange.open_areas()
    [page] = parts(exchange, AreasPage)
    assert page.isVisible()
    page.closed.emit()
    qtbot.waitUntil(lambda: not page.isVisible(), timeout=WAIT_MS)


def test_areas_chosen_as_a_table_lead_to_their_own_page(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Whoever opens a reserve among tables is told that it would be a row without a place, and comes on with one press."""
    page = ExchangePage(desk)
    show(qtbot, page)
    page.open_file(file(tmp_path, square("Sarychat")))
    qtbot.waitUntil(
        lambda: bool(parts(page, FactsCard)) and parts(page, FactsCard)[0].isVisible(), timeout=WAIT_MS
    )
    [facts] = parts(page, FactsCard)
    lines = [one for one in parts(facts, FindingLine) if one.isVisible()]
    [told] = [one for one in lines if one.action.text() == "Areas and lines …"]
    told.action.click()
    qtbot.waitUntil(lambda: any(one.form is not None for one in parts(page, AreasPage)), timeout=WAIT_MS)
    [areas] = parts(page, AreasPage)
    assert texts(areas) == [("Sarychat", "Other · 4 corners")]
