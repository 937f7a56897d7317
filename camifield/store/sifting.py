"""One dishonest commit must not keep five hundred honest ones out: pieces are halved until it stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from camifield.errors import Problem
from camifield.store.proofs import Carried

# More bad commits than this from one place, and what brings them is not read on: it is no accident.
MOST_DAMAGED: Final = 20
_OF_A_COMMIT: Final = "commit-"


def sift(piece: Sequence[Carried], take: Callable[[Sequence[Carried]], None]) -> Iterator[Problem]:
    """Hand the piece to `take`, whole if it can be; for each commit that is no honest one, the Problem that says why.

    `take` raises Problem ``commit-...`` before it changes anything, or another, which passes on.
    """
    due: list[Sequence[Carried]] = [piece]
    while due:
        lot = due.pop()
        try:
            take(lot)
        except Problem as problem:
            if not problem.code.startswith(_OF_A_COMMIT):
                raise
            if len(lot) > 1:
                middle = len(lot) // 2
                due += [lot[middle:], lot[:middle]]
            else:
                yield problem
