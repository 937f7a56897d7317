"""Cutting a failing script down: the fewest steps that still go wrong in the same way, to read and to keep."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.simulator.play import play
from tests.simulator.script import Script


def kind_of_fault(fault: str) -> str:
    """A fault without its names and numbers: the same wrong in two scripts has the same kind."""
    plain = re.sub(r"\b[LA]\d+(c\d+)*\b|[0-9a-fA-F]{6,}|\d+", "#", fault.split(": [", maxsplit=1)[0])
    return plain.removeprefix("after the upgrade: ").removeprefix("after settling: ")[:90]


def shrink(script: Script, fault: str, say: Callable[[str], None] = lambda _: None) -> Script:
    """Leave out steps, many at once and then one by one, as long as a fault of that kind remains."""
    wanted = kind_of_fault(fault)

    def fails(shorter: Script) -> bool:
        return any(kind_of_fault(one) == wanted for one in play(shorter).faults)

    size = len(script.steps) // 2
    while size >= 1:
        at = 0
        while at < len(script.steps):
            shorter = script._replace(steps=script.steps[:at] + script.steps[at + size :])
            if fails(shorter):
                script = shorter
                say(f"  {len(script.steps)} steps")
            else:
                at += size
        size //= 2
    return script
