"""Points gathered into marks that never overlap: as many as there is room for, each count exact. No Qt.

Points are first gathered by the squares of a grid that is fixed to the world (so that marks stay while the map is moved),
then marks that would touch are joined, the smaller to the larger. A square is as wide as two of the largest marks: only
neighbours can touch, and every joining leaves one mark less, so it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

GAP = 3.0
"""Pixels that stay free between two marks."""
NEIGHBOURS = ((1, 0), (0, 1), (1, 1), (1, -1))
FAR = np.int64(1) << 31


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """Marks in the unit square. `members[starts[i]:starts[i + 1]]` are the points of mark i, as places in what was given.

    radii: in pixels of the scale they were gathered for. mix: for each mark, how many points of each sort.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    counts: NDArray[np.int64]
    radii: NDArray[np.float64]
    members: NDArray[np.int64]
    starts: NDArray[np.int64]
    mix: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.x)

    def of(self, mark: int) -> NDArray[np.int64]:
        """The points of a mark."""
        return self.members[self.starts[mark] : self.starts[mark + 1]]

    def nearest(self, x: float, y: float, scale: float, reach: float = 0.0) -> int | None:
        """The mark whose disc, `reach` px wider, holds a point of the unit square; the nearest of several."""
        if not len(self.x):
            return None
        away = np.hypot((self.x - x) * scale, (self.y - y) * scale)
        beyond = away - self.radii - reach
        best = int(np.argmin(beyond))
        return best if beyond[best] <= 0 else None


def no_marks(sorts: int = 1) -> Marks:
    """Nothing to show."""
    none, whole = np.empty(0), np.empty(0, np.int64)
    return Marks(none, none, whole, none, whole, np.zeros(1, np.int64), np.empty((0, sorts), np.int64))


def gathered(
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    sorts: NDArray[np.integer],
    scale: float,
    radii: Sequence[float],
    number_of_sorts: int,
) -> Marks:
    """Marks of points in the unit square at so many pixels a side.

    `radii`: the radius of a mark by the number of digits of its count, [0] that of a single point; growing. `sorts`: of
    each point a number below `number_of_sorts`.
    """
    if not len(x):
        return no_marks(number_of_sorts)
    sizes = np.asarray(radii, np.float64)
    digits = min(len(sizes) - 1, len(str(len(x))))
    side = 2 * sizes[digits] + GAP
    column, row = np.floor(x * scale / side).astype(np.int64), np.floor(y * scale / side).astype(np.int64)
    squares, place = np.unique(column * FAR + row, return_inverse=True)
    counts = np.bincount(place)
    middle_x = np.bincount(place, x) / counts
    middle_y = np.bincount(place, y) / counts
    into = _joined(squares, middle_x * scale, middle_y * scale, counts.copy(), sizes)
    return _made(into[place], x, y, sorts, middle_x, middle_y, sizes, number_of_sorts)


def _radius_of(counts: NDArray[np.int64], sizes: NDArray[np.float64]) -> NDArray[np.float64]:
    digits = np.where(counts <= 1, 0, np.floor(np.log10(np.maximum(counts, 1))).astype(np.int64) + 1)
    return sizes[np.minimum(digits, len(sizes) - 1)]


def _joined(
    squares: NDArray[np.int64],
    px: NDArray[np.float64],
    py: NDArray[np.float64],
    counts: NDArray[np.int64],
    sizes: NDArray[np.float64],
) -> NDArray[np.int64]:
    """For each square the one whose mark it belongs to. The larger of two keeps its place, which is in its own square."""
    into = np.arange(len(squares))
    pairs = _neighbours(squares)
    while len(pairs):
        one, other = pairs.T
        radii = _radius_of(counts, sizes)
        touch = np.hypot(px[one] - px[other], py[one] - py[other]) < radii[one] + radii[other] + GAP
        touch &= (into[one] == one) & (into[other] == other)
        if not touch.any():
            break
        touching = pairs[touch]
        # The largest first: small marks go to their great neighbour rather than to each other.
        order = np.argsort(-np.maximum(counts[touching[:, 0]], counts[touching[:, 1]]), kind="stable")
        for a, b in touching[order].tolist():
            if into[a] != a or into[b] != b:
                continue
            large, small = (a, b) if (counts[a], -a) >= (counts[b], -b) else (b, a)
            into[small] = large
            counts[large] += counts[small]
            counts[small] = 0
    return _roots(into)


def _neighbours(squares: NDArray[np.int64]) -> NDArray[np.int64]:
    """Pairs of places of squares that lie beside each other."""
    found: list[NDArray[np.int64]] = []
    for right, down in NEIGHBOURS:
        wanted = squares + right * FAR + down
        at = np.minimum(np.searchsorted(squares, wanted), len(squares) - 1)
        here = np.flatnonzero(squares[at] == wanted)
        found.append(np.column_stack((here, at[here])))
    return np.concatenate(found)


def _roots(into: NDArray[np.int64]) -> NDArray[np.int64]:
    """Follow every joining to its end."""
    while True:
        further = into[into]
        if np.array_equal(further, into):
            return into
        into = further


def _made(
    mark_of: NDArray[np.int64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    sorts: NDArray[np.integer],
    middle_x: NDArray[np.float64],
    middle_y: NDArray[np.float64],
    sizes: NDArray[np.float64],
    number_of_sorts: int,
) -> Marks:
    roots, label = np.unique(mark_of, return_inverse=True)
    members = np.argsort(label, kind="stable")
    counts = np.bincount(label)
    starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
    mix = np.bincount(label * number_of_sorts + sorts, minlength=len(roots) * number_of_sorts)
    marks_x, marks_y = middle_x[roots], middle_y[roots]
    alone = counts == 1
    marks_x[alone], marks_y[alone] = x[members[starts[:-1][alone]]], y[members[starts[:-1][alone]]]
    return Marks(
        marks_x,
        marks_y,
        counts,
        _radius_of(counts, sizes),
        members,
        starts,
        mix.reshape(len(roots), number_of_sorts),
    )
