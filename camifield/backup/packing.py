"""The writing of a backup's file: the copies that were made, the photos if asked, and the manifest that names them."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from camifield.backup.archive import CHUNK, LEVEL, Watch
from camifield.backup.listing import name_for
from camifield.backup.manifest import DRAFTS, MANIFEST, MEMBERS, STORE, Manifest, Member, photo_name, to_bytes
from camifield.clock import Clock, milliseconds
from camifield.folders import Folder
from camifield.media.photos import PHOTOS
from camifield.progress import Progress
from camifield.store.copying import facts_of

_MOST_NAMED = 100


@dataclass(frozen=True, slots=True)
class About:
    """What the maker says of a backup: the project (16 bytes), the laptop's code, the version, and why.

    why: "daily", "asked", "before-restore", "before-import", "before-migration" or "after-erasing".
    """

    project: bytes
    laptop: str
    app: str
    why: str = "asked"

    @property
    def working_name(self) -> str:
        """What unfinished work of this laptop on this project is called, so that the next making clears it away."""
        return f".making-{self.project.hex()[:12]}-{name_for(datetime.min, self.laptop).rsplit('-', 1)[-1]}"


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a backup: the folder with the checked copies, the photos, and the members that were damaged.

    `sequence` is the backup's place in the order of all that this project has.
    """

    sequence: int
    stage: Path
    photos: Sequence[tuple[bytes, Path]]
    left_out: Sequence[str]


def pack(contents: Contents, part: Path, clock: Clock, about: About, progress: Progress | None) -> Manifest:
    """Write the zip under its working name, with the manifest as its last member, safely on the disk."""
    sources = {name: contents.stage / name for name in MEMBERS if (contents.stage / name).exists()}
    total = sum(path.stat().st_size for path in (*sources.values(), *(path for _, path in contents.photos)))
    watch = Watch(progress, total, "backup.packing")
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "w+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
            members = {name: _add(archive, name, path, watch) for name, path in sources.items()}
            damaged = [
                digest for digest, path in contents.photos if not _add_photo(archive, digest, path, watch)
            ]
            store = facts_of(contents.stage / STORE)
            manifest = Manifest(
                project=about.project,
                made_ms=max(milliseconds(clock.now()), 0),
                sequence=contents.sequence,
                laptop=about.laptop,
                app=about.app,
                why=about.why,
                layout=store.layout,
                records=store.records,
                drafts=facts_of(contents.stage / DRAFTS).drafts if DRAFTS in members else 0,
                photos=len(contents.photos) - len(damaged),
                last_commit=store.last_commit,
                members=members,
                left_out=(*contents.left_out, *(photo_name(digest) for digest in damaged[:_MOST_NAMED])),
            )
            archive.writestr(MANIFEST, to_bytes(manifest))
        file.flush()
        os.fsync(file.fileno())
    return manifest


def photos_of(folder: Folder) -> Iterator[tuple[bytes, Path]]:
    """The photos of the project, by the SHA-256 that names them; other files there are not ours."""
    for shelf in folder.names(PHOTOS):
        for name in folder.names(PHOTOS, shelf):
            if len(name) == 64 and name.startswith(shelf) and not name.strip("0123456789abcdef"):
                yield bytes.fromhex(name), folder.path(PHOTOS, shelf, name)


def _add(archive: zipfile.ZipFile, name: str, path: Path, watch: Watch) -> Member:
    """Pack one file and answer its size and SHA-256."""
    seen = sha256()
    size = 0
    entry = zipfile.ZipInfo(
        name
    )  # its date is 1980: the manifest tells when, and a clock may say the year 2107
    entry.compress_type = zipfile.ZIP_DEFLATED
    with path.open("rb") as source, archive.open(entry, "w", force_zip64=True) as out:
        while chunk := source.read(CHUNK):
            seen.update(chunk)
            out.write(chunk)
            size += len(chunk)
            watch.add(len(chunk))
    return Member(size, seen.digest())


def _add_photo(archive: zipfile.ZipFile, digest: bytes, path: Path, watch: Watch) -> bool:
    """Put a photo in as it is (it is packed already), unless its bytes are no longer those it was named by."""
    data = path.read_bytes()
    watch.add(len(data))
    if sha256(data).digest() != digest:
        return False
    archive.writestr(zipfile.ZipInfo(photo_name(digest)), data)
    return True
