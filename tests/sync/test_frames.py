"""Protects the layout of bundles: every commit comes out of a frame as it went in, in full pieces."""

from __future__ import annotations

import pytest
from cbor2 import dumps, loads
from hypothesis import given
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.security.hashing import commit_id
from camifield.store.receiving import Carried
from camifield.sync.frames import (
    CommitFrame,
    ThumbnailFrame,
    gather,
    gather_thumbnails,
    read_frame,
    write_commits,
    write_thumbnails,
)
from camifield.sync.limits import LARGEST_FRAME, LARGEST_THUMBNAIL
from camifield.sync.road import LARGEST_PIECE, MOST_COMMITS, Thumbnail


@st.composite
def travelling(draw: st.DrawFn) -> list[Carried]:
    """Commits of which many name the one before them, at any place of the header, or something that only looks so."""
    found: list[Carried] = []
    for _ in range(draw(st.integers(1, 12))):
        header = draw(st.binary(min_size=1, max_size=400))
        if found and draw(st.booleans()):
            at = draw(st.integers(0, len(header)))
            name = commit_id(found[-1].header)
            header = header[:at] + name * draw(st.integers(1, 2)) + header[at:]
        signature = draw(st.binary(min_size=64, max_size=64))
        found.append(Carried(header, signature, draw(st.binary(max_size=60))))
    return found


@given(travelling(), st.integers(0, 9))
def test_commits_come_out_as_they_went_in(commits: list[Carried], stream: int) -> None:
    """Protects every byte of what was signed, though a part of it does not travel."""
    assert read_frame(write_commits(stream, commits)) == CommitFrame(stream, commits)


@given(travelling(), st.data())
def test_a_changed_frame_is_damage_or_other_commits(commits: list[Carried], data: st.DataObject) -> None:
    """Protects the reader: whatever stands in a frame, there is a Problem or commits, never another error."""
    frame = bytearray(write_commits(1, commits))
    for _ in range(data.draw(st.integers(1, 3))):
        frame[data.draw(st.integers(0, len(frame) - 1))] = data.draw(st.integers(0, 255))
    try:
        read_frame(bytes(frame))
    except Problem as problem:
        assert problem.code == "bundle-damaged"  # noqa: PT017 - a changed signature is for the store to find


@given(st.binary(max_size=100))
def test_any_bytes_are_damage_or_a_frame(data: bytes) -> None:
    """Protects the reader from bytes of no kind at all."""
    try:
        read_frame(data)
    except Problem as problem:
        assert problem.code == "bundle-damaged"  # noqa: PT017 - some bytes are a frame of a later version


@pytest.mark.parametrize("column", range(2, 8))
def test_columns_that_do_not_agree_are_damage(column: int) -> None:
    """Protects against a length that points into another commit or beyond the end."""
    items: list[bytes] = loads(write_commits(1, [Carried(b"head", b"s" * 64, b"payload")] * 3))
    for changed in (b"", b"\xff", bytes(600), items[column][:-1]):
        broken = [*items[:column], changed, *items[column + 1 :]]
        with pytest.raises(Problem, match="bundle-damaged"):
            read_frame(dumps(broken))


def test_what_a_later_version_adds_is_passed_over() -> None:
    """Protects older laptops: a frame of a new kind is no damage."""
    assert read_frame(dumps([3, 0, b"sounds"])) is None


def test_pieces_are_full_and_within_bounds() -> None:
    """Protects the store's transactions, and the size of a file of many small runs."""
    small = [Carried(b"h", b"s" * 64, b"p")] * 1201
    assert [len(one) for one in gather([small[:1], [], small[1:700], small[700:]])] == [500, 500, 201]
    large = [Carried(b"h" * 200, b"s" * 64, bytes(900 * 1024))] * 5
    pieces = list(gather([large]))
    assert [len(one) for one in pieces] == [2, 2, 1]
    assert all(sum(len(c.header) + len(c.payload) for c in one) <= LARGEST_PIECE for one in pieces)
    assert (
        len(write_commits(1, [Carried(b"h" * 1024, b"s" * 64, bytes(15_000))] * MOST_COMMITS))
        <= LARGEST_FRAME
    )
    assert list(gather([])) == []


def test_what_cannot_be_a_commit_is_not_written() -> None:
    """Protects the whole file from one row of a damaged store."""
    for broken in (
        Carried(b"", b"s" * 64, b""),
        Carried(b"h", b"short", b""),
        Carried(b"h" * 2000, b"s" * 64, b""),
    ):
        with pytest.raises(Problem, match="commit-damaged"):
            write_commits(1, [broken])


def test_thumbnails_come_out_as_they_went_in() -> None:
    """Protects small pictures; one that is too large to be small stays at home."""
    pictures = [Thumbnail(bytes([n]) * 32, bytes([n]) * (n + 1)) for n in range(40)]
    lots = list(gather_thumbnails([*pictures, Thumbnail(b"x" * 32, bytes(LARGEST_THUMBNAIL + 1))]))
    assert [len(lot) for lot in lots] == [32, 8]
    assert [read_frame(write_thumbnails(lot)) for lot in lots] == [ThumbnailFrame(lot) for lot in lots]
