"""Reading a bundle: the cover, then only what is for us, and nothing of a file that is not whole and honest."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import sha256
from camifield.security.sealing import key_hint
from camifield.sync.cover import BUNDLE, OPEN, PART, Cover, Section, read_cover
from camifield.sync.limits import LARGEST_PARCEL, NO_ROOM, damaged, named
from camifield.sync.manifest import Closed, Manifest
from camifield.sync.names import shown_name
from camifield.sync.road import Parcel
from camifield.sync.section_opening import Opened, read_manifest_of


def look_at(path: Path) -> Cover:
    """What a file is, from its cover alone: a bundle, an invitation, a request, or a part.

    Raises Problem ``bundle-cannot-be-opened``, ``bundle-unknown``, ``bundle-is-newer`` or ``bundle-damaged``.
    """
    with named(shown_name(path)), opened_file(path) as (file, size):
        return read_cover(file, size)


@contextmanager
def opened_file(path: Path) -> Generator[tuple[BinaryIO, int]]:
    """The file to read and its bytes. What the disk refuses to give is Problem ``bundle-cannot-be-opened``; no room to
    unpack it, ``bundle-no-room``.
    """
    try:
        with path.open("rb") as file:
            yield file, os.fstat(file.fileno()).st_size
    except OSError as error:
        raise Problem("bundle-no-room" if error.errno in NO_ROOM else "bundle-cannot-be-opened") from error


def open_bundle(path: Path, project: bytes | None = None) -> Bundle:
    """The bundle of a file; only its cover is read. `project` is the one it has to be of.

    Raises as `look_at`, ``bundle-of-another-project``, ``bundle-is-a-part`` and ``bundle-of-another-use`` (an
    invitation, or a request).
    """
    cover = look_at(path)
    with named(shown_name(path)):
        if cover.what == PART:
            raise Problem("bundle-is-a-part")
        if cover.what != BUNDLE:
            raise Problem("bundle-of-another-use")
        if project is not None and cover.project != project:
            raise Problem("bundle-of-another-project")
    return Bundle(path, cover)


class Bundle:
    """A bundle on disk. Nothing of it is held open between calls; the file may be on a stick that is pulled out."""

    def __init__(self, path: Path, cover: Cover) -> None:
        self.path = path
        self.cover = cover
        self.name = shown_name(path)

    def readable(self, keys: Sequence[EncryptionKey]) -> tuple[Section, ...]:
        """The sections that one of these keys opens, by their hints."""
        hints = {key_hint(key.public) for key in keys}
        return tuple(one for one in self.cover.sections if not hints.isdisjoint(one.hints))

    def closed(self, keys: Sequence[EncryptionKey]) -> tuple[Section, ...]:
        """The sections that none of these keys opens."""
        readable = self.readable(keys)
        return tuple(one for one in self.cover.sections if one not in readable)

    def manifest(self, section: Section, keys: Sequence[EncryptionKey]) -> Manifest:
        """What a section's maker says is in it, read alone; see `camifield.sync.manifest.check_sender`.

        Raises Problem ``bundle-not-for-us``, ``bundle-damaged``, ``bundle-is-newer`` or ``bundle-of-another-project``.
        """
        with named(self.name), opened_file(self.path) as (file, _):
            return self._fitting(section, read_manifest_of(file, section, keys))

    def manifests(self, keys: Sequence[EncryptionKey]) -> list[tuple[Section, Manifest]]:
        """Every section that can be opened, with its manifest. Raises as `manifest`; ``bundle-not-for-us`` for none."""
        found = [(one, self.manifest(one, keys)) for one in self.readable(keys)]
        if not found:
            with named(self.name):
                raise Problem("bundle-not-for-us")
        return found

    def opened(
        self, section: Section, keys: Sequence[EncryptionKey], progress: Progress | None = None
    ) -> Opened:
        """A section's contents, after all of it was read and found to be whole; close it when done.

        Raises as `manifest`, and Stopped.
        """
        with named(self.name), opened_file(self.path) as (file, _):
            opened = Opened(file, section, keys, progress or Progress(), self.name)
            try:
                self._fitting(section, opened.manifest)
            except Problem:
                opened.close()
                raise
            return opened

    def _fitting(self, section: Section, manifest: Manifest) -> Manifest:
        """The same, when it says of itself what the cover says of it."""
        cover = self.cover
        if manifest.project != cover.project:
            raise Problem("bundle-of-another-project")
        if section.kind == OPEN and (manifest.kind, manifest.device, manifest.made_ms) != (
            OPEN,
            cover.device,
            cover.made_ms,
        ):
            raise damaged("cover")
        return manifest

    def parcels(self, keys: Sequence[EncryptionKey], told: Sequence[Closed] = ()) -> Iterator[Parcel]:
        """The sections that are closed to these keys, verbatim, one at a time; too large ones are left behind.

        `told` is what the manifests of the readable ones say of them (`Manifest.closed`). Raises ``bundle-damaged``.
        """
        described = {one.name: one for one in told}
        for section in self.closed(keys):
            if section.size <= LARGEST_PARCEL:
                yield _parcel(section, self._bytes_of(section), described.get(section.sha256), self.cover)

    def _bytes_of(self, section: Section) -> bytes:
        with named(self.name), opened_file(self.path) as (file, _):
            file.seek(section.offset)
            data = file.read(section.size)
            if sha256(data) != section.sha256:
                raise damaged("section")
            return data


def _parcel(section: Section, data: bytes, told: Closed | None, cover: Cover) -> Parcel:
    """A closed section as something to carry on; untold of, it is taken to be of the file's maker."""
    if told is None:
        return Parcel(section.sha256, cover.device, cover.made_ms, frozenset(section.hints), (), data)
    return Parcel(section.sha256, told.sender, told.made_ms, frozenset(told.readers), told.runs, data)
