"""Values written by a template: the same bytes and the same refusals as the encoding itself gives."""

from __future__ import annotations

from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.bodies import MOST_GROUPS, check_groups, write_groups, write_names, write_text
from camifield.revisions.encoding import EncodingError, Value, decode, ordered_names
from tests.revisions.making import names, values

GROUPS = st.dictionaries(names, st.dictionaries(names, values, max_size=5), min_size=1, max_size=5)


def plainly(groups: dict[str, dict[str, Value]]) -> bytes:
    """The bytes as the library's own canonical mode gives them."""
    return cbor2.dumps([groups[name] for name in ordered_names(tuple(groups))], canonical=True)


@given(GROUPS)
def test_the_bytes_are_those_of_canonical_cbor(groups: dict[str, dict[str, Value]]) -> None:
    """Protects every signature: records that share a template are written as each would be alone."""
    assert write_groups(groups) == plainly(groups)
    assert write_groups(groups) == plainly(groups)


@given(GROUPS, st.randoms())
def test_the_order_of_names_makes_no_difference(groups: dict[str, dict[str, Value]], random: Any) -> None:
    """Protects equality across laptops: fields typed in another order are the same bytes."""
    shuffled = [(name, list(fields.items())) for name, fields in groups.items()]
    random.shuffle(shuffled)
    for _, fields in shuffled:
        random.shuffle(fields)
    assert write_groups({name: dict(fields) for name, fields in shuffled}) == plainly(groups)


@given(GROUPS)
def test_what_was_written_passes_the_check(groups: dict[str, dict[str, Value]]) -> None:
    """Protects what laptops send each other: values read from the bytes we write are never refused."""
    ordered = ordered_names(tuple(groups))
    read = decode(write_groups(groups), depth=10)
    assert isinstance(read, list)
    check_groups(dict(zip(ordered, read, strict=True)))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("length", [0, 23, 24, 255, 256, 65_536])
def test_texts_of_every_length_have_the_shortest_head(length: int) -> None:
    """Protects the one way of writing at the lengths where the head grows."""
    groups: dict[str, dict[str, Value]] = {"g": {"f": "a" * length}}
    assert write_groups(groups) == plainly(groups)
    assert write_text("ы" * (length // 2)) == cbor2.dumps("ы" * (length // 2))


def test_many_groups_and_fields_are_written_too() -> None:
    """Protects records past the size of a template, and the heads of long lists and dicts."""
    for count in (23, 24, MOST_GROUPS, MOST_GROUPS + 1, 300):
        wide: dict[str, dict[str, Value]] = {f"g{at}": {f"f{at}": at} for at in range(count)}
        assert write_groups(wide) == plainly(wide)
        deep: dict[str, dict[str, Value]] = {"g": {f"f{at}": at for at in range(count)}}
        assert write_groups(deep) == plainly(deep)
    assert write_groups({}) == b"\x80"


BAD: list[tuple[Any, str]] = [
    (1.5, "float"),
    ("a\0b", "nul"),
    ("\ud800", "surrogate"),
    (2**63, "number-too-large"),
    (("tuple",), "type"),
    (["a\0"], "nul"),
    ({"deep": {"x": object()}}, "type"),
]


@pytest.mark.parametrize(("value", "reason"), BAD)
def test_what_the_log_cannot_hold_is_refused(value: Any, reason: str) -> None:
    """Protects the log from values that other laptops would read differently, also where a zero hides among others."""
    for group in ({"field": value}, {"zero": 0, "field": value, "id": bytes(16)}):
        with pytest.raises(EncodingError) as refused:
            write_groups({"good": {"name": "text"}, "group": group})
        assert refused.value.reason == reason


@pytest.mark.parametrize(("value", "reason"), [one for one in BAD if one[1] != "surrogate"])
def test_the_check_refuses_what_writing_refuses(value: Any, reason: str) -> None:
    """Protects against a stranger's bytes: what we could not have written is not taken in."""
    with pytest.raises(EncodingError) as refused:
        check_groups({"group": {"name": "text", "value": value}})
    assert refused.value.reason == reason


def test_fields_out_of_order_are_refused() -> None:
    """Protects the one way of writing: a dict that a stranger put into another order is not canonical."""
    check_groups({"group": {"b": "1", "aa": "2"}})
    disordered: list[dict[str, Value]] = [{"aa": "2", "b": "1"}, {"a": {"bb": 1, "c": 2}}]
    for group in disordered:
        with pytest.raises(EncodingError, match="not-canonical"):
            check_groups({"group": group})


@pytest.mark.parametrize("name", ["nul\0", "\ud800", "x" * 201])
def test_bad_names_are_refused_every_time(name: str) -> None:
    """Protects against a memory that forgets a refusal: the second record with the bad name fails as the first."""
    for _ in range(2):
        with pytest.raises(EncodingError):
            write_groups({"group": {name: "x"}})
        with pytest.raises(EncodingError):
            write_names((name,))
