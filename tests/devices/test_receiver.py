"""Protects listening to a receiver over a real serial port of the system: it is found, averaged, stopped, and survived."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.devices.ports import likelihood_of, open_port, ports
from camifield.devices.receiver import Patience, Receiver
from camifield.errors import Problem
from camifield.i18n import problems
from camifield.i18n.words import LANGUAGES, Words
from camifield.progress import Progress, Stopped
from tests.devices.speech import MORNING, Say, cable, gga, needs_pseudo_terminal, repeated, rmc, sentence

HASTY = Patience(speed_s=0.3, silence_s=0.3, fix_s=0.4)
MINUTE = [gga(42.123456, 76.654321, second=second) for second in range(60)]


def problem_of(port: str, seconds: float = 30) -> Problem:
    """The problem that listening at a port ends with."""
    with pytest.raises(Problem) as raised:
        Receiver(port, patience=HASTY).average(Progress(), seconds)
    for language in LANGUAGES:
        words = Words(language.code)
        assert port in problems.what(raised.value, words)
        assert problems.what_to_do(raised.value, words)
    return raised.value


class Watched(Progress):
    """A progress that remembers what it was told, and can be stopped at a step."""

    def __init__(self, stops_at: str = "") -> None:
        super().__init__()
        self.told: list[str] = []
        self._stops_at = stops_at

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        self.told.append(doing)
        if doing == self._stops_at and self.told.count(doing) > 3:
            self.stop()
        super().step(done, total, doing)


@needs_pseudo_terminal
def test_a_receiver_is_heard_and_averaged() -> None:
    """From the port to one position, with a progress that says what is going on."""
    progress = Watched()
    with cable(repeated([*MINUTE, sentence("GPGSV,1,1,01,04,40,083,46"), b"\xffnoise\r\n"])) as port:
        heard = Receiver(port).average(progress, 1)
    assert heard.average.coordinates == "42.123456, 76.654321"
    assert heard.average.used > 1
    assert (heard.problem, heard.is_stopped, heard.clock_behind) == (None, False, None)
    assert list(dict.fromkeys(progress.told)) in (
        ["gps.looking", "gps.averaging"],
        ["gps.looking", "gps.waiting", "gps.averaging"],
    )


@needs_pseudo_terminal
def test_a_cable_that_is_pulled_out_keeps_what_was_averaged() -> None:
    """The port goes away in the middle: the problem is said, and the position until then is there."""
    with cable(repeated(MINUTE, times=10)) as port:
        heard = Receiver(port).average(Progress())
    assert heard.problem is not None
    assert heard.problem.code == "gps-went-away"
    assert heard.average.coordinates == "42.123456, 76.654321"


@needs_pseudo_terminal
def test_a_cable_that_is_pulled_out_before_a_fix_is_a_problem() -> None:
    """Without a fix there is nothing to keep, and no position is made up."""
    with cable(repeated([gga(42, 76, quality=0)], times=8)) as port:
        assert problem_of(port).code in {"gps-went-away", "gps-port-missing"}


@needs_pseudo_terminal
def test_a_receiver_that_falls_silent_keeps_what_was_averaged() -> None:
    """A flat battery in the receiver is told from a cable that was pulled out."""

    def play(say: Say, over: threading.Event) -> None:
        repeated(MINUTE, times=10)(say, over)
        over.wait()

    with cable(play) as port:
        heard = Receiver(port, patience=HASTY).average(Progress())
    assert heard.problem is not None
    assert heard.problem.code == "gps-fell-silent"
    assert heard.average.used > 0


@needs_pseudo_terminal
def test_silence_garbage_and_no_sky_are_told_apart() -> None:
    """Each has another remedy, so each is another problem."""

    def wait(_say: Say, over: threading.Event) -> None:
        over.wait()

    with cable(wait) as port:
        assert problem_of(port).code == "gps-silent"
    with cable(repeated([bytes(range(256)), b"HTTP/1.1 400\r\n", gga(42, 76).replace(b"*", b"7*")])) as port:
        assert problem_of(port).code == "gps-not-understood"
    with cable(repeated([gga(42, 76, quality=0)])) as port:
        assert problem_of(port).code == "gps-no-fix"


@needs_pseudo_terminal
def test_a_local_datum_is_refused() -> None:
    """Positions of an unknown datum lie hundreds of metres off: none is given, whatever was averaged."""
    datum = sentence("GPDTM,999,,0.0,N,0.0,E,0.0,W84")
    with cable(repeated([*MINUTE[:5], datum])) as port:
        assert problem_of(port).code == "gps-other-datum"


@needs_pseudo_terminal
def test_stop_keeps_what_was_averaged_and_is_stop_before() -> None:
    """Who has seen enough presses Stop and has a position; before the first fix there is none to have."""
    with cable(repeated(MINUTE)) as port:
        heard = Receiver(port).average(Watched("gps.averaging"))
        assert heard.is_stopped
        assert heard.average.used > 0
    with cable(repeated([gga(42, 76, quality=0)])) as port, pytest.raises(Stopped):
        Receiver(port).average(Watched("gps.waiting"))


@needs_pseudo_terminal
@pytest.mark.parametrize(("behind", "is_wrong"), [(timedelta(hours=1), True), (timedelta(seconds=60), False)])
def test_the_laptops_clock_is_checked(behind: timedelta, is_wrong: bool) -> None:
    """More than two minutes beside the satellites' time are said; what a slow cable makes is not."""
    with cable(repeated([rmc(42, 76, MORNING)])) as port:
        heard = Receiver(port, SteppedClock(MORNING - behind)).average(Progress(), 1)
    assert heard.clock_behind is not None
    assert abs(heard.clock_behind - behind) < timedelta(seconds=2)
    assert heard.is_clock_wrong is is_wrong


@needs_pseudo_terminal
def test_a_busy_port_is_told() -> None:
    """Two programs at one receiver would each hear half of it."""
    with cable(repeated(MINUTE)) as port:
        held = open_port(port, 4800)
        try:
            assert problem_of(port).code == "gps-port-busy"
        finally:
            held.close()


def test_a_port_that_is_not_there_is_told() -> None:
    """A name that was mistyped, on any system."""
    assert problem_of("COM250").code == "gps-port-missing"


@needs_pseudo_terminal
def test_what_is_no_serial_port_is_told(tmp_path: Path) -> None:
    """A file that was named instead of a port is refused, not read."""
    path = tmp_path / "file"
    path.write_bytes(MINUTE[0])
    assert problem_of(str(path)).code == "gps-port-unusable"
    assert path.read_bytes() == MINUTE[0]


def test_ports_are_listed_with_the_likeliest_first() -> None:
    """Whatever this machine has is listed in order; a maker or a name says how likely a receiver is."""
    found = [port.likelihood for port in ports()]
    assert found == sorted(found, reverse=True)
    assert likelihood_of("u-blox GNSS receiver", None) == 2
    assert likelihood_of("USB-Serial Controller", 0x067B) == 2
    assert likelihood_of("FT232R USB UART", 0x0403) == 1
    assert likelihood_of("Intel AMT", 0x8086) == 0
