"""Opening one section of a bundle: read to its end and found whole before anything in it is believed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import BinaryIO

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.security.encryption import EncryptionKey
from camifield.security.sealing import Source, open_with
from camifield.sync.cover import Section
from camifield.sync.frames import CommitFrame, ThumbnailFrame, read_frame
from camifield.sync.limits import (
    CHUNK,
    LARGEST_FRAME,
    LARGEST_MANIFEST,
    LARGEST_WINDOW,
    MOST_FRAMES,
    Lid,
    damaged,
    named,
)
from camifield.sync.manifest import Manifest, read_manifest
from camifield.sync.section_closing import LENGTH_BYTES, Counting, spool


class _Stretch:
    """A section's bytes in an open file, hashed as they pass."""

    def __init__(self, file: BinaryIO, section: Section) -> None:
        file.seek(section.offset)
        self._file = file
        self._left = section.size
        self.hash = hashlib.sha256()

    def read(self, count: int = -1, /) -> bytes:
        taken = self._file.read(self._left if count < 0 else min(count, self._left))
        self._left -= len(taken)
        self.hash.update(taken)
        return taken

    def finish(self) -> bytes:
        """The SHA-256 of the whole section, read to its end."""
        while self.read(CHUNK):
            pass
        return self.hash.digest()


class _Enough(Exception):
    """The manifest is here: no more need be opened."""


class _Unpacking:
    """A sink that takes the manifest off the beginning and lets the body pass on to a spool."""

    def __init__(self, out: Counting | None, step: Callable[[int], None] | None) -> None:
        self._out = out
        self._step = step
        self._begin = bytearray()
        self.frame: bytes | None = None

    def write(self, data: bytes, /) -> int:
        if self._step is not None:
            self._step(len(data))
        if self.frame is not None:
            return self._pass_on(data)
        self._begin += data
        if len(self._begin) < LENGTH_BYTES:
            return len(data)
        length = int.from_bytes(self._begin[:LENGTH_BYTES], "big")
        if length > LARGEST_MANIFEST:
            raise damaged("manifest")
        if len(self._begin) >= LENGTH_BYTES + length:
            self.frame = bytes(self._begin[LENGTH_BYTES : LENGTH_BYTES + length])
            self._pass_on(bytes(self._begin[LENGTH_BYTES + length :]))
        return len(data)

    def _pass_on(self, data: bytes) -> int:
        if self._out is None:
            raise _Enough
        self._out.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing waits here."""


def read_manifest_of(file: BinaryIO, section: Section, keys: Sequence[EncryptionKey]) -> Manifest:
    """The manifest alone: no more of the section is read than it takes, so its SHA-256 is not looked at.

    Raises Problem ``bundle-not-for-us``, ``bundle-damaged`` or ``bundle-is-newer``.
    """
    sink = _Unpacking(None, None)
    with suppress(_Enough):
        open_with(keys, _Stretch(file, section), sink)
    return _manifest(sink)


def _manifest(sink: _Unpacking) -> Manifest:
    if sink.frame is None:
        raise damaged("manifest")
    return read_manifest(sink.frame)


class Opened:
    """A section that was read to its end and found whole: its manifest, and its contents as often as they are wanted.

    Close it when done: the opened body lies in a spool without a name.
    """

    def __init__(
        self, file: BinaryIO, section: Section, keys: Sequence[EncryptionKey], progress: Progress, name: str
    ) -> None:
        """`name` is what the file is called in a Problem. Raises as `read_manifest_of`, and Stopped."""
        self._name = name
        self._spool = spool()
        try:
            self.manifest = self._open(file, section, keys, progress)
        except BaseException:
            self._spool.close()
            raise
        self._file_bytes = section.size

    def _open(
        self, file: BinaryIO, section: Section, keys: Sequence[EncryptionKey], progress: Progress
    ) -> Manifest:
        done = 0

        def step(count: int) -> None:
            nonlocal done
            done += count
            progress.step(done, section.size, "bundle.opening")

        source, counted = _Stretch(file, section), Counting(self._spool)
        sink = _Unpacking(counted, step)
        open_with(keys, source, sink)
        if source.finish() != section.sha256:
            raise damaged("section")
        manifest = _manifest(sink)
        if (counted.size, counted.sha256) != (manifest.body_size, manifest.body_sha256):
            raise damaged("body")
        return manifest

    def commits(self) -> Iterator[CommitFrame]:
        """The commits, in pieces of at most 500 and 8 MiB, the roster's first. Each is still to be verified.

        Raises Problem ``bundle-damaged`` or ``bundle-too-large``; the pieces before that are whole.
        """
        count = 0
        for frame in self._frames():
            if isinstance(frame, CommitFrame):
                count += len(frame.commits)
                yield frame
        if count != self.manifest.commits:
            with named(self._name):
                raise damaged("commits")

    def thumbnails(self) -> Iterator[ThumbnailFrame]:
        """The small pictures, a few at a time. Raises as `commits`."""
        return (frame for frame in self._frames() if isinstance(frame, ThumbnailFrame))

    def _frames(self) -> Iterator[CommitFrame | ThumbnailFrame | None]:
        from zstandard import ZstdDecompressor, ZstdError

        lid = Lid(self._file_bytes)
        with named(self._name):
            if self.manifest.frames > MOST_FRAMES:
                raise Problem("bundle-too-large")
            self._spool.seek(0)
            unpacker = ZstdDecompressor(max_window_size=LARGEST_WINDOW)
            try:
                with unpacker.stream_reader(self._spool, closefd=False) as reader:
                    for _ in range(self.manifest.frames):
                        yield read_frame(_next_frame(reader, lid))
                    if reader.read(1):
                        raise damaged("frames")
            except ZstdError as error:
                raise damaged("compression") from error

    def close(self) -> None:
        self._spool.close()

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _next_frame(reader: Source, lid: Lid) -> bytes:
    length = int.from_bytes(_exactly(reader, LENGTH_BYTES, lid), "big")
    if length > LARGEST_FRAME:
        raise damaged("frame")
    return _exactly(reader, length, lid)


def _exactly(reader: Source, count: int, lid: Lid) -> bytes:
    """The next `count` bytes, never more. Raises Problem ``bundle-damaged`` where there are fewer."""
    lid.take(count)
    pieces: list[bytes] = []
    left = count
    while left:
        taken = reader.read(min(left, CHUNK))
        if not taken:
            raise damaged("frame")
        pieces.append(taken)
        left -= len(taken)
    return b"".join(pieces)
