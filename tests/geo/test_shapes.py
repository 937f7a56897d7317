"""Protects shapes: no corner is lost by packing, sizes are right, and what is no shape is refused."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.geo.shapes import (
    MOST_CORNERS,
    MOST_PARTS,
    Box,
    box_of,
    packed_shape,
    shape_of,
    unpacked_shape,
)

STEPS = 10_000_000
CORNER = st.tuples(st.integers(-180 * STEPS, 180 * STEPS), st.integers(-90 * STEPS, 90 * STEPS))
SQUARE = [(76.0, 42.0), (77.0, 42.0), (77.0, 43.0), (76.0, 43.0), (76.0, 42.0)]
HOLE = [(76.25, 42.25), (76.75, 42.25), (76.75, 42.75), (76.25, 42.75)]


@given(st.lists(st.lists(CORNER, min_size=3, max_size=12), min_size=1, max_size=5), st.booleans())
def test_packing_loses_nothing(parts: list[list[tuple[int, int]]], is_closed: bool) -> None:
    """Every corner of every part comes back to the centimetre, in its order."""
    given_parts = [[(east / STEPS, north / STEPS) for east, north in part] for part in parts]
    again = unpacked_shape(packed_shape(shape_of(given_parts, is_closed=is_closed)))
    assert again.is_closed == is_closed
    assert [
        [(round(e * STEPS), round(n * STEPS)) for e, n in zip(part.longitude, part.latitude, strict=True)]
        for part in again.parts
    ] == parts


def test_the_size_leaves_holes_out() -> None:
    """A square degree at 42 N has 9,115 km2 on a sphere, and a hole of a quarter of it leaves three quarters."""
    whole = shape_of([SQUARE], is_closed=True).area_m2
    with_hole = shape_of([SQUARE, HOLE], is_closed=True).area_m2
    assert whole is not None
    assert with_hole is not None
    assert whole == pytest.approx(9_115e6, rel=5e-3)
    assert with_hole == pytest.approx(whole * 0.75, rel=1e-3)
    beside = shape_of([SQUARE, [(east + 2, north) for east, north in SQUARE]], is_closed=True).area_m2
    assert beside == pytest.approx(whole * 2)


def test_a_line_has_a_length_and_no_size() -> None:
    """One degree along a meridian is 111.2 km; the way back to the first corner is none of a line."""
    line = shape_of([[(76.0, 42.0), (76.0, 43.0)]], is_closed=False)
    assert line.area_m2 is None
    assert line.length_m == pytest.approx(111_195, rel=1e-4)
    assert shape_of([SQUARE[:4]], is_closed=True).length_m == pytest.approx(
        shape_of([SQUARE], is_closed=True).length_m
    )


def test_a_box_comes_back_from_its_text() -> None:
    """The text of a table's cell is the box; any other text is none."""
    box = shape_of([SQUARE, HOLE], is_closed=True).box
    assert box == Box(76, 42, 77, 43)
    assert box_of(box.text) == box
    assert box_of("") is None
    assert box_of("a b c d") is None


@pytest.mark.parametrize(
    "parts",
    [
        [],
        [[(0.0, 0.0), (1.0, 1.0), (0.0, 1.0)]] * (MOST_PARTS + 1),
        [[(at / 1000, at % 7 / 10) for at in range(MOST_CORNERS + 1)]],
    ],
)
def test_what_is_too_much_is_not_packed(parts: list[list[tuple[float, float]]]) -> None:
    """An empty shape, too many parts and too many corners are told, not cut."""
    with pytest.raises(ValueError, match="corners"):
        packed_shape(shape_of(parts, is_closed=True))


def packed(*columns: list[int]) -> str:
    """Columns of small numbers, all positive, as a file of a stranger might hold them."""
    raw = bytearray()
    for column in columns:
        raw.append(len(column) * 2)
        before = 0
        for one in column:
            step = one - before
            raw.append(step * 2 if step >= 0 else -step * 2 - 1)
            before = one
    return "1:" + base64.b64encode(zlib.compress(bytes(raw))).decode()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2:eNpj",
        "1:!!",
        "1:" + base64.b64encode(zlib.compress(b"\x00" * 9_000_000)).decode(),
        packed([1], [2], [0, 1], [0, 1]),
        packed([0], [1], [0], [0]),
        packed([2], [3], [0, 1, 2], [0, 1, 2]),
        packed([1], [3], [0, 1, 2], [0, 1]),
        packed([1], [4], [0, 1, 2], [0, 1, 2]),
        packed([1], [], [], []),
        packed([1], [3], [0, 1, 2], [0, 1, 2], [1]),
    ],
)
def test_what_is_no_shape_is_refused(text: str) -> None:
    """A damaged or hostile text gives an error, never a shape with corners that are not there."""
    with pytest.raises(ValueError):  # noqa: PT011 (each names its own reason)
        unpacked_shape(text)


def test_a_shape_beyond_the_pole_is_refused() -> None:
    """What a newer or hostile program packed off the earth must not reach the map."""
    with pytest.raises(ValueError, match="not on the earth"):
        unpacked_shape(packed_shape(shape_of([[(0, 0), (1, 0), (1, 91)]], is_closed=True)))


def test_a_closed_ring_has_as_many_corners_as_a_person_counts() -> None:
    """A rectangle has four, whether its file says the first corner again at the end or not; a line has all of its own."""
    ring = [(76.0, 42.0), (77.0, 42.0), (77.0, 43.0), (76.0, 43.0)]
    assert shape_of([ring], is_closed=True).corners == 4
    assert shape_of([[*ring, ring[0]]], is_closed=True).corners == 4
    assert shape_of([[*ring, ring[0]]], is_closed=False).corners == 5
