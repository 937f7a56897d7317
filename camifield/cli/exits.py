"""What the exit codes of the terminal mean; they never change, because other people's scripts rest on them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """DONE: all of it. PROBLEM: it could not be done. WRONG_USE: the command itself was wrong, nothing was touched.

    LEFT: it was done, and something is left for a person: a draft, an open question, a row that is no record.
    STOPPED: somebody pressed Ctrl+C.
    """

    DONE = 0
    PROBLEM = 1
    WRONG_USE = 2
    LEFT = 3
    STOPPED = 130
