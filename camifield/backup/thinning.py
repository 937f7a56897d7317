"""Which old backups make room: the budget of the disk, and an order of going that keeps some of every age."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import timedelta

from camifield.backup.listing import Backup
from camifield.backup.manifest import Manifest
from camifield.clock import moment

MOST_BY_DEFAULT = 2_000_000_000
ALL_OF = timedelta(days=3)
ONE_A_DAY_OF = timedelta(days=31)


def default_budget(free: int, taken: int) -> int:
    """Bytes that backups may take when the person did not say: a tenth of what is free without them, 2 GB at most."""
    return min(MOST_BY_DEFAULT, (free + taken) // 10)


def to_remove(backups: Sequence[Backup], budget: int) -> list[Backup]:
    """Which of a laptop's backups of one project go so that the rest fits into `budget` bytes.

    All of the last three days stay longest, then one a day of a month, then one a month; among equals the oldest
    goes first. The newest good one always stays. Age is counted from the newest, in the order they were made, so
    that a clock at 2000 or 2099 makes none look old.
    """
    good = sorted(
        ((one, one.manifest) for one in backups if one.manifest is not None),
        key=lambda pair: pair[1].sequence,
    )
    if not good:
        return []
    newest = good[-1][1]
    spared: set[Hashable] = set()
    kept: list[Backup] = []
    crowd: list[Backup] = []
    for one, manifest in reversed(good[:-1]):
        place = _place(manifest, newest)
        (crowd if place in spared else kept).append(one)
        spared.add(place)
    too_much = sum(one.size for one in backups) - budget
    gone: list[Backup] = []
    for one in (*reversed(crowd), *reversed(kept)):
        if too_much <= 0:
            break
        gone.append(one)
        too_much -= one.size
    return gone


def _place(manifest: Manifest, newest: Manifest) -> Hashable:
    """What a backup stands for: itself, its day or its month. Of each the newest is kept."""
    try:
        made, last = moment(manifest.made_ms), moment(newest.made_ms)
    except OverflowError:
        return manifest.sequence
    age = last - made
    if age < ALL_OF:
        return manifest.sequence
    return made.date() if age < ONE_A_DAY_OF else (made.year, made.month)
