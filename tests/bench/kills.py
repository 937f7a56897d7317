"""Kills a typist at random moments, over and over, and looks for everything that was acknowledged.

Raises AssertionError for the first thing that is lost. After every kill: each acknowledged save is there, each draft is
back at its last acknowledged keep (or one further), never both a draft and its record. At the end of every project:
the store checks clean, and its tables are equal to the log folded anew.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from camifield.commands import people
from camifield.kinds.catalogue import kinds
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions.headers import Stream
from camifield.store.checking import Surroundings
from camifield.store.typed_tables import all_tables
from tests.bench.children import CHECKOUT
from tests.bench.records import ENGLISH
from tests.bench.typist import number_in, reopened
from tests.store.contents import folded

LONGEST_LIFE_S = 1.0
KILLS_A_PROJECT = 50  # then a new one, so that looking over everything stays quick


@dataclass
class Told:
    """What the typists acknowledged in one project, and what was made of drafts that no word came of any more."""

    drafts: dict[bytes, int] = field(default_factory=dict[bytes, int])
    records: dict[bytes, int] = field(default_factory=dict[bytes, int])
    discarded: set[bytes] = field(default_factory=set[bytes])
    keeps: int = 0
    saves: int = 0
    edits: int = 0

    def note(self, line: str) -> None:
        """Take in one line of the typist."""
        match line.split():
            case ["kept", draft, number]:
                self.drafts[bytes.fromhex(draft)] = int(number)
                self.keeps += 1
            case ["saved", record, number]:
                self.drafts.pop(bytes.fromhex(record))
                self.records[bytes.fromhex(record)] = int(number)
                self.saves += 1
            case ["edited", record, number]:
                self.records[bytes.fromhex(record)] = int(number)
                self.drafts = {draft: kept for draft, kept in self.drafts.items() if kept != int(number)}
                self.edits += 1
            case ["discarded", draft]:
                self.drafts.pop(bytes.fromhex(draft))
                self.discarded.add(bytes.fromhex(draft))
            case other:
                raise AssertionError(other)


@dataclass
class Tally:
    """How much was done, over all projects."""

    kills: int = 0
    keeps: int = 0
    saves: int = 0
    edits: int = 0
    saved_unheard: int = 0
    records_checked: int = 0

    def line(self) -> str:
        return (
            f"{self.kills:,} kills: {self.keeps:,} keeps of drafts, {self.saves:,} saves and {self.edits:,} corrections"
            f" were acknowledged, none is lost; {self.saved_unheard:,} more saves were made that nobody was told of;"
            f" {self.records_checked:,} records checked and equal to the log folded anew"
        )


def kill_over_and_over(root: Path, kills: int, *, tell_every: int = 0) -> Tally:
    """Kill that many times, on a new project in `root` every fifty; how much was done and found."""
    dice = random.Random(kills)
    tally = Tally()
    for start in range(0, kills, KILLS_A_PROJECT):
        folder = root / f"kills-{start}" / "project"
        project = reopened(folder)
        people.add_person(project, "Aibek U.", ENGLISH)
        project.close()
        told = Told()
        command = [sys.executable, "-m", "tests.bench.typist", str(folder)]
        with subprocess.Popen(
            command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        ) as typist:
            for _ in range(min(KILLS_A_PROJECT, kills - start)):
                _kill_once(typist, dice.random() * LONGEST_LIFE_S, told)
                look_for(folder, told, tally)
                tally.kills += 1
                if tell_every and tally.kills % tell_every == 0:
                    print(f"{tally.kills:,} of {kills:,}", flush=True)
            assert typist.stdin is not None
            typist.stdin.close()
        tally.keeps, tally.saves, tally.edits = (
            tally.keeps + told.keeps,
            tally.saves + told.saves,
            tally.edits + told.edits,
        )
        look_over(folder, told, tally)
    return tally


def _kill_once(typist: subprocess.Popen[str], life_s: float, told: Told) -> None:
    assert typist.stdin is not None
    assert typist.stdout is not None
    typist.stdin.write("go\n")
    child = int(typist.stdout.readline().split()[1])
    time.sleep(life_s)
    os.kill(child, 9)
    for line in iter(typist.stdout.readline, ""):
        if line.startswith("dead"):
            assert line.split()[2] == "9", "the typist died of something else"
            return
        told.note(line)
    raise AssertionError("the typist itself ended")


def look_for(folder: Path, told: Told, tally: Tally) -> None:
    """What was acknowledged is there. A draft of which no more was heard may have become a record: then it is one."""
    project = reopened(folder)
    try:
        _look_at_drafts(project, told, tally)
        found = project.store.records([*told.records])
        assert set(found) == set(told.records), "an acknowledged save is lost"
        for record, number in told.records.items():
            there = number_in(dict(found[record].values))
            assert there >= number or there // 1_000_000 != number // 1_000_000, "an older state is back"
            told.records[record] = there
    finally:
        project.close()


def _look_at_drafts(project: Project, told: Told, tally: Tally) -> None:
    became = project.store.records([*told.drafts])
    for draft, number in [*told.drafts.items()]:
        living = project.drafts.get(draft)
        if draft in became:
            assert living is None, "a draft and its record stand side by side"
            assert number_in(dict(became[draft].values)) >= number
            told.records[draft] = number
            tally.saved_unheard += 1
            del told.drafts[draft]
        elif living is not None:
            assert living.discarded_ms is None or number == number_in(dict(living.entries))
            assert number <= number_in(dict(living.entries)) <= number + 1, "a draft is not at its last keep"
            if living.discarded_ms is not None:
                told.discarded.add(draft)
                del told.drafts[draft]
        else:  # a correction whose save nobody was told of: its record must hold it
            record = _record_with(project, told, number)
            assert record is not None, "an acknowledged draft is lost"
            tally.saved_unheard += 1
            del told.drafts[draft]
    for draft in told.discarded:
        thrown = project.drafts.get(draft)
        assert thrown is not None
        assert thrown.discarded_ms is not None


def _record_with(project: Project, told: Told, number: int) -> bytes | None:
    found = project.store.records([*told.records])
    holding = (
        record for record, stored in found.items() if number <= number_in(dict(stored.values)) <= number + 1
    )
    return next(holding, None)


def _own_feeds(project: Project) -> list[bytes]:
    devices = project.identity.roster.devices.values()
    return [
        incarnation.feed(stream)
        for device in devices
        for incarnation in device.incarnations
        for stream in (Stream.OPEN, Stream.RESTRICTED)
    ]


def look_over(folder: Path, told: Told, tally: Tally) -> None:
    """The whole project: nothing is damaged, and the tables are those that the log folds to."""
    project = reopened(folder)
    try:
        around = Surroundings(project.store.project or b"", _own_feeds(project))
        report = project.store.check(around, Progress())
        assert report.faults == (), report.faults
        tables = [table.name for table in all_tables(kinds())]
        before = folded(project.store, *tables)
        project.store.refold(Progress())
        assert folded(project.store, *tables) == before, "the tables are not what the log folds to"
        tally.records_checked += report.records
        assert report.records >= len(told.records)
    finally:
        project.close()
