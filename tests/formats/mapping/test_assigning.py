"""One column a field: the best of heading and content wins, what is said twice is taken once."""

from __future__ import annotations

from pathlib import Path

from camifield.formats.mapping.assigning import SURE, assign
from camifield.formats.mapping.evidence import gather
from camifield.kinds.catalogue import kind
from tests.formats.mapping.making import asking, sheet


def targets(folder: Path, rows: list[tuple[str, ...]], kind_name: str = "sighting") -> list[str]:
    """Where the columns go."""
    found = assign(kind(kind_name), gather(sheet(folder, rows)), asking())
    return [one.target for one in found.columns]


def test_content_breaks_a_tie_between_headings(tmp_path: Path) -> None:
    """Protects a table with two columns called alike: the one that holds dates is the date."""
    rows = [("день", "дата", "вид"), ("среда", "03.01.2023", "волк"), ("пятница", "05.01.2023", "архар")]
    assert targets(tmp_path, rows) == ["@leave", "event_date", "species"]


def test_a_field_is_taken_once(tmp_path: Path) -> None:
    """Protects a record from two localities: the better heading wins, the other column stays as written."""
    rows = [("site", "location", "species"), ("Gobi", "HC20B", "wolf"), ("Gobi", "HC21A", "argali")]
    assert targets(tmp_path, rows) == ["@leave", "locality", "species"]


def test_remarks_may_come_from_several_columns(tmp_path: Path) -> None:
    """Protects free text: whatever people noted beside a sighting goes along."""
    rows = [("Notes", "Comments", "Species"), ("at dawn", "two tracks", "wolf"), ("", "den", "wolf")]
    assert targets(tmp_path, rows)[:2] == ["remarks", "remarks"]


def test_a_date_in_parts_gives_way_to_the_whole_one(tmp_path: Path) -> None:
    """Protects the date: year and month beside a full date are only a help for sorting."""
    whole = [
        ("Date", "Year", "Month", "Species"),
        ("2024-03-12", "2024", "3", "wolf"),
        ("2024-04-01", "2024", "4", "wolf"),
    ]
    parts = [("Year", "Month", "Day", "Species"), ("2024", "3", "12", "wolf"), ("2024", "4", "1", "wolf")]
    assert targets(tmp_path, whole) == ["event_date", "@leave", "@leave", "species"]
    assert targets(tmp_path, parts) == ["@year", "@month", "@day", "species"]


def test_a_pair_gives_way_to_its_two_coordinates(tmp_path: Path) -> None:
    """Protects a row of a phone form from being refused twice for one slip."""
    rows = [
        ("Where", "_Where_latitude", "_Where_longitude", "Species"),
        ("42.3 76.9 0 0", "42.3001", "76.9001", "wolf"),
        ("42.4 76.8 0 0", "42.4001", "76.8001", "wolf"),
    ]
    assert targets(tmp_path, rows)[1:3] == ["decimal_latitude", "decimal_longitude"]
    assert "verbatim_coordinates" not in targets(tmp_path, rows)


def test_an_unknown_heading_is_marked_and_an_empty_column_is_not(tmp_path: Path) -> None:
    """Protects a person's eyes: only a column that holds something is worth a look."""
    rows = [("Species", "Brokenness", "Spare"), ("wolf", "3", ""), ("argali", "4", "")]
    found = assign(kind("sighting"), gather(sheet(tmp_path, rows)), asking())
    assert [one.is_sure for one in found.columns] == [True, False, True]
    assert found.scores[0] >= SURE
