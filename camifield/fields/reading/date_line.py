"""A written date brought to a short line of numbers and marks, with every word understood or the whole refused.

The line holds numbers as typed, ``m3`` for a named month, ``s21`` for a season, ``Y`` after a number that is called a
year, ``>`` between the ends of a range, and the separators of numeric dates.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from camifield.fields.reading.calendars import Calendar, era_began, from_era
from camifield.fields.reading.date_words import days_ago, role_of, take_calendar, take_days_ago
from camifield.fields.reading.day_parts import means_about, part_of_day, part_phrases
from camifield.fields.reading.month_names import month_of, roman_month, seasons_of

LONGEST_ENDING = 6


class DateLine(NamedTuple):
    """The line and what stood beside it.

    `calendar` is what a word of the text says, "" when none does; `third` is early, middle or late; `earliest` is the
    first day of the era that was named.
    """

    text: str
    calendar: Calendar | None = None
    part_of_day: str = ""
    is_about: bool = False
    third: str = ""
    days_ago: int | None = None
    earliest: str = ""


def date_line(text: str, language: str | None) -> DateLine | None:
    """The line of a folded text from which the time is already taken; None when some word of it is not known."""
    ago, text = take_days_ago(text)
    calendar, text = take_calendar(text)
    earliest, text = _without_era(_with_plain_dashes(_with_digits(text)))
    maker = _Maker(language)
    maker.days_ago = ago
    for phrase in part_phrases():
        if phrase in text:
            maker.part = part_of_day(phrase)
            text = text.replace(phrase, " ")
    for found in _pieces().finditer(text):
        if not maker.take(
            found.group(), is_attached=found.start() > 0 and not text[found.start() - 1].isspace()
        ):
            return None
    return DateLine(
        text=_joined(maker.parts),
        calendar=calendar or maker.calendar or ("era" if earliest else None),
        part_of_day=maker.part,
        is_about=maker.is_about,
        third=maker.third,
        days_ago=maker.days_ago,
        earliest=earliest,
    )


class _Maker:
    """One pass over the pieces of a text."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        self.parts: list[str] = []
        self.calendar: Calendar | None = None
        self.part = ""
        self.third = ""
        self.is_about = False
        self.days_ago: int | None = None
        self._tens = 0

    def take(self, piece: str, *, is_attached: bool) -> bool:
        """Take one piece; False when it is not understood."""
        if piece.isdecimal():
            self.parts.append(piece)
        elif piece[0].isalpha():
            return self._take_word(piece, is_attached=is_attached)
        elif piece in "./-":
            if self.parts and self.parts[-1][-1].isdecimal():
                self.parts.append(piece)
        elif piece == ">":
            self.parts.append(piece)
        elif means_about(piece):
            self.is_about = True
        else:
            return piece in ",()'॰"
        return True

    def _take_word(self, word: str, *, is_attached: bool) -> bool:
        ago = days_ago(word)
        if ago is not None:
            self.days_ago = ago
            return True
        role = role_of(word)
        if role is not None:
            self._take_role(role)
            return True
        if means_about(word):
            self.is_about = True
            return True
        return self._take_name(word) or (is_attached and self._drop_ending(word))

    def _take_role(self, role: str) -> None:
        last = self.parts[-1] if self.parts else ""
        if role == "year" and last.isdecimal():
            self.parts[-1] = f"{last}Y"
        elif role == "month" and last.isdecimal():
            self.parts[-1] = f"m{int(last)}"
        elif role == "range" or (role == "onto" and self.parts):
            self.parts.append(">")
        elif role in ("early", "middle", "late"):
            self.third = role
        elif role == "ten":
            self._tens = 10
        elif role == "silent" and last == "-":
            self.parts.pop()

    def _take_name(self, word: str) -> bool:
        """A month, a season or a part of the day."""
        seasons = seasons_of(word)
        month = month_of(word)
        if month is not None:
            self.parts.append(f"m{month.number + self._tens}")
            self._tens = 0
            if month.calendar != "gregorian":
                self.calendar = month.calendar
        elif seasons:
            spoken = seasons[0] if self.language == "kk" else seasons[-1] if self.language == "ky" else None
            shown = (spoken,) if spoken else seasons
            self.parts.append("s" + "|".join(map(str, shown)))
        elif part_of_day(word):
            self.part = self.part or part_of_day(word)
        else:
            roman = roman_month(word) if self.parts or len(word) > 1 else None
            if roman is None:
                return False
            self.parts.append(f"m{roman}")
        return True

    def _drop_ending(self, word: str) -> bool:
        """A grammatical ending that clings to a number, as in 14-го, 14-ний, 3-р."""
        if len(word) > LONGEST_ENDING or not self.parts:
            return False
        if self.parts[-1] == "-":
            self.parts.pop()
        return bool(self.parts) and self.parts[-1].isdecimal()


def _joined(parts: list[str]) -> str:
    """The parts with one space between, none around the separators, none of those at the end."""
    line = re.sub(r" ?([./-]) ?", r"\1", " ".join(parts)).strip(" ./-")
    return re.sub(r"[./-]*( ?> ?)", " > ", line).strip()


def _with_plain_dashes(text: str) -> str:
    """A long dash, or a short one between spaces, divides a range, but for the two dashes of one numeric date."""
    text = _hyphens().sub("-", text)
    text = re.sub(r"(?<!\d)(\d{1,4}) ?[–—-] ?(\d{1,2}) ?[–—-] ?(\d{1,4})(?!\d)", r"\1-\2-\3", text)
    return re.sub(r" - |[–—〜～]|(?<=\D)-(?= )", " > ", text)


def _without_era(text: str) -> tuple[str, str]:
    """R4, 令和4年 and the like as the Gregorian year, and the first day of the era; a year of Taiwan's as well."""
    found = _era().search(text)
    if found is None:
        return "", text
    era = found.group(1) or found.group(3)
    counted = found.group(2) or found.group(4)
    year = from_era(era, 1 if counted == "元" else int(counted))
    if year is None:
        return "", text
    return era_began(era).isoformat(), f"{text[: found.start()]}{year}{text[found.end() :]}"


def _with_digits(text: str) -> str:
    """Chinese numerals before 年, 月 and 日 as digits: 二〇二四年十二月三十一日."""
    return _numerals().sub(lambda found: str(_chinese_number(found.group())), text)


def _chinese_number(numerals: str) -> int:
    digits = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
    if "十" not in numerals:
        return int("".join(str(digits[character]) for character in numerals))
    tens, _, ones = numerals.partition("十")
    return (digits.get(tens, 1) if tens else 1) * 10 + (digits.get(ones, 0) if ones else 0)


@cache
def _numerals() -> re.Pattern[str]:
    return re.compile("[〇零一二三四五六七八九十]{1,4}(?=[年月日号號])")


@cache
def _hyphens() -> re.Pattern[str]:
    return re.compile("[−‐‑]")


@cache
def _era() -> re.Pattern[str]:
    return re.compile(
        r"(?<![^\W\d_])([rhs])\.?(\d{1,2})(?=[./年-]\d|年?$)|(令和|平成|昭和|民國|民国) ?(\d{1,3}|元)"
    )


@cache
def _pieces() -> re.Pattern[str]:
    """Numbers, the three marks of a Chinese date, words with their vowel signs, and any other sign."""
    return re.compile(
        r"\d+|[年月日号號]|[\u3040-\u9fff]{1,4}|[^\W\d_\u3040-\u9fff](?:[^\W\d_\u3040-\u9fff]|[\u0900-\u0903\u093a-\u094f\u0951-\u0957])*|\S"
    )
