"""The order of day, month and year is proven by the whole column, or asked; it is never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.dates import TIME_LINES, DateEvidence, DateOrder


def evidence_of(*texts: str) -> DateEvidence:
    """What a column of these texts shows."""
    evidence = DateEvidence()
    evidence.look("\n".join(texts))
    return evidence


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (["2023-05-12", "2023-05-13"], "ymd"), (["2025.1.9", "2025.1.10"], "ymd"), (["2023/5/12 14:30"], "ymd"), (["2023年5月12日"], "ymd"),
        (["2020-05-30T04:57:37+02:00"], "ymd"), (["2023-05"], "ymd"), (["1402/05/21"], "ymd"), (["2080-01-32"], "ymd"),
        (["25/05/2023", "05/06/2023"], "dmy"), (["05/25/2023", "05/06/2023"], "mdy"), (["25-05-23"], "dmy"),
        (["05.06.2023", "07.08.2023"], "dmy"), (["05.25.2023"], "mdy"), (["12.05.2023 г."], "dmy"), (["1.5.23"], "dmy"),
        (["R4.5.16", "R4.6.5"], "era"), (["令和4年5月16日", "平成30年1月2日"], "era"), (["令和元年5月"], "era"),
        (["12 May 2023", "3 Jun 2023"], "named"), (["12 мая 2023 г."], "named"), (["12-May-23"], "named"), (["May 12, 2023"], "named"),
    ],
)  # fmt: skip
def test_the_column_proves_its_order(column: list[str], order: DateOrder) -> None:
    """Protects the reading of every date: one day over 12 decides for the column, points always mean day first."""
    evidence = evidence_of(*column)
    assert evidence.order(None) == order
    assert evidence.total == len(column)
    assert not evidence.is_open


@pytest.mark.parametrize("column", [["05/06/2023", "07/08/2023"], ["5-6-2023"], ["05/06/23"]])
def test_what_reads_in_two_ways_is_open(column: list[str]) -> None:
    """Protects the question "day or month first?": asked where nothing proves it, answered by a neighbour or a person."""
    evidence = evidence_of(*column)
    assert evidence.is_open
    assert evidence.order(None) is None
    assert evidence.order("mdy") == "mdy"


def test_a_column_of_both_orders_is_contradictory() -> None:
    """Protects against believing a column that a spreadsheet turned half round."""
    evidence = evidence_of("25/05/2023", "05/25/2023", "26/05/2023")
    assert evidence.is_contradictory
    assert evidence.is_open


@pytest.mark.parametrize(
    "text",
    ["", "12", "12.5", "2021.05", "1.2", "S1-3", "M7-0147", "M7-12", "R4", "192.168.1.1", "43.25654", "2023", "12:30", "99/99/2023",
     "4-5", "10-15", "12 wolves 3", "2019-20", "POINT (136.7 36.9)", "3 ewes", "05.06", "43-15-23", "99/05/12", "+7 701 123-45-67"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    """Protects numbers, station names, record numbers and counts from being taken for dates."""
    assert evidence_of(text).total == 0


@pytest.mark.parametrize(
    "text",
    [
        "14:30",
        "6:05",
        "14:30:07",
        "2:30 PM",
        "2:30pm",
        "18時30分頃",
        "8時",
        "14h30",
        "около 18:30",
        "14:30-15:10",
        "~14:30",
    ],
)
def test_times(text: str) -> None:
    """Protects columns of times, those of registers that write "about 18:30" among them."""
    assert TIME_LINES.match(text)


@pytest.mark.parametrize("text", ["14", "14.30", "143:00", "12:00:00測試", "волк 14:30 следы", ""])
def test_no_times(text: str) -> None:
    """Protects texts and numbers from being taken for times."""
    assert not TIME_LINES.match(text)


@given(
    days=st.lists(
        st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)), min_size=1, max_size=30
    ),
    separator=st.sampled_from("/-"),
    order=st.sampled_from(["dmy", "mdy"]),
)
def test_a_proof_is_never_wrong(days: list[date], separator: str, order: str) -> None:
    """Protects every import: of dates written in one order the other one is never proven."""
    pattern = {"dmy": "%d{0}%m{0}%Y", "mdy": "%m{0}%d{0}%Y"}[order].format(separator)
    evidence = evidence_of(*(day.strftime(pattern) for day in days))
    assert evidence.total == len(days)
    assert evidence.proven in (order, None)
    assert (evidence.proven == order) == any(day.day > 12 for day in days)


@given(st.lists(st.dates(), min_size=1), st.integers(min_value=1, max_value=9))
def test_looking_at_once_or_one_by_one_is_the_same(days: list[date], times: int) -> None:
    """Protects the two roads through a column: few values counted, or many searched together."""
    texts = [day.strftime("%d/%m/%Y") if day.day % 2 else day.isoformat() for day in days]
    together, apart = DateEvidence(), DateEvidence()
    together.look("\n".join(texts * times))
    for text in texts:
        apart.look(text, times=times)
    assert together == apart
