"""Compression: whole out of what went in, and a lid on what comes from strangers."""

from __future__ import annotations

import io
import threading
import tracemalloc

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.revisions.commits import LARGEST_PAYLOAD
from camifield.revisions.compression import compress, decompress


@given(st.binary(max_size=2000))
def test_what_is_compressed_comes_back(payload: bytes) -> None:
    """Protects every stored payload."""
    assert decompress(compress(payload)) == payload


def bomb() -> bytes:
    """A gigabyte of zeros in a frame that names its size."""
    written = io.BytesIO()
    with zstandard.ZstdCompressor(level=3).stream_writer(written, size=2**30, closefd=False) as frame:
        for _ in range(1024):
            frame.write(bytes(2**20))
    return written.getvalue()


def test_a_bomb_is_refused_before_it_unfolds() -> None:
    """Protects memory: a gigabyte in a small frame, with its size told and untold."""
    untold = zstandard.ZstdCompressor(level=3, write_content_size=False).compress(bytes(LARGEST_PAYLOAD + 1))
    for frame in (bomb(), untold):
        tracemalloc.start()
        with pytest.raises(Problem):
            decompress(frame)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert peak < 50_000_000


def test_the_limit_is_the_callers() -> None:
    """Protects other uses with other lids, thumbnails for one."""
    frame = compress(bytes(1000))
    assert decompress(frame, limit=1000) == bytes(1000)
    with pytest.raises(Problem) as caught:
        decompress(frame, limit=999)
    assert caught.value.code == "commit-too-large"


def test_every_cut_and_anything_after_the_end_is_damage() -> None:
    """Protects against a frame that ends too soon or is followed by something."""
    frame = compress(bytes(range(200)))
    for piece in [
        *(frame[:length] for length in range(len(frame))),
        frame + b"\0",
        frame + frame,
        b"nonsense",
    ]:
        with pytest.raises(Problem) as caught:
            decompress(piece)
        assert caught.value.code == "commit-damaged"


def test_several_threads_compress_at_once() -> None:
    """Protects the worker and the window from sharing a tool that is not made for it."""
    failures: list[int] = []

    def work(number: int) -> None:
        payload = bytes([number]) * 5000
        if any(decompress(compress(payload)) != payload for _ in range(200)):
            failures.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
