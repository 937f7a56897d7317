"""Old backups make room in an order that keeps some of every age, and the newest good one always stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from camifield.backup.listing import Backup
from camifield.backup.thinning import default_budget, to_remove
from camifield.clock import milliseconds
from camifield.errors import Problem
from tests.backup.test_manifest import WHOLE

NEWEST = datetime(2026, 6, 30, 12, 0, tzinfo=UTC)


def backup(sequence: int, age_hours: float, size: int = 10) -> Backup:
    """A good backup that was made so many hours before the newest."""
    made = milliseconds(NEWEST - timedelta(hours=age_hours))
    return Backup(Path(f"{sequence}"), size, replace(WHOLE, sequence=sequence, made_ms=made))


def left(backups: list[Backup], budget: int) -> list[str]:
    """The names of what stays, oldest first."""
    gone = to_remove(backups, budget)
    return [one.path.name for one in backups if one not in gone]


def test_nothing_goes_while_there_is_room() -> None:
    """Every backup is worth keeping until the disk says otherwise."""
    backups = [backup(number, 1000 - number) for number in range(1, 100)]
    assert to_remove(backups, 990) == []


def test_the_crowd_of_a_month_goes_before_its_last() -> None:
    """Of an old month one stays, of a day of this month one stays, of the last three days all stay longest."""
    months_ago = [backup(1, 24 * 95), backup(2, 24 * 94), backup(3, 24 * 93)]
    this_month = [backup(4, 24 * 10 + 5), backup(5, 24 * 10 + 4), backup(6, 24 * 9)]
    lately = [backup(7, 30), backup(8, 29), backup(9, 1), backup(10, 0)]
    everything = [*months_ago, *this_month, *lately]
    assert left(everything, 90) == ["2", "3", "4", "5", "6", "7", "8", "9", "10"]
    assert left(everything, 70) == ["3", "5", "6", "7", "8", "9", "10"]
    assert left(everything, 60) == ["5", "6", "7", "8", "9", "10"]
    assert left(everything, 0) == ["10"]


def test_a_clock_at_2000_makes_nothing_look_old() -> None:
    """The newest backup was stamped 2000 by a flat clock battery: the ones before it are not thinned as future or past."""
    backups = [
        backup(1, 24 * 60),
        backup(2, 24 * 59),
        replace(backup(3, 0), manifest=replace(WHOLE, sequence=3, made_ms=946_684_800_000)),
    ]
    assert left(backups, 20) == ["2", "3"]


@given(
    st.lists(st.tuples(st.integers(-20_000, 20_000), st.integers(1, 100), st.booleans()), max_size=40),
    st.integers(0, 3_000),
)
def test_the_newest_good_one_always_stays(made: list[tuple[int, int, bool]], budget: int) -> None:
    """Whatever the ages and sizes: the budget is kept, nothing more than needed goes, and never the newest good one."""
    damage = Problem("backup-is-damaged")
    backups = [
        backup(sequence, age, size) if is_good else Backup(Path(f"{sequence}"), size, problem=damage)
        for sequence, (age, size, is_good) in enumerate(made, 1)
    ]
    gone = to_remove(backups, budget)
    assert len({one.path for one in gone}) == len(gone)
    good = [one for one in backups if one.manifest]
    assert all(one in good[:-1] for one in gone)
    stays = sum(one.size for one in backups) - sum(one.size for one in gone)
    assert stays <= budget or len(gone) == max(len(good) - 1, 0)
    assert not gone or stays + gone[-1].size > budget


def test_the_usual_budget_is_a_tenth_of_the_disk() -> None:
    """Backups never crowd a small disk, and never take more than 2 GB of a large one."""
    assert default_budget(10_000_000_000, 0) == 1_000_000_000
    assert default_budget(0, 500_000_000) == 50_000_000
    assert default_budget(1 << 40, 0) == 2_000_000_000
