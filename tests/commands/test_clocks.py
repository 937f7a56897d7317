"""Putting clocks right by command: who may, what is said twice, and the choice between two."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.clocks import drop, leave_dates, put_right
from camifield.commands.undoing import undo
from camifield.errors import Problem
from camifield.fields.clock_offset import LONGEST_MS
from camifield.queries.clock_dates import dates_to_move
from camifield.queries.clock_spans import Stretch
from camifield.queries.clocks import clock_matters
from tests.dead_battery import DeadBattery, dead_battery
from tests.making import ENGLISH
from tests.teams import meet

HOUR = 3_600_000


@pytest.fixture
def team(tmp_path: Path) -> Iterator[DeadBattery]:
    """Three laptops, one of which wrote in the year 2000."""
    made = dead_battery(tmp_path)
    yield made
    made.close()


def stretches(team: DeadBattery) -> tuple[Stretch, ...]:
    """What the wrong clock stamped."""
    return clock_matters(team.office.project, ENGLISH).wrong[0].span.stretches


def test_a_ranger_is_told_who_decides_and_nothing_is_written(team: DeadBattery) -> None:
    """The terminal and any other caller are refused like the button."""
    found = stretches(team)
    last = team.camp.project.store.last_commit()
    with pytest.raises(Problem, match="role-may-not-correct-clocks"):
        put_right(team.camp.project, found, HOUR)
    assert team.camp.project.store.last_commit() == last


def test_impossible_corrections_are_refused(team: DeadBattery) -> None:
    """No saves, saves that end before they begin, ten thousand years: nothing that could be meant."""
    [one] = stretches(team)
    with pytest.raises(Problem, match="clock-no-saves"):
        put_right(team.office.project, [], HOUR)
    with pytest.raises(Problem, match="clock-no-saves"):
        put_right(team.office.project, [Stretch(one.feed, 4, 2)], HOUR)
    with pytest.raises(Problem, match="clock-too-far"):
        put_right(team.office.project, [one], LONGEST_MS + 1)


def test_a_second_thought_changes_the_decision_and_does_not_contradict_it(team: DeadBattery) -> None:
    """Whoever knows of a decision and says something else replaces it, as with any answer."""
    found = stretches(team)
    put_right(team.office.project, found, HOUR)
    meet(team.here, team.office)
    put_right(team.here.project, found, 2 * HOUR)
    [decided] = clock_matters(team.here.project, ENGLISH).decided
    assert (decided.offset_ms, decided.against) == (2 * HOUR, ())


def test_two_second_thoughts_at_once_are_a_choice_like_two_first_ones(team: DeadBattery) -> None:
    """Both replace the same decision without knowing of each other: both are known, and neither is a riddle of fields."""
    found = stretches(team)
    put_right(team.office.project, found, HOUR)
    meet(team.here, team.office, team.camp)
    put_right(team.office.project, found, 2 * HOUR)
    done = put_right(team.here.project, found, 3 * HOUR)
    meet(team.here, team.office, team.camp)
    matters = clock_matters(team.office.project, ENGLISH)
    assert sorted(one.offset_ms for one in matters.contested) == [2 * HOUR, 3 * HOUR]
    assert team.office.project.store.unsettled().records == 0
    undo(team.here.project, done.batch)
    assert [one.offset_ms for one in clock_matters(team.here.project, ENGLISH).decided][-1] in (
        HOUR,
        2 * HOUR,
    )


def test_one_of_two_decisions_is_chosen_for_all(team: DeadBattery) -> None:
    """Two who did not know of each other: the choice settles it on every laptop."""
    found = stretches(team)
    put_right(team.office.project, found, HOUR, "by the logbook")
    put_right(team.here.project, found, 2 * HOUR)
    meet(team.here, team.office, team.camp)
    matters = clock_matters(team.office.project, ENGLISH)
    assert (len(matters.contested), matters.waiting) == (2, 1)
    [wanted] = [one for one in matters.decided if one.reason]
    drop(team.office.project, wanted.beaten(matters.decided))
    meet(team.here, team.office, team.camp)
    for laptop in (team.here, team.office, team.camp):
        [left] = clock_matters(laptop.project, ENGLISH).decided
        assert (left.offset_ms, left.against) == (HOUR, ())


def test_dates_that_stay_are_not_asked_about_again(team: DeadBattery) -> None:
    """The correction stands, the question is answered."""
    put_right(team.office.project, stretches(team), 826_806_360_000)
    [decided] = clock_matters(team.office.project, ENGLISH).decided
    assert dates_to_move(team.office.project, decided, ENGLISH)
    leave_dates(team.office.project, decided.records)
    [decided] = clock_matters(team.office.project, ENGLISH).decided
    assert decided.offset_ms == 826_806_360_000
    assert not dates_to_move(team.office.project, decided, ENGLISH)
