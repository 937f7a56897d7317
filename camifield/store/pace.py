"""The pace of a bulk append: how much goes into one transaction, learned from the one before."""

from __future__ import annotations

from camifield.revisions.commits import MOST_PARTS

TARGET_S = 0.12
MOST_COMMITS = 4


class Pace:
    """How many saves go into one transaction: as many whole commits as this machine writes in TARGET_S.

    A transaction costs the same three waits for the disk however much is in it, and a tree of points is written the
    cheaper the more come at once; but nobody shall wait for one longer than 200 ms.
    """

    def __init__(self) -> None:
        self.most = MOST_PARTS

    def took(self, saves: int, seconds: float) -> None:
        """Learn from a transaction. One of a few saves says nothing about many."""
        if saves >= MOST_PARTS:
            commits = int(saves / max(seconds, 1e-6) * TARGET_S) // MOST_PARTS
            self.most = MOST_PARTS * min(max(commits, 1), MOST_COMMITS)
