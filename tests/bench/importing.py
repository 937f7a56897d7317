"""Bringing in a table of a hundred thousand rows and thirty columns, against reading the same file alone."""

from __future__ import annotations

import csv
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

from camifield.commands.bringing_in import import_table, look_at, propose_mapping
from camifield.formats.reading.tables import open_table
from camifield.progress import Progress
from tests.bench.children import memory_mb
from tests.bench.large import make, opened
from tests.bench.measuring import Aim, Measured, in_turn, timed
from tests.bench.records import ENGLISH
from tests.bench.tables import write_table

AIM = Aim("times", 3)


def importing(runs: int, rows: int) -> list[Measured]:
    """The command, from the file to signed and indexed records with their findings; every run into a new project."""
    with TemporaryDirectory(prefix="camifield-import-") as folder:
        root = Path(folder)
        path = write_table(root / "table.csv", rows)
        before = memory_mb()
        brought, read, plain, appended = in_turn(
            runs,
            timed(lambda: bring_in(root / "home" / "project", path, rows)),
            timed(lambda: read_alone(path)),
            timed(lambda: read_plainly(path)),
            lambda: append_alone(root / "other" / "project", rows),
        )
        above = memory_mb(line="VmHWM") - before
    name = f"import of {rows:,} rows x 30"
    return [
        Measured(f"{name}, against reading the file as an import does", brought, read, aim=AIM),
        Measured(f"{name}, against csv.reader", brought, plain),
        Measured(f"{name}, against signing and indexing as many ready records", brought, appended),
        Measured(f"{name}, memory above the start", [above], (), "MB", Aim("most", 100)),
    ]


def bring_in(folder: Path, path: Path, rows: int) -> None:
    """Look at the file, take the proposed mapping, import; all rows must become records."""
    rmtree(folder, ignore_errors=True)
    make(folder, 1)
    project = opened(folder)
    try:
        table = look_at(project, path).table
        mapping = propose_mapping(project, table, table.sheet(0), ENGLISH).mapping
        done = import_table(project, path, mapping, ENGLISH, Progress())
        if done.records != rows:
            raise ValueError(f"{done.records} records, {done.drafts} drafts, {done.left_over}")
    finally:
        project.close()


def append_alone(folder: Path, rows: int) -> float:
    """Milliseconds of appending as many records whose values are ready: signed, folded, indexed, durable."""
    rmtree(folder, ignore_errors=True)
    return make(folder, rows) * 1000


def read_alone(path: Path) -> int:
    """Our reader: encoding, delimiter, headings and extent found, every row given out."""
    return sum(1 for _ in open_table(path).sheet(0).rows())


def read_plainly(path: Path) -> int:
    """Python's csv module, told everything."""
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))
