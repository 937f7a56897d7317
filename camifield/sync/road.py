"""What every road between laptops can do: five verbs, and the plain values that they take and give.

A road is anything that commits can travel on: a stick, a shared folder, one file, a server. It decides nothing:
which commits to ask for and to give is worked out by the meeting, from what `look` tells, and every commit is
checked again by the store. So a road may lose, repeat, reorder and cut what it carries, and harms nothing.

    seen = road.look()                            who left what; nothing is written
    road.fetch(wants, keeper, progress)           commits, in pieces of at most 500, the roster's first
    road.give(offer, progress)                    durable when it returns; giving again changes nothing
    road.fetch_photos(wanted, into, progress)     originals, by SHA-256, verified
    road.give_photos(photos, progress)

What is offered of a feed is told in runs, with the marks of `camifield.revisions.vectors`: a gap, a restored or a
copied laptop shows in a mark's fingerprint, and no commit is missed for ever because of a highest number.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.revisions.vectors import Mark, Vector, Want
from camifield.store.proofs import Carried

MOST_COMMITS: Final = 500
LARGEST_PIECE: Final = 2 * 1024 * 1024
LARGEST_PHOTO_PIECE: Final = 1024 * 1024


class Run(NamedTuple):
    """Commits of one feed that travel together: those with a seq above ``before.highest``, up to ``through.highest``.

    `before` and `through` are what the giver holds of the feed up to there. Whoever holds `before` exactly and
    takes in the run holds `through`; whoever holds something else of the feed asks for it from the start.
    """

    feed: bytes
    stream: int
    before: Mark
    through: Mark

    @property
    def commits(self) -> int:
        """How many commits the run is made of."""
        return self.through.held - self.before.held


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a device said it holds, `at_ms` by its own clock: the vector of its log, quarantine and set-aside commits.

    `signed` is the canonical CBOR with the device's signature over all this, kept and handed on as it is. A road
    gives only receipts whose signature it verified with the roster's key of a device that is not revoked.
    """

    device: bytes
    at_ms: int
    vector: Vector = field(repr=False)
    signed: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Parcel:
    """Commits closed to the laptop that carries them: ciphertext as its sender made it, never opened on the way.

    `name` is the SHA-256 of `data`; `readers` are the key ids (8 bytes each) of those who can open it; `sender` is
    the device that closed it at `made_ms`; `runs` is what the sender says is inside.
    """

    name: bytes
    sender: bytes
    made_ms: int
    readers: frozenset[bytes]
    runs: tuple[Run, ...]
    data: bytes = field(repr=False)


class Thumbnail(NamedTuple):
    """A small JPEG of the photo whose original has the SHA-256 `digest`; nothing vouches for its likeness."""

    digest: bytes
    jpeg: bytes


class Packet(NamedTuple):
    """One thing that lies on a road, as `look` tells of it.

    Of `partial` runs somebody who may read them today cannot open what lies there, for he joined later: whoever
    gives counts them as not lying there.

    `name` is how the road calls it (a file's name, shown to people in a list only), `sender` the device that made
    it, `made_ms` that device's clock, `size` its bytes. `runs` can be opened here; `closed` cannot, and can only
    be carried on, in the parcels of those names. `shown` are the photos of which a thumbnail is inside, for everybody.
    """

    name: str
    sender: bytes
    made_ms: int
    size: int
    runs: tuple[Run, ...] = ()
    closed: tuple[Run, ...] = ()
    partial: tuple[Run, ...] = ()
    parcels: tuple[bytes, ...] = ()
    shown: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What lies on a road. `receipts` has the newest of each device, `every_receipt` the older ones too; `photos` the
    originals, digest -> bytes.

    `problems` name what was damaged, of another project, of an unknown or revoked device, not yet whole, or of a
    newer version: each was passed over and nothing else was. `free_bytes` is None where there is no such limit, and
    so is `photo_room`, the bytes that originals may take there without taking the room of what comes after.
    """

    packets: tuple[Packet, ...] = ()
    receipts: Mapping[bytes, Receipt] = field(default_factory=dict[bytes, Receipt])
    photos: Mapping[bytes, int] = field(default_factory=dict[bytes, int])
    problems: tuple[Problem, ...] = ()
    free_bytes: int | None = None
    every_receipt: tuple[Receipt, ...] = ()
    photo_room: int | None = None

    @property
    def runs(self) -> tuple[Run, ...]:
        """Every run that can be opened here."""
        return tuple(run for packet in self.packets for run in packet.runs)

    @property
    def lying(self) -> tuple[Run, ...]:
        """Every run that everybody who may read it can get from here."""
        return tuple(
            run for packet in self.packets for run in packet.runs + packet.closed if run not in packet.partial
        )

    @property
    def shown(self) -> frozenset[bytes]:
        """The photos of which a thumbnail lies there."""
        return frozenset(digest for packet in self.packets for digest in packet.shown)

    @property
    def parcels(self) -> frozenset[bytes]:
        """The names of all parcels that lie there closed to this laptop."""
        return frozenset(name for packet in self.packets for name in packet.parcels)


class Keeper(Protocol):
    """Who takes what comes beside the commits while they are fetched. None of its methods raises."""

    def wants_parcel(self, name: bytes, size: int) -> bool:
        """Whether to bring this parcel, of `size` bytes, which this laptop cannot open."""
        ...

    def keep_parcel(self, parcel: Parcel) -> None:
        """Keep a closed parcel to carry on."""
        ...

    def keep_thumbnail(self, thumbnail: Thumbnail) -> None:
        """Keep a small picture, when its photo has none yet."""
        ...

    def tell(self, problem: Problem) -> None:
        """Note what could not be read: it was passed over, and the rest is taken."""
        ...


@dataclass(frozen=True)
class Offer:
    """What a laptop gives. `commits(run)` reads the log in pieces of at most 500 commits and 2 MiB, in order of seq.

    `runs` are the roster's, the open and the restricted ones; the road closes the restricted ones to their readers.
    `parcels` and `thumbnails` are read when they are written, one at a time. `whole` makes the offer that would be due
    were nothing of this laptop on the road, for a road that puts its files together; `holds(run)` says whether all
    of a run that was given before is still in the log, so that giving it again in another file is the same.
    """

    receipt: Receipt
    runs: tuple[Run, ...] = ()
    commits: Callable[[Run], Iterator[list[Carried]]] = lambda _run: iter(())
    parcels: Sequence[Callable[[], Parcel]] = ()
    thumbnails: Sequence[Callable[[], Thumbnail | None]] = ()
    whole: Callable[[], Offer] | None = None
    holds: Callable[[Run], bool] = lambda _run: False


@dataclass(frozen=True, slots=True)
class Given:
    """What was laid on the road: how many commits, parcels and thumbnails, in how many bytes, under which names."""

    commits: int = 0
    parcels: int = 0
    thumbnails: int = 0
    size: int = 0
    names: tuple[str, ...] = ()


class PhotoFile(NamedTuple):
    """An original on this laptop: its SHA-256, its bytes, and where it lies."""

    digest: bytes
    size: int
    path: Path


@dataclass(frozen=True, slots=True)
class PhotosGiven:
    """Which originals were given, which lay there already, and which found no room; the bytes that were written."""

    given: tuple[bytes, ...] = ()
    known: tuple[bytes, ...] = ()
    no_room: tuple[bytes, ...] = ()
    size: int = 0


class Road(Protocol):
    """How laptops meet. Every method may raise Problem when the road itself fails (``road-is-gone``,
    ``disk-is-full``, ``road-is-read-only``) and Stopped between two steps; what was done before stands, and the
    same call again completes it.
    """

    def look(self, progress: Progress | None = None, photos: Collection[bytes] = ()) -> Seen:
        """Everything that lies there for this project. Nothing is written, here or there.

        Originals are looked for by name: those of `photos`, and those of which a thumbnail lies there.
        """
        ...

    def fetch(self, wants: Sequence[Want], keeper: Keeper, progress: Progress) -> Iterator[list[Carried]]:
        """The commits asked for: pieces of at most 500 commits and 2 MiB, all of the roster's first.

        More may come than was asked for, in any order and again and again: ids deduplicate. Packets of which
        nothing is wanted are not opened; the thumbnails of the opened ones go to `keeper`, and so does every
        parcel that it wants. A damaged packet is told to `keeper` and passed over; of one that breaks off, what
        came before has been given and is whole, each commit for itself.
        """
        ...

    def give(self, offer: Offer, progress: Progress) -> Given:
        """Lay this there: durable when it returns, and invisible to others until then. An offer with no runs,
        parcels and thumbnails leaves the receipt alone. Raises Problem and leaves what was there before.
        """
        ...

    def fetch_photos(self, wanted: Sequence[bytes], into: PhotoShelf, progress: Progress) -> Iterator[bytes]:
        """The digests of wanted originals as each arrives on `into`, whole and verified. What the road does not have
        is left out; a damaged one is told to `into` and left out. Goes on where an earlier call broke off.
        """
        ...

    def give_photos(self, photos: Iterable[PhotoFile], progress: Progress) -> PhotosGiven:
        """Lay originals there, in this order, until there is no room; those that lie there already are passed over."""
        ...


class PhotoShelf(Protocol):
    """Where originals arrive: in pieces, verified by their SHA-256 before they get their name."""

    def arrived(self, digest: bytes) -> int:
        """How many bytes of this photo are here from an earlier, broken attempt."""
        ...

    def add(self, digest: bytes, at: int, piece: bytes) -> None:
        """Write a piece of at most 1 MiB at this place; the photo is cut there first."""
        ...

    def finish(self, digest: bytes) -> bool:
        """Verify the whole and give it its name, durably. False, and nothing kept, where the SHA-256 is another."""
        ...

    def tell(self, problem: Problem) -> None:
        """Note what could not be read."""
        ...
