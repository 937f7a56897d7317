"""A stick or a shared folder: immutable bundles, one writer each, named by their content.

    CAMI-Field/<project>/<device>/<SHA-256>.cfb     bundles, in the folder of the laptop that wrote them
    CAMI-Field/<project>/photos/<name>              originals, closed (`camifield.security.photo_boxes`)

Names are short ASCII and differ in more than case. Nothing else is asked of the disk: no links, permissions, locks
or exact times, so that FAT, a network share and whatever copies folders will do. Other files there are not ours.
"""

from __future__ import annotations

import errno
import hashlib
import re
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.revisions.vectors import Want
from camifield.store.proofs import Carried
from camifield.sync.bundle_writing import Readers, Sender, write_bundle
from camifield.sync.bundles_read import BundleReader, Found, Lying
from camifield.sync.folder_photos import KEPT_FREE, FolderPhotos
from camifield.sync.party import Party, readers
from camifield.sync.receipts import newest_of
from camifield.sync.road import Given, Keeper, Offer, PhotoFile, PhotosGiven, PhotoShelf, Run, Seen

HOME: Final = "CAMI-Field"
MOST_FILES: Final = 12
_BUNDLE_NAME: Final = re.compile(r"[0-9a-f]{64}\.cfb", re.IGNORECASE)
_DEVICE_NAME: Final = re.compile(r"[0-9a-f]{32}", re.IGNORECASE)
_HALF_NAME: Final = re.compile(r"\.?new-[0-9a-f]{8}\.tmp(\.\d+\.part)?", re.IGNORECASE)
_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_READ_ONLY: Final = (errno.EROFS, errno.EACCES, errno.EPERM)
_AT_ONCE: Final = 1024 * 1024


class FolderRoad:
    """The way over one folder. `root` is what the person chose: the stick, or the folder that is shared."""

    def __init__(self, root: Path | Folder, party: Party) -> None:
        self._stick = root if isinstance(root, Folder) else Folder(root)
        self._root = self._stick.root
        self._party = party
        self._home = self._stick.within(HOME, party.project.hex())
        self._reader = BundleReader(party)
        self._photos = FolderPhotos(self._home, party.project, party.device.hex()[-8:])

    @property
    def _own(self) -> Folder:
        return self._home.within(self._party.device.hex())

    def look(self, progress: Progress | None = None, photos: Collection[bytes] = ()) -> Seen:
        """As `Road.look`."""
        with self._telling():
            found = self._find(progress)
            receipts = self._reader.receipts(found)
            roster = found.roster or self._party.roster()
            shown = frozenset(digest for lying in found.lying for digest in lying.manifest.shown)
            packets = tuple(
                self._reader.packet(lying, roster, lying.bundle.path.stat().st_size) for lying in found.lying
            )
            sizes = self._photos.sizes(shown.union(photos))
            newest = newest_of(receipts, roster)
            free = self.free_bytes()
            room = max(0, free - KEPT_FREE)
            return Seen(packets, newest, sizes, tuple(found.problems), free, receipts, room)

    def free_bytes(self) -> int:
        """The room that is left there."""
        return self._stick.free_bytes()

    def _find(self, progress: Progress | None = None) -> Found:
        if not self._root.is_dir():
            raise self._gone()
        return self._reader.find(self._paths(), progress)

    def _paths(self) -> list[Path]:
        """The bundles of all laptops; half-written files, copies that a program made, and strangers' have other names."""
        return [
            path
            for device in sorted(_entries(self._home.root))
            if _DEVICE_NAME.fullmatch(device.name) and device.is_dir() and not device.is_symlink()
            for path in self._bundles_of(device)
        ]

    def _bundles_of(self, device: Path) -> list[Path]:
        return sorted(
            path
            for path in _entries(device)
            if _BUNDLE_NAME.fullmatch(path.name) and path.is_file() and not path.is_symlink()
        )

    def _gone(self) -> Problem:
        return Problem("road-is-gone", where=Where(file=str(self._root)))

    @contextmanager
    def _telling(self) -> Generator[None]:
        """What the disk refuses becomes a Problem that says what to do."""
        try:
            yield
        except OSError as error:
            where = Where(file=str(self._root))
            if error.errno in _FULL:
                raise Problem("road-is-full", where=where) from error
            if error.errno in _READ_ONLY and self._root.is_dir():
                raise Problem("road-is-read-only", where=where) from error
            raise self._gone() from error
        except Problem as problem:
            if problem.code == "bundle-no-room":
                raise Problem("road-is-full", where=Where(file=str(self._root))) from problem
            if problem.code == "file-not-written":
                cause = problem.__cause__
                is_refused = isinstance(cause, OSError) and cause.errno in _READ_ONLY and self._root.is_dir()
                raise (
                    Problem("road-is-read-only", where=Where(file=str(self._root)))
                    if is_refused
                    else self._gone()
                ) from problem
            raise

    def fetch(self, wants: Sequence[Want], keeper: Keeper, progress: Progress) -> Iterator[list[Carried]]:
        """As `Road.fetch`."""
        with self._telling():
            found = self._find()
            yield from self._reader.fetch(found.lying, wants, keeper, progress)
            if not self._root.is_dir():
                raise self._gone()

    def give(self, offer: Offer, progress: Progress) -> Given:
        """As `Road.give`. Where this laptop has left many files, one is written in place of them all."""
        with self._telling():
            if not self._root.is_dir():
                raise self._gone()
            own = self._bundles_of(self._own.root)
            damaged = [path for path in own if not _is_whole(path)]
            mine = [one for one in self._reader.find(own).lying if one.bundle.path not in damaged]
            is_whole = len(own) >= MOST_FILES and offer.whole is not None
            if is_whole and offer.whole is not None:
                offer = offer.whole()
            self._sweep()
            given = self._write(offer, progress)
            needless = [one.bundle.path for one in mine if self._is_needless(one, offer, is_whole=is_whole)]
            for path in damaged + needless:
                with suppress(OSError):  # the next time
                    path.unlink()
            return given

    def _write(self, offer: Offer, progress: Progress) -> Given:
        party, roster = self._party, self._party.roster()
        own_key = party.keys.encryption.public
        sender = Sender(party.project, party.device, party.keys.signing, party.now_ms())
        team, some = (
            tuple(dict.fromkeys([*readers(roster, stream).values(), own_key]))
            for stream in (Stream.OPEN, Stream.RESTRICTED)
        )
        new = f"new-{party.entropy.take(4).hex()}.tmp"
        given = write_bundle(self._own, new, offer, sender, Readers(team, some), progress)
        name = f"{_digest_of(self._own.path(new))}.cfb"
        self._own.rename(new, name)
        return Given(given.commits, given.parcels, given.thumbnails, given.size, (name,))

    def _sweep(self) -> None:
        """Throw away what this laptop half wrote when a stick was pulled out."""
        for name in list(self._own.names()):
            if _HALF_NAME.fullmatch(name):
                with suppress(OSError):
                    self._own.remove(name)

    def _is_needless(self, old: Lying, offer: Offer, *, is_whole: bool) -> bool:
        """Whether all that an older file of ours says lies in what was just given, for everybody who may read it."""
        described = old.manifest.closed
        if not is_whole:
            is_partial = bool(self._reader.packet(old, self._party.roster(), 0).partial)
            others = any(one.sender != self._party.device for one in described)
            if others or (old.manifest.shown and not is_partial):
                return False
        runs = [
            *old.manifest.runs,
            *(r for one in described if one.sender == self._party.device for r in one.runs),
        ]
        return all(offer.holds(run) and any(_covers(new, run) for new in offer.runs) for run in runs)

    def fetch_photos(self, wanted: Sequence[bytes], into: PhotoShelf, progress: Progress) -> Iterator[bytes]:
        """As `Road.fetch_photos`."""
        with self._telling():
            yield from self._photos.fetch(wanted, into, progress)

    def give_photos(self, photos: Iterable[PhotoFile], progress: Progress) -> PhotosGiven:
        """As `Road.give_photos`."""
        with self._telling():
            if not self._root.is_dir():
                raise self._gone()
            return self._photos.give(photos, progress)


def _entries(folder: Path) -> list[Path]:
    """What lies in a folder; nothing when it is not there."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []


def _covers(new: Run, old: Run) -> bool:
    return (
        new.feed == old.feed
        and new.before.highest <= old.before.highest
        and new.through.highest >= old.through.highest
    )


def _is_whole(path: Path) -> bool:
    """Whether a file's content is the one that its name says."""
    return _digest_of(path) == path.name[:64].lower()


def _digest_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_AT_ONCE):
            found.update(piece)
    return found.hexdigest()
