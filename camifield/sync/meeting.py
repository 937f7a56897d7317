"""A meeting: commits are taken in piece by piece and handed over whole; stopped or broken off anywhere, the next one goes on.

Nothing here is kept between calls. What is asked for follows from vectors, ids deduplicate, every piece is one
transaction of the store, and what is given appears on a road at once and whole: so there is nothing to repair.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter
from typing import Final

from camifield.errors import Problem
from camifield.progress import Progress, Stopped
from camifield.revisions.headers import Stream
from camifield.revisions.vectors import Vector
from camifield.security.hashing import commit_id
from camifield.security.sealing import key_hint
from camifield.store.proofs import Carried
from camifield.store.receipts import StoredReceipt
from camifield.store.receiving import Received
from camifield.store.sifting import MOST_DAMAGED, sift
from camifield.sync.arrivals import keep_thumbnail
from camifield.sync.holding import Marks
from camifield.sync.limits import LARGEST_PARCEL
from camifield.sync.lots import Lot, Lots, with_following
from camifield.sync.outlook import Outlook, Side, asked_of, newest_receipts
from camifield.sync.road import Parcel, Road, Seen, Thumbnail
from camifield.sync.runs import wanted

MOST_ROUNDS: Final = 3
TAKING: Final = "meeting.taking"


@dataclass
class Taken:
    """What came, so far: it grows while a meeting goes on, and tells the truth after Stop and after a Problem.

    `commits` were new and `known` were not; `quarantined` is commit -> reason; `records` and `kinds` were touched.
    `came_home` are own feeds of this laptop of which it lacked something. `has_more` says that something lies there
    that the look before did not show.
    """

    records: set[bytes] = field(default_factory=set[bytes])
    kinds: set[str] = field(default_factory=set[str])
    commits: int = 0
    known: int = 0
    quarantined: dict[bytes, str] = field(default_factory=dict[bytes, str])
    came_home: set[bytes] = field(default_factory=set[bytes])
    is_stopped: bool = False
    has_more: bool = False
    parcels: int = 0
    thumbnails: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])
    devices: set[bytes] = field(default_factory=set[bytes])


def take_in(
    side: Side,
    road: Road,
    progress: Progress,
    meeting: bytes = b"",
    taken: Taken | None = None,
    foretold: Outlook | None = None,
) -> Taken:
    """Take in everything on the road that this laptop lacks. Stop ends it between two pieces, and is no error.

    With `foretold`, what a person saw and said yes to, only that is taken in, whatever has come to lie there since;
    `has_more` then says that there is more to look at. `meeting` is the id under which the store remembers what
    came. Hand in `taken` to have the account of what was done when a Problem of the road or of the disk is raised:
    what is in it stands.
    """
    taken = Taken() if taken is None else taken
    try:
        if foretold is not None:
            _take_round(side, road, foretold.seen, progress, meeting, taken, foretold)
            taken.has_more = _has_more(side, foretold.seen, road.look(progress))
        else:
            for _ in range(MOST_ROUNDS):
                before = taken.commits
                _take_round(side, road, road.look(progress), progress, meeting, taken)
                if taken.commits == before:
                    break
    except Stopped:
        taken.is_stopped = True
    clear_parcels(side)
    return taken


def _has_more(side: Side, before: Seen, now: Seen) -> bool:
    """Whether something lies there by now that was not there, or could not be told, at the look before."""
    known = frozenset(before.runs)
    return bool(wanted((run for run in now.runs if run not in known), Marks(side.holding).through))


def _take_round(
    side: Side,
    road: Road,
    seen: Seen,
    progress: Progress,
    meeting: bytes,
    taken: Taken,
    foretold: Outlook | None = None,
) -> None:
    """One look's worth. What it brings of the roster may show more in the next."""
    keep_receipts(side, seen)
    _tell_new(taken, seen.problems)
    taken.devices.update(packet.sender for packet in seen.packets)
    wants = asked_of(side, seen)
    keeper = _Keeper(side, taken, foretold.seen if foretold is not None else None)
    damaged = 0
    expected = sum(run.commits for run in seen.runs if any(run.feed == want.feed for want in wants))

    pieces = road.fetch(wants, keeper, progress)
    lots = Lots()
    for lot, following in with_following(
        lots.of(pieces if foretold is None else _only(pieces, foretold.shown))
    ):

        def take(some: Lot, following: Lot = following) -> None:
            began = perf_counter()
            _add(taken, side.holding.receive(some, side.own_feeds, side.party.now_ms(), meeting, following))
            lots.took(some, perf_counter() - began)

        for problem in sift(lot, take):
            damaged += 1
            keeper.tell(problem)
            if damaged > MOST_DAMAGED:
                return
        progress.step(taken.commits + taken.known, max(expected, taken.commits + taken.known), TAKING)


def _only(pieces: Iterable[list[Carried]], names: Container[bytes]) -> Iterator[list[Carried]]:
    """Of each piece the commits with these ids."""
    for piece in pieces:
        yield [one for one in piece if commit_id(one.header) in names]


def _add(taken: Taken, received: Received) -> None:
    taken.records |= received.records
    taken.kinds |= received.kinds
    taken.commits += received.commits
    taken.known += received.known
    taken.quarantined |= received.quarantined
    taken.came_home |= received.came_home


def _tell_new(taken: Taken, problems: Iterable[Problem]) -> None:
    told = {(str(problem), problem.where) for problem in taken.problems}
    for problem in problems:
        if (str(problem), problem.where) not in told:
            taken.problems.append(problem)


class _Keeper:
    """What comes beside the commits goes into the project's folder; a full disk is told, and stops nothing.

    With `seen` nothing comes that was not there at that look.
    """

    def __init__(self, side: Side, taken: Taken, seen: Seen | None = None) -> None:
        self._side = side
        self._taken = taken
        self._parcels = None if seen is None else seen.parcels
        self._pictures = None if seen is None else seen.shown
        self._shelf = side.shelf

    def wants_parcel(self, name: bytes, size: int) -> bool:
        """One that is not here and fits."""
        if self._parcels is not None and name not in self._parcels:
            return False
        return size <= min(LARGEST_PARCEL, self._shelf.budget) and not self._shelf.holds(name)

    def keep_parcel(self, parcel: Parcel) -> None:
        """Keep it, unless all its readers have said that they hold what is in it."""
        try:
            _tell_new(self._taken, self._shelf.keep(parcel))
            self._taken.parcels += 1
        except Problem as problem:
            self.tell(problem)
        except OSError:
            self.tell(Problem("disk-is-full", parameters={"megabytes": -(-len(parcel.data) // 1_000_000)}))

    def keep_thumbnail(self, thumbnail: Thumbnail) -> None:
        """Keep it where there is no picture yet."""
        if self._pictures is not None and thumbnail.digest not in self._pictures:
            return
        with suppress(OSError):
            self._taken.thumbnails += keep_thumbnail(self._side.folder, thumbnail)

    def tell(self, problem: Problem) -> None:
        """Note a problem once."""
        _tell_new(self._taken, [problem])


def keep_receipts(side: Side, seen: Seen) -> None:
    """Keep what others said they hold, as the road verified it."""
    for receipt in newest_receipts(seen):
        if receipt.device not in side.party.devices:
            side.holding.keep_receipt(
                StoredReceipt(
                    receipt.device, receipt.at_ms, side.party.now_ms(), dict(receipt.vector), receipt.signed
                )
            )


def clear_parcels(side: Side) -> int:
    """Throw away the parcels of which every reader said that he has what is in them; how many went."""
    roster = side.party.roster()
    said = {receipt.device: receipt.vector for receipt in side.holding.receipts()}
    waiting: Mapping[bytes, Vector] = {
        key_hint(device.encryption): said.get(device.id, {})
        for device in roster.recipients(Stream.RESTRICTED)
    }
    return side.shelf.clear(waiting)
