"""The simulator: whatever happens to a team of laptops, in the end all hold the same and nothing acknowledged is gone.

How many seeds: 400, because one takes about a second of one core, and the gate has two minutes of four cores for them.
CAMIFIELD_SEEDS asks for more or fewer; `python -m tests.simulator --seeds 20000` is the long run.
"""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO

import pytest

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.security.encryption import EncryptionKey
from tests.simulator import sealing
from tests.simulator.play import play
from tests.simulator.script import make_script, written

SEEDS = int(os.environ.get("CAMIFIELD_SEEDS", "400"))
BLOCK = 10  # seeds a test: small enough to spread over the cores, large enough to make a team but once


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, SEEDS, BLOCK))
def test_all_end_equal_and_nothing_is_lost(first: int) -> None:
    """Protects the promise of the whole program, in every order of events that chance comes up with."""
    for seed in range(first, min(first + BLOCK, SEEDS)):
        story = play(make_script(seed))
        assert not story.faults, (seed, story.faults[:3])


def test_a_seed_tells_the_same_story_each_time() -> None:
    """Protects whoever looks for a fault: another process, with another order of sets, plays the seed again as it was."""
    command = [sys.executable, "-m", "tests.simulator", "--seed", "4", "--tell"]
    told = [
        subprocess.run(
            command,
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": number, "PYTHONUTF8": "1"},
        ).stdout
        for number in ("1", "2")
    ]
    assert told[0] == told[1]
    assert len(told[0].splitlines()) > 20


def test_a_script_is_written_as_it_can_be_kept() -> None:
    """Protects the scripts that are kept because they failed once: what is written is what was played."""
    from tests.simulator.script import Script, Step

    script = make_script(12)
    assert eval(written(script), {"Script": Script, "Step": Step}) == script


def test_what_is_sealed_opens_for_its_readers_alone() -> None:
    """Protects the simulator from being easier than life: a stranger opens nothing, and no change goes unnoticed."""
    mine, other = EncryptionKey.make(SeededEntropy(1)), EncryptionKey.make(SeededEntropy(2))
    sealed = BytesIO()
    sealing.seal_to([mine.public], BytesIO(b"words"), sealed)
    opened = BytesIO()
    sealing.open_with([other, mine], BytesIO(sealed.getvalue()), opened)
    assert opened.getvalue() == b"words"
    with pytest.raises(Problem, match="bundle-not-for-us"):
        sealing.open_with([other], BytesIO(sealed.getvalue()), BytesIO())
    for at in range(len(sealed.getvalue())):
        data = bytearray(sealed.getvalue())
        data[at] ^= 1
        with pytest.raises(Problem):
            sealing.open_with([mine], BytesIO(bytes(data)), BytesIO())
