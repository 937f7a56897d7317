"""What the text of a column says of itself, and how it bears out or contradicts its heading."""

from __future__ import annotations

from pathlib import Path

from camifield.formats.mapping.evidence import Sample, gather, weight
from camifield.kinds.catalogue import kind
from tests.formats.mapping.making import asking, sheet


def sample(folder: Path, *texts: str, heading: str = "A") -> Sample:
    """The sample of one column (a second one keeps the table a table)."""
    return gather(
        sheet(folder, [(heading, "other"), *((text, f"row {at}") for at, text in enumerate(texts))])
    )[0]


def fit(found: Sample, field: str, kind_name: str = "sighting") -> float | None:
    """How much of the column a field understands."""
    return found.fit(kind(kind_name).fields[field], asking())


def test_dates_fit_a_date_and_names_do_not(tmp_path: Path) -> None:
    """Protects a date from a column of names under the heading "day"."""
    assert fit(sample(tmp_path, "03.01.2023", "11.01.2023", "февраль 2023"), "event_date") == 1
    assert fit(sample(tmp_path, "Тосор", "Тамга", "Барскоон"), "event_date") == 0


def test_what_says_nothing_is_not_counted(tmp_path: Path) -> None:
    """Protects sparse columns: NA, dashes and blanks neither speak for a field nor against it."""
    assert fit(sample(tmp_path, "12", "NA", "-", "", "7"), "count") == 1
    assert fit(sample(tmp_path, "", "-", "NA"), "count") is None


def test_degrees_and_metres_are_told_apart(tmp_path: Path) -> None:
    """Protects the map from grid metres under the heading Y."""
    degrees = sample(tmp_path, "42.161", "42.207", "41.998")
    metres = sample(tmp_path, "4832200", "4836709.9", "4838204")
    declared = kind("sighting")
    assert weight(degrees, declared, "decimal_latitude", asking()) == 1
    assert weight(degrees, declared, "@grid", asking()) == 0
    assert weight(metres, declared, "decimal_latitude", asking()) < 0.3
    assert weight(metres, declared, "@grid", asking()) == 1


def test_the_column_s_own_decimal_comma_is_used(tmp_path: Path) -> None:
    """Protects Russian tables: 42,161 is a latitude where the whole column writes so."""
    assert fit(sample(tmp_path, "42,16102", "42,20710"), "decimal_latitude") == 1


def test_species_that_are_on_no_list_do_not_fit(tmp_path: Path) -> None:
    """Protects the proposal: a column counts as one of animals when our list knows them."""
    assert fit(sample(tmp_path, "волк", "снежный барс", "архар"), "species") == 1
    assert fit(sample(tmp_path, "Saddle", "Canyon", "Ridge"), "species") == 0


def test_an_optional_list_that_knows_nothing_of_a_column_is_left_alone(tmp_path: Path) -> None:
    """Protects rows from becoming drafts for a habitat that nobody must answer; a required answer is asked value by value."""
    declared = kind("sighting")
    found = sample(tmp_path, "Grassland", "Woodland", "zzz")
    assert weight(found, declared, "weather", asking()) < 0.45
    assert weight(found, declared, "species", asking()) > 0.7


def test_numbers_are_nobody_s_name(tmp_path: Path) -> None:
    """Protects the team from people called 12 and 17."""
    assert fit(sample(tmp_path, "12", "17", "23"), "recorded_by") == 0.2
    assert fit(sample(tmp_path, "А. Асанов", "Б. Бекова"), "recorded_by") == 1


def test_a_list_of_names_is_unique(tmp_path: Path) -> None:
    """Protects places and sightings from each other: a list names each place once, captures name a camera many times."""
    assert sample(tmp_path, "SLT014", "SLT023", "SLT017").is_unique
    assert not sample(tmp_path, "SLT014", "SLT014", "SLT017").is_unique
