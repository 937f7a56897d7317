"""What happens to a team in one seed, as plain numbers: made beforehand, so that it can be cut down, told and kept."""

from __future__ import annotations

import random
from typing import NamedTuple

NUMBERS = 1000


class Step(NamedTuple):
    """One thing that happens. `who`, `what` and `how` are numbers below 1,000, read by whoever performs it: of which
    laptop, to which record, road or other laptop, in which of several ways.
    """

    do: str
    who: int
    what: int
    how: int


class Script(NamedTuple):
    """A team of so many laptops, so many more that work alone, and what happens, in this order."""

    seed: int
    laptops: int
    loners: int
    steps: tuple[Step, ...]


# What happens how often. The rarer things come in arcs (below) as well, where one needs the other.
WEIGHTS = {
    "save": 10,
    "edit": 18,
    "open-form": 3,
    "save-form": 4,
    "delete": 4,
    "restore": 2,
    "settle": 8,
    "undo": 3,
    "erase": 1,
    "gathering": 2,
    "together": 6,
    "stick": 8,
    "place": 6,
    "write-file": 4,
    "read-file": 5,
    "stopped": 2,
    "undo-meeting": 3,
    "bring-back": 1,
    "clock": 3,
    "put-clock-right": 3,
    "start-again": 2,
    "upgrade": 1,
    "role": 2,
    "spoil": 2,
    "typist": 1,
}
# Several things that belong together, with anything else between them: weight, and the steps in their order.
ARCS: tuple[tuple[int, tuple[str, ...]], ...] = (
    (5, ("ask", "admit", "join")),
    (4, ("copy",)),
    (4, ("back-up", "put-back")),
    (2, ("lose",)),
    (4, ("revoke", "pardon")),
    (2, ("revoke", "rescue")),
    (2, ("revoke",)),
    (1, ("downgrade", "upgrade")),
    (1, ("downgrade",)),
)


def make_script(seed: int) -> Script:
    """The script of a seed: always the same for the same number."""
    chance = random.Random(seed)
    laptops = chance.choice((2, 2, 3, 3, 3, 4, 4, 5, 6, 8))
    loners = chance.choice((0, 1, 1, 2)) if laptops < 8 else 0
    length = chance.randrange(20, 61)
    names, weights = list(WEIGHTS), list(WEIGHTS.values())
    steps = [_step(chance, name) for name in chance.choices(names, weights, k=length)]
    for _ in range(chance.choice((0, 1, 1, 2, 3, 4))):
        [arc] = chance.choices([one for _, one in ARCS], [weight for weight, _ in ARCS])
        who, what = chance.randrange(NUMBERS), chance.randrange(NUMBERS)
        places = sorted(chance.randrange(len(steps) + 1) for _ in arc)
        for place, name in reversed(list(zip(places, arc, strict=True))):
            steps.insert(place, Step(name, who, what, chance.randrange(NUMBERS)))
    return Script(seed, laptops, loners, tuple(steps))


def _step(chance: random.Random, name: str) -> Step:
    return Step(name, *(chance.randrange(NUMBERS) for _ in range(3)))


def written(script: Script) -> str:
    """The script as Python, for a test that keeps it."""
    steps = "".join(f'        Step("{one.do}", {one.who}, {one.what}, {one.how}),\n' for one in script.steps)
    return f"Script({script.seed}, {script.laptops}, {script.loners}, (\n{steps}))"
