"""Dates that came from a wrong clock: shown from what to what, moved as a correction, and never those that people typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.clock_dates import move_dates
from camifield.commands.clocks import put_right
from camifield.commands.undoing import undo
from camifield.fields.values import text_of
from camifield.queries.clock_dates import MovedDate, dates_to_move
from camifield.queries.clocks import clock_matters
from camifield.queries.history import history
from tests.dead_battery import DeadBattery, dead_battery
from tests.differing import edit, sighting
from tests.making import ENGLISH

OFFSET = 826_806_360_000  # to the evening of 16 March 2026


@pytest.fixture
def team(tmp_path: Path) -> Iterator[DeadBattery]:
    """The office has put the camp's clock right; the dates are still what the clock made of them."""
    made = dead_battery(tmp_path)
    project = made.office.project
    put_right(project, clock_matters(project, ENGLISH).wrong[0].span.stretches, OFFSET)
    yield made
    made.close()


def moves(team: DeadBattery) -> list[MovedDate]:
    """What the office is shown."""
    [decided] = clock_matters(team.office.project, ENGLISH).decided
    return dates_to_move(team.office.project, decided, ENGLISH)


def dates(team: DeadBattery) -> list[str]:
    """The dates of the three records."""
    return [text_of(team.office.project.stored(one).values, "event_date") for one in team.records]


def test_only_what_the_clock_made_of_words_would_move(team: DeadBattery) -> None:
    """ "today" and "yesterday" mean other days by the right clock; a day that was typed whole is the person's own."""
    assert dates(team) == ["2026-03-16", "2026-01-01", "2025-12-31"]
    assert [(one.record, one.written, one.new_value) for one in moves(team)] == [
        (team.records[1], "today", "2026-03-16"),
        (team.records[2], "yesterday", "2026-03-15"),
    ]


def test_they_move_as_one_correction_that_can_be_undone(team: DeadBattery) -> None:
    """An ordinary correction by the reviewer: in the history with its reason, taken back as one."""
    found = moves(team)
    done = move_dates(team.office.project, found, ENGLISH, "The clock was wrong")
    assert (done.count, done.left_out) == (2, ())
    assert dates(team) == ["2026-03-16", "2026-03-16", "2026-03-15"]
    assert not moves(team)
    latest = history(team.office.project, team.records[1], ENGLISH)[0]
    assert (latest.what, latest.who, latest.why) == ("corrected", "Nurlan B.", "The clock was wrong")
    undo(team.office.project, done.batch)
    assert dates(team) == ["2026-03-16", "2026-01-01", "2025-12-31"]
    assert len(moves(team)) == 2


def test_what_was_changed_meanwhile_is_left_alone(team: DeadBattery) -> None:
    """A date that somebody put right after it was shown is theirs."""
    found = moves(team)
    edit(team.office, team.records[1], event_date="2026-03-14", verbatim_event_date="")
    assert move_dates(team.office.project, found, ENGLISH).count == 1
    assert dates(team) == ["2026-03-16", "2026-03-14", "2026-03-15"]


def test_a_day_without_words_moves_only_where_it_is_the_clocks_own(team: DeadBattery) -> None:
    """The very day that the clock showed was read off it; any other day was not."""
    [decided] = clock_matters(team.office.project, ENGLISH).decided
    by_clock = sighting(team.camp, event_date="2026-03-18")
    assert by_clock not in {one.record for one in dates_to_move(team.office.project, decided, ENGLISH)}
