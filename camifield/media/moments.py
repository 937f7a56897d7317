"""A camera's two clocks: the one that somebody set, and the one of the satellites where it has a receiver."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache

from camifield.media.exif import Camera

# A receiver may keep the moment of its last fix, and a camera is set by hand: this much is no difference.
CLOCKS_AGREE_WITHIN = timedelta(minutes=5)
# No camera with EXIF is older, and no clock is right that says so; receivers that count weeks wrongly say 1999 or so.
_FIRST_YEAR, _LAST_YEAR = 1990, 2099
_FIRST_SATELLITE_YEAR = 2002
LONGEST_SPAN = timedelta(days=365 * 40)
LONGEST_TEXT = 40


@dataclass(frozen=True, slots=True)
class Clocks:
    """`camera` is what its clock showed, without a zone; `offset` its difference from UTC where it says so;
    `satellites` the aware UTC of its receiver. None for what it does not say or cannot be.
    """

    camera: datetime | None = None
    offset: timedelta | None = None
    satellites: datetime | None = None

    def behind(self, local: timedelta) -> timedelta | None:
        """How far the camera's clock was behind the satellites' (negative: ahead), to the minute; zero where they agree.

        `local` is the difference from UTC of the place, for cameras that do not say theirs. None without both clocks.
        """
        if self.camera is None or self.satellites is None:
            return None
        shown = self.satellites.replace(tzinfo=None) + (local if self.offset is None else self.offset)
        found = timedelta(minutes=round((shown - self.camera).total_seconds() / 60))
        return found if abs(found) > CLOCKS_AGREE_WITHIN else timedelta(0)


def clocks_of(camera: Camera) -> Clocks:
    """The clocks of what a camera wrote."""
    text, _, zone = (camera.taken_at or "").partition(" ")
    hour, _, zone = zone.partition(" ")
    shown = _time(f"{text.replace(':', '-')}T{hour[:8]}", _FIRST_YEAR)
    satellites = _time((camera.gps_at or "").removesuffix("Z"), _FIRST_SATELLITE_YEAR)
    return Clocks(shown, _offset(zone), satellites.replace(tzinfo=UTC) if satellites else None)


def _time(text: str, first_year: int) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.replace(tzinfo=None) if first_year <= found.year <= _LAST_YEAR else None


def _offset(text: str) -> timedelta | None:
    found = re.fullmatch(r"([+-])(\d{2}):([0-5]\d)", text.strip())
    if found is None:
        return timedelta(0) if text.strip() == "Z" else None
    sign, hours, minutes = found.groups()
    span = timedelta(hours=int(hours), minutes=int(minutes))
    return (-span if sign == "-" else span) if span <= timedelta(hours=14) else None


def read_span(text: str) -> timedelta | None:
    """A length of time as people write it: "22", "22 h", "22:10", "1 d 3 h 20 min", "1 сут 3 ч"; None for anything else."""
    typed = text.strip().casefold()
    if not typed or len(typed) > LONGEST_TEXT:
        return None
    clock = re.fullmatch(r"(\d{1,6}):([0-5]\d)", typed)
    if clock is not None:
        return _bounded(timedelta(hours=int(clock[1]), minutes=int(clock[2])))
    typed = (
        f"{typed} h" if re.fullmatch(r"\d{1,6}(?:[.,]\d{1,3})?", typed) else typed
    )  # a bare number is of hours
    found = _span().fullmatch(typed)
    if found is None or not any(found.groups()):
        return None
    days, hours, minutes = (float((part or "0").replace(",", ".")) for part in found.groups())
    return _bounded(timedelta(days=days, hours=hours, minutes=minutes))


def _bounded(span: timedelta) -> timedelta | None:
    minutes = round(span.total_seconds() / 60)
    return timedelta(minutes=minutes) if timedelta(0) < span <= LONGEST_SPAN else None


@cache
def _span() -> re.Pattern[str]:
    number = r"(\d{1,6}(?:[.,]\d{1,3})?)"
    days, hours = (
        r"(?:d(?:ays?)?|д(?:н(?:ей|я|ь)?|ень)?|сут(?:ки|ок)?|хоног|өдөр)",
        r"(?:h(?:ours?|rs?)?|ч(?:ас(?:а|ов)?)?|ц(?:аг)?)",
    )
    minutes = r"(?:m(?:in(?:utes?)?)?|м(?:ин(?:ут[аы]?)?)?)"
    return re.compile(
        rf"(?:{number}\s*{days}\.?)?\s*(?:{number}\s*{hours}\.?)?\s*(?:{number}\s*{minutes}\.?)?"
    )
