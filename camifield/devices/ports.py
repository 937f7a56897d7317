"""Which serial ports this laptop has, the likeliest receiver first, and opening one so that each failure has its name."""

from __future__ import annotations

import errno
import sys
from typing import NamedTuple, Protocol, cast

from camifield.errors import Problem

READ_WAITS_S = 0.2
# Makers by their USB numbers: u-blox; Prolific, whose cable is in most GPS mice; then cables that carry anything.
_RECEIVERS = (0x1546, 0x067B)
_CABLES = (0x0403, 0x10C4, 0x1A86)
_WORDS = ("gps", "gnss", "u-blox", "ublox", "glonass", "garmin")


class Port(NamedTuple):
    """A serial port: its name for the system ("COM3", "/dev/ttyUSB0"), what it calls itself, and 2 for what is a
    receiver in all likelihood, 1 for a cable that may lead to one, 0 for anything else.
    """

    name: str
    title: str
    likelihood: int


class Cable(Protocol):
    """An open serial port."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes, fewer when READ_WAITS_S is over. OSError when the port is gone."""
        ...

    def close(self) -> None: ...


def ports() -> list[Port]:
    """All serial ports, the likeliest receiver first. Opens none of them."""
    from serial.tools.list_ports import comports

    found = [
        Port(one.device, str(one.description or ""), likelihood_of(str(one.description or ""), one.vid))
        for one in comports()
    ]
    return sorted(found, key=lambda port: (-port.likelihood, port.name))


def likelihood_of(title: str, maker: int | None) -> int:
    """How likely a receiver is behind a port of this title and USB maker: see `Port`."""
    if maker in _RECEIVERS or any(word in title.casefold() for word in _WORDS):
        return 2
    return 1 if maker in _CABLES else 0


def only_receiver() -> Port:
    """The one port that a receiver is at in all likelihood. Raises Problem when there is none, or several alike."""
    found = ports()
    if not found:
        raise Problem("gps-no-port")
    best = [port for port in found if port.likelihood == found[0].likelihood]
    if len(best) > 1:
        raise Problem("gps-several-ports", parameters={"names": ", ".join(port.name for port in best)})
    return best[0]


def open_port(name: str, speed: int) -> Cable:
    """The port at `speed` baud, for us alone. Raises Problem: not there, not allowed, busy, or no serial port."""
    import serial

    try:
        opened = serial.Serial(name, speed, timeout=READ_WAITS_S, exclusive=True)
    except Exception as error:  # pyserial lets termios.error through, a class that only POSIX has
        detail = str(error)
        raise Problem(_code_of(error, detail), parameters={"port": name, "detail": detail}) from error
    return cast("Cable", opened)


def _code_of(error: Exception, detail: str) -> str:
    """Which problem it is. On Windows pyserial tells the reason as text only, and "denied" means that it is taken."""
    number = getattr(error, "errno", None)
    is_denied = number in (errno.EACCES, errno.EPERM) or "PermissionError" in detail
    if number == errno.ENOENT or "FileNotFoundError" in detail:
        return "gps-port-missing"
    if number in (errno.EBUSY, errno.EWOULDBLOCK) or (is_denied and sys.platform == "win32"):
        return "gps-port-busy"
    return "gps-port-not-allowed" if is_denied else "gps-port-unusable"
