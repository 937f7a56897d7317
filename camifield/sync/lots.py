"""Pieces cut into lots, each of which is taken in by one transaction: as much at once as this machine does in short."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from camifield.store.pace import TARGET_S
from camifield.store.proofs import Carried

# Bytes of payload in one transaction, some 700 records of 30 fields: others wait for it, and so does Stop.
LARGEST_LOT: Final = 384 * 1024
MOST_TIMES: Final = 4
Lot = Sequence[Carried]


class Lots:
    """Cuts pieces into lots of at most `most` bytes of payload, learned from the transaction before.

    As in an import (`store.pace`): waits for the disk cost the same however much is in a transaction, but nobody shall
    wait for one longer than 200 ms.
    """

    def __init__(self) -> None:
        self.most = LARGEST_LOT

    def took(self, lot: Lot, seconds: float) -> None:
        """Learn from a transaction. One of a few records says nothing about many."""
        size = _size(lot)
        if size >= LARGEST_LOT // 2:
            fitting = int(size / max(seconds, 1e-6) * TARGET_S)
            self.most = min(max(fitting, LARGEST_LOT), MOST_TIMES * LARGEST_LOT)

    def of(self, pieces: Iterable[Sequence[Carried]]) -> Iterator[Lot]:
        """The pieces' lots in order: a commit of an import holds 500 records, one of a save one."""
        for piece in pieces:
            start = size = 0
            for place, one in enumerate(piece):
                if size and size + len(one.payload) > self.most:
                    yield piece[start:place]
                    start, size = place, 0
                size += len(one.payload)
            if start < len(piece):
                yield piece[start:]


def with_following(lots: Iterable[Lot]) -> Iterator[tuple[Lot, Lot]]:
    """Each lot with the one after it, empty after the last. What is raised on the way to a lot comes after the one before."""
    ahead = iter(lots)
    held = next(ahead, None)
    while held is not None:
        try:
            following = next(ahead, None)
        except BaseException:
            yield held, ()
            raise
        yield held, following or ()
        held = following


def _size(lot: Lot) -> int:
    return sum(len(one.payload) for one in lot)
