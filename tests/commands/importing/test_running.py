"""The run of an import: what it says it did, and the rows of an earlier one that it passes over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.bringing_in import brought_in, import_table, look_at, propose_mapping
from camifield.commands.importing.running import RowsDone, rows_in
from camifield.project.project import Project
from tests.formats.mapping.making import row, write_text
from tests.formats.mapping.test_proposing import SIGHTINGS
from tests.making import ENGLISH, make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with two people."""
    found = make_project(tmp_path)
    yield found
    found.close()


def test_rows_that_are_here_are_known_as_records_and_as_drafts(project: Project, tmp_path: Path) -> None:
    """Protects "only the rest": a row that became a draft is here as much as one that became a record."""
    path = write_text(
        tmp_path, [*SIGHTINGS, ("31.02.2024", "", "А. Асанов", "волк", "1", "", "", "Ак-Суу", "")]
    )
    table = look_at(project, path).table
    mapping = propose_mapping(project, table, table.sheet(0), ENGLISH).mapping
    import_table(project, path, mapping, ENGLISH)
    assert rows_in(project, brought_in(project)) == {"2", "3", "4", "5"}


def test_a_row_is_known_by_its_sheet_and_number() -> None:
    """Protects workbooks: row 2 of one sheet is not row 2 of the next."""
    done = RowsDone(frozenset({"2023!2"}), "2023!")
    assert done.has(row("волк", number=2))
    assert not done.has(row("волк", number=3))
    assert not RowsDone(frozenset({"2023!2"}), "2024!").has(row("волк", number=2))


def test_many_records_are_not_named_one_by_one(project: Project, tmp_path: Path) -> None:
    """Protects the window from a hundred thousand ids: after a large import pages read anew."""
    rows = [SIGHTINGS[0], *(SIGHTINGS[1],) * 2100]
    path = write_text(tmp_path, rows)
    table = look_at(project, path).table
    mapping = propose_mapping(project, table, table.sheet(0), ENGLISH).mapping
    changes = import_table(project, path, mapping, ENGLISH).changes
    assert changes.everything
    assert not changes.records
    assert "sighting" in changes.kinds
