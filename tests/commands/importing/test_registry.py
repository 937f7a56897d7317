"""What was brought in is remembered beside the project, and a damaged note hides nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camifield.commands.importing.registry import BroughtIn, Registry, State
from camifield.folders import Folder

ONE = BroughtIn("01" * 16, "a.csv", "ab" * 32, "Лист", "sighting", 1000, left_over={"total": 1})


def test_an_import_is_read_as_it_was_kept(tmp_path: Path) -> None:
    """Protects the list of imports: every number and word comes back."""
    registry = Registry(Folder(tmp_path))
    registry.write(ONE)
    assert registry.get(ONE.id) == ONE
    registry.change(ONE.id, state=State.DONE, records=7)
    assert registry.all() == [replace(ONE, state=State.DONE, records=7)]


def test_the_same_bytes_are_known_and_taken_back_ones_are_not(tmp_path: Path) -> None:
    """Protects from importing twice, and lets a table in again after it was taken back."""
    registry = Registry(Folder(tmp_path))
    second = replace(ONE, batch="02" * 16, started_ms=2000)
    other = replace(ONE, batch="03" * 16, sheet="Другой")
    for one in (ONE, second, other):
        registry.write(one)
    assert registry.of_table("ab" * 32, "Лист") == [second, ONE]
    assert len(registry.of_table("ab" * 32)) == 3
    registry.change(second.id, state=State.UNDONE)
    assert registry.of_table("ab" * 32, "Лист") == [ONE]


def test_a_damaged_note_is_passed_over(tmp_path: Path) -> None:
    """Protects the page from one broken file: the other imports are still listed."""
    folder = Folder(tmp_path)
    Registry(folder).write(ONE)
    folder.write(b"{", "imports", "broken.json")
    folder.write(b'{"version": 9}', "imports", "newer.json")
    assert Registry(folder).all() == [ONE]


def test_an_import_that_brought_nothing_is_asked_about_no_more(tmp_path: Path) -> None:
    """Protects the second try after a first that failed at once; one that a crash cut off may have left rows."""
    registry = Registry(Folder(tmp_path))
    registry.write(replace(ONE, state=State.FAILED))
    assert registry.of_table("ab" * 32) == []
    registry.change(ONE.id, state=State.BEGUN)
    assert len(registry.of_table("ab" * 32)) == 1
