"""Options found by typing: by any name, spelt alike when nothing fits, and taken on Tab only when they are meant."""

from __future__ import annotations

import pytest

from ui.widgets.fitting import fitting, is_meant
from ui.widgets.option import Option

PLACES = (
    Option("t", "Тосор", also=("Tosor", "Зимовка")),
    Option("w", "Тосор, зимовка"),
    Option("k", "Кызыл-Суу"),
)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["t", "w", "k"]),
        ("тос", ["t", "w"]),
        ("суу", ["k"]),
        ("tosor", ["t"]),
        ("зимов", ["t", "w"]),
        ("Тоссор", ["t", "w"]),
        ("Кизил-Суу", ["k"]),
        ("qqqq", []),
    ],
)
def test_a_place_is_found_by_any_name_and_by_one_misspelt(typed: str, found: list[str]) -> None:
    """What holds the text comes first; only without any come those that are spelt alike."""
    assert [one.key for one in fitting(PLACES, typed)] == found


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("кыз", "k"), ("суу", "k"), ("тосор", "t"), ("tosor", "t"), ("tos", "t"), ("зимов", "")],
)
def test_a_beginning_means_only_one(typed: str, meant: str) -> None:
    """A name in full means whoever bears it; the beginning of two names means neither."""
    assert [one.key for one in PLACES if is_meant(PLACES, typed, one)] == ([meant] if meant else [])


def test_a_misspelt_name_means_nobody() -> None:
    """It is offered and never taken by Tab."""
    assert not any(is_meant(PLACES, "Тоссор", one) for one in PLACES)
    assert not any(is_meant(PLACES, "", one) for one in PLACES)
