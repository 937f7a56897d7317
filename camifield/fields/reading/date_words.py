"""What each word of a written date does, in the languages of the region. Words are compared as they fold."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from camifield.fields.reading.calendars import Calendar
from camifield.folding import words

Role = Literal["year", "month", "range", "onto", "early", "middle", "late", "ten", "silent"]

_ROLES: dict[Role, str] = {
    "year": "year yr г гг год года году годы он оны онд ж жыл жылы жылғы жылдың жылдын йил йили yil yili yilning сол соли "
    "ýyl ýylyň سال सन साल 年",
    "month": "сар сарын сард сараас ай айы айының айынын oy oyi моҳи месяц месяца month ماه 月",
    "range": "to until till through по до and и хүртэл ба",
    "onto": "на into",
    "early": "early начало начале эхээр эхэнд басында башында boshida аввали 上旬",
    "middle": "mid middle середина середине дундуур дунд ортасында 中旬",
    "late": "late end конец конце сүүлээр сүүлчээр төгсгөлд соңында аягында oxirida охири 下旬",
    "ten": "арван",
    "silent": "of the on in at a during from between st nd rd th day date в во со с от день число числа числе дата "
    "дугаар дүгээр ний ны өдөр өдрийн өдөрт шилжих огноо күні күнү күн kuni kun рӯзи 日 号 號 "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "понедельник вторник среда среду четверг пятница пятницу суббота субботу воскресенье пн вт ср чт пт сб вс "
    "даваа мягмар лхагва пүрэв баасан бямба ням гараг гарагт "
    "дүйсенбі сейсенбі сәрсенбі бейсенбі жұма сенбі жексенбі",
}
_DAYS_AGO = (
    "today сегодня өнөөдөр бүгін бүгүн bugun имрӯз امروز نن آج आज 今天 今日",
    "yesterday вчера өчигдөр кеше кечээ kecha кеча дирӯз дина düýn دیروز پرون کل हिजो कल 昨天 昨日",
    "позавчера уржигдар پریروز अस्ति 前天",
)
# Folded phrases of several words: how many days ago, and the word that still stands after that is taken.
_PHRASES = (
    ("day before yesterday", 2, " "),
    ("last night", 1, " night "),
    ("прошлои ночью", 1, " night "),
    ("su gun", 0, " "),
)


def role_of(word: str) -> Role | None:
    """What a folded word does in a date; None when it is none of these words."""
    return _roles().get(word)


def days_ago(word: str) -> int | None:
    """0 for today, 1 for yesterday, 2 for the day before; None for any other folded word."""
    return _days_ago().get(word)


def take_days_ago(text: str) -> tuple[int | None, str]:
    """The number of "3 days ago" in a folded text and the text without it; phrases of several words are known too."""
    found = _ago().search(text)
    if found is not None:
        return int(found.group(1)), f"{text[: found.start()]} {text[found.end() :]}"
    for phrase, days, left in _PHRASES:
        if phrase in text:
            return days, text.replace(phrase, left)
    return None, text


def take_calendar(text: str) -> tuple[Calendar | None, str]:
    """The calendar that a folded text names (B.S., هجری شمسی, AD), and the text without the name."""
    for calendar, pattern in _calendars():
        found = pattern.search(text)
        if found is not None:
            return calendar, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


@cache
def _roles() -> dict[str, Role]:
    return {words(word): role for role, line in _ROLES.items() for word in line.split()}


@cache
def _days_ago() -> dict[str, int]:
    return {words(word): days for days, line in enumerate(_DAYS_AGO) for word in line.split()}


@cache
def _ago() -> re.Pattern[str]:
    units = words("days?|дней|дня|день|хоногийн|өдрийн|күн|kun|рӯз|gün|روز|दिन|天")
    ends = words("ago|назад|өмнө|бұрын|мурун|oldin|пеш|öň|پیش|अघि|पहले|前")
    return re.compile(rf"(?<!\d)(\d{{1,3}}) ?(?:{units}) ?(?:{ends})(?![^\W\d_])")


@cache
def _calendars() -> tuple[tuple[Calendar, re.Pattern[str]], ...]:
    """The names of calendars as they fold."""
    return (
        ("bikram_sambat", re.compile(r"(?<![^\W\d_])b\.? ?s\.?(?![^\W\d_])|वि\.? ?सं\.?|bikram sambat")),
        ("solar_hijri", re.compile(r"هجری شمسی|هجری خورشیدی|شمسی|ه\. ?ش\.?|solar hijri")),
        ("gregorian", re.compile(r"(?<![^\W\d_])(?:a\.? ?d\.?|c\.? ?e\.?|н\. ?э\.?)(?![^\W\d_])|میلادی|ई\. ?सं\.?")),
    )  # fmt: skip
