"""Canonical CBOR: one way to write each value, nothing else let in, nothing hostile let through."""

from __future__ import annotations

import time
import tracemalloc
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.encoding import EncodingError, Value, canonical, decode, encode, ordered_names
from tests.revisions.making import names, values


class Number(IntEnum):
    """An int that is not plainly one."""

    ONE = 1


@given(values)
def test_what_is_written_is_read(value: Value) -> None:
    """Protects every record: encoding and decoding lose nothing and change no type."""
    again = decode(encode(value))
    assert again == value
    assert repr(again) == repr(canonical(value))


@given(values)
def test_the_bytes_are_those_of_canonical_cbor(value: Value) -> None:
    """Protects the format against our own shortcuts: the library's canonical mode writes the same."""
    assert encode(value) == cbor2.dumps(value, canonical=True)


@given(st.dictionaries(names, values, min_size=2), st.randoms())
def test_the_order_of_names_makes_no_difference(value: dict[str, Value], random: Any) -> None:
    """Protects equality across laptops: the same fields typed in another order are the same bytes."""
    shuffled = list(value.items())
    random.shuffle(shuffled)
    before = list(value)
    assert encode(dict(shuffled)) == encode(value)
    assert list(value) == before


def test_many_names_are_ordered_as_few_are() -> None:
    """Protects the road past the memory of name orders, which very wide groups take."""
    wide: Value = {f"{number % 7 * 'é'}{number}": number for number in range(100)}
    assert encode(wide) == cbor2.dumps(wide, canonical=True)
    assert ordered_names(("bb", "a", "é")) == ("a", "bb", "é")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (1.5, "float"),
        ([float("nan")], "float"),
        ({"x": float("inf")}, "float"),
        ("a\0b", "nul"),
        ({"x": "a\0"}, "nul"),
        ({"x": {"y": ["a\0"]}}, "nul"),
        ({"a\0": 1}, "name"),
        ({"a" * 201: 1}, "name"),
        ({1: 2}, "name"),
        ({b"a": 2}, "name"),
        ("\ud800", "surrogate"),
        ({"\udfff": 1}, "surrogate"),
        (2**63, "number-too-large"),
        ({"x": -(2**63) - 1}, "number-too-large"),
        ((1, 2), "type"),
        ({"x": Decimal("1.5")}, "type"),
        (date(2026, 3, 14), "type"),
        (Number.ONE, "type"),
        ({1, 2}, "type"),
        (bytearray(b"x"), "type"),
        (cbor2.undefined, "type"),
    ],
)
def test_what_the_log_cannot_hold_is_refused(value: Any, reason: str) -> None:
    """Protects the log for ever: no floats, no NUL, no lone surrogates, no types that only Python has."""
    with pytest.raises(EncodingError) as caught:
        encode(value)
    assert caught.value.reason == reason


def test_depth_has_an_end() -> None:
    """Protects the stack: eight levels are allowed, nine and a circle are refused both ways."""
    deep: Value = 1
    for _ in range(8):
        deep = [deep]
    assert decode(encode(deep)) == deep
    with pytest.raises(EncodingError, match="too-deep"):
        encode([deep])
    with pytest.raises(EncodingError, match="too-deep"):
        encode({"x": deep})
    circle: list[Value] = []
    circle.append(circle)
    with pytest.raises(EncodingError, match="too-deep"):
        encode(circle)
    with pytest.raises(EncodingError, match="malformed"):
        decode(b"\x81" * 9 + b"\1")


@pytest.mark.parametrize(
    "written",
    [
        "1817",  # 23 in two bytes
        "190017",
        "f93e00",  # 1.5
        "f97e00",  # NaN
        "fb3ff8000000000000",
        "9f01ff",  # a list without a length
        "7f6161ff",
        "a2616101616102",  # a name twice
        "a2616201616102",  # names out of order
        "a1416101",  # a name of bytes
        "a10102",
        "c24101",  # big numbers, dates, sharing, string references: tags of every kind
        "c074323031332d30332d32315432303a30343a30305a",
        "d81c80",
        "d9010080",
        "d9d9f700",
        "d9270f00",
        "f7",
        "f0",
        "62ff61",  # no UTF-8
        "63eda080",  # a lone surrogate
        "6100",  # NUL
        "0000",  # something after the end
        "",
        "18",
        "5b7fffffffffffffff",  # longer than there is memory
        "9b7fffffffffffffff",
        "bb7fffffffffffffff",
    ],
)
def test_other_writings_are_refused(written: str) -> None:
    """Protects the reader: each value has one writing, and no other bytes get in."""
    with pytest.raises(EncodingError):
        decode(bytes.fromhex(written))


@given(st.binary(max_size=60))
def test_any_bytes_are_a_value_or_a_refusal(data: bytes) -> None:
    """Protects the reader from every other exception, and shows that what is let in is written just so."""
    try:
        value = decode(data)
    except EncodingError:
        return
    assert encode(value) == data


def test_bombs_are_refused_in_little_time_and_memory() -> None:
    """Protects old laptops: depth of 100,000, sharing that doubles, string references that repeat a megabyte."""
    shared = b"\xd8\x1c\x82\x00\x00"
    for _ in range(60):
        shared = b"\xd8\x1c\x82" + shared + b"\xd8\x1d\x00"
    referenced = (
        b"\xd9\x01\x00\x9a\x00\x04\x00\x00\x5a\x00\x08\x00\x00" + bytes(2**19) + b"\xd8\x19\x00" * (2**18 - 1)
    )
    exponent = b"\xc4\x82\x1b\x7f\xff\xff\xff\xff\xff\xff\xff\x01"
    tracemalloc.start()
    began = time.perf_counter()
    for bomb in (b"\x81" * 100_000 + b"\0", shared, referenced, exponent, b"\xc5" + exponent[1:]):
        with pytest.raises(EncodingError):
            decode(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert time.perf_counter() - began < 2
    assert peak < 100_000_000
