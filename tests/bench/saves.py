"""A durable signed save, against SQLite's own commit of a similar row on the same disk."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from tempfile import TemporaryDirectory

from camifield.commands import drafting
from camifield.commands.saving import save
from camifield.fields.values import Entries
from camifield.ids import new_id
from camifield.project.project import Project
from camifield.queries.values import Draft
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
            row = tuple(map(str, Maker(project, 1).values(0).values()))
            raw = raw_file(root / "raw.sqlite", len(row))
            drafts = [kept_draft(project, sighting_entries(who, dice)) for _ in range(runs)]
            waiting = iter(drafts)
            typed, drafted, prepared, kept, floor = in_turn(
                runs,
                timed(lambda: save(project, "sighting", sighting_entries(who, dice), ENGLISH)),
                timed(lambda: save_draft(project, next(waiting))),
                timed(lambda: project.save([next(ready)])),
                timed(lambda: kept_draft(project, sighting_entries(who, dice))),
                timed(lambda: commit(raw, row)),
            )
            raw.close()
        finally:
            project.close()
    return [
        Measured("durable signed save of what was typed (the command)", typed, floor, aim=AIM),
        Measured("the same from a draft, which is marked before and taken off after", drafted, floor),
        Measured("durable signed save of checked values (the project)", prepared, floor, aim=AIM),
        Measured("keeping a draft (200 ms after a key)", kept, floor, aim=AIM),
    ]


def kept_draft(project: Project, entries: Entries) -> Draft:
    """What the form keeps while somebody types."""
    identifier = new_id(project.clock, project.entropy)
    draft = drafting.draft_of(project, "sighting", identifier, entries, ())
    drafting.keep(project, draft)
    return draft


def save_draft(project: Project, draft: Draft) -> None:
    """What the form does at Save: its draft was kept before, and its id becomes the record's."""
    save(project, "sighting", draft.entries, ENGLISH, draft=draft.id)


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
