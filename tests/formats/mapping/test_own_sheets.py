"""Sheets of our own are known by their keys, whether the keys or the labels look like the headings."""

from __future__ import annotations

from pathlib import Path

from camifield.fields.labels import label
from camifield.formats.mapping.own_sheets import is_label_row, kind_of_keys, own_mapping, repeat_of_keys
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind
from tests.formats.mapping.making import sheet
from tests.formats.mapping.test_proposing import SIGHTINGS

KEYS = ("id", "version", "record_number", "event_date", "how_known", "start_day", "data_generalizations")
ROW = (
    "01a202b6-555a-7716-8dde-5c5196cffc6a",
    "9ba25c63afb4",
    "M7-0001",
    "2024-03-14",
    "Волк",
    "2024-03-14",
    "",
)


def labels(language: str) -> tuple[str, ...]:
    """The row of labels under the keys."""
    declared, words = kind("sighting"), Words(language)
    return tuple(label(declared, key, words) if key in declared.columns else "Version" for key in KEYS)


def test_a_register_is_known_by_its_keys(tmp_path: Path) -> None:
    """Protects the round trip: every key goes to its field, derived columns nowhere, the id to its record."""
    mapping = own_mapping(sheet(tmp_path, [KEYS, labels("ru"), ROW]))
    assert mapping is not None
    assert mapping.is_own
    assert [one.target for one in mapping.columns] == [
        "@id",
        "@version",
        "record_number",
        "event_date",
        "how_known",
        "@leave",
        "@generalised",
    ]


def test_the_labels_under_the_keys_are_no_record(tmp_path: Path) -> None:
    """Protects the first row of data from the row of labels above it, in any of our languages."""
    mapping = own_mapping(sheet(tmp_path, [KEYS, labels("ru"), ROW]))
    assert mapping is not None
    assert is_label_row(mapping, labels("ru"))
    assert is_label_row(mapping, labels("mn"))
    assert not is_label_row(mapping, ROW)


def test_a_kind_is_told_by_its_keys() -> None:
    """Protects conflicts from being read as sightings; keys that two kinds share tell nothing."""
    assert kind_of_keys(["id", "version", "event_date", "attack_place", "losses.sheep.killed"]) == "conflict"
    assert kind_of_keys(["id", "version", "event_date"]) == ""
    assert kind_of_keys(["id", "version"]) == ""


def test_a_line_sheet_is_known_by_its_keys() -> None:
    """Protects the lines of a record from becoming records of their own."""
    assert repeat_of_keys(["record", "line", "animal", "killed", "missing"]) == ("conflict", "losses")
    assert repeat_of_keys(["record", "line", "colour"]) is None


def test_a_table_of_others_is_none_of_ours(tmp_path: Path) -> None:
    """Protects other people's tables from being taken for ours, even when one column is called id."""
    assert own_mapping(sheet(tmp_path, SIGHTINGS)) is None
    assert own_mapping(sheet(tmp_path, [("id", "species"), ("1", "wolf")], name="two.csv")) is None
