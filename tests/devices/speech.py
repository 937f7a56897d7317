"""What receivers say, made for tests: sentences with right checksums, and a cable of the system's own (a pseudo terminal)."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest

Say = Callable[[bytes], None]
Play = Callable[[Say, threading.Event], None]

# One that can be played to pyserial stands on POSIX alone; the accumulator and the reader are tried on every system.
needs_pseudo_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo terminals")


def sentence(body: str) -> bytes:
    """A whole line of this body, with its checksum."""
    checksum = 0
    for sign in body.encode():
        checksum ^= sign
    return f"${body}*{checksum:02X}\r\n".encode()


def angle(degrees: float, letters: str, width: int) -> str:
    """Degrees as NMEA writes them: degrees and minutes run together, and the letter."""
    millionths = round(abs(degrees) * 60 * 1_000_000)
    whole, rest = divmod(millionths, 60_000_000)
    return f"{whole:0{width}}{rest // 1_000_000:02}.{rest % 1_000_000:06},{letters[degrees < 0]}"


def gga(
    latitude: float,
    longitude: float,
    *,
    second: int = 0,
    quality: int = 1,
    hdop: str = "1.0",
    satellites: str = "09",
    height: str = "2104.0",
) -> bytes:
    """A position with its quality, at `second` seconds after 03:00 UTC."""
    place = f"{angle(latitude, 'NS', 2)},{angle(longitude, 'EW', 3)}"
    clock = f"03{second // 60 % 60:02}{second % 60:02}.00"
    return sentence(f"GPGGA,{clock},{place},{quality},{satellites},{hdop},{height},M,-35.0,M,,")


def rmc(latitude: float, longitude: float, at: datetime, status: str = "A") -> bytes:
    """The least that a receiver tells, with its date."""
    place = f"{angle(latitude, 'NS', 2)},{angle(longitude, 'EW', 3)}"
    return sentence(f"GPRMC,{at:%H%M%S}.00,{status},{place},0.1,12.0,{at:%d%m%y},,,A")


MORNING = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


@contextmanager
def cable(play: Play) -> Generator[str]:
    """The name of a pseudo terminal at whose other end `play(say, over)` speaks; when it returns, the cable is pulled out."""
    from pty import openpty
    from tty import setraw

    ours, theirs = openpty()
    setraw(theirs)
    os.set_blocking(ours, False)
    name = os.ttyname(theirs)
    over = threading.Event()

    def run() -> None:
        try:
            play(lambda piece: _write(ours, piece), over)
        finally:
            os.close(theirs)
            os.close(ours)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield name
    finally:
        over.set()
        thread.join()


def _write(end: int, piece: bytes) -> None:
    with suppress(
        BlockingIOError
    ):  # nobody reads, and the cable is full: what is said is lost, as on a real one
        os.write(end, piece)


def repeated(pieces: Sequence[bytes], *, times: int | None = None) -> Play:
    """Says the pieces one by one, over and over, until the test is over or `times` pieces were said."""

    def play(say: Say, over: threading.Event) -> None:
        said = 0
        while not over.wait(0.02) and said != times:
            say(pieces[said % len(pieces)])
            said += 1

    return play
