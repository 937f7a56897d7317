"""Kills laptops in the middle of meetings and looks what is left: `python -m tests.sync.kills --cycles 500`.

Each cycle begins with a fresh copy of a laptop, kills it at a random moment of importing a file, writing one, coming by
a folder, setting a meeting aside and bringing it back, or joining a team; then opens it as the next start would. No
save that was acknowledged may be missing, the check must be clean, and the same thing done again must complete.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from camifield.commands.inviting import admit, invite
from camifield.commands.joining import ask
from camifield.commands.meeting import Choice, file_way, finish_half_done, folder_way, meet
from camifield.commands.saving import save
from camifield.progress import Progress
from camifield.project.admitting import read_incoming
from camifield.project.project import Project
from camifield.store.checking import Surroundings
from camifield.store.meetings import MeetingState
from camifield.sync import frames
from camifield.sync.bundle_reading import look_at
from camifield.sync.cover import BUNDLE
from tests.making import ENGLISH
from tests.simulator.camp import fast_folder, loner, member
from tests.simulator.laptop import NOT_COPIED
from tests.sync.traveller import DOINGS, an_attack, must_be_good, opened, undo_and_bring_back

RECORDS = 30
LITTLE_FRAME = 12  # commits a frame, so that a file is taken in by many transactions
TEAM = 3


@dataclass
class Outcome:
    """What was seen: how many kills, in how many of them something had come of it, how many saves were acknowledged."""

    kills: Counter[str] = field(default_factory=Counter[str])
    in_the_middle: Counter[str] = field(default_factory=Counter[str])
    saves: int = 0


class Templates:
    """The laptops that every cycle copies: one to be killed for each doing, and the other one of the team."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.other = self._copied("other", member(TEAM, 2, is_older=False))
        other = opened(self.other)
        for _ in range(RECORDS):
            save(other, "conflict", an_attack(other), ENGLISH)
        kept, frames.MOST_COMMITS = frames.MOST_COMMITS, LITTLE_FRAME
        meet(other, file_way(other, root / "from-another.cfb"), None, Progress(), Choice(take=False))
        (root / "stick").mkdir()
        meet(other, folder_way(other, root / "stick"), None, Progress())
        frames.MOST_COMMITS = kept
        own = other.identity.own_feeds()
        self.vector = {feed: mark for feed, mark in other.store.giving_vector().items() if feed in own}
        other.close()
        self.of = {
            "import": self._copied("import", member(TEAM, 0, is_older=False)),
            "export": self._copied("export", self.other),
            "folder": self._copied("folder", member(TEAM, 0, is_older=False)),
            "undo": self._copied("undo", member(TEAM, 0, is_older=False)),
            "join": self._asking(),
        }
        for doing in ("import", "folder"):
            shutil.copyfile(root / "from-another.cfb", self.of[doing] / "from-another.cfb")
            shutil.copytree(root / "stick", self.of[doing] / "stick", dirs_exist_ok=True)
        undone = opened(self.of["undo"])
        way = file_way(undone, root / "from-another.cfb")
        meet(undone, way, None, Progress(), Choice(give=False))
        undone.close()

    def _copied(self, name: str, source: Path) -> Path:
        shutil.copytree(source, self.root / name, ignore=NOT_COPIED)
        return self.root / name

    def _asking(self) -> Path:
        """A laptop that worked alone and holds the answer of the team."""
        root, team = self._copied("join", loner(0)), self._copied("team", member(TEAM, 0, is_older=False))
        alone, chief = opened(root), opened(team)
        invite(chief, "ranger", self.root / "invitation.cfb")
        ask(alone, self.root / "request.cfb", invitation=self.root / "invitation.cfb")
        admit(chief, read_incoming(chief, self.root / "request.cfb"), root / "answer.cfb")
        alone.close()
        chief.close()
        return root


class Traveller:
    """The process that is killed: a child of a waiting one where there are children, else one started each time."""

    def __init__(self) -> None:
        self._process = self._started()
        self._can_fork = hasattr(os, "fork")

    def _started(self) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tests.sync.traveller"]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        return process

    def live(self, doing: str, root: Path, life_s: float | None) -> list[list[str]]:
        """Let it do that for so long after it began (until it is done once, without), kill it; what it had said."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"go {doing} {root}\n")
        child, said = 0, list[list[str]]()
        for line in iter(self._process.stdout.readline, ""):
            said.append(line.split())
            if said[-1][0] == "child":
                child = int(said[-1][1])
            if said[-1][0] == ("begin" if life_s is not None else "once") and (child or not self._can_fork):
                break
            if said[-1][0] == "dead":
                raise AssertionError(f"{doing} ended by itself: {said}")
        time.sleep(life_s or 0)
        if self._can_fork:
            os.kill(child, 9)
        else:
            self._process.kill()
        for line in iter(self._process.stdout.readline, ""):
            if line.startswith("dead"):
                break
            said.append(line.split())
        if not self._can_fork:
            self._process.wait()
            self._process = self._started()
        return said

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        if not self._can_fork:
            self._process.kill()
        self._process.wait()
        self._process.stdout.close()


def kill_over_and_over(
    root: Path, cycles: int, doings: Sequence[str] = tuple(DOINGS), seed: int = 1
) -> Outcome:
    """Kill that many times in each doing. Raises AssertionError for the first thing that is lost or left half done."""
    templates, traveller, outcome = Templates(root / "templates"), Traveller(), Outcome()
    chance = random.Random(seed)
    try:
        for doing in doings:
            longest = _longest(templates, traveller, root, doing)
            for cycle in range(cycles):
                place = root / f"{doing}-{cycle}"
                shutil.copytree(templates.of[doing], place, ignore=NOT_COPIED)
                said = traveller.live(doing, place, chance.random() * longest)
                outcome.kills[doing] += 1
                outcome.in_the_middle[doing] += ["once"] not in said
                outcome.saves += _look_for(place, said)
                LOOKS[doing](templates, place, said)
                shutil.rmtree(place, ignore_errors=True)
    finally:
        traveller.close()
    return outcome


def _longest(templates: Templates, traveller: Traveller, root: Path, doing: str) -> float:
    """A life in which the thing is done once or twice."""
    place = root / f"{doing}-timed"
    shutil.copytree(templates.of[doing], place, ignore=NOT_COPIED)
    began = time.monotonic()
    traveller.live(doing, place, None)
    shutil.rmtree(place, ignore_errors=True)
    return 1.2 * (time.monotonic() - began)


def _look_for(place: Path, said: list[list[str]]) -> int:
    """Open it as the next start does: everything acknowledged is there, nothing is half done, the check is clean."""
    project = opened(place)
    try:
        finish_half_done(project, Progress())
        assert not [
            one
            for one in project.store.meetings()
            if one.state in (MeetingState.LEAVING, MeetingState.RETURNING)
        ]
        saved = [bytes.fromhex(line[1]) for line in said if line[0] == "saved"]
        assert set(project.store.records(saved)) == set(saved), "a save that was acknowledged is gone"
        _must_be_clean(project)
        return len(saved)
    finally:
        project.close()


def _must_be_clean(project: Project) -> None:
    around = Surroundings(project.store.project or b"", project.identity.own_feeds())
    report = project.store.check(around, Progress())
    assert report.faults == (), report.faults


def _holds_all(project: Project, templates: Templates) -> None:
    mine = project.store.giving_vector()
    assert {feed: mine.get(feed) for feed in templates.vector} == templates.vector, "something did not come"
    assert not project.store.quarantined()
    _must_be_clean(project)


def _imported(templates: Templates, place: Path, said: list[list[str]]) -> None:
    del said
    project = opened(place)
    try:
        way = file_way(project, place / "from-another.cfb")
        must_be_good(meet(project, way, None, Progress(), Choice(give=False)))
        _holds_all(project, templates)
    finally:
        project.close()


def _exported(templates: Templates, place: Path, said: list[list[str]]) -> None:
    """A file that has its name is whole: the last one before the kill brings everything that was told before it."""
    del said
    files = sorted(place.glob("to-others-*.cfb"))
    assert all(look_at(path).what == BUNDLE for path in files)
    copy = place / "reader"
    shutil.copytree(templates.of["import"], copy, ignore=NOT_COPIED)
    project, reader = opened(place), opened(copy)
    try:
        again = place / "again.cfb"
        must_be_good(meet(project, file_way(project, again), None, Progress(), Choice(take=False)))
        for path in (*files[-1:], again):
            met = must_be_good(meet(reader, file_way(reader, path), None, Progress(), Choice(give=False)))
            assert met.taken is not None
            assert not met.taken.problems
        assert reader.store.giving_vector().items() >= project.store.giving_vector().items()
        _must_be_clean(reader)
    finally:
        project.close()
        reader.close()


def _came_by(templates: Templates, place: Path, said: list[list[str]]) -> None:
    """What is on the stick is whole, and both end with the same."""
    del said
    copy = place / "other"
    shutil.copytree(templates.other, copy, ignore=NOT_COPIED)
    project, other = opened(place), opened(copy)
    try:
        for one in (other, project, other):
            met = must_be_good(meet(one, folder_way(one, place / "stick"), None, Progress()))
            assert met.taken is not None
            assert not met.taken.problems, met.taken.problems
        assert other.store.giving_vector() == project.store.giving_vector()
        _holds_all(project, templates)
        assert not list((place / "stick").rglob("*.tmp")), "a half file was left on the stick"
    finally:
        project.close()
        other.close()


def _undone(templates: Templates, place: Path, said: list[list[str]]) -> None:
    del said
    project = opened(place)
    try:
        doing = undo_and_bring_back(project, place)
        next(doing)
        next(doing)
        _holds_all(project, templates)
    finally:
        project.close()


def _joined(templates: Templates, place: Path, said: list[list[str]]) -> None:
    """It is in the team or not, and comes in when it is asked again; the team takes all it brings."""
    del said
    project, chief = opened(place), opened(_fresh(templates.root / "team", place / "chief"))
    try:
        if project.store.project != chief.store.project:
            next(DOINGS["join"](project, place))
        (place / "stick").mkdir(exist_ok=True)
        for one in (chief, project, chief):
            must_be_good(meet(one, folder_way(one, place / "stick"), None, Progress()))
        assert not chief.store.quarantined(), "the team does not take what it brings"
        mine, theirs = project.store.giving_vector(), chief.store.giving_vector()
        assert theirs.items() >= mine.items()
        _must_be_clean(project)
        _must_be_clean(chief)
    finally:
        project.close()
        chief.close()


def _fresh(source: Path, target: Path) -> Path:
    shutil.copytree(source, target, ignore=NOT_COPIED)
    return target


LOOKS: dict[str, Callable[[Templates, Path, list[list[str]]], None]] = {
    "import": _imported,
    "export": _exported,
    "folder": _came_by,
    "undo": _undone,
    "join": _joined,
}


def main() -> int:
    """Run as many cycles of each as were asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.sync.kills", description=__doc__)
    parser.add_argument("--cycles", type=int, default=500)
    parser.add_argument("--doing", choices=list(DOINGS), action="append")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with TemporaryDirectory(dir=fast_folder()) as made:
        outcome = kill_over_and_over(Path(made), asked.cycles, asked.doing or tuple(DOINGS), asked.seed)
    for doing, kills in outcome.kills.items():
        sys.stdout.write(f"{doing}: {kills} kills, {outcome.in_the_middle[doing]} before it was done once\n")
    sys.stdout.write(f"{outcome.saves} saves acknowledged, none lost\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
