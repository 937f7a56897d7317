"""Wrong clocks as a reviewer is shown them: which, since when, by how much, and what a time was before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.clocks import put_right
from camifield.commands.undoing import undo
from camifield.queries.clock_spans import WrongClock
from camifield.queries.clock_words import bounds_text, is_within, read_moment, said_text, typed_moment
from camifield.queries.clocks import clock_matters
from camifield.queries.history import history
from camifield.queries.records import detail
from camifield.queries.review import matters
from tests.dead_battery import DeadBattery, dead_battery
from tests.differing import edit
from tests.making import ENGLISH
from tests.teams import meet


@pytest.fixture
def team(tmp_path: Path) -> Iterator[DeadBattery]:
    """Three laptops, one of which wrote in the year 2000."""
    made = dead_battery(tmp_path)
    yield made
    made.close()


def the_wrong_one(team: DeadBattery) -> WrongClock:
    """What the office is shown."""
    [wrong] = clock_matters(team.office.project, ENGLISH).wrong
    return wrong


def test_the_span_is_found_with_its_laptop_and_records(team: DeadBattery) -> None:
    """Whose clock, what it said, how many records, and between what times it must have been."""
    wrong = the_wrong_one(team)
    assert wrong.span.laptop == "Bolat K. (M3)"
    assert (wrong.span.records, wrong.why) == (3, "too-early")
    assert said_text(wrong.span, team.office.project, ENGLISH) == "3 January 2000, 08:14"
    assert bounds_text(wrong, team.office.project, ENGLISH) == (
        "From what came before and after, it was between 16 March 2026, 00:00 and 17 March 2026, 17:19."
    )
    assert wrong.best_ms is not None
    assert is_within(wrong, wrong.best_ms)
    assert not is_within(wrong, 0)


def test_everybody_sees_it_and_a_ranger_is_not_asked(team: DeadBattery) -> None:
    """The same finding on every laptop; only who may decide is asked."""
    keys = {
        one.project.settings.laptop: (found.is_mine, found.wrong[0].span.key)
        for one in (team.here, team.office, team.camp)
        if (found := clock_matters(one.project, ENGLISH))
    }
    key = the_wrong_one(team).span.key
    assert keys == {"M7": (True, key), "M1": (True, key), "M3": (False, key)}


def test_a_corrected_time_is_shown_with_what_the_laptop_had_said(team: DeadBattery) -> None:
    """History and the record's own line: the right time in front, the claim never hidden; an undo brings it back."""
    project, wrong = team.office.project, the_wrong_one(team)
    record = team.records[0]
    [before] = history(project, record, ENGLISH)
    assert (before.when, before.clock) == ("3 January 2000, 08:14", "")
    assert wrong.best_ms is not None
    done = put_right(project, wrong.span.stretches, wrong.best_ms, "Flat battery")
    [after] = history(project, record, ENGLISH)
    assert after.when == "16 March, 20:40"
    assert after.clock == (
        "The laptop said 3 January 2000, 08:14. Nurlan B. put its clock right: 26 years 73 days later."
    )
    shown = detail(project, record, ENGLISH)
    assert shown is not None
    assert any("16 March, 20:40" in line.text for line in shown.lines)
    found = clock_matters(project, ENGLISH)
    assert not found.wrong
    assert [(one.reason, one.holds, one.who) for one in found.decided] == [
        ("Flat battery", True, "Nurlan B.")
    ]
    undo(project, done.batch)
    assert the_wrong_one(team) == wrong
    assert history(project, record, ENGLISH) == [before]


def test_a_clock_that_was_right_is_not_asked_about_again(team: DeadBattery) -> None:
    """Somebody looked: it leaves the list, and no time has a note of it."""
    wrong = the_wrong_one(team)
    put_right(team.office.project, wrong.span.stretches, 0)
    found = clock_matters(team.office.project, ENGLISH)
    assert (found.wrong, found.waiting) == ((), 0)
    assert history(team.office.project, team.records[0], ENGLISH)[0].clock == ""


def test_a_contested_answer_is_told_by_the_right_time(team: DeadBattery) -> None:
    """Who gave an answer when must not be decided by a battery."""
    meet(team.here, team.office, team.camp)
    team.camp.clock.at = team.camp.clock.at.replace(year=2001)
    edit(team.camp, team.records[0], count="30")
    edit(team.here, team.records[0], count="20")
    meet(team.here, team.office, team.camp)
    [wrong] = [one for one in clock_matters(team.office.project, ENGLISH).wrong if one.span.records == 0]
    put_right(team.office.project, wrong.span.stretches, 25 * 31_556_952_000)
    [matter] = matters(team.office.project, ENGLISH)
    speakers = [one for version in matter.questions[0].versions for one in version.speakers]
    [told] = [one for one in speakers if one.who == "Bolat K."]
    assert told.clock.startswith("The laptop said ")
    assert told.when.endswith(("2026", ":20", ":19", ":21")) or "March" in told.when


@pytest.mark.parametrize(
    ("typed", "is_read"),
    [
        ("14.03.2026 09:15", True),
        ("14 March 2026", True),
        ("March 2026", False),
        ("never", False),
        ("", False),
    ],
)
def test_a_true_time_is_read_as_people_type_it(team: DeadBattery, typed: str, is_read: bool) -> None:
    """A day with a time or without one; a month would correct nothing."""
    found = read_moment(typed, team.office.project, ENGLISH)
    assert (found is not None) is is_read
    if found is not None:
        assert read_moment(typed_moment(found, team.office.project), team.office.project, ENGLISH) == found
