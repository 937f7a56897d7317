"""The canonical dates and the days they span."""

from __future__ import annotations

from datetime import date

import pytest

from camifield.fields.reading.edtf import end_of, precision_of, start_of


@pytest.mark.parametrize(
    ("edtf", "start", "end", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-12", date(2023, 12, 1), date(2023, 12, 31), "month"),
        ("2024-03-14", date(2024, 3, 14), date(2024, 3, 14), "day"),
        ("2019-21", date(2019, 3, 1), date(2019, 5, 31), "season"),
        ("2019-22", date(2019, 6, 1), date(2019, 8, 31), "season"),
        ("2019-23", date(2019, 9, 1), date(2019, 11, 30), "season"),
        ("2019-24", date(2019, 12, 1), date(2020, 2, 29), "season"),
        ("2024-03-12/2024-03-13", date(2024, 3, 12), date(2024, 3, 13), "range"),
        ("2018/2019-21", date(2018, 1, 1), date(2019, 5, 31), "range"),
    ],
)
def test_every_form_spans_its_days(edtf: str, start: date, end: date, precision: str) -> None:
    """Filters and rules compare dates by their first and last day, winters across the new year included."""
    assert (start_of(edtf), end_of(edtf), precision_of(edtf)) == (start, end, precision)


@pytest.mark.parametrize(
    "text", ["", "24", "2024-3", "2024-13", "2024-20", "2024-25", "2024-02-30", "14.03.2024", "2024-٠3"]
)
def test_other_texts_are_no_canonical_dates(text: str) -> None:
    """Only what the readers make is taken: a typed text never slips into a kept value."""
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the text itself or Python's own
        start_of(text)
