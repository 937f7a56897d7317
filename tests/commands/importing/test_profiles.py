"""A mapping that a person made is kept on this laptop under the form of the table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.importing.profiles import FOLDER, keep_mapping, kept_mapping
from camifield.formats.mapping.mappings import ColumnMapping, TableMapping
from camifield.project.project import Project
from tests.making import make_project

MAPPING = TableMapping(
    "sighting", "Лист", (ColumnMapping(0, "Вид", "species"), ColumnMapping(1, "Дата", "event_date"))
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with two people."""
    found = make_project(tmp_path)
    yield found
    found.close()


def test_it_is_found_by_the_form_of_the_table(project: Project) -> None:
    """Protects next month's table: the same headings find it, whatever the sheet is called; other headings do not."""
    keep_mapping(project, MAPPING)
    assert kept_mapping(project, TableMapping("", "Май", MAPPING.columns)) == MAPPING
    assert kept_mapping(project, TableMapping("", "Май", MAPPING.columns[:1])) is None


def test_a_damaged_one_is_as_if_it_were_not_there(project: Project) -> None:
    """Protects the import page from a file that somebody edited."""
    keep_mapping(project, MAPPING)
    path = project.settings_path.parent / FOLDER / f"{MAPPING.signature}.json"
    path.write_bytes(b"\xff{")
    assert kept_mapping(project, MAPPING) is None
