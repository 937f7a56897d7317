"""How laptops meet in the simulator: two sticks, a place in memory, files; and what goes wrong on the way."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from camifield.commands.meeting import (
    Choice,
    Met,
    Way,
    bring_back,
    file_way,
    folder_way,
    look,
    meet,
    side_of,
    undo_meeting,
)
from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.store.meetings import MeetingState
from camifield.sync.memory_road import MemoryRoad, Place
from tests.simulator.laptop import Laptop
from tests.sync.contract import StopAfter

T = TypeVar("T")
BOTH = Choice()


class Mishaps:
    """A road in memory that now and then drops, repeats, reorders and cuts what it carries."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)

    def choose(self, doing: str, items: Sequence[T]) -> Sequence[T]:
        """Less, twice, otherwise ordered; what is given arrives or does not."""
        found = list(items)
        match self._chance.randrange(8):
            case 0:
                self._chance.shuffle(found)
            case 1:
                found = [one for one in found if self._chance.random() < 0.6]
            case 2:
                found += found
            case 3:
                del found[len(found) // 2 :]
            case _:
                pass
        del doing
        return found


@dataclass
class Road:
    """Something that several laptops come by. `holds` are the commits that surely lie there for everyone."""

    name: str
    holds: set[bytes] = field(default_factory=set[bytes])


@dataclass
class Stick(Road):
    """A folder."""

    root: Path = Path()


@dataclass
class Spot(Road):
    """A place in memory."""

    place: Place = field(default_factory=Place)


def way_of(laptop: Laptop, road: Road, mishaps: Mishaps | None = None) -> Way:
    """The laptop's way onto a road."""
    if isinstance(road, Stick):
        return folder_way(laptop.project, road.root)
    assert isinstance(road, Spot)
    return Way(MemoryRoad(road.place, side_of(laptop.project).party, mishaps), "folder", road.name)


def come_by(
    laptop: Laptop,
    road: Road,
    *,
    mishaps: Mishaps | None = None,
    choice: Choice = BOTH,
    progress: Progress | None = None,
    is_looked_at: bool = False,
) -> Met:
    """One laptop takes from a road and gives to it."""
    way = way_of(laptop, road, mishaps)
    seen = look(laptop.project, way, Progress()) if is_looked_at else None
    met = meet(laptop.project, way, seen, progress or Progress(), choice)
    laptop.note()
    if choice.give and not mishaps and not met.is_stopped and met.problem is None:
        road.holds |= open_commits(laptop)
    return met


def open_commits(laptop: Laptop) -> set[bytes]:
    """What of its log anybody may read."""
    sql = "SELECT id FROM commits WHERE stream <> ?"
    return {row[0] for row in laptop.connection.execute(sql, (int(Stream.RESTRICTED),)).fetchall()}


def told(met: Met) -> str:
    """What a meeting did, in words."""
    parts = [f"{met.taken.commits} came"] if met.taken is not None else []
    given = met.handed.given if met.handed is not None else None
    parts.append(f"{given.commits} went" if given else "nothing went")
    if met.taken is not None and met.taken.quarantined:
        parts.append(f"{len(met.taken.quarantined)} refused {sorted(set(met.taken.quarantined.values()))}")
    if met.taken is not None and met.taken.problems:
        parts.append(f"problems {sorted(one.code for one in met.taken.problems)}")
    if met.has_begun_anew:
        parts.append("goes on with new feeds")
    if met.is_stopped:
        parts.append("stopped")
    if met.problem is not None:
        parts.append(f"broke off: {met.problem.code}")
    return ", ".join(parts)


def choice_of(how: int) -> Choice:
    """Mostly both ways; sometimes one."""
    match how % 6:
        case 0:
            return Choice(give=False)
        case 1:
            return Choice(take=False)
        case _:
            return Choice()


def stopping(how: int) -> Progress:
    """A person who presses Stop after some steps."""
    return StopAfter(how % 12)


def write_file(laptop: Laptop, path: Path, how: int) -> Met:
    """A file for others: whole, in parts, or with what one other laptop lacks."""
    readers = [one.device for one in laptop.project.store.receipts()][: how % 2]
    way = file_way(laptop.project, path, readers=readers, part_bytes=65_536 if how % 5 == 0 else None)
    met = meet(laptop.project, way, None, Progress(), Choice(take=False))
    way.close()
    laptop.note()
    return met


def read_file(laptop: Laptop, path: Path) -> Met:
    """Take in a file that somebody wrote."""
    way = file_way(laptop.project, path)
    met = meet(laptop.project, way, None, Progress(), Choice(give=False))
    way.close()
    laptop.note()
    return met


def set_aside(laptop: Laptop, number: int) -> str:
    """Undo one of the latest meetings that brought something."""
    found = [
        one for one in laptop.project.store.meetings() if one.state is MeetingState.DONE and one.commits > 0
    ]
    if not found:
        return ""
    meeting = found[number % min(len(found), 3)]
    undo_meeting(laptop.project, meeting.id, Progress())
    laptop.note()
    return f"sets aside a meeting that brought {meeting.commits}"


def take_back_in(laptop: Laptop, number: int) -> str:
    """Bring one such meeting back."""
    found = _aside(laptop)
    if not found:
        return ""
    bring_back(laptop.project, found[number % len(found)], Progress())
    laptop.note()
    return "brings a meeting back"


def take_all_back_in(laptop: Laptop) -> int:
    """Bring back everything that was set aside; how many meetings."""
    found = _aside(laptop)
    for meeting in found:
        bring_back(laptop.project, meeting, Progress())
    laptop.note()
    return len(found)


def _aside(laptop: Laptop) -> list[bytes]:
    return [one.id for one in laptop.project.store.meetings() if one.state is MeetingState.ASIDE]


def spoil(path: Path, how: int) -> str:
    """Do something bad to a file: cut it, turn a bit over, or remove it."""
    data = path.read_bytes()
    match how % 4:
        case 0:
            path.write_bytes(data[: how * len(data) // 1000])
            return "cut"
        case 1:
            at = how * len(data) // 1000
            path.write_bytes(data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :] if data else data)
            return "changed"
        case 2:
            path.unlink()
            return "removed"
        case _:
            path.with_name(f"copy of {path.name}").write_bytes(data)
            return "repeated"


def files_of(stick: Stick) -> list[Path]:
    """Every bundle on a stick."""
    return sorted(stick.root.rglob("*.cfb"))
