"""A road in memory, for tests and the simulator: it can be told to drop, repeat, reorder and cut what it carries."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from camifield.errors import Problem, Where
from camifield.progress import Progress
from camifield.revisions.headers import Stream, read_header
from camifield.revisions.roster import Roster
from camifield.revisions.vectors import Want
from camifield.store.proofs import Carried
from camifield.sync.bundle_writing import Sender
from camifield.sync.closed_parcels import close_parcel, open_parcel
from camifield.sync.party import Party, readers
from camifield.sync.receipts import check_receipt, newest_of
from camifield.sync.road import (
    LARGEST_PHOTO_PIECE,
    MOST_COMMITS,
    Given,
    Keeper,
    Offer,
    Packet,
    Parcel,
    PhotoFile,
    PhotosGiven,
    PhotoShelf,
    Receipt,
    Run,
    Seen,
    Thumbnail,
)
from camifield.sync.runs import is_wanted

T = TypeVar("T")
"""Anything that a chooser is shown."""


class Chooser(Protocol):
    """What happens on the way. It is shown what is about to travel and answers what does: less, twice, otherwise
    ordered. It may raise, as a pulled stick does.
    """

    def choose(self, doing: str, items: Sequence[T]) -> Sequence[T]:
        """`doing` is "look" (packets), "open" (packets), "commits" (of one piece) or "give" (one packet)."""
        ...


class FairWeather:
    """Everything travels, once and in order."""

    def choose(self, doing: str, items: Sequence[T]) -> Sequence[T]:
        """All of them, whatever is being done."""
        del doing
        return items


@dataclass(frozen=True)
class Laid:
    """One packet as it lies in memory. `closed` is read by `readers` (key ids) alone."""

    name: str
    project: bytes
    sender: bytes
    made_ms: int
    receipt: Receipt
    runs: tuple[Run, ...]
    commits: tuple[Carried, ...]
    parcels: tuple[Parcel, ...] = ()
    thumbnails: tuple[Thumbnail, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of its commits."""
        return sum(len(one.header) + len(one.signature) + len(one.payload) for one in self.commits)


@dataclass
class Place:
    """What several laptops share: everything that was laid down, in the order in which it was."""

    packets: dict[str, Laid] = field(default_factory=dict[str, Laid])
    photos: dict[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    laid: int = 0

    def count(self) -> int:
        """The number of the next packet."""
        self.laid += 1
        return self.laid


class MemoryRoad:
    """One laptop's way to a `Place`. What a chooser loses is lost for this call only; what was laid down stays.

    What is open lies there as it is; parcels are closed as everywhere, so that they can go on over other roads.
    """

    def __init__(self, place: Place, party: Party, chooser: Chooser | None = None) -> None:
        self._place = place
        self._party = party
        self._chooser = chooser or FairWeather()

    def look(self, progress: Progress | None = None, photos: Collection[bytes] = ()) -> Seen:
        """As `Road.look`."""
        del progress
        roster = self._party.roster(self._roster_lying())
        packets, problems = list[Packet](), list[Problem]()
        receipts = list[Receipt]()
        shown = set[bytes]()
        for laid in self._chooser.choose("look", list(self._place.packets.values())):
            try:
                is_believed = _is_believed(laid, self._party.project, roster)
            except Problem as problem:
                problems.append(problem)
                continue
            if is_believed:
                receipts.append(laid.receipt)
            shown.update(one.digest for one in laid.thumbnails)
            packets.append(self._told(laid, roster))
        found = {
            digest: len(data)
            for digest, data in self._place.photos.items()
            if digest in shown or digest in photos
        }
        newest = newest_of(receipts, roster)
        return Seen(tuple(packets), newest, found, tuple(problems), None, tuple(receipts))

    def _roster_lying(self) -> list[Carried]:
        return [one for laid in self._place.packets.values() for one in laid.commits if _is_roster(one)]

    def _reads(self, parcel: Parcel) -> bool:
        return not self._party.hints.isdisjoint(parcel.readers)

    def _told(self, laid: Laid, roster: Roster) -> Packet:
        due = frozenset(readers(roster, Stream.RESTRICTED))
        mine = [parcel for parcel in laid.parcels if self._reads(parcel)]
        others = [parcel for parcel in laid.parcels if not self._reads(parcel)]
        return Packet(
            laid.name,
            laid.sender,
            laid.made_ms,
            laid.size,
            laid.runs + tuple(run for parcel in mine for run in parcel.runs),
            tuple(run for parcel in others for run in parcel.runs),
            tuple(run for parcel in laid.parcels if not due <= parcel.readers for run in parcel.runs),
            tuple(parcel.name for parcel in others),
            tuple(one.digest for one in laid.thumbnails),
        )

    def fetch(self, wants: Sequence[Want], keeper: Keeper, progress: Progress) -> Iterator[list[Carried]]:
        """As `Road.fetch`."""
        roster = self._party.roster(self._roster_lying())
        chosen = list[Laid]()
        for laid in self._chooser.choose("open", list(self._place.packets.values())):
            with suppress(Problem):  # told by `look`
                _is_believed(laid, self._party.project, roster)
                chosen.append(laid)
        for laid in chosen:
            for parcel in laid.parcels:
                if not self._reads(parcel) and keeper.wants_parcel(parcel.name, len(parcel.data)):
                    keeper.keep_parcel(parcel)
        for are_roster in (True, False):
            for number, laid in enumerate(chosen):
                progress.step(number, len(chosen), "meeting.fetching")
                commits = list(self._asked(laid, wants, progress))
                if commits and not are_roster:
                    for thumbnail in laid.thumbnails:
                        keeper.keep_thumbnail(thumbnail)
                yield from self._pieces([one for one in commits if _is_roster(one) == are_roster])

    def _asked(self, laid: Laid, wants: Sequence[Want], progress: Progress) -> Iterator[Carried]:
        """The commits of a packet that were asked for."""
        everything = list(laid.commits)
        for parcel in laid.parcels:
            if self._reads(parcel) and any(is_wanted(run, wants) for run in parcel.runs):
                for piece in open_parcel(parcel, self._party.reading_keys, progress):
                    everything += piece
        after = {want.feed: want.after for want in wants}
        for one in everything:
            header = read_header(one.header)
            if header.feed in after and header.seq > after[header.feed]:
                yield one

    def _pieces(self, commits: Sequence[Carried]) -> Iterator[list[Carried]]:
        for start in range(0, len(commits), MOST_COMMITS):
            piece = self._chooser.choose("commits", commits[start : start + MOST_COMMITS])
            if piece:
                yield list(piece)

    def give(self, offer: Offer, progress: Progress) -> Given:
        """As `Road.give`."""
        open_runs = tuple(run for run in offer.runs if run.stream != Stream.RESTRICTED)
        closed_runs = tuple(run for run in offer.runs if run.stream == Stream.RESTRICTED)
        commits = tuple(one for run in open_runs for piece in offer.commits(run) for one in piece)
        restricted = [one for run in closed_runs for piece in offer.commits(run) for one in piece]
        progress.step(0, len(commits) + len(restricted), "meeting.giving")
        carried = [read() for read in offer.parcels]
        own = [self._close(closed_runs, restricted)] if closed_runs else []
        thumbnails = tuple(found for read in offer.thumbnails if (found := read()) is not None)
        device = self._party.device
        laid = Laid(
            f"{device.hex()[-8:]}-{self._place.count()}",
            self._party.project,
            device,
            self._party.now_ms(),
            offer.receipt,
            open_runs,
            commits,
            (*own, *carried),
            thumbnails,
        )
        for arriving in self._chooser.choose("give", [laid]):
            self._place.packets[arriving.name] = arriving
        count = len(commits) + len(restricted)
        return Given(count, len(carried), len(thumbnails), laid.size, (laid.name,))

    def _close(self, runs: tuple[Run, ...], commits: Sequence[Carried]) -> Parcel:
        party = self._party
        for_whom = [*readers(party.roster(), Stream.RESTRICTED).values(), party.keys.encryption.public]
        sender = Sender(party.project, party.device, party.keys.signing, party.now_ms())
        return close_parcel(runs, [commits], sender, for_whom)

    def fetch_photos(self, wanted: Sequence[bytes], into: PhotoShelf, progress: Progress) -> Iterator[bytes]:
        """As `Road.fetch_photos`."""
        for number, digest in enumerate(wanted):
            progress.step(number, len(wanted), "meeting.photos")
            data = self._place.photos.get(digest)
            if data is None:
                continue
            for at in range(0, len(data), LARGEST_PHOTO_PIECE):
                into.add(digest, at, data[at : at + LARGEST_PHOTO_PIECE])
            if into.finish(digest):
                yield digest
            else:
                into.tell(Problem("photo-damaged", parameters={"photo": digest.hex()[:8]}))

    def give_photos(self, photos: Iterable[PhotoFile], progress: Progress) -> PhotosGiven:
        """As `Road.give_photos`."""
        given, known, size = list[bytes](), list[bytes](), 0
        for number, photo in enumerate(photos):
            progress.step(number, 0, "meeting.photos")
            if photo.digest in self._place.photos:
                known.append(photo.digest)
            else:
                self._place.photos[photo.digest] = photo.path.read_bytes()
                given.append(photo.digest)
                size += photo.size
        return PhotosGiven(tuple(given), tuple(known), (), size)


def _is_believed(laid: Laid, project: bytes, roster: Roster) -> bool:
    """Whether the receipt counts: a revoked device's packet is read, for each commit is judged for itself, and its
    word on what it holds is not taken. Raises Problem for a packet that is to be passed over.
    """
    where = Where(file=laid.name)
    if laid.project != project:
        raise Problem("bundle-of-another-project", where=where)
    device = roster.devices.get(laid.sender)
    if device is None or laid.receipt.device != laid.sender:
        raise Problem("bundle-from-stranger", where=where)
    if device.revoked is not None:
        return False
    check_receipt(laid.receipt, roster)
    return True


def _is_roster(carried: Carried) -> bool:
    return read_header(carried.header).stream == Stream.ROSTER
