"""What a meeting needs of a store: named here so that the meeting can be read, and driven, without one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from camifield.errors import Problem
from camifield.revisions.commits import Commit
from camifield.revisions.vectors import Mark, Vector
from camifield.store.proofs import Carried
from camifield.store.receiving import Received

if TYPE_CHECKING:
    from camifield.media.photos import Photo
    from camifield.progress import Progress
    from camifield.store.foreseeing import Foreseen
    from camifield.store.receipts import StoredReceipt


class Holding(Protocol):
    """A store as a meeting sees it; `camifield.store.store.Store` is one."""

    def vector(self) -> dict[bytes, Mark]:
        """All that is held: the log, what is in quarantine, what is set aside."""
        ...

    def giving_vector(self) -> dict[bytes, Mark]:
        """What can be given: the log alone."""
        ...

    def mark_through(self, feed: bytes, seq: int, *, giving: bool = False) -> Mark:
        """What is held of one feed up to a seq; with `giving`, of the log alone."""
        ...

    def streams(self) -> Mapping[bytes, int]:
        """The stream of every feed in the log."""
        ...

    def carried(self, feed: bytes, after: int, through: int) -> Iterator[list[Carried]]:
        """The log's commits of a feed above `after` and up to `through`, by seq, in pieces of 500 and 2 MiB at most."""
        ...

    def receive(
        self,
        carried: Sequence[Carried],
        own_feeds: Collection[bytes],
        now_ms: int,
        meeting: bytes = b"",
        following: Sequence[Carried] = (),
    ) -> Received:
        """Take in at most 500 commits in one transaction, all or nothing. Raises Problem ``commit-...``.

        `following` is what will be handed in next, for a store that can make use of knowing it.
        """
        ...

    def foresee(
        self,
        pieces: Iterable[Sequence[Carried]],
        now_ms: int,
        progress: Progress,
        tell: Callable[[Problem], None] | None = None,
        own_feeds: Collection[bytes] = (),
    ) -> Foreseen:
        """What taking these in would do; nothing is written. Dishonest commits are told, as long as they are few."""
        ...

    def count_records(self, stretches: Sequence[tuple[bytes, int, int]]) -> dict[str, int]:
        """How many records of each kind the log's commits of these stretches touch: (feed, after, through), by seq."""
        ...

    def roster_commits(self) -> list[Commit]:
        """The roster's commits, opened."""
        ...

    def keep_receipt(self, receipt: StoredReceipt) -> bool:
        """Keep a verified receipt unless a later one of that device is here; whether it was kept."""
        ...

    def receipts(self) -> list[StoredReceipt]:
        """The latest receipt of every device."""
        ...

    def note_photos(self, photos: Iterable[Photo], added_ms: int) -> None:
        """Note photos whose files are in place."""
        ...


class Marks:
    """The marks of one holding, remembered: a mark in the middle of a long feed is counted commit by commit."""

    def __init__(self, holding: Holding, *, giving: bool = False) -> None:
        self._holding = holding
        self._giving = giving
        self.vector: Vector = holding.giving_vector() if giving else holding.vector()
        self._known: dict[tuple[bytes, int], Mark] = {}

    def through(self, feed: bytes, seq: int) -> Mark:
        """As `Holding.mark_through`, as it was when this was made."""
        whole = self.vector.get(feed, Mark())
        if seq <= 0:
            return Mark()
        if seq >= whole.highest:
            return whole
        if (feed, seq) not in self._known:
            self._known[feed, seq] = self._holding.mark_through(feed, seq, giving=self._giving)
        return self._known[feed, seq]
