"""A time of day as people write it: a clock in any notation, an hour of the morning, or only a part of the day."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from camifield.fields.reading.day_parts import means_about, part_of_day, part_phrases
from camifield.fields.reading.offsets import read_offset
from camifield.fields.reading.unknown import means_unknown
from camifield.folding import plain, words


class TimeReading(NamedTuple):
    """`value` is HH:MM, None when the text gives no clock time.

    `part_of_day` is a code of that vocabulary, also without a value ("in the morning"). `until` is the end of a
    stated span, `precision` is minute, hour or part_of_day. Reasons, when there is neither value nor part:
    ``time-not-understood``, ``hour-out-of-range``, ``minute-out-of-range``, ``time-is-day-fraction`` (0.3889, a
    spreadsheet's own number, with the time as `suggestion`).
    """

    value: str | None = None
    is_about: bool = False
    part_of_day: str = ""
    until: str = ""
    precision: str = ""
    offset: str = ""
    reason: str = ""
    suggestion: str = ""


class Clock(NamedTuple):
    """Digits of one clock time: the minutes are None when only the hour stands there; `half` is am, pm or nothing."""

    hour: int
    minute: int | None
    half: str = ""


# Words that stand beside a time and say nothing more.
_SILENT = frozenset(
    {"from", "с", "at", "in", "the", "time", "local", "в", "во", "время", "к", "местное", "o", "clock", "of"}
)
_SPAN = frozenset({"-", "to", "until", "до", "по", "хүртэл"})
_FRACTION_DIGITS = 3
LONGEST_TEXT = 200


def read_time(text: str) -> TimeReading:
    """The time of a whole text, such as 09:20, 9.20, 0920, 9h20, 18時30分頃, about 6 pm, утром."""
    if len(text) > LONGEST_TEXT:
        return TimeReading(reason="time-not-understood")
    if means_unknown(text):
        return TimeReading(part_of_day="unknown", precision="part_of_day")
    typed = words(plain(text)).translate(_DASHES)
    fraction = _day_fraction(typed)
    if fraction is not None:
        return fraction
    clocks, rest = _clocks(typed)
    if not clocks:
        clocks, rest = _bare_clock(rest)
    about, part, is_understood = _beside(rest)
    if not is_understood or len(clocks) > 2:
        return TimeReading(reason="time-not-understood")
    return _reading(clocks, part, offset="", is_about=about)


def find_time(text: str) -> tuple[TimeReading | None, str]:
    """The clock time inside a folded text that also holds a date, and the text without it; None when there is none.

    Only writings that no date can have are taken: with a colon, an hour word, or am and pm. A midnight with seconds
    (00:00:00) is what programs add to a date without a time, and is left out.
    """
    found = _stamp().search(text)
    if found is not None and not _is_span(found):
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        hour, minute, second, half, offset = found.group("hour", "minute", "second", "half", "offset")
        if int(hour) == int(minute) == 0 and second is not None and not int(second) and not offset:
            return None, rest
        clock = Clock(int(hour), int(minute), _letters(half))
        return _reading([clock], "", offset=read_offset(offset) or "" if offset else "", is_about=False), rest
    clocks, rest = _clocks(text)
    if 1 <= len(clocks) <= 2:
        return _reading(clocks, "", offset="", is_about=False), re.sub(r" # *- *# |#", " ", rest)
    return None, text


def _is_span(found: re.Match[str]) -> bool:
    """09:20-10:30 is from one time to another; -10:30 after seconds, after T or after UTC is an offset."""
    offset: str | None = found["offset"]
    return bool(offset) and str(offset).startswith("-") and not (found["second"] or found["t"])


def _letters(half: str | None) -> str:
    return (half or "").replace(".", "").replace(" ", "")


def _reading(clocks: list[Clock], part: str, *, offset: str, is_about: bool) -> TimeReading:
    """The reading of one clock time, or the two of a span, told apart by the part of the day where 12 hours are meant."""
    if not clocks:
        if part:
            return TimeReading(part_of_day=part, is_about=is_about, precision="part_of_day")
        return TimeReading(reason="time-not-understood")
    texts: list[str] = []
    for clock in clocks:
        hour = _full_hour(clock, part)
        if hour > 23:
            return TimeReading(reason="hour-out-of-range")
        if (clock.minute or 0) > 59:
            return TimeReading(reason="minute-out-of-range")
        texts.append(f"{hour:02}:{clock.minute or 0:02}")
    return TimeReading(
        value=texts[0],
        is_about=is_about,
        part_of_day=part,
        until=texts[1] if len(texts) > 1 else "",
        precision="hour" if clocks[0].minute is None else "minute",
        offset=offset,
    )


def _full_hour(clock: Clock, part: str) -> int:
    """The hour of 24, from am and pm or from the part of the day; an hour over 12 is already one."""
    hour = clock.hour
    if clock.half == "pm" or (part == "dusk" and hour >= 3) or (part == "afternoon" and hour >= 1):
        return hour + 12 if hour < 12 else hour
    if part == "midday" and 1 <= hour <= 2:
        return hour + 12
    if part == "night" and 6 <= hour < 12:
        return hour + 12
    if hour == 12 and (clock.half == "am" or part == "night"):
        return 0
    return hour


def _clocks(typed: str) -> tuple[list[Clock], str]:
    """Every clock time whose writing is clear, and the text with a dot in the place of each."""
    clocks: list[Clock] = []

    def take(found: re.Match[str]) -> str:
        hour = found["hour"] or found["hour2"] or found["hour3"] or found["hour4"]
        minute = (
            found["minute"] or found["minute2"] or found["minute4"] or ("30" if found["half_past"] else None)
        )
        half = _letters(found["half"] or found["half3"])
        clocks.append(Clock(int(hour), None if minute is None else int(minute), half))
        return " # "

    rest = _clear().sub(take, typed)
    return clocks, rest


def _bare_clock(typed: str) -> tuple[list[Clock], str]:
    """Digits that are a time only because they stand in the box of the time: 9.20, 9-20, 0920, 920, 9, 8-9."""
    found = _bare().search(typed)
    if found is None:
        return [], typed
    rest = f"{typed[: found.start()]} # {typed[found.end() :]}"
    if found["packed"]:
        return [Clock(int(found["packed"][:-2]), int(found["packed"][-2:]))], rest
    if found["minute"]:
        return [Clock(int(found["hour"]), int(found["minute"]))], rest
    if found["until"]:
        return [Clock(int(found["from"]), None), Clock(int(found["until"]), None)], rest
    return [Clock(int(found["alone"]), None)], rest


def _beside(rest: str) -> tuple[bool, str, bool]:
    """What the words beside the clock say: whether about, which part of the day, and whether all were understood."""
    about, part = False, ""
    for phrase in part_phrases():
        if phrase in rest:
            part = part or part_of_day(phrase)
            rest = rest.replace(phrase, " ")
    for word in _words_beside().findall(rest):
        if means_about(word):
            about = True
        elif part_of_day(word):
            part = part or part_of_day(word)
        elif word not in _SILENT and word not in _SPAN and not _hour_word().fullmatch(word):
            return about, part, False
    return about, part, True


def _day_fraction(typed: str) -> TimeReading | None:
    """A refusal for the number by which a spreadsheet keeps a time, None for any other text."""
    if not re.fullmatch(rf"0[.,]\d{{{_FRACTION_DIGITS},}}", typed):
        return None
    minutes = round(float(typed.replace(",", ".")) * 1440) % 1440
    return TimeReading(reason="time-is-day-fraction", suggestion=f"{minutes // 60:02}:{minutes % 60:02}")


_DASHES = str.maketrans("−–—‐‑〜～", "-------")
_HOURS = "h|hrs?|hours?|ч|час|часа|часов|цаг|цагт|цагийн|саат|саатта|сагат|сагатта|soat|соат|बजे|بجے"
_MINUTES = "m|min|mins|minutes?|мин|минут|минуты|минута|минутад"
_HALVES = r"a\.? ?m\.?|p\.? ?m\.?"


@cache
def _clear() -> re.Pattern[str]:
    """9:20, 9:20:15, 9:20 pm; 9h20, 9 ч 20 мин, 9 часов, 18時30分, 9点半; 6 pm."""
    return re.compile(
        rf"(?<!\d)(?P<hour>\d{{1,2}}) ?: ?(?P<minute>\d{{2}})(?::\d{{2}}(?:[.,]\d+)?)?(?: ?(?P<half>{_HALVES})(?![^\W\d_]))?(?!\d)"
        rf"|(?<!\d)(?P<hour2>\d{{1,2}}) ?(?:{_HOURS})\.?(?: ?(?P<minute2>\d{{1,2}})(?: ?(?:{_MINUTES})\.?)?)?(?![^\W\d_]|\d)"
        r"|(?P<hour4>\d{1,2})[時时点點]鐘?(?:(?P<minute4>\d{1,2})分|(?P<half_past>半))?"
        rf"|(?<!\d)(?P<hour3>\d{{1,2}}) ?(?P<half3>{_HALVES})(?![^\W\d_])"
    )


@cache
def _stamp() -> re.Pattern[str]:
    """A time as programs write it after a date, with seconds, fractions and an offset."""
    return re.compile(
        r"(?:(?<=\d)(?P<t>t)|(?<!\d))(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
        rf"(?: ?(?P<half>{_HALVES})(?![^\W\d_]))?"
        r" ?(?P<offset>z(?![^\W\d_])|(?:utc|gmt)? ?[+-]\d{1,2}(?::?\d{2})?(?![\d.-]))?(?![\d:])"
    )


@cache
def _bare() -> re.Pattern[str]:
    return re.compile(
        r"(?<!\d)(?:(?P<hour>\d{1,2})[.,-](?P<minute>\d{2})|(?P<packed>\d{3,4})|(?P<from>\d{1,2}) ?- ?(?P<until>\d{1,2})"
        r"|(?P<alone>\d{1,2}))(?![\d.,:-]*\d)"
    )


@cache
def _words_beside() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?|[~≈]|\d+|[^\s\w#.,()]")


@cache
def _hour_word() -> re.Pattern[str]:
    return re.compile(rf"(?:{_HOURS})|(?:{_MINUTES})")
