"""Which places are sticks: found without touching what may not answer, the ones laptops met on first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.queries.roads import is_road, visitors
from tests.making import ENGLISH
from tests.meetings import Camp, camp_with_news
from ui.sticks import Stick, mounted_in, ordered


@pytest.fixture(name="camp")
def a_camp(tmp_path: Path) -> Iterator[Camp]:
    """A stick with a ranger's news."""
    made = camp_with_news(tmp_path)
    yield made
    made.close()


TABLE = """\
/dev/sda2 / ext4 rw 0 0
/dev/sdb1 /media/aibek/KINGSTON vfat rw 0 0
/dev/sdc1 /run/media/aibek/МОЯ\\040ФЛЕШКА exfat rw 0 0
server:/share /mnt/office nfs4 rw 0 0
tmpfs /mnt/ram tmpfs rw 0 0
/dev/sda1 /boot/efi vfat rw 0 0
half a line
"""


def test_only_what_can_be_carried_away_is_looked_at() -> None:
    """Sticks with spaces and other letters in their names; no system disk, no network share, no memory."""
    assert mounted_in(TABLE) == [Path("/media/aibek/KINGSTON"), Path("/run/media/aibek/МОЯ ФЛЕШКА")]


def test_sticks_on_which_laptops_met_come_first() -> None:
    """The one from which somebody's news can be taken before one that is only known, before a new one."""
    new, known, full = (
        Stick(Path("/a"), "A", 1),
        Stick(Path("/b"), "B", 1, is_ours=True),
        Stick(Path("/c"), "C", 1, is_ours=True, who=("Tilek A. (M3)",)),
    )
    assert ordered((new, known, full)) == (full, known, new)


def test_whose_laptops_came_by_is_told_by_the_folders_alone(camp: Camp) -> None:
    """Nothing is opened for it; one's own folder and strangers' are not told."""
    home = next(camp.stick.rglob("*.cfb")).parent.parent
    (home / "not-a-device").mkdir()
    (home / ("ab" * 16)).mkdir()
    assert is_road(camp.stick)
    assert visitors(camp.here.project, camp.stick, ENGLISH) == ("Bolat K. (M3)",)
    assert visitors(camp.camp.project, camp.stick, ENGLISH) == ()
    assert not is_road(camp.stick / "nowhere")
    assert visitors(camp.here.project, camp.stick / "nowhere", ENGLISH) == ()
