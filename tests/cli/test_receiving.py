"""Protects `camifield gps`: a position from a receiver on a cable, in words and for programs."""

from __future__ import annotations

import shlex

from camifield.clock import SystemClock
from camifield.devices.ports import ports
from tests.cli.terminal import Terminal
from tests.devices.speech import MORNING, cable, gga, needs_pseudo_terminal, repeated, rmc

PLACE = (42.123456, 76.654321)
SAID = [gga(*PLACE, second=second) for second in range(60)]


@needs_pseudo_terminal
def test_a_position_is_told_and_makes_a_record(terminal: Terminal) -> None:
    """What is printed for a record is taken by `record` as it stands, with source and uncertainty."""
    with cable(repeated(SAID)) as port:
        done = terminal("gps", "--port", port, "--seconds", "1")
    assert done.code == 0
    assert "42.12346° N, 76.65432° E, right to 11 m" in done.out
    last = done.out.strip().splitlines()[-1]
    answers = shlex.split(last.partition(": ")[2])
    assert "georeference_source=handheld_gps" in answers
    assert terminal.sighting("country=KG", *answers).code == 0


@needs_pseudo_terminal
def test_a_program_is_told_all_and_a_wrong_clock(terminal: Terminal) -> None:
    """One document with every number, and by how much the laptop's clock is off."""
    there = rmc(*PLACE, MORNING.replace(year=2030))
    with cable(repeated([*SAID[:3], there])) as port:
        found = terminal.json("gps", "--port", port, "--seconds", "1")
    assert (found["latitude"], found["longitude"]) == PLACE
    assert found["elevation_m"] == 2104
    ahead = MORNING.replace(year=2030) - SystemClock().now()
    assert abs(found["clock_behind_s"] - ahead.total_seconds()) < 60
    assert found["is_clock_wrong"] is True


@needs_pseudo_terminal
def test_a_wrong_clock_is_said_to_a_person(terminal: Terminal) -> None:
    """Whoever asks where they are learns that their laptop's dates are wrong."""
    with cable(repeated([*SAID[:3], rmc(*PLACE, MORNING.replace(year=2039))])) as port:
        done = terminal("gps", "--port", port, "--seconds", "1")
    assert "behind the receiver's" in done.err


@needs_pseudo_terminal
def test_a_cable_that_is_pulled_out_leaves_a_position(terminal: Terminal) -> None:
    """The position until then is printed, the problem is said, and the exit code says that it ended early."""
    with cable(repeated(SAID, times=10)) as port:
        done = terminal("gps", "--port", port)
    assert done.code == 3
    assert "42.123456, 76.654321" in done.out
    assert "went away" in done.err


def test_ports_are_listed(terminal: Terminal) -> None:
    """The list is what the system has, on any system; a port that is none is a problem."""
    assert [one["port"] for one in terminal.json("gps", "--list")["ports"]] == [one.name for one in ports()]
    assert "serial port" in terminal("gps", "--list").out
    assert terminal("gps", "--port", "COM250").code == 1
