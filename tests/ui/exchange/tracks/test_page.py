"""Protects a ranger with a GPX file: the walks are seen, kept with two keys, taken back, and give records their places."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camifield.commands.people import set_typist
from camifield.commands.saving import save
from camifield.store.query import CardQuery
from tests.formats.features.making import gpx, written
from tests.making import ENGLISH, person, sighting
from tests.ui.exchange.making import WAIT_MS, show
from ui.desk import Desk
from ui.exchange.page import ExchangePage
from ui.exchange.tracks.page import TracksPage
from ui.exchange.tracks.presenter import TracksPresenter

BEGAN = datetime(2026, 3, 11, 4, 0, tzinfo=UTC)  # 10:00 in Kyrgyzstan
TRACKS = CardQuery(kinds=("track",))


def file(tmp_path: Path, *, timed: bool = True, waypoints: str = "", walks: int = 2) -> Path:
    """Walks of an hour each, one after the other."""

    def walk(number: int) -> str:
        points = "".join(
            f'<trkpt lat="{42 + at / 1000:.4f}" lon="{76 + number}.5">'
            + (
                f"<time>{BEGAN + timedelta(hours=number, minutes=at):%Y-%m-%dT%H:%M:%SZ}</time>"
                if timed
                else ""
            )
            + "</trkpt>"
            for at in range(60)
        )
        return f"<trk><name>Leg {number}</name><trkseg>{points}</trkseg></trk>"

    return written(tmp_path / "walk.gpx", gpx(waypoints + "".join(map(walk, range(walks)))))


def opened(qtbot: QtBot, desk: Desk, path: Path) -> TracksPage:
    """The page with the file read."""
    set_typist(desk.project, bytes.fromhex(person(desk.project)))
    page = TracksPage(desk, TracksPresenter(desk.project, ENGLISH, path))
    show(qtbot, page)
    page.begin()
    qtbot.waitUntil(lambda: bool(page.ticks) or page.result.isVisible(), timeout=WAIT_MS)
    return page


def keep(qtbot: QtBot, page: TracksPage) -> None:
    """Press what keeps them, and wait."""
    page.make.click()
    qtbot.waitUntil(page.result.isVisible, timeout=WAIT_MS)


def test_walks_are_seen_and_kept_and_go_back_as_one(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Each in a line with its day, times and kilometres; the keyboard takes one off; Undo takes all back."""
    page = opened(qtbot, desk, file(tmp_path))
    assert page.ticks[0].text() == "11 March 2026 · 10:00–10:59 · 6.6 km · 60 points · Leg 0"
    assert page.ticks[0].hasFocus()
    QTest.keyClick(page.ticks[0], Qt.Key.Key_Space)
    assert len(page.presenter.ways().boxes) == 1
    asked: list[bytes] = []
    page.wants_records.connect(asked.append)
    keep(qtbot, page)
    assert "1 track" in page.result.sentence
    assert desk.project.store.count(TRACKS) == 1
    page.look.click()
    assert desk.project.store.count(replace(TRACKS, batches=tuple(asked))) == 1
    page.result.action.click()
    assert desk.project.store.count(TRACKS) == 0


def test_what_is_here_already_is_not_ticked(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Nobody walks twice by opening a file twice."""
    keep(qtbot, opened(qtbot, desk, file(tmp_path)))
    page = opened(qtbot, desk, file(tmp_path))
    assert [one.isChecked() for one in page.ticks] == [False, False]
    assert "is here already" in page.ticks[0].text()
    assert not page.make.isEnabled()


def test_a_walk_without_times_asks_for_its_day(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """It is asked on the same page, and only then."""
    page = opened(qtbot, desk, file(tmp_path, timed=False, walks=1))
    assert page.day.isVisible()
    assert not page.make.isEnabled()
    QTest.keyClicks(page.day, "9.3.2026")
    assert page.make.isEnabled()
    keep(qtbot, page)
    [record] = desk.project.store.records_of_kind("track")
    assert record.values["start_date"] == "2026-03-09"
    assert not opened(qtbot, desk, file(tmp_path)).day.isVisible()


def test_records_of_the_day_get_their_places(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A sighting with a time and no place is offered the place on the track, and Undo takes that back."""
    plain = {
        "verbatim_coordinates": "",
        "locality": "Tosor",
        "event_date": "2026-03-11",
        "event_time": "10:10",
    }
    record = save(desk.project, "sighting", sighting(desk.project, **plain), ENGLISH).record
    page = opened(qtbot, desk, file(tmp_path))
    keep(qtbot, page)
    assert page.placing.isVisible()
    page.placing.action.click()
    assert desk.project.stored(record).values["verbatim_coordinates"] == "42.01000, 76.50000"
    page.result.action.click()
    assert "verbatim_coordinates" not in desk.project.stored(record).values


@pytest.mark.parametrize("waypoints", ['<wpt lat="42" lon="76"><name>007</name></wpt>'])
def test_waypoints_alone_go_to_the_page_of_tables(
    qtbot: QtBot, desk: Desk, tmp_path: Path, waypoints: str
) -> None:
    """A file without tracks opens where rows become records; beside tracks they are offered."""
    exchange = ExchangePage(desk)
    show(qtbot, exchange)
    exchange.open_file(file(tmp_path, walks=0, waypoints=waypoints))

    def top() -> str:
        return type(exchange._stack.currentWidget()).__name__  # pyright: ignore[reportPrivateUsage]

    qtbot.waitUntil(lambda: top() == "ImportPage", timeout=WAIT_MS)
    page = opened(qtbot, desk, file(tmp_path, waypoints=waypoints))
    assert page.beside.isVisible()
    with qtbot.waitSignal(page.wants_waypoints):
        page.beside.action.click()


def test_a_file_that_is_none_says_so(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """What is wrong stands on the page, and nothing can be kept."""
    page = opened(qtbot, desk, written(tmp_path / "a.gpx", "<html/>"))
    assert "GPX" in page.result.sentence
    assert not page.make.isEnabled()
