"""Maps that people bring, on the page: added by hand or dropped, copied or left, shown, faded, moved, taken away, remembered."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from typing import BinaryIO

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from camifield.commands import own_maps
from camifield.project.project import Project
from camifield.settings import OwnMap
from tests.map_packages import bounds_text, flat, mbtiles, tile_at, tiles_of
from tests.ui.dropping import drop
from tests.ui.map_page.conftest import Make
from tests.ui.map_page.test_saving import answer
from tests.ui.records.looking import inside
from ui.map.raster import Raster
from ui.map_page.layers_panel import LayerRow
from ui.map_page.page import MapPage
from ui.map_page.saving import PAPER, MapSaving
from ui.print.map_sheet import MapPaper, MapSheet
from ui.widgets.asking import Asking
from ui.widgets.popover import Popover
from ui.widgets.severity import Severity
from ui.widgets.text import Text

CLAIMS = {"name": "Valley \u202e<b>1</b>", "attribution": "© Survey <i>2024</i>", "bounds": bounds_text()}
BLUE = (30, 30, 200)


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    """A blue map of the valley on a stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    tiles = {tile: flat(BLUE) for level in (10, 11, 12) for tile in tiles_of(level)}
    return mbtiles(stick / "valley.mbtiles", tiles, CLAIMS)


def asked(qtbot: QtBot, page: MapPage) -> Asking:
    """The question of what shall be done with a file."""
    adding = page.layers.adding
    qtbot.waitUntil(lambda: adding.asking is not None, timeout=20_000)
    assert adding.asking is not None
    return adding.asking


def shows_it(qtbot: QtBot, page: MapPage) -> None:
    """Wait until the middle of the map is blue."""
    canvas = page.canvas

    def is_blue() -> bool:
        colour = canvas.grab().toImage().pixelColor(canvas.width() // 2 + 40, canvas.height() // 2 + 40)
        return (colour.red(), colour.green(), colour.blue()) == BLUE

    qtbot.waitUntil(is_blue, timeout=20_000)


def go_to(qtbot: QtBot, page: MapPage) -> None:
    """See all of the uppermost map, once it is known where that is."""
    maps = page.layers.maps
    qtbot.waitUntil(lambda: bool(maps.credits()), timeout=20_000)
    maps.go_to(0)


def maps_of(page: MapPage) -> list[LayerRow]:
    """The lines of the panel that are maps which somebody brought."""
    files = {one.file for one in page.layers.maps.kept}
    return [row for row in page.area.layers_panel.rows if row.entry.key in files]


def add(qtbot: QtBot, page: MapPage, path: Path, answer: str) -> None:
    """Bring a file to the page and answer the question."""
    before = len(page.layers.maps)
    page.layers.adding.add([path])
    asked(qtbot, page).answer(answer)
    qtbot.waitUntil(lambda: len(page.layers.maps) > before, timeout=20_000)


def test_a_map_is_copied_shown_and_there_at_the_next_start(
    qtbot: QtBot, open_page: Make, project: Project, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By hand, from its button: afterwards the stick may go."""
    page = open_page()
    page.area.layers.click()
    panel = page.area.layers_panel

    def chosen(*_arguments: object) -> tuple[str, str]:
        return str(brought), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", chosen)
    [way] = [one for one in panel.ways if one.text() == "Add a map of my own …"]
    way.click()
    question = asked(qtbot, page)
    assert question.title.text() == "Add “Valley 1”?"
    question.answer("copy")
    qtbot.waitUntil(lambda: bool(project.settings.own_maps), timeout=20_000)
    brought.unlink()
    shows_it(qtbot, page)
    [copy] = project.folder.names("maps")
    assert project.settings.own_maps == (OwnMap(str(project.folder.path("maps", copy)), "Valley 1"),)
    assert page.notice.sentence == "“Valley 1” is on the map."
    qtbot.waitUntil(lambda: maps_of(page)[0].entry.told == "A map made of pictures", timeout=20_000)
    again = open_page()
    go_to(qtbot, again)
    shows_it(qtbot, again)


def test_a_map_that_falls_on_the_page_can_stay_where_it_is(
    qtbot: QtBot, open_page: Make, project: Project, brought: Path
) -> None:
    """Nothing is copied; the same file a second time only shows it."""
    page = open_page()
    assert drop(page.area, brought)
    asked(qtbot, page).answer("use")
    shows_it(qtbot, page)
    assert list(project.folder.names("maps")) == []
    page.layers.maps.show(0, False)
    page.layers.adding.add([brought])
    qtbot.waitUntil(lambda: "already" in page.notice.sentence, timeout=20_000)
    assert project.settings.own_maps == (OwnMap(str(brought), "Valley 1"),)


def test_what_cannot_be_shown_is_said_and_the_next_file_is_asked_for(
    qtbot: QtBot, open_page: Make, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A refusal names the file and what to ask for, and holds nothing up."""
    page = open_page()
    lines = mbtiles(brought.parent / "lines.mbtiles", {(1, 0, 0): b"\x1f\x8b\x08"}, sort="pbf")
    giant = mbtiles(brought.parent / "giant.mbtiles", {(1, 0, 0): flat(BLUE, side=1100)})
    told: list[str] = []
    tell = page.notice.tell

    def note(sentence: str, *, severity: Severity) -> None:
        told.append(sentence)
        tell(sentence, severity=severity)

    monkeypatch.setattr(page.notice, "tell", note)
    page.layers.adding.add([lines, giant, brought])
    asked(qtbot, page).answer("no")
    assert len(page.layers.maps) == 0
    assert told[0].startswith("lines.mbtiles holds lines and names")
    assert "PNG, JPG or WebP" in told[0]
    assert told[1].startswith("The pictures in giant.mbtiles are broken or larger than 1024")


def test_a_copy_can_be_stopped_in_the_panel(
    qtbot: QtBot, open_page: Make, project: Project, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A large map takes minutes: how far it is and Stop stand in sight, and nothing is left of it."""
    page = open_page()
    go_on = Event()

    def write_slowly(out: BinaryIO, piece: bytes) -> None:
        out.write(piece)
        go_on.wait(20)

    monkeypatch.setattr(own_maps, "CHUNK", 1000)
    monkeypatch.setattr(own_maps, "_write", write_slowly)
    page.layers.adding.add([brought])
    asked(qtbot, page).answer("copy")
    progress = page.area.layers_panel.progress
    qtbot.waitUntil(progress.isVisible, timeout=20_000)
    progress.stop.click()
    go_on.set()
    qtbot.waitUntil(lambda: "was not added" in page.notice.sentence, timeout=20_000)
    assert not progress.isVisible()
    assert project.settings.own_maps == ()
    assert list(project.folder.names("maps")) == []


def test_a_map_is_hidden_faded_moved_and_taken_away(
    qtbot: QtBot, open_page: Make, project: Project, brought: Path
) -> None:
    """All from its line in the panel, and the settings keep it."""
    page = open_page()
    other = mbtiles(brought.parent / "other.mbtiles", {tile_at(10, 75.4, 41.9): flat(BLUE)}, {})
    add(qtbot, page, brought, "copy")
    add(qtbot, page, other, "use")
    panel = page.area.layers_panel
    assert panel.isVisible()
    qtbot.waitUntil(
        lambda: all(row.entry.told != "It is being opened" for row in maps_of(page)), timeout=20_000
    )

    def choose(row: int, words: str) -> None:
        actions = maps_of(page)[row].menu(panel.refresh).actions()
        [action] = [one for one in actions if one.text() == words]
        action.trigger()

    assert [row.entry.name for row in maps_of(page)] == ["other", "Valley 1"]
    choose(1, "Move up")
    choose(0, "Faint")
    choose(1, "Show all of it")
    maps_of(page)[1].tick.click()
    names = [(one.name, one.is_shown, one.strength) for one in project.settings.own_maps]
    assert names == [("Valley 1", True, 35), ("other", False, 100)]
    rasters = [one for one in page.canvas.tiles.layers if isinstance(one, Raster)]
    assert [one.strength for one in rasters] == [35]
    choose(1, "Take away …")
    choose(0, "Take away …")
    question = page.layers.adding.asking
    assert question is not None
    question.answer("yes")
    assert project.settings.own_maps == ()
    assert list(project.folder.names("maps")) == []
    assert other.exists()


def test_a_map_whose_file_is_gone_is_said_in_the_panel(
    qtbot: QtBot, open_page: Make, project: Project, brought: Path
) -> None:
    """No error over the map: its line says what is wrong, and shown again it is looked for again."""
    page = open_page()
    add(qtbot, page, brought, "use")
    shows_it(qtbot, page)
    page.layers.maps.reading.rest()
    away = brought.rename(brought.with_name("away.mbtiles"))
    again = open_page()
    again.area.layers.click()
    qtbot.waitUntil(lambda: maps_of(again)[0].entry.is_wrong, timeout=20_000)
    assert "valley.mbtiles is not there any more" in maps_of(again)[0].entry.told
    assert not again.notice.isVisible()
    away.rename(brought)
    row = maps_of(again)[0]
    row.tick.click()
    maps_of(again)[0].tick.click()
    go_to(qtbot, again)
    shows_it(qtbot, again)


def test_whoever_made_a_map_is_named_in_the_legend_and_on_paper(
    qtbot: QtBot, open_page: Make, brought: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their words stand there as words, and the page of paper shows their map."""
    page = open_page()
    add(qtbot, page, brought, "use")
    shows_it(qtbot, page)
    page.area.legend.click()
    [legend] = inside(page, Popover)
    said = [one.text() for one in inside(legend, Text)]
    assert "Valley 1: © Survey 2024" in said
    legend.close_up()
    on_paper = page.layers.on_paper()
    assert on_paper.credits == ["Valley 1: © Survey 2024"]
    papers: list[MapPaper] = []

    def write(_saving: MapSaving, _key: str, _path: Path | None, sheet: MapSheet) -> None:
        papers.append(sheet.paper)
        picture = sheet.map_picture()
        colour = picture.pixelColor(picture.width() // 2 + 60, picture.height() // 2 + 60)
        assert (colour.red(), colour.green(), colour.blue()) == BLUE

    monkeypatch.setattr(MapSaving, "_write", write)
    answer(page, PAPER, exact=True)
    assert papers[0].notes[-1] == "Valley 1: © Survey 2024"


def test_stop_and_a_hidden_page_leave_nothing_open(qtbot: QtBot, open_page: Make, brought: Path) -> None:
    """Somebody goes to another page and pulls the stick out: the file is not held."""
    page = open_page()
    add(qtbot, page, brought, "use")
    shows_it(qtbot, page)
    page.hide()
    QApplication.processEvents()
    assert not page.layers.maps.reading.holds_files
