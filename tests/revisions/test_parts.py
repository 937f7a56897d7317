"""Parts: written one way, read back whole, and erasable without a trace of their words."""

from __future__ import annotations

from typing import Any

import cbor2
import pytest
from hypothesis import given

from camifield.revisions.encoding import EncodingError
from camifield.revisions.parts import (
    Part,
    WrittenPart,
    line_group,
    line_of,
    read_part,
    read_stored_part,
    write_part,
)
from camifield.security.hashing import sha256
from tests.revisions.making import a_part, parts

SALT = b"s" * 16


def written(shape: object, body: object) -> WrittenPart:
    """A part whose bytes are canonical CBOR of anything."""
    raw = SALT + cbor2.dumps(body, canonical=True)
    return WrittenPart(cbor2.dumps(shape, canonical=True), raw, sha256(raw))


@given(parts)
def test_a_part_is_read_as_it_was_written(part: Part) -> None:
    """Protects every change a person saves: kind, record, bases, groups, deletion and reason come back."""
    salted = part._replace(salt=SALT)
    again = write_part(salted)
    assert read_part(again) == salted
    assert read_stored_part(again) == salted
    assert again.hash == sha256(again.shape + sha256(again.body or b""))


def test_bases_and_groups_have_one_order() -> None:
    """Protects equality of bytes: the order in which a form names its groups and heads is not signed."""
    one = a_part(bases=(b"b" * 16, b"a" * 16, b"a" * 16), groups={"where": {"x": 1}, "what": {}}, salt=SALT)
    two = a_part(bases=(b"a" * 16, b"b" * 16), groups={"what": {}, "where": {"x": 1}}, salt=SALT)
    assert write_part(one) == write_part(two)


@given(parts)
def test_an_erased_part_keeps_its_place_and_loses_its_words(part: Part) -> None:
    """Protects a person's right to be forgotten: the hash stands, bases and groups' names stay, values go."""
    whole = write_part(part._replace(salt=SALT))
    erased = whole._replace(body=None)
    assert erased.hash == whole.hash
    found = read_part(erased)
    assert found == part._replace(groups=dict.fromkeys(part.groups), why=None, salt=b"", erased=True)


@pytest.mark.parametrize(
    "part",
    [
        a_part(salt=b"short"),
        a_part(),
        a_part(salt=SALT, erased=True),
        a_part(b"short", salt=SALT),
        a_part(salt=SALT, kind=""),
        a_part(salt=SALT, kind="k" * 65),
        a_part(salt=SALT, kind="a\0b"),
        a_part(salt=SALT, kind="\ud800"),
        a_part(salt=SALT, bases=(b"short",)),
        a_part(salt=SALT, deleted=1),
        a_part(salt=SALT, why="a\0b"),
        a_part(salt=SALT, why=5),
        a_part(salt=SALT, groups={"what": ["a list"]}),
        a_part(salt=SALT, groups={"what": {"x": 1.5}}),
        a_part(salt=SALT, groups={"what": {"x": "a\0b"}}),
        a_part(salt=SALT, groups={"a\0b": {}}),
    ],
)
def test_what_no_part_may_be_is_not_written(part: Part) -> None:
    """Protects the log from values that another laptop would have to refuse."""
    with pytest.raises(EncodingError):
        write_part(part)


GOOD_SHAPE: list[Any] = ["sighting", b"r" * 16, [], ["what"], None]
GOOD_BODY: list[Any] = [[{"x": 1}], None]


def changed(whole: list[Any], position: int, item: Any) -> list[Any]:
    """The same list with one item changed."""
    return [item if number == position else same for number, same in enumerate(whole)]


NOTHING: dict[str, Any] = {}
BAD: list[tuple[Any, Any]] = [
    (NOTHING, GOOD_BODY),
    ([*GOOD_SHAPE, 1], GOOD_BODY),
    (changed(GOOD_SHAPE, 0, 5), GOOD_BODY),
    (changed(GOOD_SHAPE, 1, b"r"), GOOD_BODY),
    (changed(GOOD_SHAPE, 2, 7), GOOD_BODY),
    (changed(GOOD_SHAPE, 2, [b"x"]), GOOD_BODY),
    (changed(GOOD_SHAPE, 2, [b"b" * 16, b"a" * 16]), GOOD_BODY),
    (changed(GOOD_SHAPE, 2, [b"a" * 16, b"a" * 16]), GOOD_BODY),
    (changed(GOOD_SHAPE, 3, [1]), GOOD_BODY),
    (changed(GOOD_SHAPE, 3, 1), GOOD_BODY),
    (changed(GOOD_SHAPE, 3, []), GOOD_BODY),
    (changed(GOOD_SHAPE, 3, ["bb", "a"]), [[{}, {}], None]),
    (changed(GOOD_SHAPE, 3, ["a", "a"]), [[{}, {}], None]),
    (changed(GOOD_SHAPE, 4, 0), GOOD_BODY),
    (GOOD_SHAPE, {}),
    (GOOD_SHAPE, [[{"x": 1}]]),
    (GOOD_SHAPE, [[{"x": 1}], 5]),
    (GOOD_SHAPE, [[{"x": 1}], "a\0b"]),
    (GOOD_SHAPE, [[[]], None]),
    (GOOD_SHAPE, [[{"x": 1.5}], None]),
    (GOOD_SHAPE, [[{"x": "a\0"}], None]),
    (GOOD_SHAPE, [{}, None]),
]


@pytest.mark.parametrize(("shape", "body"), BAD)
def test_bytes_of_another_form_are_refused(shape: object, body: object) -> None:
    """Protects the merge from hostile parts that are well signed."""
    read_part(written(GOOD_SHAPE, GOOD_BODY))
    with pytest.raises(EncodingError):
        read_part(written(shape, body))


def test_names_out_of_order_inside_a_group_are_refused() -> None:
    """Protects the one way of writing within groups, lists and lines too."""
    raw = SALT + bytes.fromhex("8281a2616202616101f6")
    with pytest.raises(EncodingError, match="not-canonical"):
        read_part(WrittenPart(write_part(a_part(salt=SALT)).shape, raw, sha256(raw)))
    raw = SALT + bytes.fromhex("8281a1616c81a2616202616101f6")
    with pytest.raises(EncodingError, match="not-canonical"):
        read_part(WrittenPart(write_part(a_part(salt=SALT)).shape, raw, sha256(raw)))


def test_a_line_has_a_group_of_its_own() -> None:
    """Protects repeats: line names and ids survive the way into a group's name and back."""
    assert line_of(line_group("losses", b"\1\xff")) == ("losses", b"\1\xff")
    assert line_of("where") is None
    assert line_of("losses/not hex") is None
