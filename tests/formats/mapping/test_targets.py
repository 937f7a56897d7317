"""The short words for where a column goes, and what they mean in a kind."""

from __future__ import annotations

import pytest

from camifield.formats.mapping.targets import (
    LEAVE,
    OWN_LINE,
    PRIVATE,
    LineTarget,
    field_of,
    is_known,
    is_person,
    is_private,
    key_field,
    line_target,
    takes_many,
)
from camifield.kinds.catalogue import kind


@pytest.mark.parametrize(
    "target",
    [
        LineTarget("losses", "sheep", "killed"),
        LineTarget("segments", "1.2", "result"),
        LineTarget("losses", OWN_LINE, "animal"),
    ],
)
def test_a_line_target_is_read_as_it_was_written(target: LineTarget) -> None:
    """Protects mappings kept as JSON: a segment may be called 1.2, and the word still comes apart rightly."""
    assert line_target(str(target)) == target


def test_a_plain_field_is_no_line() -> None:
    """Protects fields from being taken for lines."""
    assert line_target("event_date") is None


def test_lines_are_told_apart_by_their_first_field() -> None:
    """Protects wide tables: "sheep" in a column's target is the animal of its line, "7" the segment."""
    assert key_field(kind("conflict"), "losses") == "animal"
    assert key_field(kind("sighting"), "segments") == "segment"


def test_a_field_of_another_kind_is_not_known() -> None:
    """Protects a kind from columns that it has no field for."""
    assert is_known(kind("conflict"), "losses.sheep.killed")
    assert not is_known(kind("sighting"), "losses.sheep.killed")
    assert field_of(kind("sighting"), "owner_name") is None


def test_what_the_program_writes_itself_is_no_target() -> None:
    """Protects the record of where a row came from: no column can overwrite it."""
    assert not is_known(kind("sighting"), "as_written")
    assert not is_known(kind("sighting"), "source_file")


def test_only_long_text_and_what_is_left_out_takes_several_columns() -> None:
    """Protects a field from two columns that would contradict each other."""
    assert takes_many(kind("sighting"), "remarks")
    assert takes_many(kind("sighting"), LEAVE)
    assert not takes_many(kind("sighting"), "locality")


def test_names_and_phones_are_private() -> None:
    """Protects people: what names them is kept out of the text that the whole team sees."""
    assert is_private(kind("conflict"), "owner_phone")
    assert is_private(kind("conflict"), PRIVATE)
    assert is_person(kind("sighting"), "recorded_by")
    assert is_private(kind("sighting"), "recorded_by")
    assert not is_private(kind("sighting"), "locality")
