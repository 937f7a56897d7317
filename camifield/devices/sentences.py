"""What a receiver says (NMEA 0183), line by line: checksums proven, lengths limited, and all else passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

# The standard allows 82 signs; some receivers say more.
LONGEST_LINE = 120
_OLD_CENTURY_FROM = 80
_LAST_FIELD = MappingProxyType({"GGA": 9, "RMC": 9, "GSA": 17, "DTM": 8})
_CLOCK = re.compile(r"(\d\d)(\d\d)(\d\d)(?:\.(\d{1,6})\d*)?", re.ASCII)
_ANGLE = re.compile(r"(\d{1,3})(\d\d(?:\.\d{1,12})?)", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,7}(?:\.\d{1,9})?", re.ASCII)
_SIGNS = MappingProxyType({"N": 1, "E": 1, "S": -1, "W": -1})


class Sentence(NamedTuple):
    """A proven sentence: its type without the talker ("GGA") and its fields as text, by pynmea2's names."""

    kind: str
    fields: Mapping[str, str]

    def number(self, name: str) -> float | None:
        """A field as a number; None when it is empty or none."""
        text = self.fields.get(name, "")
        return float(text) if _NUMBER.fullmatch(text) else None

    def clock(self) -> timedelta | None:
        """The time of day in UTC; None when there is none."""
        found = _CLOCK.fullmatch(self.fields.get("timestamp", ""))
        if found is None:
            return None
        hours, minutes, seconds = (int(found[at]) for at in (1, 2, 3))
        if hours > 23 or minutes > 59 or seconds > 60:
            return None
        return timedelta(
            hours=hours, minutes=minutes, seconds=seconds, microseconds=int((found[4] or "").ljust(6, "0"))
        )

    def moment(self) -> datetime | None:
        """Date and time of an RMC, aware, in UTC; None when either is missing."""
        text, clock = self.fields.get("datestamp", ""), self.clock()
        if clock is None or not re.fullmatch(r"\d{6}", text, re.ASCII):
            return None
        year = int(text[4:])
        try:
            day = date(year + (1900 if year >= _OLD_CENTURY_FROM else 2000), int(text[2:4]), int(text[:2]))
        except ValueError:
            return None
        return datetime.combine(day, time(), UTC) + clock

    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees; None when they are missing, impossible, or the 0, 0 of an empty memory."""
        latitude, longitude = self._angle("lat", "NS", 90), self._angle("lon", "EW", 180)
        if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
            return None
        return latitude, longitude

    def _angle(self, name: str, letters: str, most: int) -> float | None:
        found = _ANGLE.fullmatch(self.fields.get(name, ""))
        letter = self.fields.get(f"{name}_dir", "")
        if found is None or len(letter) != 1 or letter not in letters or float(found[2]) >= 60:
            return None
        degrees = int(found[1]) + float(found[2]) / 60
        return degrees * _SIGNS[letter] if degrees <= most else None


class Lines:
    """Cuts what comes off a cable into proven sentences. `bytes_heard` and `lines_refused` say what a port is like."""

    def __init__(self) -> None:
        self._rest = b""
        self._is_too_long = False
        self.bytes_heard = 0
        self.lines_refused = 0

    def feed(self, piece: bytes) -> Iterator[Sentence]:
        """The sentences that `piece` completes. Never holds more than a line of the longest length."""
        self.bytes_heard += len(piece)
        *whole, rest = (self._rest + piece).split(b"\n")
        for line in whole:
            was_too_long, self._is_too_long = self._is_too_long, False
            found = None if was_too_long else sentence_of(line)
            if found is not None:
                yield found
            elif line.strip() or was_too_long:
                self.lines_refused += 1
        if len(rest) > LONGEST_LINE:
            self._is_too_long, rest = True, b""
        self._rest = rest


def sentence_of(line: bytes) -> Sentence | None:
    """The sentence of one line; None for what is broken, has no checksum or a wrong one, or is too long.

    Sentences of other types than GGA, RMC, GSA and DTM come without fields: they show that a receiver speaks.
    """
    import pynmea2

    library: Any = pynmea2  # it has no types
    stripped = line.strip()
    if not stripped.startswith(b"$") or len(stripped) > LONGEST_LINE or not stripped.isascii():
        return None
    try:
        parsed: Any = library.parse(stripped.decode("ascii"), check=True)
    except pynmea2.SentenceTypeError:
        return Sentence("", {})  # its checksum was right: it is only of a type that the library does not know
    except (
        ValueError,
        LookupError,
        TypeError,
    ):  # makers' own sentences cut short fail in the library in any way
        return None
    kind: str = type(parsed).__name__
    last = _LAST_FIELD.get(kind)
    if last is None:
        return Sentence(kind, {})
    data: list[str] = parsed.data
    names: list[str] = [one[1] for one in parsed.fields]
    return Sentence(kind, dict(zip(names, data, strict=False))) if len(data) >= last else None
