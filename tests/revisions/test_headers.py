"""Headers: every item checked, and the first seven readable for ever."""

from __future__ import annotations

from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.clock import milliseconds, moment
from camifield.errors import Problem
from camifield.revisions.encoding import EncodingError
from camifield.revisions.headers import (
    EARLIEST_MS,
    LARGEST_COUNT,
    LATEST_MS,
    Action,
    Header,
    Stream,
    lamport_after,
    read_header,
    write_header,
)
from tests.revisions.making import a_header, ids

sealed = st.builds(
    Header,
    project=ids,
    feed=ids,
    stream=st.sampled_from(Stream),
    seq=st.integers(2, LARGEST_COUNT),
    previous=ids,
    payload_hash=st.binary(min_size=32, max_size=32),
    author=ids,
    batch=ids | st.just(b""),
    schema=st.integers(0, 2**31),
    lamport=st.integers(0, LARGEST_COUNT),
    at_ms=st.integers(EARLIEST_MS, LATEST_MS),
    quality=st.integers(0, 255),
    action=st.sampled_from(Action) | st.integers(0, 255),
)


@given(sealed)
def test_a_header_is_read_as_it_was_written(header: Header) -> None:
    """Protects who wrote what, when and after what."""
    assert read_header(write_header(header)) == header


@given(sealed)
def test_every_time_let_in_can_be_shown(header: Header) -> None:
    """Protects screens: a time at the edge of what is allowed is still a moment, whatever the clock said."""
    assert milliseconds(moment(header.at_ms)) == header.at_ms


WHOLE: dict[str, Any] = {"payload_hash": b"h" * 32}


@pytest.mark.parametrize(
    "wrong",
    [
        {"project": b"p"},
        {"feed": b""},
        {"feed": "f" * 16},
        {"stream": -1},
        {"seq": 0},
        {"seq": 2},
        {"seq": 1, "previous": b"q" * 16},
        {"seq": LARGEST_COUNT + 1, "previous": b"q" * 16},
        {"payload_hash": b"h" * 31},
        {"author": b""},
        {"batch": b"x"},
        {"schema": -1},
        {"schema": True},
        {"lamport": 2**63},
        {"lamport": LARGEST_COUNT + 1},
        {"at_ms": 2**63 - 1},
        {"at_ms": LATEST_MS + 1},
        {"at_ms": EARLIEST_MS - 1},
        {"quality": 256},
        {"action": -1},
        {"version": 0},
        {"version": True},
    ],
)
def test_an_item_out_of_range_is_refused_both_ways(wrong: dict[str, Any]) -> None:
    """Protects the store from numbers it cannot hold and clocks of 2^63."""
    header = a_header(**WHOLE | wrong)
    with pytest.raises(EncodingError):
        write_header(header)
    items = [getattr(header, name) for name in Header.__slots__]
    for position, name in enumerate(Header.__slots__):
        if name in {"stream", "quality", "action"}:
            items[position] = int(items[position])
    with pytest.raises(Problem) as caught:
        read_header(cbor2.dumps(items, canonical=True))
    assert caught.value.code == "commit-damaged"


@pytest.mark.parametrize(
    "data", [b"", b"\x80", b"\xa0", b"\x8e" + bytes(14), b"\x81" * 2000, b"\x8f" + bytes(15)]
)
def test_bytes_of_another_form_are_damage(data: bytes) -> None:
    """Protects the reader from what is no header."""
    with pytest.raises(Problem) as caught:
        read_header(data)
    assert caught.value.code == "commit-damaged"


@given(st.binary(max_size=200))
def test_any_bytes_are_a_header_or_a_problem(data: bytes) -> None:
    """Protects the reader from every other exception."""
    with pytest.raises(Problem):
        read_header(data)


def test_a_newer_header_gives_its_lasting_items() -> None:
    """Protects carrying: a commit of a later version is placed in its feed by a program that cannot read it."""
    lasting = [9, b"p" * 16, b"f" * 16, 7, 2, b"q" * 16, b"h" * 32]
    found = read_header(cbor2.dumps([*lasting, {"new": "things"}], canonical=True))
    assert found.is_newer
    assert [found.version, found.project, found.feed, found.stream, found.seq] == lasting[:5]
    assert (found.previous, found.payload_hash, found.author) == (b"q" * 16, b"h" * 32, b"")
    with pytest.raises(EncodingError):
        write_header(found)


def test_lamport_numbers_rise_and_stop_at_the_top() -> None:
    """Protects saving after a hostile number: the laptop goes on working at the highest there is."""
    assert lamport_after([]) == 1
    assert lamport_after([3, 7, 5]) == 8
    assert lamport_after([LARGEST_COUNT]) == LARGEST_COUNT
