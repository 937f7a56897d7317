"""Closing one section of a bundle: made in a spool of constant memory, under the limits that its readers keep.

Opened, a section is the length of the manifest's frame (4 bytes), that frame, and the body: one Zstandard frame of
`camifield.sync.frames`. The manifest stands first, so that it can be read alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, cast

from camifield.security.sealing import seal_to
from camifield.sync.cover import Section
from camifield.sync.limits import SPOOLED_BYTES, WINDOW_LOG, Lid

LENGTH_BYTES: Final = 4
# Level 5 packs 84 MB of 100,000 imported records to 12 MB in half a second; 6 takes twice as long for 6 % less.
LEVEL: Final = 5


def spool() -> IO[bytes]:
    """A file without a name: in memory while it is small. What is left of it goes with it, even in a crash."""
    return SpooledTemporaryFile(max_size=SPOOLED_BYTES)


class Counting:
    """A sink that hashes and counts what passes on to a file, and lets the person stop."""

    def __init__(self, out: IO[bytes], step: Callable[[int], None] | None = None) -> None:
        self._out = out
        self._hash = hashlib.sha256()
        self._step = step
        self.size = 0

    def write(self, data: bytes, /) -> int:
        self._hash.update(data)
        self.size += len(data)
        self._out.write(data)
        if self._step is not None:
            self._step(len(data))
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""

    @property
    def sha256(self) -> bytes:
        return self._hash.digest()


class Body:
    """A body being made: frames go in, compressed bytes lie in `file` when it is finished."""

    def __init__(self, lid: Lid) -> None:
        """`lid` is that of a reader: what he would refuse is refused here."""
        from zstandard import ZstdCompressionParameters, ZstdCompressor

        make = cast("Any", ZstdCompressionParameters).from_level  # its own types leave the parameters open
        self.file = spool()
        self.frames = 0
        self._counted = Counting(self.file)
        self._lid = lid
        self._compressor = ZstdCompressor(compression_params=make(LEVEL, window_log=WINDOW_LOG)).compressobj()

    def add(self, frame: bytes) -> None:
        """Raises Problem ``bundle-too-large``."""
        self._lid.take(LENGTH_BYTES + len(frame))
        self.frames += 1
        self._counted.write(self._compressor.compress(len(frame).to_bytes(LENGTH_BYTES, "big") + frame))

    def finish(self) -> tuple[int, bytes]:
        """The bytes and the SHA-256 of the compressed body, which now lies at the beginning of `file`."""
        self._counted.write(self._compressor.flush())
        self.file.seek(0)
        return self._counted.size, self._counted.sha256


class _Chain:
    """The manifest and then the body, as one thing to read."""

    def __init__(self, manifest: bytes, body: IO[bytes]) -> None:
        self._rest = manifest
        self._body = body

    def read(self, count: int = -1, /) -> bytes:
        if not self._rest:
            return self._body.read(count)
        if count < 0:
            count = len(self._rest)
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken


def seal_section(
    kind: str,
    manifest: bytes,
    body: IO[bytes],
    readers: Sequence[bytes],
    hints: tuple[bytes, ...],
    out: IO[bytes],
) -> Section:
    """Seal a manifest's frame and a finished body onto the end of `out`; what the cover says of it."""
    start = out.tell()
    sink = Counting(out)
    seal_to(readers, _Chain(len(manifest).to_bytes(LENGTH_BYTES, "big") + manifest, body), sink)
    return Section(kind, sink.size, sink.sha256, hints, start)
