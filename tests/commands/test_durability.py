"""What a person was told is kept is kept: drafts and saves through the real commands, killed at random moments."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.bench.kills import kill_over_and_over

KILLS = int(os.environ.get("CAMIFIELD_KILLS", "20"))


@pytest.mark.skipif(sys.platform == "win32", reason="it forks, and this system cannot")
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    """SIGKILL while somebody types, saves, corrects and discards: every acknowledged save is there, every draft is at
    its last keep, the store checks clean, and its tables are those that the log folds to.

    `python -m tests.bench kills --cycles 1000` is the long run.
    """
    tally = kill_over_and_over(tmp_path, KILLS)
    assert tally.kills == KILLS
    assert tally.keeps
