"""One file that goes by messenger, by mail or on any stick: a bundle, or its parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.revisions.vectors import Want
from camifield.security.hashing import sha256
from camifield.store.proofs import Carried
from camifield.sync.bundle_reading import look_at
from camifield.sync.bundle_writing import Readers, Sender, write_bundle
from camifield.sync.bundles_read import BundleReader
from camifield.sync.cover import PART
from camifield.sync.names import shown_name
from camifield.sync.party import Party, readers
from camifield.sync.receipts import newest_of
from camifield.sync.road import Given, Keeper, Offer, PhotoFile, PhotosGiven, PhotoShelf, Seen
from camifield.sync.splitting import join, parts_beside, split

JOINED: Final = "joined"


class BundleRoad:
    """The way over one file. Originals of photos do not travel on it.

    `scratch` is a folder of the program where parts are put together; `close` clears it. With `part_bytes` what is
    given is split into files of at most so many bytes, and the whole is not left beside them.
    """

    def __init__(self, path: Path, party: Party, scratch: Folder, part_bytes: int | None = None) -> None:
        self._path = path
        self._party = party
        self._scratch = scratch
        self._part_bytes = part_bytes
        self._reader = BundleReader(party)
        self._joined: Path | None = None
        self._was_there = path.is_file()

    def look(self, progress: Progress | None = None, photos: Collection[bytes] = ()) -> Seen:
        """As `Road.look`; a file that is not there yet has nothing in it.

        Raises Problem ``file-not-found`` where it was there and is not any more, such as with a stick that was pulled
        out, and as `camifield.sync.splitting.join` when the file is a part and others are missing.
        """
        del photos
        free = Folder(self._path.parent).free_bytes() if self._path.parent.is_dir() else None
        whole = self._whole(progress)
        if whole is None:
            return Seen(free_bytes=free, photo_room=0)
        found = self._reader.find([whole], progress)
        receipts = self._reader.receipts(found)
        roster = found.roster or self._party.roster()
        try:
            size = whole.stat().st_size
        except OSError as error:
            raise self._gone() from error
        packets = tuple(self._reader.packet(one, roster, size) for one in found.lying)
        newest = newest_of(receipts, roster)
        return Seen(packets, newest, problems=tuple(found.problems), free_bytes=free, every_receipt=receipts)

    def _gone(self) -> Problem:
        return Problem("file-not-found", where=Where(file=shown_name(self._path)))

    def _whole(self, progress: Progress | None) -> Path | None:
        """The file; of a part, the whole that it and those beside it make."""
        if self._joined is not None and self._joined.is_file():
            return self._joined
        if not self._path.is_file():
            if self._was_there:
                raise self._gone()
            return None
        try:
            is_part = look_at(self._path).what == PART
        except Problem:  # told when it is read as a bundle
            return self._path
        if not is_part:
            return self._path
        name = f"{sha256(str(self._path).encode()).hex()[:16]}.cfb"
        self._joined = join(parts_beside(self._path), self._scratch.make(JOINED), name, progress)
        return self._joined

    def fetch(self, wants: Sequence[Want], keeper: Keeper, progress: Progress) -> Iterator[list[Carried]]:
        """As `Road.fetch`."""
        whole = self._whole(progress)
        if whole is not None:
            yield from self._reader.fetch(self._reader.find([whole]).lying, wants, keeper, progress)

    def give(self, offer: Offer, progress: Progress) -> Given:
        """As `Road.give`: writes the file, in place of an older one of this laptop, with all that was in that.

        Raises Problem ``bundle-is-anothers`` rather than write over the file of another laptop, ``road-is-gone`` where
        the folder went away, and as `camifield.sync.bundle_writing.write_bundle`.
        """
        gone = Problem("road-is-gone", where=Where(file=str(self._path.parent)))
        if not self._path.parent.is_dir():  # it would be made anew on the laptop, where nobody gets it
            raise gone
        try:
            given = self._give(offer, progress)
        except Problem as problem:
            if problem.code == "file-not-written" and not self._path.parent.is_dir():
                raise gone from problem
            raise
        self._was_there = self._path.is_file()
        return given

    def _give(self, offer: Offer, progress: Progress) -> Given:
        party, roster = self._party, self._party.roster()
        if self._path.is_file():
            if self._is_anothers():
                raise Problem("bundle-is-anothers", where=Where(file=shown_name(self._path)))
            if offer.whole is not None:
                offer = offer.whole()
        own_key = party.keys.encryption.public
        team, some = (
            tuple(dict.fromkeys([*readers(roster, stream).values(), own_key]))
            for stream in (Stream.OPEN, Stream.RESTRICTED)
        )
        sender = Sender(party.project, party.device, party.keys.signing, party.now_ms())
        folder = Folder(self._path.parent)
        given = write_bundle(folder, self._path.name, offer, sender, Readers(team, some), progress)
        if self._part_bytes is None or given.size <= self._part_bytes:
            return given
        names = split(self._path, folder, self._part_bytes, progress)
        with suppress(OSError):
            self._path.unlink()
        return Given(given.commits, given.parcels, given.thumbnails, given.size, names)

    def _is_anothers(self) -> bool:
        """Whether the file is a whole bundle that another laptop made; what cannot be read is nobody's."""
        try:
            cover = look_at(self._path)
        except Problem:
            return False
        return (cover.project, cover.device) != (self._party.project, self._party.device)

    def fetch_photos(self, wanted: Sequence[bytes], into: PhotoShelf, progress: Progress) -> Iterator[bytes]:
        """Nothing: a file for a messenger has no room for originals."""
        del wanted, into, progress
        return iter(())

    def give_photos(self, photos: Iterable[PhotoFile], progress: Progress) -> PhotosGiven:
        """Nothing is given: all of them found no room."""
        del progress
        return PhotosGiven(no_room=tuple(photo.digest for photo in photos))

    def close(self) -> None:
        """Clear what was put together."""
        if self._joined is not None:
            with suppress(OSError):
                self._joined.unlink()
            self._joined = None
