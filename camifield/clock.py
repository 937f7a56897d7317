"""Time as a claim: what the laptop's clock says, and how far it can be trusted."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from typing import Final, Protocol

# Before this day there was no such program: a clock that says less is wrong (its battery is flat, as a rule).
MADE: Final = date(2026, 1, 1)


class Quality(IntEnum):
    """Where a time came from; kept beside every saved time, and never a reason to refuse one."""

    UNKNOWN = 0
    SYSTEM = 1
    GPS = 2
    HUB = 3


class Clock(Protocol):
    """What every part of the program asks for the time, so that a simulator can answer."""

    @property
    def quality(self) -> Quality: ...

    def now(self) -> datetime:
        """The present time, aware, in UTC."""
        ...

    def local_offset(self) -> timedelta:
        """The laptop's own difference from UTC at this moment."""
        ...


class SystemClock:
    """The laptop's clock."""

    quality = Quality.SYSTEM

    def now(self) -> datetime:
        return datetime.now(UTC)

    def local_offset(self) -> timedelta:
        return datetime.now().astimezone().utcoffset() or timedelta(0)


class CheckedClock:
    """A laptop's clock that a receiver's was compared with: where both agree, what it says is as good as the receiver's.

    That holds for `LASTS`, and no longer than the clock goes on as it did: not once it was set, nor after a sleep through
    which it ran otherwise. Its times stay those of `laptop`. `monotonic` counts seconds, whoever sets a clock meanwhile.
    """

    LASTS: Final = timedelta(hours=12)
    AGREES: Final = timedelta(minutes=2)

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.laptop = clock
        self._monotonic = monotonic
        self._agreed: tuple[datetime, float] | None = None
        self._told: timedelta | None = None

    def compare(self, behind: timedelta) -> bool:
        """Note by how much a receiver's clock is ahead just now; whether that is far, and was not told before."""
        if abs(behind) <= self.AGREES:
            self._agreed, self._told = (self.laptop.now(), self._monotonic()), None
            return False
        self._agreed = None
        is_new = self._told is None or abs(behind - self._told) > self.AGREES
        self._told = behind
        return is_new

    @property
    def quality(self) -> Quality:
        if self._agreed is None:
            return self.laptop.quality
        at, began = self._agreed
        passed = timedelta(seconds=self._monotonic() - began)
        if passed > self.LASTS or abs(self.laptop.now() - at - passed) > self.AGREES:
            self._agreed = None
            return self.laptop.quality
        return max(self.laptop.quality, Quality.GPS)

    def now(self) -> datetime:
        return self.laptop.now()

    def local_offset(self) -> timedelta:
        return self.laptop.local_offset()


class SteppedClock:
    """A clock for tests and simulations: it stands at `at` and moves by `step` at every look."""

    def __init__(
        self,
        at: datetime = datetime(2026, 3, 14, 3, 0, tzinfo=UTC),
        step: timedelta = timedelta(milliseconds=1),
        offset: timedelta = timedelta(hours=6),
        quality: Quality = Quality.SYSTEM,
    ) -> None:
        self.at, self.step, self.offset, self.quality = at, step, offset, quality

    def now(self) -> datetime:
        self.at += self.step
        return self.at

    def local_offset(self) -> timedelta:
        return self.offset


_EPOCH, _MILLISECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(milliseconds=1)


def milliseconds(moment: datetime) -> int:
    """Whole milliseconds since 1970-01-01 UTC; `moment` must be aware."""
    return (moment - _EPOCH) // _MILLISECOND


def moment(at_ms: int) -> datetime:
    """The aware UTC time of milliseconds since 1970, the inverse of `milliseconds`.

    Raises OverflowError outside the years 1 to 9999.
    """
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=at_ms)
