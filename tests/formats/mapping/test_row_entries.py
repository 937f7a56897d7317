"""The small decisions on the way from a row to its entries, each for itself."""

from __future__ import annotations

import pytest

from camifield.fields.findings import Finding, error
from camifield.fields.values import Entry
from camifield.formats.mapping.row_entries import (
    RowEntries,
    column_of,
    date_of_parts,
    is_nothing_lost,
    settle_animal,
    take_shown,
)
from camifield.kinds.catalogue import kind


@pytest.mark.parametrize(
    ("parts", "date"),
    [
        (("2023", "5", "12"), "2023-05-12"),
        (("2023年", "5月", "12日"), "2023-05-12"),
        (("2023", "5", ""), "2023-05"),
        (("2023", "", ""), "2023"),
        (("2023", "", "12"), "12 2023"),
        (("2023", "мая", "12"), "12 мая 2023"),
    ],
)
def test_a_date_goes_as_far_as_its_parts(parts: tuple[str, str, str], date: str) -> None:
    """Protects dates in three columns: a missing month never makes the day one."""
    given = dict(zip(("@year", "@month", "@day"), parts, strict=True))
    assert date_of_parts({part: text for part, text in given.items() if text}) == date


def test_none_lost_is_no_line_and_one_lost_is() -> None:
    """Protects losses from lines of nought, which say nothing."""
    assert is_nothing_lost({"animal": "goat", "killed": "0"})
    assert not is_nothing_lost({"animal": "goat", "killed": "0", "missing": "1"})


@pytest.mark.parametrize("whose", ["observer", "The person who saw it", "Наблюдатель"])
def test_an_animal_is_not_moved_twice(whose: str) -> None:
    """A register tells where the animal was: read anew it is where it was seen from, or else already the animal's."""
    seen: dict[str, Entry] = {
        "position_of": whose,
        "distance_m": "800",
        "bearing_deg": "135",
        "bearing_north": "true",
        "decimal_latitude": "42.3135072",
        "decimal_longitude": "76.9109815",
    }
    typed: dict[str, Entry] = {**seen, "verbatim_coordinates": "42.31860 76.90412"}
    settle_animal(typed)
    assert (typed["position_of"], "decimal_latitude" in typed) == (whose, False)
    settle_animal(seen)
    assert (seen["position_of"], seen["decimal_latitude"]) == ("animal", "42.3135072")


def test_a_finding_is_shown_in_the_column_that_it_speaks_of() -> None:
    """Protects "next finding" from pointing beside: a line's number, its animal, a place made of two columns."""
    columns = {"losses.sheep.killed": 4, "losses.goat.killed": 5, "decimal_latitude": 6, "village": 2}
    row = RowEntries(lines={"losses": ["sheep", "goat"]})
    of_line = Finding("number-too-large", "losses.killed", line="1")
    assert column_of(of_line, row, kind("conflict"), columns) == 5
    assert column_of(error("null-island", "verbatim_coordinates"), row, kind("conflict"), columns) == 6
    assert column_of(error("place-needed", "locality"), row, kind("conflict"), columns) == 2
    assert column_of(error("answer-needed", "event_date"), row, kind("conflict"), columns) is None


def test_what_a_photo_shows_decides_only_what_the_row_leaves_open() -> None:
    """Protects a named animal from a general word beside it."""
    row = RowEntries({"species": "LYN"})
    take_shown("animal", row)
    assert (row.entries["species"], row.left_over) == ("LYN", "")
