"""Kills saving processes over and over and looks for what they had acknowledged: `python -m tests.store.kills 1000`."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from camifield.fields.values import lines_of
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.store.checking import Surroundings
from camifield.store.query import CardQuery
from camifield.store.store import Store
from tests.store.little_kinds import kinds
from tests.store.making import SECRET

LONGEST_LIFE_S = 0.4
KILLS_A_PROJECT = 50  # then a new one, so that looking over everything stays quick


@dataclass
class Acknowledged:
    """What the killed processes were told is saved."""

    new: set[bytes] = field(default_factory=set[bytes])
    edits: dict[bytes, int] = field(default_factory=dict[bytes, int])
    many: dict[bytes, int] = field(default_factory=dict[bytes, int])

    def note(self, line: str) -> None:
        match line.split():
            case ["new", record]:
                self.new.add(bytes.fromhex(record))
            case ["edit", record, number]:
                self.edits[bytes.fromhex(record)] = int(number)
            case ["many", batch, records]:
                self.many[bytes.fromhex(batch)] = int(records)
            case other:
                raise AssertionError(other)


def kill_over_and_over(root: Path, kills: int) -> Acknowledged:
    """Kill that many times, on a new project in `root` every fifty; everything that was acknowledged, all of it found.

    Raises AssertionError for the first thing that is lost, and for a store that does not check clean.
    """
    chance = random.Random(kills)
    everything = Acknowledged()
    for start in range(0, kills, KILLS_A_PROJECT):
        project = root / f"project-{start}"
        told = Acknowledged()
        command = [sys.executable, "-m", "tests.store.saver", str(project)]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        ) as saver:
            for _ in range(min(KILLS_A_PROJECT, kills - start)):
                _kill_once(saver, chance.random() * LONGEST_LIFE_S, told)
            assert saver.stdin is not None
            saver.stdin.close()
        look_for(project, told)
        everything.new |= told.new
        everything.edits |= told.edits
        everything.many |= told.many
    return everything


def _kill_once(saver: subprocess.Popen[str], life_s: float, told: Acknowledged) -> None:
    assert saver.stdin is not None
    assert saver.stdout is not None
    saver.stdin.write("go\n")
    child = int(saver.stdout.readline().split()[1])
    time.sleep(life_s)
    os.kill(child, 9)
    for line in iter(saver.stdout.readline, ""):
        if line.startswith("dead"):
            return
        told.note(line)
    raise AssertionError("the saver itself ended")


def look_for(root: Path, told: Acknowledged) -> None:
    """Everything that was acknowledged is there, and the store is whole."""
    with Store.open(Folder(root)) as store:
        store.learn(kinds())
        assert not store.was_restored
        found = store.records([*told.new])
        assert set(found) == told.new
        for record in told.new:
            assert found[record].values["informant_name"] == SECRET["informant_name"]
            assert len(lines_of(found[record].values, "losses")) == 2
        for record, number in told.edits.items():
            assert int(str(found[record].values.get("count", 0)).strip("~")) >= number
        for batch, records in told.many.items():
            assert store.count(CardQuery(batches=(batch,))) == records
        assert store.check(Surroundings(store.project or b""), Progress()).faults == ()


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        found = kill_over_and_over(Path(made), int(sys.argv[1]))
    sys.stdout.write(
        f"{sys.argv[1]} kills: {len(found.new)} records, {len(found.edits)} edited, {len(found.many)} imports"
        " acknowledged, none lost\n"
    )
