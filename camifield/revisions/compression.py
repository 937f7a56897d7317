"""Compression of payloads, with a lid: what unfolds to more than a commit may hold is refused before it is unfolded."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from camifield.errors import Problem
from camifield.revisions.commits import LARGEST_PAYLOAD

if TYPE_CHECKING:
    from zstandard import ZstdCompressor, ZstdDecompressor

LEVEL: Final = 3


class _Tools(threading.local):
    """One compressor and one decompressor a thread: making them costs more than a small payload does.

    The library is loaded at the first payload, not at the start of the program.
    """

    def __init__(self) -> None:
        from zstandard import ZstdCompressor, ZstdDecompressor

        self.compressor: ZstdCompressor = ZstdCompressor(level=LEVEL, write_checksum=False)
        self.decompressor: ZstdDecompressor = ZstdDecompressor(max_window_size=8 * LARGEST_PAYLOAD)


_tools: _Tools | None = None


def _open_tools() -> _Tools:
    global _tools
    if _tools is None:
        _tools = _Tools()
    return _tools


def compress(payload: bytes) -> bytes:
    """One zstd frame that names its length."""
    return _open_tools().compressor.compress(payload)


def decompress(frame: bytes, limit: int = LARGEST_PAYLOAD) -> bytes:
    """What was compressed. Raises Problem ``commit-too-large`` beyond `limit` bytes, ``commit-damaged`` for no frame."""
    import zstandard

    try:
        size = zstandard.frame_content_size(frame)
        if size > limit:
            raise Problem("commit-too-large", parameters={"bytes": size})
        return _open_tools().decompressor.decompress(frame, max_output_size=limit, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise Problem("commit-damaged", parameters={"reason": "compression"}) from error
