"""Clocks on the Review page: one line, the question behind it, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camifield.commands.clocks import put_right
from camifield.fields.values import text_of
from tests.dead_battery import DeadBattery, dead_battery
from tests.differing import Differing
from tests.teams import meet
from tests.ui.review.conftest import Make
from ui.review.clock_any import AnyClockPanel
from ui.review.clock_bar import ANY, CANCEL, DO, RIGHT
from ui.review.clock_panels import DatesPanel, DecidedPanel, WrongClockPanel
from ui.review.page import ReviewPage


@pytest.fixture
def team(tmp_path: Path) -> Iterator[DeadBattery]:
    """Three laptops, one of which wrote in the year 2000."""
    made = dead_battery(tmp_path)
    yield made
    made.close()


@pytest.fixture
def shown(team: DeadBattery, make: Make, qtbot: QtBot) -> ReviewPage:
    """The office's page, with what waits about clocks in sight."""
    page = make(team.office.project)
    qtbot.waitUntil(page.clocks.isVisible)
    return page


def asked(page: ReviewPage) -> WrongClockPanel:
    """Open the question about the clock."""
    page.clocks.action.click()
    panel = page.clocks.panel
    assert isinstance(panel, WrongClockPanel)
    return panel


def answer(page: ReviewPage, key: str) -> None:
    """Press a button of the question."""
    assert page.clocks.asking is not None
    page.clocks.asking.buttons[key].click()


def test_the_line_tells_whose_clock_and_how_many_records(shown: ReviewPage) -> None:
    """Enough to know whether to look; it stands there though no answer is contested."""
    assert shown.clocks.sentence == (
        "The clock of Bolat K. (M3) was wrong: it said 3 January 2000, 08:14. 3 records were begun meanwhile."
    )


def test_right_clocks_show_nothing(make: Make, scene: Differing, qtbot: QtBot) -> None:
    """Four days back on one laptop are told in the answers; nobody is asked about clocks that agree."""
    page = make(scene.here.project)
    qtbot.waitUntil(lambda: page.clocks.presenter.found.matters.is_mine)
    lines = page.clocks.presenter.found.waiting
    assert page.clocks.isVisible() is bool(lines)


def test_a_true_time_is_shown_in_examples_before_it_is_saved(shown: ReviewPage, team: DeadBattery) -> None:
    """What is typed is read at once; rubbish cannot be saved, what others contradict is doubted and may be."""
    panel = asked(shown)
    assert panel.change.typed.text() == "16.03.2026 20:40"
    assert "M3-0002: 3 January 2000, 08:14 → 16 March 2026, 20:40" in panel.change.examples.text()
    assert not panel.change.doubt.isVisible()
    panel.change.typed.setText("soon")
    assert shown.clocks.asking is not None
    assert not shown.clocks.asking.buttons[DO].isEnabled()
    panel.change.typed.setText("1.3.2026 10:00")
    assert panel.change.doubt.isVisible()
    assert shown.clocks.asking.buttons[DO].isEnabled()
    answer(shown, CANCEL)
    assert not team.office.project.corrections


def test_put_right_then_the_dates_then_back(shown: ReviewPage, team: DeadBattery, qtbot: QtBot) -> None:
    """From the line to the dates in two questions; each is told with an Undo that brings its question back."""
    asked(shown).change.reason.setText("Flat battery")
    answer(shown, DO)
    qtbot.waitUntil(lambda: shown.clocks.sentence.startswith("2 dates came from the wrong clock"))
    assert [one.reason for one in team.office.project.corrections.all] == ["Flat battery"]
    shown.clocks.action.click()
    dates = shown.clocks.panel
    assert isinstance(dates, DatesPanel)
    assert "→ 16 Mar 2026" in dates.ticks[0].text()
    dates.ticks[1].click()
    answer(shown, DO)
    assert shown.notice.sentence == "1 date moved"
    moved = team.office.project.stored(team.records[1])
    assert text_of(moved.values, "event_date") == "2026-03-16"
    qtbot.waitUntil(lambda: shown.clocks.sentence.startswith("1 date came from the wrong clock"))
    shown.notice.action.click()
    qtbot.waitUntil(lambda: shown.clocks.sentence.startswith("2 dates came from the wrong clock"))


def test_dates_that_are_right_are_asked_about_once(
    shown: ReviewPage, team: DeadBattery, qtbot: QtBot
) -> None:
    """The line goes, and the dates stay what they are."""
    asked(shown)
    answer(shown, DO)
    qtbot.waitUntil(lambda: shown.clocks.sentence.startswith("2 dates"))
    shown.clocks.action.click()
    answer(shown, RIGHT)
    qtbot.waitUntil(lambda: not shown.clocks.isVisible())
    assert text_of(team.office.project.stored(team.records[1]).values, "event_date") == "2026-01-01"


def test_the_clock_was_right_and_back(shown: ReviewPage, qtbot: QtBot) -> None:
    """It leaves the page; an Undo asks again."""
    asked(shown)
    answer(shown, RIGHT)
    qtbot.waitUntil(lambda: not shown.clocks.isVisible())
    shown.notice.action.click()
    qtbot.waitUntil(shown.clocks.isVisible)


def test_of_two_decisions_one_is_chosen(team: DeadBattery, make: Make, qtbot: QtBot) -> None:
    """Both are shown with who said them; the other goes on every laptop."""
    [wrong] = make(team.office.project).clocks.presenter.look().matters.wrong
    put_right(team.office.project, wrong.span.stretches, 26 * 31_556_952_000)
    put_right(team.here.project, wrong.span.stretches, 25 * 31_556_952_000)
    meet(team.here, team.office, team.camp)
    page = make(team.office.project)
    qtbot.waitUntil(page.clocks.isVisible)
    assert page.clocks.sentence.startswith("Two people decided differently about the clock of Bolat K. (M3).")
    page.clocks.action.click()
    asking = page.clocks.asking
    assert asking is not None
    [button] = [one for one in asking.buttons.values() if one.text() == "Keep what Nurlan B. said"]
    button.click()
    [left] = team.office.project.corrections.all
    assert left.author == team.office.person


def test_a_decision_is_found_again_and_taken_back(shown: ReviewPage, team: DeadBattery, qtbot: QtBot) -> None:
    """Long after its notice is gone: the list of decisions stands at the head of the page."""
    asked(shown)
    answer(shown, RIGHT)
    qtbot.waitUntil(lambda: bool(shown.clocks.presenter.found.matters.decided))
    shown.clocks.list_button.click()
    panel = shown.clocks.panel
    assert isinstance(panel, DecidedPanel)
    [button] = panel.buttons
    button.click()
    assert shown.notice.sentence == "Taken back: the clock was right"
    assert not team.office.project.corrections
    qtbot.waitUntil(shown.clocks.isVisible)


def test_a_ranger_is_told_who_decides(team: DeadBattery, make: Make, qtbot: QtBot) -> None:
    """The camp sees that its clock was wrong, and whom to speak with; there is nothing to press."""
    page = make(team.camp.project)
    qtbot.waitUntil(page.clocks.isVisible)
    assert "Gulnara S., Nurlan B. decide about clocks." in page.clocks.sentence
    assert not page.clocks.action.isVisible()


def any_clock(page: ReviewPage, qtbot: QtBot) -> AnyClockPanel:
    """Go by the list of decisions to the clock of any laptop."""
    page.clocks.list_button.click()
    answer(page, ANY)
    qtbot.waitUntil(lambda: isinstance(page.clocks.panel, AnyClockPanel))
    panel = page.clocks.panel
    assert isinstance(panel, AnyClockPanel)
    return panel


def test_a_clock_that_nothing_proves_wrong_is_put_right_from_here(
    shown: ReviewPage, team: DeadBattery, qtbot: QtBot
) -> None:
    """Six hours off by a wrong time zone: a laptop, a stretch, a true time with examples, and an Undo."""
    panel = any_clock(shown, qtbot)
    names = [panel.laptop.itemText(row) for row in range(panel.laptop.count())]
    assert names == ["Bolat K. (M3)", "Gulnara S.", "Nurlan B. (M1)"]
    panel.laptop.setCurrentIndex(2)
    panel.first.setText("M1-0001")
    panel.last.setText("m1-0001")
    assert panel.told.text() == "The laptop said 15 March 2026, 17:20. 1 record was begun meanwhile."
    assert shown.clocks.asking is not None
    assert panel.change.typed.text() == "15.03.2026 17:20"
    assert not shown.clocks.asking.buttons[DO].isEnabled()
    panel.change.typed.setText("15.03.2026 11:20")
    assert "M1-0001: 15 March 2026, 17:20 → 15 March 2026, 11:" in panel.change.examples.text()
    panel.change.reason.setText("The zone")
    answer(shown, DO)
    [held] = team.office.project.corrections.all
    assert (round(held.offset_ms / 3_600_000), held.first, held.last) == (-6, held.first, held.first)
    assert held.reason == "The zone"
    shown.notice.action.click()
    assert not team.office.project.corrections


def test_ends_that_mean_nothing_are_told_at_once(shown: ReviewPage, qtbot: QtBot) -> None:
    """A record that is not here, and a stretch in which the laptop saved nothing: said, and nothing can be saved."""
    panel = any_clock(shown, qtbot)
    assert shown.clocks.asking is not None
    panel.first.setText("M9-0099")
    assert panel.told.text() == "There is no record M9-0099 here."
    panel.first.setText("M3-0004")
    panel.last.setText("M3-0001")
    assert panel.told.text() == "This laptop saved nothing between these records."
    assert not panel.change.typed.isEnabled()
    assert not shown.clocks.asking.buttons[DO].isEnabled()


def test_who_may_not_decide_is_not_led_there(team: DeadBattery, make: Make, qtbot: QtBot) -> None:
    """A ranger sees what waits, and no way to say what the role may not say."""
    page = make(team.camp.project)
    qtbot.waitUntil(page.clocks.isVisible)
    assert not page.clocks.list_button.isVisible()
