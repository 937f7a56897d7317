"""Randomness as a part that is handed in: the system's for people, a seeded one for simulations."""

from __future__ import annotations

import os
from typing import Protocol


class Entropy(Protocol):
    """A source of random bytes."""

    def take(self, count: int) -> bytes: ...


class SystemEntropy:
    """The operating system's generator, fit for keys."""

    def take(self, count: int) -> bytes:
        return os.urandom(count)


class SeededEntropy:
    """The same bytes for the same seed: for tests and simulations only, never for real keys."""

    def __init__(self, seed: int) -> None:
        import random  # no start of the program needs it

        self._random = random.Random(seed)

    def take(self, count: int) -> bytes:
        return self._random.randbytes(count)
