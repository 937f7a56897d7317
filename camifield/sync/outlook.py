"""Before a meeting: what would come and what would go, worked out without a thing being written, here or there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from camifield.backup.packing import photos_of
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.heads import HEIC, read_head
from camifield.media.photos import photo_path
from camifield.media.pillow import MOST_PIXELS
from camifield.media.thumbnails import THUMBNAILS, travelling_digest
from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.revisions.vectors import Vector, Want
from camifield.security.hashing import commit_id
from camifield.store.proofs import Carried
from camifield.sync.holding import Holding, Marks
from camifield.sync.parcels import Label, ParcelShelf
from camifield.sync.party import Party
from camifield.sync.road import Parcel, PhotoFile, Receipt, Road, Run, Seen, Thumbnail
from camifield.sync.runs import lacking, lacking_of, reached, wanted

if TYPE_CHECKING:
    from camifield.store.foreseeing import Foreseen


@dataclass(frozen=True)
class Side:
    """This laptop in a meeting: who it is, what it holds, the project's folder, and the feeds that it writes."""

    party: Party
    holding: Holding
    folder: Folder
    own_feeds: tuple[bytes, ...] = ()

    @property
    def shelf(self) -> ParcelShelf:
        """The parcels that it carries for others."""
        return ParcelShelf(self.folder)


@dataclass(frozen=True)
class Going:
    """What would be given: the runs, how many records of each kind they touch, parcels of others, small pictures,
    and the originals that the road does not have, in the order in which they would go.

    `is_receipt_news` says that the road knows an older word of what this laptop holds, or none.
    """

    runs: tuple[Run, ...] = ()
    kinds: Mapping[str, int] = field(default_factory=dict[str, int])
    parcels: tuple[Label, ...] = ()
    thumbnails: tuple[bytes, ...] = ()
    photos: tuple[PhotoFile, ...] = ()
    is_receipt_news: bool = False

    @property
    def commits(self) -> int:
        """How many commits would be given."""
        return sum(run.commits for run in self.runs)

    @property
    def photo_bytes(self) -> int:
        """The bytes of all originals that would go."""
        return sum(photo.size for photo in self.photos)

    @property
    def is_empty(self) -> bool:
        """Whether the road has it all, but perhaps for originals."""
        return not (self.runs or self.parcels or self.thumbnails or self.is_receipt_news)

    def fitting(self, budget: int | None) -> tuple[PhotoFile, ...]:
        """Those originals that fit into so many bytes, taken in their order; all of them without a budget."""
        fitting, left = list[PhotoFile](), budget
        for photo in self.photos:
            if left is None or photo.size <= left:
                fitting.append(photo)
                left = None if left is None else left - photo.size
        return tuple(fitting)


@dataclass(frozen=True)
class Outlook:
    """What a meeting on this road would do. `coming` is None where nothing is asked for; `photos` are originals that
    lie there and not here, digest -> bytes; `problems` is all that could not be read, on the road or in a packet.
    `shown` are the ids of the commits that `coming` was worked out from: a meeting takes in those, and no others.
    """

    seen: Seen
    wants: tuple[Want, ...]
    coming: Foreseen | None
    going: Going
    photos: Mapping[bytes, int]
    problems: tuple[Problem, ...]
    shown: frozenset[bytes] = frozenset()

    @property
    def photos_that_fit(self) -> tuple[PhotoFile, ...]:
        """The originals that there is room for on the road, to be said before they are given."""
        return self.going.fitting(self.seen.photo_room)


def look(
    side: Side,
    road: Road,
    progress: Progress,
    *,
    readers: Sequence[Vector] | None = None,
    photos: Collection[bytes] = (),
) -> Outlook:
    """What lies on the road for this laptop, and what it would give. Nothing is written. Raises Problem and Stopped.

    With `readers` (the receipts of those a file is meant for; an empty list for somebody unknown) what would go is
    what they lack, not what the road lacks. `photos` are originals that records here speak of.
    """
    seen = road.look(progress, photos)
    wants = asked_of(side, seen)
    teller = Teller()
    coming, shown = None, set[bytes]()
    if wants:
        pieces = _noted(road.fetch(wants, teller, progress), shown)
        coming = side.holding.foresee(pieces, side.party.now_ms(), progress, teller.tell, side.own_feeds)
    lying = {
        digest: size for digest, size in seen.photos.items() if not photo_path(side.folder, digest).is_file()
    }
    due = going(side, seen, readers=readers, taken=wants)
    return Outlook(seen, wants, coming, due, lying, (*seen.problems, *teller.problems), frozenset(shown))


def _noted(pieces: Iterable[list[Carried]], names: set[bytes]) -> Iterator[list[Carried]]:
    """The pieces as they are; their ids are put into `names` as they go by."""
    for piece in pieces:
        names.update(commit_id(one.header) for one in piece)
        yield piece


def asked_of(side: Side, seen: Seen) -> tuple[Want, ...]:
    """What to ask of a road on which this was seen."""
    return wanted(seen.runs, Marks(side.holding).through)


def going(
    side: Side, seen: Seen, *, readers: Sequence[Vector] | None = None, taken: Sequence[Want] = ()
) -> Going:
    """What this laptop would give to a road on which this was seen, once it took in all that it asks for (`taken`).

    What lies there beyond what is held here, and spans it, is taken to be the same: it is compared when it was taken.
    """
    runs = _runs(side, seen, readers)
    if readers is None:
        asked = {want.feed for want in taken}
        runs = tuple(run for run in runs if run.feed not in asked or not _is_spanned(run, seen))
    kinds = side.holding.count_records(
        [(run.feed, run.before.highest, run.through.highest) for run in runs if run.stream == Stream.OPEN]
    )
    photos = [PhotoFile(digest, path.stat().st_size, path) for digest, path in photos_of(side.folder)]
    held = side.holding.vector()
    is_said = any(
        receipt.device == side.party.device and dict(receipt.vector) == held for receipt in seen.every_receipt
    )
    return Going(
        runs,
        kinds,
        _parcels(side, seen),
        tuple(digest for digest in _pictured(side.folder, photos) if digest not in seen.shown),
        tuple(photo for photo in photos if seen.photos.get(photo.digest) != photo.size),
        not is_said,
    )


def _runs(side: Side, seen: Seen, readers: Sequence[Vector] | None) -> tuple[Run, ...]:
    marks, streams = Marks(side.holding, giving=True), side.holding.streams()
    if readers is None:
        return lacking(marks.vector, marks.through, streams.__getitem__, seen.lying)
    return lacking_of(marks.vector, marks.through, streams.__getitem__, readers)


def _is_spanned(run: Run, seen: Seen) -> bool:
    return any(
        one.feed == run.feed
        and one.before.highest <= run.before.highest
        and one.through.highest >= run.through.highest
        for one in seen.runs
    )


def _parcels(side: Side, seen: Seen) -> tuple[Label, ...]:
    """The parcels that the road has not, neither in this closing nor in another."""
    lying = reached(seen.lying)
    return tuple(
        label
        for label in side.shelf.labels()
        if label.name not in seen.parcels
        and not all(run.through in lying.get(run.feed, frozenset()) for run in label.runs)
    )


def commits_of(holding: Holding, run: Run) -> Iterator[list[Carried]]:
    """The log's commits of a run."""
    return holding.carried(run.feed, run.before.highest, run.through.highest)


@dataclass
class Teller:
    """Takes note of what could not be read, and keeps nothing: for a look."""

    problems: list[Problem] = field(default_factory=list[Problem])

    def wants_parcel(self, name: bytes, size: int) -> bool:
        """Never."""
        del name, size
        return False

    def keep_parcel(self, parcel: Parcel) -> None:
        """Not kept."""

    def keep_thumbnail(self, thumbnail: Thumbnail) -> None:
        """Not kept."""

    def tell(self, problem: Problem) -> None:
        """Note a problem."""
        self.problems.append(problem)


def _pictured(folder: Folder, photos: Sequence[PhotoFile]) -> list[bytes]:
    """The photos of which a small picture is here or can be made: also of originals that only others have."""
    came = {
        digest
        for shelf in folder.names(THUMBNAILS)
        for name in folder.names(THUMBNAILS, shelf)
        if (digest := travelling_digest(name)) is not None
    }
    return sorted(came.union(photo.digest for photo in photos if photo.digest in came or _has_picture(photo)))


def _has_picture(photo: PhotoFile) -> bool:
    """Whether a small picture of it can be made by this version, as far as its first bytes tell."""
    try:
        with photo.path.open("rb") as file:
            head = read_head(file)
    except OSError:
        return False
    return head is not None and head.media_type != HEIC and head.pixels <= MOST_PIXELS


def picture_for(folder: Folder, digest: bytes) -> Path | None:
    """The small picture that travels, made now if need be; None for a photo that cannot be shown."""
    from camifield.media.thumbnails import TRAVELLING, thumbnail

    try:
        return thumbnail(folder, digest, TRAVELLING)
    except Problem:
        return None


def newest_receipts(seen: Seen) -> list[Receipt]:
    """The receipts of a look, in the order of their devices."""
    return [receipt for _, receipt in sorted(seen.receipts.items())]
