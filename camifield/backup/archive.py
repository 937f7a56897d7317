"""The file of a backup: one zip, read member by member under limits, its names never taken for paths."""

from __future__ import annotations

import errno
import struct
import zipfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from zlib import error as ZlibError  # noqa: N812 (its own name is lower case)

from camifield.backup.manifest import (
    LARGEST_MANIFEST,
    MANIFEST,
    Manifest,
    Member,
    damaged,
    from_bytes,
    photo_of,
)
from camifield.errors import Problem
from camifield.progress import Progress

CHUNK = 1 << 20
# Level 1: half the size at ten times the speed of the usual level.
LEVEL = 1
# What reading a damaged or hostile zip raises.
BROKEN = (
    *(zipfile.BadZipFile, ZlibError, struct.error),
    *(EOFError, RuntimeError, ValueError, LookupError, OverflowError),
)


@contextmanager
def opened(path: Path) -> Generator[zipfile.ZipFile]:
    """The backup, open for reading. Whatever is wrong with the zip itself is Problem ``backup-is-damaged``.

    Raises Problem ``backup-cannot-be-opened`` when the disk will not give the file, and OSError when it fails later.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise Problem("backup-cannot-be-opened", parameters={"file": path.name}) from error
    with file:
        try:
            with zipfile.ZipFile(file) as archive:
                yield archive
        except BROKEN as error:
            raise damaged(path.name) from error
        except OSError as error:
            if error.errno not in (None, errno.EINVAL):  # EINVAL: a place that a damaged directory points to
                raise
            raise damaged(path.name) from error


def read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    """The manifest, after checking that nothing else is inside than it says. Raises Problem as `from_bytes` does."""
    names = archive.namelist()
    with archive.open(MANIFEST) as file:
        manifest = from_bytes(file.read(LARGEST_MANIFEST), path.name)
    photos = [name for name in names if photo_of(name) is not None]
    if sorted(names) != sorted([MANIFEST, *manifest.members, *photos]) or len(set(photos)) != manifest.photos:
        raise damaged(path.name)
    return manifest


def read_member(
    archive: zipfile.ZipFile, name: str, expected: Member, out: BinaryIO | None, watch: Watch
) -> None:
    """Unpack one member into `out` (None: only look), stopping at the size it should have.

    Raises zipfile.BadZipFile when size or SHA-256 differ from `expected`.
    """
    seen = sha256()
    left = expected.bytes
    with archive.open(name) as file:
        while chunk := file.read(min(CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            seen.update(chunk)
            if out is not None:
                out.write(chunk)
            watch.add(len(chunk))
    if left or seen.digest() != expected.sha256:
        raise zipfile.BadZipFile(name)


def photos_in(archive: zipfile.ZipFile) -> Iterator[tuple[str, Member]]:
    """The photos inside, each with what its name and the zip's directory say of it."""
    for entry in archive.infolist():
        digest = photo_of(entry.filename)
        if digest is not None:
            yield entry.filename, Member(entry.file_size, digest)


class Watch:
    """Adds up bytes for a progress bar; raises Stopped when somebody asked to stop."""

    def __init__(self, progress: Progress | None, total: int, doing: str) -> None:
        self._progress = progress
        self._total = total
        self._doing = doing
        self._done = 0
        self.add(0)

    def add(self, count: int) -> None:
        self._done += count
        if self._progress is not None:
            self._progress.step(self._done, self._total, self._doing)


def check(path: Path, progress: Progress | None = None) -> Manifest:
    """Read a backup to its last byte and compare it with what it says of itself. Answers its manifest.

    Raises Problem ``backup-is-damaged``, ``backup-is-newer`` or ``backup-cannot-be-opened``.
    """
    with opened(path) as archive:
        manifest = read_manifest(archive, path)
        photos = list(photos_in(archive))
        total = manifest.bytes + sum(member.bytes for _, member in photos)
        watch = Watch(progress, total, "backup.checking")
        for name, member in (*manifest.members.items(), *photos):
            read_member(archive, name, member, None, watch)
    return manifest
