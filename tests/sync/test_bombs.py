"""Protects memory and time from files made to exhaust them, by strangers and by members of the team."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest
import zstandard
from cbor2 import dumps

from camifield.errors import Problem
from camifield.sync.cover import MAGIC
from camifield.sync.frames import read_frame
from camifield.sync.limits import LARGEST_COVER, LARGEST_FRAME, LEAST_LID, MOST_FRAMES
from tests.sync.bundles import Camp, read_all
from tests.sync.tampering import (
    body_file,
    framed,
    packed,
    plain_file,
    sealed_plain,
    section_file,
    signed_frame,
)

DEEP = b"\x81" * 100_000
MIB = 1024 * 1024
# CBOR that promises or unfolds to more than there is.
HEADS = [
    DEEP,
    b"\xa1\x61a" * 100_000,
    b"\xd8\x1c" * 100_000 + b"\x80",
    b"\x9b" + b"\xff" * 8,
    b"\x5b" + b"\x7f" + b"\xff" * 7,
    b"\x7b" + b"\x7f" + b"\xff" * 7,
    b"\xbb" + b"\x00" * 3 + b"\xff" * 5,
    b"\x9f" + b"\x01" * 1000,
    b"\x5f" + b"\x41a" * 1000,
    b"\x9a\x00\x04\x00\x00" + b"\x80" * 200_000,
    b"\xc2\x5a\x00\x01\x00\x00" + b"\xff" * 65_536,
    b"\xfb\x7f\xf8\x00\x00\x00\x00\x00\x00",
]


def refused(path: Path, camp: Camp) -> str:
    """The code of the Problem that reading all of it gives, found with less than 100 MB of Python's memory."""
    tracemalloc.start()
    try:
        code = code_of(path, camp)
        assert tracemalloc.get_traced_memory()[1] < 100 * MIB
    finally:
        tracemalloc.stop()
    return code


def code_of(path: Path, camp: Camp) -> str:
    """The same, unweighed: weighing makes a million small things slow."""
    with pytest.raises(Problem) as caught:
        read_all(path, camp.ranger.encryption, camp.project)
    return caught.value.code


@pytest.mark.parametrize("bomb", HEADS, ids=range(len(HEADS)))
def test_cbor_in_every_place(tmp_path: Path, bomb: bytes) -> None:
    """Protects against nesting and lengths from nowhere: in the cover, the manifest, and a frame."""
    camp, path = Camp(), tmp_path / "bomb.cfb"
    path.write_bytes(MAGIC + len(bomb).to_bytes(4, "big") + bomb)
    assert refused(path, camp) == "bundle-damaged"
    assert refused(plain_file(path, camp, signed_frame(camp, bomb)), camp) == "bundle-damaged"
    for place in (5, 6):
        items: list[object] = [1, "open", camp.project, camp.chief.device, 1, b"\x80", b"\x80"]
        items[place] = bomb
        message = dumps([*items, b"", b"", 0, 0, 0, bytes(32)])
        assert refused(plain_file(path, camp, signed_frame(camp, message)), camp) == "bundle-damaged"
    assert refused(body_file(path, camp, packed([bomb]), 1), camp) == "bundle-damaged"


def many(count: int) -> bytes:
    """A CBOR list of so many empty lists: 56 bytes of memory for each of its own."""
    return b"\x9a" + count.to_bytes(4, "big") + b"\x80" * count


def test_many_small_things_in_the_largest_places(tmp_path: Path) -> None:
    """Protects memory from what is small on disk and large unfolded: lists of empty lists, as many as a place holds."""
    camp, path = Camp(), tmp_path / "bomb.cfb"
    cover = many(LARGEST_COVER - 5)
    path.write_bytes(MAGIC + len(cover).to_bytes(4, "big") + cover)
    assert code_of(path, camp) == "bundle-damaged"
    for place in range(5, 9):
        items: list[object] = [1, "open", camp.project, camp.chief.device, 1, b"\x80", b"\x80", b"", b""]
        items[place] = many(4_000_000 if place == 8 else 500_000)
        message = dumps([*items, 0, 0, 0, bytes(32)])
        assert code_of(plain_file(path, camp, signed_frame(camp, message)), camp) == "bundle-damaged"
    assert code_of(plain_file(path, camp, signed_frame(camp, many(4_000_000))), camp) == "bundle-damaged"
    assert code_of(body_file(path, camp, packed([many(LARGEST_FRAME - 5)]), 1), camp) == "bundle-damaged"
    with pytest.raises(Problem, match="bundle-damaged"):
        read_frame(dumps([1, 1, *[many(1000)] * 6]))


def test_what_unfolds_to_more_than_the_lid_is_refused(tmp_path: Path) -> None:
    """Protects disk and time from a zstd bomb: 64 MiB from a small file, and not a byte more."""
    camp = Camp()
    later = dumps([99, 0, bytes(9 * MIB)])
    count = LEAST_LID // len(later) + 2
    assert (
        refused(body_file(tmp_path / "bomb.cfb", camp, packed([later] * count), count), camp)
        == "bundle-too-large"
    )


def test_a_frame_larger_than_any_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """Protects memory: the length is looked at first."""
    camp = Camp()
    zeros = zstandard.ZstdCompressor().compress((2**31).to_bytes(4, "big") + bytes(20 * MIB))
    assert refused(body_file(tmp_path / "bomb.cfb", camp, zeros, 1), camp) == "bundle-damaged"


def test_a_window_larger_than_ours_is_refused(tmp_path: Path) -> None:
    """Protects memory: a frame may ask the reader to remember 128 MiB."""
    camp = Camp()
    wide = zstandard.ZstdCompressionParameters(window_log=27)
    writer = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    body = writer.compress(framed(dumps([99, 0, bytes(MIB)]))) + writer.flush()
    assert refused(body_file(tmp_path / "bomb.cfb", camp, body, 1), camp) == "bundle-damaged"


def test_a_manifest_bomb_is_refused(tmp_path: Path) -> None:
    """Protects the look at a folder: a manifest says its size before it unfolds."""
    camp = Camp()
    zeros = zstandard.ZstdCompressor().compress(bytes(200 * MIB))
    assert refused(plain_file(tmp_path / "bomb.cfb", camp, zeros), camp) == "bundle-damaged"
    long = section_file(tmp_path / "long.cfb", camp, sealed_plain(camp, b"\xff" * 4 + bytes(9 * MIB)))
    assert refused(long, camp) == "bundle-damaged"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"frames": 2}, "bundle-damaged"),
        ({"frames": 0}, "bundle-damaged"),
        ({"frames": MOST_FRAMES + 1}, "bundle-too-large"),
        ({"commits": 1}, "bundle-damaged"),
        ({"commits": 2**62}, "bundle-damaged"),
        ({"made_ms": 2**62}, "bundle-damaged"),
        ({"body_size": 1}, "bundle-damaged"),
        ({"body_sha256": bytes(32)}, "bundle-damaged"),
        ({"kind": "restricted"}, "bundle-damaged"),
        ({"shown": (b"12",)}, "bundle-damaged"),
    ],
)
def test_a_manifest_that_lies_about_its_body_is_refused(
    tmp_path: Path, changes: dict[str, object], code: str
) -> None:
    """Protects the whole from a part: a body must hold exactly what its signed manifest says."""
    camp = Camp()
    body = packed([dumps([99, 0, b""])])
    path = body_file(tmp_path / "lie.cfb", camp, body, **{"frames": 1, **changes})  # pyright: ignore[reportArgumentType]
    assert refused(path, camp) == code


def test_a_body_cut_by_its_own_sender_is_refused(tmp_path: Path) -> None:
    """Protects against a sender whose disk failed while packing: a cut zstd frame ends without an error of its own."""
    camp = Camp()
    body = packed([dumps([99, 0, bytes([n]) * 1000]) for n in range(20)])
    for cut in range(len(body)):
        assert refused(body_file(tmp_path / "cut.cfb", camp, body[:cut], 20), camp) == "bundle-damaged"
