"""Unknown fields as JSON: whatever the log can hold comes back the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from camifield.store.extra import from_json, to_json

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
leaves = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | texts | st.binary(max_size=8)
names = texts | st.sampled_from(["$b", "$m", "$"])
values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(texts, values, max_size=4))
def test_what_is_unknown_survives(unknown: dict[str, object]) -> None:
    """Nothing of a newer version's field is lost in the table, not even bytes or names that look like our marks."""
    assert from_json(to_json(unknown)) == unknown


def test_nothing_unknown_is_no_text() -> None:
    """The column stays empty for almost every record."""
    assert to_json({}) is None
    assert from_json(None) == {}
