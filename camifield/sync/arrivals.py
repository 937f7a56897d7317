"""Photos that arrive: halves kept through a broken meeting, and only what its SHA-256 proves comes among the photos."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.heads import ENDINGS, read_head
from camifield.media.photos import MOST_BYTES, Photo, photo_path, store_photo
from camifield.media.thumbnails import TRAVELLING, forget_thumbnails, travelling_names
from camifield.sync.road import Thumbnail

ARRIVING: Final = "arriving"
LARGEST_THUMBNAIL: Final = 256 * 1024
_READ_AT_ONCE: Final = 1024 * 1024


class Arrivals:
    """Where originals come in, for one project's folder. `photos` are those that arrived whole, to be noted."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self.photos: list[Photo] = []
        self.problems: list[Problem] = []

    def arrived(self, digest: bytes) -> int:
        """How many bytes of this photo are here from an earlier, broken attempt."""
        half = self._half(digest)
        return half.stat().st_size if half.is_file() else 0

    def add(self, digest: bytes, at: int, piece: bytes) -> None:
        """Write a piece at this place, cutting the photo there first. Raises Problem ``photo-too-many-bytes``
        and ``disk-is-full``.
        """
        if at + len(piece) > MOST_BYTES:
            self.forget(digest)
            raise Problem(
                "photo-too-many-bytes",
                parameters={"file": digest.hex()[:8], "megabytes": MOST_BYTES // 1_000_000},
            )
        half = self._half(digest)
        try:
            half.parent.mkdir(exist_ok=True)
            handle = os.open(half, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
            with os.fdopen(handle, "r+b") as file:
                file.truncate(at)
                file.seek(at)
                file.write(piece)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                self.forget(digest)
                raise Problem("disk-is-full", parameters={"megabytes": 1}) from error
            raise

    def finish(self, digest: bytes) -> bool:
        """Verify the whole and keep it among the photos, durably. False, and nothing kept, when it is not this photo
        or no photo at all.
        """
        half = self._half(digest)
        if not half.is_file() or _digest_of(half) != digest:
            self.forget(digest)
            return False
        try:
            photo = store_photo(self._folder, half, _name_of(half, digest))
        except Problem as problem:
            if problem.code == "disk-is-full":
                raise
            self.problems.append(problem)
            self.forget(digest)
            return False
        with suppress(OSError):  # what others called its picture gives way to the photo's own
            forget_thumbnails(self._folder, digest)
        self.photos.append(photo)
        self.forget(digest)
        return True

    def tell(self, problem: Problem) -> None:
        """Note what could not be read."""
        self.problems.append(problem)

    def forget(self, digest: bytes) -> None:
        """Throw the half away."""
        with suppress(OSError):
            self._half(digest).unlink(missing_ok=True)

    def _half(self, digest: bytes) -> Path:
        if len(digest) != 32:
            raise ValueError("a SHA-256 has 32 bytes")
        return self._folder.path(ARRIVING, f"{digest.hex()}.part")


def _name_of(half: Path, digest: bytes) -> str:
    """What a photo is called whose own name stayed on the laptop it came from; a program must know it by its ending."""
    with half.open("rb") as file:
        head = read_head(file)
    return f"{digest.hex()[:8]}{ENDINGS[head.media_type] if head is not None else ''}"


def _digest_of(path: Path) -> bytes:
    found = sha256()
    with path.open("rb") as file:
        while piece := file.read(_READ_AT_ONCE):
            found.update(piece)
    return found.digest()


def keep_thumbnail(folder: Folder, thumbnail: Thumbnail) -> bool:
    """Keep a small picture that came, where there is neither the original nor a picture yet; whether it was kept.

    Only a small JPEG of a small size is: what claims more is passed over. Raises OSError of a full disk.
    """
    from io import BytesIO

    digest, jpeg = thumbnail
    if len(digest) != 32 or len(jpeg) > LARGEST_THUMBNAIL or photo_path(folder, digest).is_file():
        return False
    names = travelling_names(digest)
    if folder.exists(*names):
        return False
    head = read_head(BytesIO(jpeg))
    if head is None or head.media_type != "image/jpeg" or max(head.width or 0, head.height or 0) > TRAVELLING:
        return False
    folder.write(jpeg, *names)
    return True
