"""Originals in a folder that laptops share: closed files that any of them may begin, go on with, or read."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.photos import MOST_BYTES
from camifield.progress import Progress
from camifield.security.photo_boxes import (
    CLOSED_PIECE,
    PIECE,
    PhotoBox,
    closed_name,
    closed_size,
    open_size,
)
from camifield.sync.road import PhotoFile, PhotosGiven, PhotoShelf

PHOTOS: Final = "photos"
# What is left free on a stick, so that the next bundle still fits beside the photos.
KEPT_FREE: Final = 16 * 1024 * 1024
DOING: Final = "meeting.photos"


class FolderPhotos:
    """The photos of one project in a shared folder; `writer` (a few letters of our own) names our halves."""

    def __init__(self, folder: Folder, project: bytes, writer: str) -> None:
        self._folder = folder
        self._project = project
        self._writer = writer

    def sizes(self, digests: Iterable[bytes]) -> dict[bytes, int]:
        """Those of these photos that lie there whole, with the bytes of the open photo."""
        found: dict[bytes, int] = {}
        lying = self._lying()
        for digest in digests:
            size = open_size(lying.get(closed_name(self._project, digest), -1))
            if 0 < size <= MOST_BYTES:
                found[digest] = size
        return found

    def _lying(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        with suppress(FileNotFoundError), os.scandir(self._folder.path(PHOTOS)) as entries:
            for entry in entries:
                if entry.is_file(follow_symlinks=False):
                    found[entry.name.lower()] = entry.stat().st_size
        return found

    def fetch(self, wanted: Sequence[bytes], into: PhotoShelf, progress: Progress) -> Iterator[bytes]:
        """As `Road.fetch_photos`."""
        sizes = self.sizes(wanted)
        for number, digest in enumerate(digest for digest in wanted if digest in sizes):
            progress.step(number, len(sizes), DOING)
            if self._fetch_one(digest, sizes[digest], into, progress):
                yield digest
            else:
                into.tell(Problem("photo-damaged", parameters={"photo": digest.hex()[:8]}))

    def _fetch_one(self, digest: bytes, size: int, into: PhotoShelf, progress: Progress) -> bool:
        """Go on after the whole pieces that are here; from the start where the whole then proves wrong."""
        have = min(into.arrived(digest), size) // PIECE * PIECE
        if have and self._copy(digest, have, into, progress) and into.finish(digest):
            return True
        return self._copy(digest, 0, into, progress) and into.finish(digest)

    def _copy(self, digest: bytes, start: int, into: PhotoShelf, progress: Progress) -> bool:
        box, number = PhotoBox(self._project, digest), start // PIECE
        with self._folder.path(PHOTOS, closed_name(self._project, digest)).open("rb") as file:
            file.seek(number * CLOSED_PIECE)
            while closed := file.read(CLOSED_PIECE):
                progress.step(progress.latest.done, progress.latest.total, DOING)
                piece = box.open(number, closed)
                if piece is None:
                    return False
                into.add(digest, number * PIECE, piece)
                number += 1
        return True

    def give(self, photos: Iterable[PhotoFile], progress: Progress) -> PhotosGiven:
        """As `Road.give_photos`."""
        given, known, no_room, size = list[bytes](), list[bytes](), list[bytes](), 0
        lying = self._lying()
        for number, photo in enumerate(photos):
            progress.step(number, 0, DOING)
            name = closed_name(self._project, photo.digest)
            if lying.get(name) == closed_size(photo.size) and self._looks_whole(name, photo):
                known.append(photo.digest)
            elif self._folder.free_bytes() < closed_size(photo.size) + KEPT_FREE - self._half_size(name):
                no_room.append(photo.digest)
            elif self._give_one(name, photo, progress):
                given.append(photo.digest)
                size += photo.size
            else:
                no_room.append(photo.digest)
        return PhotosGiven(tuple(given), tuple(known), tuple(no_room), size)

    def _looks_whole(self, name: str, photo: PhotoFile) -> bool:
        """Whether the first and the last piece lie there as we would write them: the whole is proved at the reading."""
        last = max(0, -(-photo.size // PIECE) - 1)
        box = PhotoBox(self._project, photo.digest)
        with self._folder.path(PHOTOS, name).open("rb") as there, photo.path.open("rb") as here:
            for number in {0, last}:
                there.seek(number * CLOSED_PIECE)
                here.seek(number * PIECE)
                if there.read(CLOSED_PIECE) != box.close(number, here.read(PIECE)):
                    return False
        return True

    def _half(self, name: str) -> Path:
        return self._folder.path(PHOTOS, f"{name}.{self._writer}.part")

    def _half_size(self, name: str) -> int:
        half = self._half(name)
        return half.stat().st_size if half.is_file() else 0

    def _give_one(self, name: str, photo: PhotoFile, progress: Progress) -> bool:
        """Write one photo, going on with our own half; False, and no half, when there is no room for it."""
        half = self._half(name)
        self._folder.make(PHOTOS)
        try:
            handle = os.open(half, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
            with os.fdopen(handle, "r+b") as out, photo.path.open("rb") as source:
                self._write(out, source, PhotoBox(self._project, photo.digest), progress)
            self._folder.make(PHOTOS).rename(half.name, name)
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
                with suppress(OSError):
                    half.unlink(missing_ok=True)
                return False
            raise
        return True

    def _write(self, out: BinaryIO, source: BinaryIO, box: PhotoBox, progress: Progress) -> None:
        """Compare what the half holds with what belongs there, and write from the first difference on."""
        number, is_same = 0, True
        while piece := source.read(PIECE):
            progress.step(progress.latest.done, progress.latest.total, DOING)
            closed = box.close(number, piece)
            is_same = is_same and out.read(len(closed)) == closed
            if not is_same:
                out.seek(number * CLOSED_PIECE)
                out.truncate()
                out.write(closed)
            number += 1
        out.truncate()
        out.flush()
        os.fsync(out.fileno())
