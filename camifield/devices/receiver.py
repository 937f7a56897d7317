"""A receiver on a cable, listened to for a while: found at its speed, averaged, stopped, and told when it fails."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import NamedTuple

from camifield.clock import Clock, SystemClock
from camifield.devices.fixes import CLOCK_DIFFERS_FROM, Average, Fixes
from camifield.devices.ports import Cable, open_port
from camifield.devices.sentences import Lines, Sentence
from camifield.errors import Problem
from camifield.progress import Progress, Stopped

SPEEDS = (4800, 9600, 38400, 115200)  # the standard's own, and what receivers of today use instead
A_MINUTE_S = 60
_PIECE = 256


class Patience(NamedTuple):
    """For how many seconds a speed is tried, a silence is borne, and a first fix is waited for.

    A receiver that was off for weeks needs some twelve minutes for its almanac; nobody holds a form open for so long.
    """

    speed_s: float = 3.0
    silence_s: float = 10.0
    fix_s: float = 120.0


class Heard(NamedTuple):
    """What a receiver gave. `problem` says why it ended early, with what was averaged until then kept.

    `clock_behind` is by how much the laptop's clock is behind the receiver's (negative: ahead); None where not told.
    """

    average: Average
    clock_behind: timedelta | None
    is_stopped: bool = False
    problem: Problem | None = None

    @property
    def is_clock_wrong(self) -> bool:
        """Whether the laptop's clock is off by more than two minutes."""
        return self.clock_behind is not None and abs(self.clock_behind) > CLOCK_DIFFERS_FROM


class Receiver:
    """One receiver at a port; `average` is work for a worker beside the window, or for a terminal."""

    def __init__(self, port: str, clock: Clock | None = None, patience: Patience | None = None) -> None:
        self.port = port
        self._clock = clock or SystemClock()
        self._patience = patience or Patience()
        self._fixes = Fixes()
        self._behind: timedelta | None = None

    def average(self, progress: Progress, seconds: float = A_MINUTE_S) -> Heard:
        """Listen until `seconds` have passed since the first fix.

        Stop, a port that goes away or falls silent end it with what was averaged; with no fix yet they raise Stopped
        or the Problem. Raises Problem for a port that cannot be opened, is silent or is no receiver.
        """
        self._fixes, self._behind = Fixes(), None
        problem: Problem | None = None
        is_stopped = False
        try:
            self._listen(progress, seconds)
        except Problem as found:
            if found.code == "gps-other-datum" or not self._fixes:
                raise
            problem = found
        except Stopped:
            if not self._fixes:
                raise
            is_stopped = True
        average = self._fixes.average()
        if average is None:
            raise self._problem("gps-no-fix")
        return Heard(average, self._behind, is_stopped, problem)

    def _problem(self, code: str, **more: str) -> Problem:
        return Problem(code, parameters={"port": self.port, **more})

    def _listen(self, progress: Progress, seconds: float) -> None:
        bytes_heard = 0
        for speed in SPEEDS:
            cable, lines = open_port(self.port, speed), Lines()
            try:
                if self._is_understood(cable, lines, progress):
                    self._gather(cable, lines, progress, seconds)
                    return
            finally:
                cable.close()
            bytes_heard += lines.bytes_heard
        raise self._problem("gps-not-understood" if bytes_heard else "gps-silent")

    def _is_understood(self, cable: Cable, lines: Lines, progress: Progress) -> bool:
        """Whether a whole sentence comes at this speed in time."""
        until = time.monotonic() + self._patience.speed_s
        while time.monotonic() < until:
            progress.step(0, doing="gps.looking")
            found = self._read(cable, lines)
            for sentence in found:
                self._hear(sentence)
            if found:
                return True
        return False

    def _gather(self, cable: Cable, lines: Lines, progress: Progress, seconds: float) -> None:
        began = spoke = time.monotonic()
        first: float | None = began if self._fixes else None
        while True:
            now = time.monotonic()
            if first is None:
                progress.step(0, doing="gps.waiting")
            else:
                progress.step(min(int(now - first), int(seconds)), int(seconds), "gps.averaging")
            for sentence in self._read(cable, lines):
                spoke = now
                self._hear(sentence)
            if first is None and self._fixes:
                first = now
            if first is not None and now - first >= seconds:
                return
            if now - spoke > self._patience.silence_s:
                raise self._problem("gps-fell-silent")
            if first is None and now - began > self._patience.fix_s:
                raise self._problem("gps-no-fix")

    def _read(self, cable: Cable, lines: Lines) -> list[Sentence]:
        try:
            piece = cable.read(_PIECE)
        except OSError as error:
            raise self._problem("gps-went-away") from error
        return list(lines.feed(piece))

    def _hear(self, sentence: Sentence) -> None:
        moment = self._fixes.hear(sentence)
        if moment is not None:
            self._behind = moment - self._clock.now()
        if not self._fixes.is_datum_right:
            raise self._problem("gps-other-datum", datum=self._fixes.datum)
