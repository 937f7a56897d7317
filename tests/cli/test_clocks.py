"""Clocks from the terminal: the list, a decision in each of its ways, the dates after it, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Terminal
from tests.dead_battery import dead_battery


@pytest.fixture
def office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal before the reviewer's laptop of a team in which one battery died."""
    dead_battery(tmp_path).close()
    return Terminal(tmp_path / "office" / "project", capsys)


def key(office: Terminal) -> str:
    """What the wrong clock is called."""
    return office.json("review", "clocks")["wrong"][0]["clock"]


def test_the_list_tells_what_was_wrong(office: Terminal) -> None:
    """Whose clock, what it said, why that cannot be, and when it must have been."""
    told = office("review", "clocks")
    assert told.code == 0
    assert "Bolat K. (M3) · 3 January 2000, " in told.out
    assert "3 records." in told.out
    assert "between 16 March" in told.out
    assert "1 clock waits for a decision" in told.out


def test_whoever_asks_what_waits_hears_of_clocks_too(office: Terminal) -> None:
    """`review` is where people look; a clock that is wrong must not wait unseen."""
    assert "1 clock waits for a decision: camifield review clocks" in office("review").out
    assert office.json("review")["clocks"] == 1


def test_a_true_time_puts_it_right_and_the_dates_follow(office: Terminal) -> None:
    """From the list to moved dates; each step tells how it is taken back."""
    done = office.json("review", "clock", key(office), "--truly", "16.03.2026 20:40", "--why", "Flat battery")
    assert done["offset_ms"] == pytest.approx(826_806_360_000, abs=14 * 3_600_000)  # wherever this is tried
    assert [one["after"] for one in done["dates"]] == ["2026-03-16", "2026-03-15"]
    listed = office.json("review", "clocks")
    assert (listed["count"], listed["wrong"]) == (0, [])
    [decided] = listed["decided"]
    assert decided["reason"] == "Flat battery"
    moved = office.json("review", "clock", decided["clock"], "--dates", "move")
    assert (moved["moved"], moved["left"]) == (2, 0)
    shown = office("show", "M3-0003", "--history").out
    assert "The laptop said 3 January 2000" in shown
    assert "Nurlan B. put its clock right: 26 years 7" in shown
    assert office("undo", done["batch"]).code == 0
    assert office.json("review", "clocks")["count"] == 1


def test_a_length_or_that_it_was_right(office: Terminal) -> None:
    """The same by a length of time, with its direction; and the word that nothing was wrong."""
    clock = key(office)
    assert office.json("review", "clock", clock, "--offset", "26y 73d")["offset_ms"] > 0
    [decided] = office.json("review", "clocks")["decided"]
    assert office.json("review", "clock", decided["clock"], "--offset=-2h")["offset_ms"] == -7_200_000
    [decided] = office.json("review", "clocks")["decided"]
    assert office.json("review", "clock", decided["clock"], "--right")["offset_ms"] == 0
    assert office.json("review", "clocks")["count"] == 0


def test_a_laptop_whose_clock_proves_nothing_is_named_by_its_code(office: Terminal) -> None:
    """Six hours off by a wrong time zone: nobody finds that but a person, who says from which record to which."""
    done = office.json(
        "review", "clock", "m1", "--from", "M1-0001", "--to", "M1-0001", "--offset=-6h", "--why", "The zone"
    )
    assert done["offset_ms"] == -6 * 3_600_000
    [decided] = office.json("review", "clocks")["decided"]
    assert decided["laptop"] == "Nurlan B. (M1)"
    assert decided["records"] == 1
    assert [one["last"] - one["first"] for one in decided["feeds"]] == [0]
    assert office("review", "clock", "M9", "--offset", "6h").code == 1
    assert office("review", "clock", "M1", "--from", "M1-9999", "--offset", "6h").code == 1


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((), 2),
        (("--right", "--offset", "2h"), 2),
        (("--offset", "much"), 2),
        (("--truly", "some day"), 2),
    ],
)
def test_mistakes_are_told(office: Terminal, arguments: tuple[str, ...], code: int) -> None:
    """One decision at a time, in a form that means something; nothing is written otherwise."""
    assert office("review", "clock", key(office), *arguments).code == code
    assert office.json("review", "clocks")["count"] == 1


def test_an_unknown_clock_is_a_problem(office: Terminal) -> None:
    """A name that is not in the list decides nothing."""
    answer = office("review", "clock", "00000000-1", "--right", "--json")
    assert answer.code == 1
    assert answer.problem["problem"] == "clock-no-saves"


def test_a_ranger_is_refused(office: Terminal, tmp_path: Path) -> None:
    """What the window does not offer, the terminal does not do."""
    camp = office.at(tmp_path / "camp" / "project")
    answer = camp("review", "clock", key(camp), "--right", "--json")
    assert answer.code == 1
    assert answer.problem["problem"] == "role-may-not-correct-clocks"
