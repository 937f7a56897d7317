"""Protects what every later version must still read: the beginning of a file."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.revisions.encoding import Value, encode
from camifield.sync.cover import MAGIC, Cover, Place, Section, read_cover, write_cover

COVER = Cover(
    what="bundle",
    project=b"p" * 16,
    device=b"d" * 16,
    made_ms=1_773_457_200_000,
    sections=(Section("open", 7, b"h" * 32, (b"reader_1", b"reader_2")), Section("restricted", 5, b"i" * 32)),
)
APPROVED = (
    "43414d494649454c440a000000cea664776861746662756e646c65666465766963655064646464646464646464646464"
    "646464676d6164655f6d731b0000019cea4953806770726f6a6563745070707070707070707070707070707070677665"
    "7273696f6e016873656374696f6e738284646f70656e0758206868686868686868686868686868686868686868686868"
    "68686868686868686882487265616465725f31487265616465725f32846a726573747269637465640558206969696969"
    "69696969696969696969696969696969696969696969696969696980"
)
sections = st.builds(
    Section,
    st.text(st.characters(min_codepoint=97, max_codepoint=122), max_size=10),
    st.integers(1, 1000),
    st.binary(min_size=32, max_size=32),
    st.lists(st.binary(min_size=8, max_size=8), max_size=3).map(tuple),
)


def reading(begin: bytes, body: int) -> Cover:
    """The cover of a file that begins so and has so many more bytes."""
    return read_cover(BytesIO(begin + bytes(body)), len(begin) + body)


@given(st.lists(sections, min_size=1, max_size=5), st.none() | st.just(Place(2, 3, 400, b"w" * 32)))
def test_a_round_trip(listed: list[Section], part: Place | None) -> None:
    """Protects the table of sections, with the place of each."""
    cover = replace(COVER, sections=tuple(listed), part=part)
    begin = write_cover(cover)
    found = reading(begin, sum(one.size for one in listed))
    assert replace(found, sections=()) == replace(cover, sections=())
    at = len(begin)
    for one, written in zip(found.sections, listed, strict=True):
        assert one == replace(written, offset=at)
        at += one.size


def test_these_bytes_are_version_1() -> None:
    """Protects files of the first version, for ever: if this fails, old files can no longer be read."""
    assert write_cover(COVER).hex() == APPROVED


def spoilt(**changes: Value) -> bytes:
    """A cover with some of its items changed."""
    plain: dict[str, Value] = {
        "version": 1,
        "what": "bundle",
        "project": b"p" * 16,
        "device": b"d" * 16,
        "made_ms": 5,
        "sections": [["open", 12, b"h" * 32, []]],
    }
    data = encode({**plain, **changes})
    return MAGIC + len(data).to_bytes(4, "big") + data


def test_what_a_later_version_adds_is_passed_over() -> None:
    """Protects older laptops from additions, and tells them of what they cannot read."""
    assert reading(spoilt(added=[1, 2]), 12).what == "bundle"
    with pytest.raises(Problem) as caught:
        reading(spoilt(version=2, sections="all new"), 12)
    assert (caught.value.code, caught.value.parameters) == ("bundle-is-newer", {"version": 2})


TOO_MANY: list[Value] = [["open", 12, b"h" * 32, []] for _ in range(257)]
BROKEN: list[dict[str, Value]] = [
    {"version": 0},
    {"project": b"short"},
    {"device": "text"},
    {"made_ms": 2**62},
    {"sections": []},
    {"sections": TOO_MANY},
    {"sections": [["open", 0, b"h" * 32, []]]},
    {"sections": [["open", -12, b"h" * 32, []]]},
    {"sections": [["open", 2**40, b"h" * 32, []]]},
    {"sections": [["open", 12, b"h", []]]},
    {"sections": [["open", 12, b"h" * 32, [b"h"]]]},
    {"sections": [["open", 11, b"h" * 32, []]]},
    {"sections": [12]},
    {"part": [0, 3, 400, b"w" * 32]},
    {"part": [4, 3, 400, b"w" * 32]},
    {"part": "first"},
]


@pytest.mark.parametrize("changes", BROKEN)
def test_a_cover_that_cannot_be_is_damage(changes: dict[str, Value]) -> None:
    """Protects everything behind the cover from numbers that are none."""
    with pytest.raises(Problem, match="bundle-damaged"):
        reading(spoilt(**changes), 12)


def test_a_cover_too_large_is_not_written() -> None:
    """Protects the reader, and a stick that holds no file of 4 GiB."""
    with pytest.raises(Problem, match="bundle-too-large"):
        write_cover(replace(COVER, sections=(Section("open", 2**30, b"h" * 32),) * 4))
    with pytest.raises(Problem, match="bundle-too-large"):
        write_cover(replace(COVER, sections=(Section("open", 1, b"h" * 32),) * 257))
