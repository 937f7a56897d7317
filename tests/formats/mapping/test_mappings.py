"""A mapping is a value: changed by a person, kept as JSON, and laid over the next table of the same form."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.formats.mapping.mappings import (
    BY_PERSON,
    ColumnMapping,
    Constant,
    TableMapping,
    applied,
    from_json,
    signature_of,
    to_json,
)
from tests.formats.mapping.making import LOSSES, proposed, sheet

_texts = st.text(max_size=20)
_columns = st.builds(
    ColumnMapping,
    index=st.integers(0, 50),
    heading=_texts,
    target=_texts,
    meanings=st.dictionaries(_texts, _texts, max_size=3),
    is_sure=st.booleans(),
    because=_texts,
    decimal=st.sampled_from([None, ".", ","]),
    date_order=st.sampled_from([None, "dmy", "mdy"]),
    between=st.sampled_from(["", ";"]),
)
_mappings = st.builds(
    TableMapping,
    kind=st.sampled_from(["", "sighting"]),
    sheet=_texts,
    columns=st.lists(_columns, max_size=4).map(tuple),
    constants=st.dictionaries(
        _texts, st.builds(Constant, st.one_of(_texts, st.lists(_texts, max_size=2)), _texts), max_size=3
    ),
    nothing=st.dictionaries(_texts, _texts, max_size=3),
    is_own=st.booleans(),
)


@given(_mappings)
def test_a_mapping_is_read_as_it_was_kept(mapping: TableMapping) -> None:
    """Protects a person's choices between two imports, whatever script the headings are in."""
    assert from_json(to_json(mapping)) == mapping


@pytest.mark.parametrize("text", ["", "[]", '{"version": 99}', '{"version": 1, "kind": "sighting"}', "null"])
def test_anything_else_is_a_problem(text: str) -> None:
    """Protects against a file that somebody edited: it is said, not raised as a bug."""
    with pytest.raises(Problem) as found:
        from_json(text)
    assert found.value.code == "mapping-not-readable"


def test_a_person_changes_a_copy(tmp_path: Path) -> None:
    """Protects the proposal: what a person says makes a new mapping, sure and by that person, and undoes in one step."""
    mapping = proposed(sheet(tmp_path, LOSSES)).mapping
    changed = mapping.with_target(9, "remarks")
    assert changed.columns[9].target == "remarks"
    assert (changed.columns[9].is_sure, changed.columns[9].because) == (True, BY_PERSON)
    assert mapping.columns[9].target == "@leave"
    assert changed.with_meaning(3, "не знают", "UNK").columns[3].meanings["не знают"] == "UNK"
    assert (
        "не знают"
        not in changed.with_meaning(3, "не знают", "UNK").with_meaning(3, "не знают", "").columns[3].meanings
    )


def test_an_empty_constant_takes_the_answer_back(tmp_path: Path) -> None:
    """Protects a person who thinks again about what holds for all rows."""
    mapping = proposed(sheet(tmp_path, LOSSES)).mapping.with_constant("recorded_by", "А. Асанов")
    assert mapping.constants["recorded_by"] == Constant("А. Асанов", BY_PERSON)
    assert "recorded_by" not in mapping.with_constant("recorded_by", "").constants


def test_the_form_of_a_table_is_known_by_its_headings() -> None:
    """Protects the next month's table of the same form: case and spaces make no other form, another column does."""
    assert signature_of(["Дата", "Вид"]) == signature_of(["ДАТА ", "вид"])
    assert signature_of(["Дата", "Вид"]) != signature_of(["Дата", "Вид", "Число"])


def test_what_was_decided_is_laid_over_a_new_proposal(tmp_path: Path) -> None:
    """Protects last month's decisions, also when the columns changed places; how this file writes numbers is its own."""
    mapping = proposed(sheet(tmp_path, LOSSES)).mapping
    kept = (
        mapping.with_target(9, "remarks")
        .with_constant("recorded_by", "А. Асанов")
        .with_meaning(3, "барс", "SNL")
    )
    turned = [tuple(reversed(row)) for row in LOSSES]
    again = applied(proposed(sheet(tmp_path, turned, name="next.csv"), "conflict").mapping, kept)
    by_heading = {one.heading: one for one in again.columns}
    assert by_heading["х/н"].target == "remarks"
    assert by_heading["х/н"].index == 0
    assert by_heading["Хищник"].meanings["барс"] == "SNL"
    assert by_heading["долгота"].decimal == ","
    assert again.constants["recorded_by"].entry == "А. Асанов"
