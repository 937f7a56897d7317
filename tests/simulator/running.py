"""One seed in a process of its own: a module that a started process can import, which it cannot of `__main__`."""

from __future__ import annotations

from tests.simulator.play import play
from tests.simulator.script import make_script


def run(seed: int) -> tuple[int, list[str]]:
    """Play one seed; what was wrong."""
    return seed, play(make_script(seed)).faults
