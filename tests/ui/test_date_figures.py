"""Dates in the narrow column of the list: whole where they must be, short where they may be."""

from __future__ import annotations

import pytest

from tests.making import ENGLISH
from ui.date_figures import date_in_figures, day_in_figures


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026-03-12", "12.03.2026"),
        ("2026-03-12/2026-03-14", "12–14.03.2026"),
        ("2026-02-28/2026-03-02", "28.02–02.03.2026"),
        ("2025-12-30/2026-01-02", "30.12.2025–02.01.2026"),
        ("2026-03", "03.2026"),
        ("2026-03/2026-05", "03.2026–05.2026"),
        ("2026", "2026"),
        ("2025/2026", "2025–2026"),
        ("2026-22", "summer 2026"),
        ("2026-24", "winter 2026/27"),
        ("2026-03-12/2026-03-12", "12.03.2026"),
    ],
)
def test_a_span_is_never_shown_as_its_first_day(written: str, shown: str) -> None:
    """The night of two days, a six-day patrol, a winter: both ends are there, and nothing that nobody said."""
    assert date_in_figures(written, "dmy", ENGLISH) == shown


def test_a_record_without_a_date_shows_a_dash() -> None:
    """Not the first day of the calendar."""
    assert day_in_figures(0, "dmy") == "—"
