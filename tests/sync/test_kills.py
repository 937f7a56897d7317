"""Laptops that are switched off in the middle of a meeting: nothing acknowledged is lost, nothing stays half done."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sync.kills import kill_over_and_over
from tests.sync.traveller import DOINGS

CYCLES = int(os.environ.get("CAMIFIELD_KILLS", "12")) // 4


@pytest.mark.slow
@pytest.mark.parametrize("doing", DOINGS)
def test_killed_at_any_moment_it_goes_on(tmp_path: Path, doing: str) -> None:
    """Protects whoever pulls the plug: importing, writing a file, a folder, setting aside, coming into a team.

    `python -m tests.sync.kills --cycles 500` is the long run.
    """
    outcome = kill_over_and_over(tmp_path, CYCLES, (doing,), seed=len(doing))
    assert outcome.kills[doing] == CYCLES
    # On a busy machine three kills may all come before a save is acknowledged; then they came in the middle.
    assert outcome.in_the_middle[doing] + outcome.saves > 0
