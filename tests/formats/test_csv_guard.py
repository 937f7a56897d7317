"""Texts in a CSV file that a spreadsheet would make something else of: dates out of counts, sevens out of 007."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.csv_guard import guarded, is_in_danger, unguarded


@pytest.mark.parametrize(
    "text",
    [
        "=1+1", "+996 555", "-5", "@x", "\t=1", "＝1", "＋1", "－1", "＠x",
        "007", "4-5", "10-15", "1/2", "3 1/2", "12.03.2026", "2026-03", "2026-03-12 10:00", "12:30", "9 pm",
        "1.5", "1,5", ".5", "5%", "(12)", "1 200", "12e3", "1234567890123456",
        "MAR5", "12 March", "март 2026", "5 мая", "Dec 12", "true", "ЛОЖЬ", "'=1", "''007",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_would_change_is_kept_text(text: str) -> None:
    """An apostrophe stands before it, and is taken off again when the file comes back."""
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "", "12", "0", "2026", "~12", "12+", "10–15", "?", "2026-03-12/2026-03-13", "2026/2027", "42.3186 76.90412",
        "42°19′06″N", "M7-0147", "WP 047", "H07", "spring 2024", "весна 2024 г.", "March", "'tis", "Сары-Булак", "雪豹",
    ],
)  # fmt: skip
def test_what_stays_as_it_is_has_no_sign_before_it(text: str) -> None:
    """An apostrophe in every second cell would be read as dirt."""
    assert guarded(text) == text


@given(st.text() | st.from_regex(r"'{0,2}[-=+0-9/.,: ]{0,8}", fullmatch=True))
def test_any_text_comes_back(text: str) -> None:
    """The sign is taken off where we put it, and nowhere else."""
    assert unguarded(guarded(text)) == text
    assert is_in_danger(text) is (guarded(text) != text)
