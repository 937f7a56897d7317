"""A kept record shown for typing on: in the reader's words, and each of them reads back as what is kept."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.fields.as_typed import as_typed, entries_as_typed
from camifield.fields.date import PartialDate
from camifield.fields.field import Asking
from camifield.fields.number import DecimalNumber
from camifield.fields.validation import validate
from camifield.fields.values import Value
from camifield.i18n import writing
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.catalogue import kind

TODAY = date(2026, 11, 22)
CODES = tuple(one.code for one in LANGUAGES)
DAYS = st.dates(date(1990, 1, 1), TODAY).map(date.isoformat)
MONTHS = st.dates(date(1990, 1, 1), date(2026, 10, 1)).map(lambda day: f"{day:%Y-%m}")
SEASONS = st.tuples(st.integers(1990, 2025), st.integers(21, 24)).map(lambda both: f"{both[0]}-{both[1]}")
YEARS = st.integers(1990, 2025).map(str)
SPANS = st.tuples(DAYS, DAYS).filter(lambda ends: ends[0] < ends[1]).map("/".join)
MONTH_SPANS = st.tuples(MONTHS, MONTHS).filter(lambda ends: ends[0] < ends[1]).map("/".join)
DATES = st.one_of(DAYS, MONTHS, SEASONS, YEARS, SPANS, MONTH_SPANS)


def asking(language: str, order: str = "dmy") -> Asking:
    """A person of that language in November 2026."""
    return Asking(today=TODAY, words=Words(language), date_order=order)


@given(
    written=DATES,
    shown_in=st.sampled_from(CODES),
    read_in=st.sampled_from(CODES),
    order=st.sampled_from(("dmy", "mdy", "ymd")),
)
def test_a_date_in_words_reads_back_as_itself(written: str, shown_in: str, read_in: str, order: str) -> None:
    """Days, months, seasons, years and spans, in any language, on a laptop of any other and of any order of figures."""
    shown = as_typed(PartialDate(), written, asking(shown_in, order))
    assert shown == writing.date_text(written, shown_in, PartialDate.STYLE)
    assert PartialDate().read(shown, "date", asking(read_in, order)).value == written


@pytest.mark.parametrize("language", CODES)
def test_a_decimal_has_the_sign_of_the_language(language: str) -> None:
    """34,5 in Russian, 34.5 in English and Mongolian; both are the same number."""
    shown = as_typed(DecimalNumber(unit="km"), "34.5", asking(language))
    assert shown == ("34,5" if language == "ru" else "34.5")
    assert DecimalNumber(unit="km").read(shown, "km", asking(language)).value == "34.5"


def kept(text: str, language: str = "en") -> dict[str, Value]:
    """The values of an attack of that date, as it was typed."""
    entries = {"event_date": text, "part_of_day": "", "village": "Tosor"}
    return dict(validate(kind("conflict"), entries, asking(language)).values)


@pytest.mark.parametrize(
    "text", ["night of 11-12 March 2026", "12.3.2026", "в ночь на 12 марта 2026", "весна 2026"]
)
def test_a_date_is_shown_as_it_was_typed(text: str) -> None:
    """Whoever typed "the night of" finds those words again, and saving them changes nothing."""
    values = kept(text)
    entries = entries_as_typed(kind("conflict"), values, asking("en"))
    assert entries["event_date"] == text
    again = validate(kind("conflict"), entries, asking("en")).values
    assert {name: again[name] for name in values} == values


@pytest.mark.parametrize("text", ["12 March", "12.3.2026 9:20"])
def test_words_that_say_more_or_less_now_are_not_shown_again(text: str) -> None:
    """Without its year a text means another day next year, and one with a time would bring back a time taken out."""
    values = kept(text)
    later = Asking(today=date(2028, 1, 1), words=Words("en"), date_order="dmy")
    shown = entries_as_typed(kind("conflict"), values, later)["event_date"]
    assert shown == "12 Mar 2026"


def test_our_own_words_are_not_kept_as_typed() -> None:
    """Nobody wrote "12 Mar 2026": a correction of something else leaves no "as written" behind."""
    entries = {**entries_as_typed(kind("conflict"), kept("2026-03-12"), asking("en"))}
    assert entries["event_date"] == "12 Mar 2026"
    assert "verbatim_event_date" not in validate(kind("conflict"), entries, asking("en")).values


def test_dates_in_lines_are_in_words_too() -> None:
    """A vaccination of a dog in a Russian window."""
    lines = [{"role": "guard", "number": "1", "vaccination_date": "2026-03-12"}]
    values = validate(kind("grazing"), {"grazing_type": "camp", "dog_lines": lines}, asking("ru")).values
    shown = entries_as_typed(kind("grazing"), values, asking("ru"))["dog_lines"]
    assert isinstance(shown, list)
    assert isinstance(shown[0], dict)
    assert str(shown[0]["vaccination_date"]).startswith("12 мар")
