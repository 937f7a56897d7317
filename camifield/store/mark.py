"""The high-water mark: how far this laptop's own feeds had come, kept outside the database, so that a restored store is known."""

from __future__ import annotations

import contextlib
import json
import os
import zlib
from collections.abc import Mapping

from camifield.folders import Folder

MARK = "mark"
VERSION = 1


class Mark:
    """Own feed (16 bytes) -> the highest seq that was saved.

    Written after every commit and never waited for: it may lag behind the store, which means nothing. Only a
    mark ahead of the store says something: the store is an older copy, and its feeds must not be continued.
    """

    def __init__(self, folder: Folder) -> None:
        self._path = folder.path(MARK)
        self._handle: int | None = None
        self.seqs: dict[bytes, int] = self._read()

    def _read(self) -> dict[bytes, int]:
        """What the file says; nothing when it is not there or was torn by a power cut."""
        try:
            checksum, _, body = self._path.read_text(encoding="ascii").partition(" ")
            if int(checksum, 16) != zlib.crc32(body.encode()):
                return {}
            found = json.loads(body)
            return {bytes.fromhex(feed): int(seq) for feed, seq in found["feeds"].items()}
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return {}

    def advance(self, seqs: Mapping[bytes, int]) -> None:
        """Remember that these feeds have come so far. A mark that cannot be written is no reason to fail a save."""
        self.seqs.update(seqs)
        self._write()

    def restart(self, seqs: Mapping[bytes, int]) -> None:
        """Forget everything else: a new incarnation begins, or an older store was put in place on purpose."""
        self.seqs = dict(seqs)
        self._write()

    def _write(self) -> None:
        feeds = {feed.hex(): seq for feed, seq in sorted(self.seqs.items())}
        body = json.dumps({"version": VERSION, "feeds": feeds}) + "\n"
        data = f"{zlib.crc32(body.encode()):08x} {body}".encode()
        with contextlib.suppress(OSError):
            if self._handle is None:
                self._handle = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
            os.lseek(self._handle, 0, os.SEEK_SET)
            os.write(self._handle, data)
            os.ftruncate(self._handle, len(data))

    def close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
