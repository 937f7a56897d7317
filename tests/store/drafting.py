"""Drafts that the tests of drafts and of backups type and import."""

from __future__ import annotations

from pathlib import Path

from camifield.clock import SteppedClock
from camifield.folders import Folder
from camifield.store.draft import IMPORTED, Draft, Missing, Origin, Title
from camifield.store.drafts import Drafts

BATCH = b"b" * 16


def opened(path: Path) -> Drafts:
    """The drafts of a folder, with a clock of the test's own."""
    return Drafts(Folder(path), SteppedClock())


def typed(number: int, locality: str = "Цагаан нуур") -> Draft:
    """The draft of that number, with one answer typed."""
    return Draft(
        number.to_bytes(16, "big"), "sighting", {"locality": locality}, title=Title(locality=locality)
    )


def imported(row: int) -> Draft:
    """The draft of a row of a table, with the cells as they were written."""
    cells = (("Вид", "барс"), ("Дата", "31.02.2026"), ("Кол-во", f"{row}"))
    return Draft(
        (1 << 64 | row).to_bytes(16, "big"),
        "sighting",
        {"species": "snl", "date": "31.02.2026", "count": f"{row}"},
        origin=Origin(IMPORTED, BATCH, "таблица.xlsx", "Лист1", row, cells),
        findings=(Missing("not-a-date", "date"),),
        title=Title("snl", "", "31.02.2026"),
    )
