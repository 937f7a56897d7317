"""Wall clocks put right: what people decided about a laptop's clock, and what its times mean by that.

The commits keep their claims, which are signed. Order makes no difference: where two decisions speak of one save, the
one of the highest (lamport, commit) holds for now, as in the merge, and the others are known beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Stretch(NamedTuple):
    """Saves of one feed (16 bytes), from one place in it to another."""

    feed: bytes
    first: int
    last: int


class Correction(NamedTuple):
    """Add `offset_ms` to what the clock said in the saves `first` to `last` of a feed (16 bytes); 0: it was right.

    `record` holds the decision, `author` made it with `commit` (16 bytes each), at `lamport`.
    """

    record: bytes
    feed: bytes
    first: int
    last: int
    offset_ms: int
    reason: str
    author: bytes
    lamport: int
    commit: bytes

    def is_about(self, seq: int) -> bool:
        return self.first <= seq <= self.last


class Corrections:
    """Every decision that stands, by the feed that it is about."""

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        found: dict[bytes, list[Correction]] = {}
        for one in corrections:
            found.setdefault(one.feed, []).append(one)
        self._by_feed: Mapping[bytes, list[Correction]] = {
            feed: sorted(some, key=lambda one: (one.lamport, one.commit, one.record), reverse=True)
            for feed, some in found.items()
        }

    def __bool__(self) -> bool:
        return bool(self._by_feed)

    @property
    def all(self) -> list[Correction]:
        """All of them, the latest of each feed first."""
        return [one for some in self._by_feed.values() for one in some]

    def about(self, feed: bytes, seq: int) -> list[Correction]:
        """What was decided about one save; the one that holds comes first."""
        return [one for one in self._by_feed.get(feed, ()) if one.is_about(seq)]

    def of(self, feed: bytes, seq: int) -> Correction | None:
        """The decision that holds for one save; None where nobody made any."""
        return next((one for one in self._by_feed.get(feed, ()) if one.is_about(seq)), None)

    def at(self, feed: bytes, seq: int, at_ms: int) -> int:
        """The time of a save as corrected, from what the clock said (both milliseconds since 1970)."""
        held = self.of(feed, seq)
        return at_ms + held.offset_ms if held is not None else at_ms

    def rivals(self) -> list[tuple[Correction, Correction]]:
        """Pairs that put the same saves right differently: the one that holds, and the other."""
        return [
            (held, other)
            for some in self._by_feed.values()
            for place, held in enumerate(some)
            for other in some[place + 1 :]
            if held.first <= other.last and other.first <= held.last and held.offset_ms != other.offset_ms
        ]


NO_CORRECTIONS = Corrections()
