"""Have and want: what a laptop holds of each feed, in three numbers that show a gap that a highest number would hide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from camifield.revisions.encoding import EncodingError, Value, decode, encode
from camifield.security.hashing import ID_BYTES

PRINT_BYTES: Final = 8
DEEPEST: Final = 2


class Mark(NamedTuple):
    """What is held of one feed: the highest seq, how many commits, and the XOR of the first 8 bytes of their ids.

    A copied laptop writes two commits of one seq, so `held` may exceed the highest.
    """

    highest: int = 0
    held: int = 0
    fingerprint: int = 0

    def with_commit(self, seq: int, commit: bytes) -> Mark:
        """The mark with one commit more. Adding one twice takes it out again: add only what was not held."""
        fingerprint = self.fingerprint ^ int.from_bytes(commit[:PRINT_BYTES], "big")
        return Mark(max(self.highest, seq), self.held + 1, fingerprint)


Vector = Mapping[bytes, Mark]
Through = Callable[[bytes, int], Mark]


class Want(NamedTuple):
    """A request for the commits of `feed` after seq `after`; `mark` is what the asker holds up to there."""

    feed: bytes
    after: int
    mark: Mark


NOTHING_HELD: Final = Mark()


def vector_of(commits: Iterable[tuple[bytes, int, bytes]]) -> dict[bytes, Mark]:
    """The vector of different commits, each given as (feed, seq, id)."""
    found: dict[bytes, Mark] = {}
    for feed, seq, commit in commits:
        found[feed] = found.get(feed, NOTHING_HELD).with_commit(seq, commit)
    return found


def differing(mine: Vector, theirs: Vector) -> frozenset[bytes]:
    """The feeds of which the two do not hold the same."""
    return frozenset(feed for feed in mine.keys() | theirs.keys() if mine.get(feed) != theirs.get(feed))


def wants(mine: Vector, theirs: Vector, through: Through | None = None) -> tuple[Want, ...]:
    """What to ask of someone who holds `theirs`, in the order of the feeds.

    `through(feed, seq)` tells the mark of what is held here up to that seq. Where they hold no higher seq, it
    shows whether all of theirs is here; without it, or where it differs, the whole feed is asked for: ids
    deduplicate. Where they are ahead, what follows is asked for, and `start_of` lets them check the rest.
    """
    found: list[Want] = []
    for feed, their_mark in sorted(theirs.items()):
        my_mark = mine.get(feed, NOTHING_HELD)
        if my_mark == their_mark or their_mark.held == 0:
            continue
        if their_mark.highest > my_mark.highest:
            found.append(Want(feed, my_mark.highest, my_mark))
        elif through is None or through(feed, their_mark.highest) != their_mark:
            found.append(Want(feed, 0, NOTHING_HELD))
    return tuple(found)


def start_of(want: Want, through: Through) -> int:
    """After which seq to send, seen by the one who is asked: from the start when the asker holds another past."""
    return want.after if through(want.feed, want.after) == want.mark else 0


def write_vector(vector: Vector) -> bytes:
    """The vector in canonical CBOR: a list of [feed, highest, held, 8 bytes of fingerprint], by feed."""
    return encode(
        [
            [feed, mark.highest, mark.held, mark.fingerprint.to_bytes(PRINT_BYTES, "big")]
            for feed, mark in sorted(vector.items())
        ],
        DEEPEST,
    )


def read_vector(data: bytes) -> dict[bytes, Mark]:
    """The vector of such bytes. Raises EncodingError."""
    items = decode(data, DEEPEST)
    if type(items) is not list:
        raise EncodingError("malformed")
    pairs = [_read_mark(item) for item in items]
    if [feed for feed, _ in pairs] != sorted({feed for feed, _ in pairs}):
        raise EncodingError("not-canonical")
    return dict(pairs)


def _read_mark(item: Value) -> tuple[bytes, Mark]:
    match item:
        case [bytes(feed), int(highest), int(held), bytes(fingerprint)] if (
            len(feed) == ID_BYTES and len(fingerprint) == PRINT_BYTES and highest >= 0 and held >= 0
        ):
            return feed, Mark(highest, held, int.from_bytes(fingerprint, "big"))
        case _:
            raise EncodingError("malformed")
