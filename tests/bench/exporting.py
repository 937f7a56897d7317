"""Handing over a hundred thousand records of thirty filled columns, against other writers with the very same cells."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.children import OFFSCREEN, own_home, python, surroundings
from tests.bench.large import large
from tests.bench.measuring import Aim, Measured

FASTER = Aim("faster", 5)
MEMORY = Aim("most", 100)
WAYS = ("workbook", "streamer", "openpyxl", "xlsxwriter", "csv", "plain_csv")


def exporting(runs: int, rows: int) -> list[Measured]:
    """Each way in a process of its own, in turn. Ours reads the project and words every code; the others only write."""
    took: dict[str, list[float]] = {way: [] for way in WAYS}
    memory: dict[str, list[float]] = {way: [] for way in WAYS}
    with TemporaryDirectory(prefix="camifield-export-") as out, own_home() as home:
        project, same = str(large(rows).folder), str(Path(out) / "workbook")
        for _ in range(runs):
            for way in WAYS:
                arguments = ["-m", "tests.bench.export_child", way, project, str(Path(out) / way), same]
                told = python(arguments, surroundings(home, OFFSCREEN))
                seconds, above = map(float, told.split())
                took[way].append(seconds)
                memory[way].append(above)
    name = f"export of {rows:,} records"
    return [
        Measured(f"{name}, against openpyxl write-only", took["workbook"], took["openpyxl"], "s", FASTER),
        Measured(f"{name}, only writing rows made before", took["streamer"], took["openpyxl"], "s", FASTER),
        Measured(f"{name}, against XlsxWriter", took["workbook"], took["xlsxwriter"], "s"),
        Measured(f"{name}, memory above the start", memory["workbook"], memory["openpyxl"], "MB", MEMORY),
        Measured(f"{name} as CSV, against csv.writer", took["csv"], took["plain_csv"], "s"),
        Measured(f"{name} as CSV, memory above the start", memory["csv"], (), "MB", MEMORY),
    ]
