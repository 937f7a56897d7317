"""Protects the reading of a receiver's lines: what is proven is taken as it is, and nothing else ever is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.devices.sentences import LONGEST_LINE, Lines, sentence_of
from tests.devices.speech import MORNING, gga, rmc, sentence


@given(
    latitude=st.floats(-90, 90),
    longitude=st.floats(-180, 180),
    cuts=st.lists(st.integers(0, 200), max_size=6),
)
def test_a_position_comes_back_however_it_is_cut(latitude: float, longitude: float, cuts: list[int]) -> None:
    """Every position of the Earth is read to a millionth of a minute, in whatever pieces the cable brings it."""
    said = b"\xff\x00half a line\r\n" + gga(latitude, longitude)
    edges = sorted({0, len(said), *(min(cut, len(said)) for cut in cuts)})
    lines = Lines()
    found = [one for begin, end in pairwise(edges) for one in lines.feed(said[begin:end])]
    assert [one.kind for one in found] == ["GGA"]
    assert lines.lines_refused == 1
    position = found[0].position()
    if position is None:
        assert abs(latitude) < 1e-7
        assert abs(longitude) < 1e-7
    else:
        assert position == (pytest.approx(latitude, abs=2e-8), pytest.approx(longitude, abs=2e-8))


@given(st.integers(1, 60), st.integers(1, 127))
def test_a_changed_sign_is_noticed(at: int, by: int) -> None:
    """A bit that fell over on the cable never becomes a position."""
    line = bytearray(gga(42.5, 76.5).strip())
    end = line.index(b"*")
    line[1 + at % (end - 1)] ^= by
    found = sentence_of(bytes(line))
    assert found is None


@given(st.binary(max_size=3000))
def test_noise_is_neither_taken_nor_kept(noise: bytes) -> None:
    """A port that sends anything else, without ever ending a line, costs no memory and gives no sentence."""
    lines = Lines()
    assert all(one.position() is None for one in lines.feed(noise))
    assert lines.bytes_heard == len(noise)
    # The next whole line is understood, whatever was half there before.
    assert [one.kind for one in lines.feed(b"\n" + gga(42, 76))] == ["GGA"]


def test_a_line_without_end_is_let_go() -> None:
    """Whatever follows the longest line is dropped until a line ends, also when it looks right."""
    lines = Lines()
    assert list(lines.feed(b"A" * (LONGEST_LINE + 1))) == []
    assert list(lines.feed(gga(42, 76))) == []
    assert lines.lines_refused == 1
    assert len(list(lines.feed(gga(42, 76)))) == 1


@pytest.mark.parametrize(
    "line",
    [
        b"$GPGGA,030000,4230.000,N,07630.000,E,1,09,1.0,2104.0,M,-35.0,M,,",
        sentence("GPGGA,030000,4230.000,N"),
        sentence("GPGGA," + "1" * LONGEST_LINE),
        "$GPGGA,030000,42°30,N,07630.000,E,1,09,1.0,2104.0,M,-35.0,M,,*55".encode(),
        sentence("PUBX"),
        sentence(""),
    ],
)
def test_what_is_not_proven_or_cut_short_is_none(line: bytes) -> None:
    """No checksum, too few fields, too long, a sign that is no ASCII, a maker's own sentence cut short."""
    found = sentence_of(line)
    assert found is None or not found.fields


@pytest.mark.parametrize(
    "place",
    ["9030.000,N,07630.000,E", "4260.000,N,07630.000,E", "4230.000,E,07630.000,E", ",,,", "nan,N,1,E"],
)
def test_an_impossible_place_is_none(place: str) -> None:
    """Latitudes over 90 degrees, sixty minutes, a wrong letter, nothing: each has a right checksum and no position."""
    found = sentence_of(sentence(f"GPGGA,030000,{place},1,09,1.0,2104.0,M,-35.0,M,,"))
    assert found is not None
    assert found.position() is None


def test_date_and_time_are_utc() -> None:
    """An RMC tells its moment; with a date that does not exist it tells none."""
    found = sentence_of(rmc(42, 76, MORNING))
    assert found is not None
    assert found.moment() == MORNING
    wrong = sentence_of(sentence("GPRMC,030000,A,4230.000,N,07630.000,E,0.1,12.0,310226,,,A"))
    assert wrong is not None
    assert wrong.moment() is None
