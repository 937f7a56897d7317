"""Dates in the writings of the region: one canonical text, or a question, or a reason."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from camifield.fields.reading.dates import end_of, read_date, start_of

TODAY = date(2026, 3, 20)
DAY = "2023-11-09"

WRITINGS_OF_ONE_DAY = """2023-11-09
2023-11-9
2023/11/09
2023.11.9
20231109
9.11.23
09.11.2023
09.11.2023 г.
9. 11. 2023
9 11 2023
09112023
9.XI.2023
9-XI-23
9/ХІ/2023
9 November 2023
9th November 2023
November 9, 2023
Nov 9 2023
9 Nov 23
9-Nov-2023
2023 November 9
Thursday, 9 November 2023
9 ноября 2023
9 ноября 2023 года
9-го ноября 2023 г.
9 нояб. 2023
чт 09.11.2023
9 қараша 2023
2023 жылғы 9 қараша
9-қараша 2023 ж.
2023-жылдын 9-ноябры
9-ноябр, 2023-йил
9 noyabr 2023 yil
9 noýabr 2023
2023 оны 11 сарын 9
2023 оны 11-р сарын 9-ний өдөр
2023 оны 11 дүгээр сарын 9-нд
2023 оны арван нэгдүгээр сарын 9
2023.11.09-нд
2023年11月9日
２０２３年１１月９日
二〇二三年十一月九日
R5.11.9
令和5年11月9日
民國112年11月9日
۱۴۰۲/۰۸/۱۸
1402/8/18
18/8/1402
18 آبان 1402
۱۸ عقرب ۱۴۰۲
23 कार्तिक 2080
२०८० कात्तिक २३
2080-07-23 BS
९ नोभेम्बर २०२३
9 نومبر 2023
2023:11:09 11:20:09
2023-11-09 00:00:00
2023-11-09T08:15:30.250+06:00
\u200e09.11.2023\u200f""".splitlines()


@pytest.mark.parametrize("text", WRITINGS_OF_ONE_DAY)
def test_one_day_is_one_day_in_every_writing(text: str) -> None:
    """No writing of a day, in any language or calendar of the region, becomes another day."""
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.reason, reading.precision) == (DAY, "", "day")
    assert reading.start == reading.end == date(2023, 11, 9)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2023", "2023", "year"),
        ("2023 год", "2023", "year"),
        ("23 г.", "2023", "year"),
        ("2023-11", "2023-11", "month"),
        ("11.2023", "2023-11", "month"),
        ("ноябрь 2023", "2023-11", "month"),
        ("в ноябре 2023 года", "2023-11", "month"),
        ("2023年11月", "2023-11", "month"),
        ("2023 оны 11-р сар", "2023-11", "month"),
        ("лето 2019", "2019-22", "season"),
        ("летом 2019 года", "2019-22", "season"),
        ("spring 2019", "2019-21", "season"),
        ("2019 оны намар", "2019-23", "season"),
        ("зима 2019/20", "2019-24", "season"),
        ("winter 2019-2020", "2019-24", "season"),
        ("2019-21", "2019-21", "season"),
        ("12-13 ноября 2023", "2023-11-12/2023-11-13", "range"),
        ("12–13.11.2023", "2023-11-12/2023-11-13", "range"),
        ("12/13 November 2023", "2023-11-12/2023-11-13", "range"),
        ("12.11-13.11.2023", "2023-11-12/2023-11-13", "range"),
        ("12.11.2023 - 13.11.2023", "2023-11-12/2023-11-13", "range"),
        ("с 12 по 13 ноября 2023", "2023-11-12/2023-11-13", "range"),
        ("from 12 to 13 November 2023", "2023-11-12/2023-11-13", "range"),
        ("2023-11-12/13", "2023-11-12/2023-11-13", "range"),
        ("2023-11-12/2023-11-13", "2023-11-12/2023-11-13", "range"),
        ("28.12-02.01.2024", "2023-12-28/2024-01-02", "range"),
        ("28 декабря - 2 января 2024", "2023-12-28/2024-01-02", "range"),
        ("октябрь-ноябрь 2023", "2023-10/2023-11", "range"),
        ("2018-2019", "2018/2019", "range"),
        ("2018/19", "2018/2019", "range"),
        ("2023-11-12/2023-11-12", "2023-11-12", "day"),
        ("начало ноября 2023", "2023-11-01/2023-11-10", "range"),
        ("mid-November 2023", "2023-11-11/2023-11-20", "range"),
        ("конец февраля 2024", "2024-02-21/2024-02-29", "range"),
        ("1402/12", "2024-02-20/2024-03-19", "month"),
        ("۱۴۰۲", "2023-03-21/2024-03-19", "year"),
        ("بهار ۱۴۰۲", "2023-03-21/2023-06-21", "season"),
    ],
)
def test_partial_dates_and_ranges_stay_what_they_are(text: str, value: str, precision: str) -> None:
    """A month is not its first day, and two days are not one: what was written is kept, no more and no less."""
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.precision, reading.reason) == (value, precision, "")
    assert reading.start is not None
    assert reading.end is not None
    assert reading.start <= reading.end


@pytest.mark.parametrize(
    "text",
    [
        "the night of 12-13 March 2024",
        "в ночь с 12 на 13 марта 2024 г.",
        "ночь 12/13 марта 2024",
        "2024 оны 3 сарын 12-13-нд шилжих шөнө",
    ],
)
def test_a_night_is_two_days_and_a_part_of_the_day(text: str) -> None:
    """The commonest date of an attack on livestock keeps both days and that it was at night."""
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.part_of_day) == ("2024-03-12/2024-03-13", "night")


@pytest.mark.parametrize(
    ("text", "time", "offset", "part"),
    [
        ("2023-11-09 11:20:09", "11:20", "", ""),
        ("2023-11-09 00:00:00", "", "", ""),
        ("2023-11-09 14:30:12.239000-04:00", "14:30", "-04:00", ""),
        ("2023-11-09T03:00:00Z", "03:00", "+00:00", ""),
        ("2023-11-09T00:00:00Z", "00:00", "+00:00", ""),
        ("09.11.2023 09:20", "09:20", "", ""),
        ("09.11.2023 в 9 ч 20 мин", "09:20", "", ""),
        ("9 Nov 2023 6:30 pm", "18:30", "", ""),
        ("2023-11-09 09:20-10:30", "09:20", "", ""),
        ("09.11.2023 утром", "", "", "morning"),
        ("2023 оны 11 сарын 9-нд өглөө 9 цагт", "09:00", "", "morning"),
        ("2023年11月9日 18時30分", "18:30", "", ""),
    ],
)
def test_a_time_in_the_same_text_is_found(text: str, time: str, offset: str, part: str) -> None:
    """A column that holds both keeps both; a midnight that a program added to a bare date is no time."""
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.time, reading.offset, reading.part_of_day) == (DAY, time, offset, part)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", 0),
        ("сегодня", 0),
        ("өнөөдөр", 0),
        ("yesterday", 1),
        ("вчера", 1),
        ("вчера вечером", 1),
        ("өчигдөр", 1),
        ("кеше", 1),
        ("昨天", 1),
        ("позавчера", 2),
        ("day before yesterday", 2),
        ("3 days ago", 3),
        ("3 дня назад", 3),
        ("3 хоногийн өмнө", 3),
    ],
)
def test_words_count_from_today(text: str, days: int) -> None:
    """What a person says on the evening of the day becomes that day's date."""
    assert read_date(text, today=TODAY).value == (TODAY - timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("14.03", "2026-03-14"),
        ("25 марта", "2025-03-25"),
        ("night of 12-13 March", "2026-03-12/2026-03-13"),
        ("28 December - 2 January", "2025-12-28/2026-01-02"),
        ("ноябрь", "2025-11"),
        ("лето", "2025-22"),
    ],
)
def test_a_missing_year_is_the_latest_one_and_says_so(text: str, value: str) -> None:
    """A ranger's notebook writes no years; a file's reader can see that one was assumed, and ask."""
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.is_year_assumed) == (value, True)
    assert not read_date("14.03.2024", today=TODAY).is_year_assumed


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("05/06/2024", {"2024-06-05", "2024-05-06"}),
        ("5-6-2024", {"2024-06-05", "2024-05-06"}),
        ("14/03/24", {"2024-03-14", "2014-03-24"}),
        ("01/02/03", {"2003-02-01", "2003-01-02", "2001-02-03"}),
        ("140324", {"2024-03-14", "2014-03-24"}),
        ("1/2/2024 - 3/2/2024", {"2024-02-01/2024-02-03", "2024-01-02/2024-03-02"}),
        ("March 24", {"2025-03-24", "2024-03"}),
        ("winter 2019", {"2018-24", "2019-24"}),
        ("жаз 2024", {"2024-22", "2024-21"}),
    ],
)
def test_two_meanings_are_both_offered(text: str, candidates: set[str]) -> None:
    """Day and month, two-digit years, the winter of a year and the Kazakh and Kyrgyz жаз are asked, not guessed."""
    reading = read_date(text, today=TODAY)
    assert (reading.value, set(reading.candidates), reading.reason) == (None, candidates, "several-dates")


@pytest.mark.parametrize(
    ("text", "order", "language", "value"),
    [
        ("05/06/2024", "dmy", None, "2024-06-05"),
        ("05/06/2024", "mdy", None, "2024-05-06"),
        ("24/03/14", "ymd", None, "2024-03-14"),
        ("140324", "dmy", None, "2024-03-14"),
        ("03/14/2024", None, None, "2024-03-14"),
        ("24.03.14", None, "mn", "2024-03-14"),
        ("24.03.14", None, "ru", "2014-03-24"),
        ("жаз 2024", None, "kk", "2024-22"),
        ("жаз 2024", None, "ky", "2024-21"),
    ],
)
def test_a_known_order_or_language_settles_it(
    text: str, order: str | None, language: str | None, value: str
) -> None:
    """What a column or a person is known to use is not asked again for every cell."""
    assert read_date(text, today=TODAY, order=order, language=language).value == value


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("", "date-not-understood", ""),
        ("abc", "date-not-understood", ""),
        ("before snow", "date-not-understood", ""),
        ("12", "date-not-understood", ""),
        ("2023?", "date-not-understood", ""),
        ("9" * 201, "date-not-understood", ""),
        ("маршрут 2024", "date-not-understood", ""),
        ("29.02.2023", "no-such-date", ""),
        ("31.04.2024", "no-such-date", ""),
        ("2024-13-01", "no-such-date", ""),
        ("1404/07/31", "no-such-date", ""),
        ("1404/12/30", "no-such-date", ""),
        ("R1.4.1", "no-such-date", ""),
        ("0214-03-14", "year-out-of-range", ""),
        ("1445", "year-out-of-range", ""),
        ("R30", "year-out-of-range", ""),
        ("27.03.45", "two-digit-year", ""),
        ("2081/02/32", "calendar-needed", ""),
        ("2062-01-01 BS", "calendar-year-unknown", ""),
        ("45239", "date-is-serial", "2023-11-09"),
        ("45239.5", "date-is-serial", "2023-11-09"),
        ("13-12 марта 2024", "end-before-start", ""),
        ("09.11.2023 25:00", "hour-out-of-range", ""),
        ("09.11.2023 09:75", "minute-out-of-range", ""),
    ],
)
def test_what_is_no_date_is_refused_with_its_reason(text: str, reason: str, suggestion: str) -> None:
    """Every reason code is reached, and a refused text has no value."""
    reading = read_date(text, today=TODAY)
    assert (reading.value, reading.candidates, reading.reason, reading.suggestion) == (
        None,
        (),
        reason,
        suggestion,
    )


def test_numbers_against_the_known_order_are_refused_with_the_other_one() -> None:
    """In a day-first column 03/14/2024 is not turned round silently: it is shown, with what it would be."""
    reading = read_date("03/14/2024", today=TODAY, order="dmy")
    assert (reading.value, reading.reason, reading.suggestion) == (None, "date-order", "2024-03-14")


@pytest.mark.parametrize(
    ("text", "calendar", "value"),
    [
        ("02/12/24", "solar_hijri", "2024-03-14"),
        ("99/12/30", "solar_hijri", "2021-03-20"),
        ("2081-02-32", "bikram_sambat", "2024-06-14"),
        ("2081-02", "bikram_sambat", "2024-05-14/2024-06-14"),
        ("2023-11-09", "gregorian", "2023-11-09"),
    ],
)
def test_a_stated_calendar_is_used(text: str, calendar: str, value: str) -> None:
    """Two-digit Solar Hijri years and Nepal's 32-day months are read when the person says which calendar it is."""
    reading = read_date(text, today=TODAY, calendar=calendar)  # pyright: ignore[reportArgumentType] - drawn from the list
    assert (reading.value, reading.calendar) == (value, calendar)


LANGUAGES = [
    "en",
    "ru",
    "mn",
    "kk",
    "ky",
    "tg",
    "uz",
    "uz_Cyrl",
    "tk",
    "fa",
    "ps",
    "ur",
    "ne",
    "hi",
    "zh",
    "ja",
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", ["format", "stand-alone"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_the_months_of_every_language_are_known(language: str, form: str, width: str) -> None:
    """Each month as CLDR writes it, in the forms it takes inside a date and alone, long and short, is that month."""
    names: dict[int, str] = Locale.parse(language).months[form][width]
    for number, name in names.items():
        reading = read_date(f"2019 {name}", today=TODAY)
        assert reading.value == f"2019-{number:02}", name


DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2045, 12, 31))


@given(
    DAYS,
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%Y年%m月%d日"]),
)
def test_every_day_is_read_back(day: date, pattern: str) -> None:
    """No day of a century is lost or moved by being written and read."""
    reading = read_date(day.strftime(pattern), today=TODAY)
    assert reading.value is not None
    assert reading.value == day.isoformat()
    assert (start_of(reading.value), end_of(reading.value)) == (day, day)


@given(st.text(max_size=40), st.sampled_from([None, "dmy", "mdy", "ymd"]))
def test_no_text_breaks_the_reader(text: str, order: str | None) -> None:
    """Whatever stands in a cell gives a date, a question or a reason, and never an exception."""
    reading = read_date(text, today=TODAY, order=order)
    assert (reading.value is None) == bool(reading.reason)
    assert (len(reading.candidates) > 1) == (reading.reason == "several-dates")


@given(st.text(alphabet="0123456789./-: годмартаYMs年月日–RHB", max_size=25))
def test_what_is_understood_is_canonical(text: str) -> None:
    """A canonical date reads back as itself: opening a record and saving it changes nothing."""
    reading = read_date(text, today=TODAY)
    for value in reading.candidates:
        again = read_date(value, today=TODAY)
        assert again.value == value
        assert start_of(value) <= end_of(value)


def test_the_hours_of_one_day_are_kept_apart() -> None:
    """Protects camera tables: a day that was read before must not lend its hour to the next row, or take it away."""
    texts = (
        "2023-11-09 06:10",
        "2023-11-09",
        "2023-11-09T18:45+06:00",
        "2023-11-09 25:10",
        "2023-11-09 06:10",
    )
    read = [read_date(text, today=TODAY, order="dmy") for text in texts]
    assert [one.time for one in read] == ["06:10", "", "18:45", "", "06:10"]
    assert [one.offset for one in read] == ["", "", "+06:00", "", ""]
    assert [one.value for one in read] == [DAY, DAY, DAY, None, DAY]
