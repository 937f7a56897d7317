"""A durable signed save, against SQLite's own commit of a similar row on the same disk."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from camifield.commands.saving import save
from tests.bench.large import make, opened
from tests.bench.measuring import Aim, Measured, in_turn, timed
from tests.bench.records import ENGLISH, Maker, sighting_entries

BEFORE = 2_000  # records that are there already
AIM = Aim("times", 3)


def saves(runs: int) -> list[Measured]:
    """`commands.saving.save`, which reads and checks what was typed first, and `project.save` of ready values."""
    with TemporaryDirectory(prefix="camifield-saves-") as folder:
        root = Path(folder)
        make(root / "project", BEFORE)
        project = opened(root / "project")
        try:
            dice = random.Random(7)
            who = project.names.team()[0].id.hex()
            ready = Maker(project, runs).saves()
            rows = [tuple(map(str, Maker(project, 1).values(0).values())) for _ in range(1)]
            raw = raw_file(root / "raw.sqlite", len(rows[0]))
            # The form has a draft whose id becomes the record's; it was kept before, so it is not part of the save.
            typed, prepared, floor = in_turn(
                runs,
                timed(lambda: save(project, "sighting", sighting_entries(who, dice), ENGLISH)),
                timed(lambda: project.save([next(ready)])),
                timed(lambda: commit(raw, rows[0])),
            )
            raw.close()
        finally:
            project.close()
    return [
        Measured("durable signed save of what was typed (the command)", typed, floor, aim=AIM),
        Measured("durable signed save of checked values (the project)", prepared, floor, aim=AIM),
    ]


def raw_file(path: Path, columns: int) -> sqlite3.Connection:
    """A file with one table and one index, as durable as ours."""
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=TRUNCATE")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute(f"CREATE TABLE record ({', '.join(f'c{at}' for at in range(columns))})")
    return raw


def commit(raw: sqlite3.Connection, row: tuple[str, ...]) -> None:
    """One row, durable when this returns."""
    raw.execute("BEGIN IMMEDIATE")
    raw.execute(f"INSERT INTO record VALUES ({', '.join('?' * len(row))})", row)
    raw.execute("COMMIT")
