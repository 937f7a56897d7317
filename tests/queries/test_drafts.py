"""The list of drafts says what each is and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands import drafting
from camifield.fields.validation import validate
from camifield.fields.values import Entry
from camifield.ids import new_id
from camifield.kinds.catalogue import kind
from camifield.project.project import Project
from camifield.queries.drafts import count_drafts, draft_row, page_of_drafts
from camifield.store.draft import Draft, Missing, Origin
from tests.making import ENGLISH, make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


def keep(project: Project, name: str = "sighting", **entries: Entry) -> bytes:
    """Keep a draft of what was typed so far."""
    findings = validate(kind(name), entries, project.asking(ENGLISH)).findings
    identifier = new_id(project.clock, project.entropy)
    drafting.keep(project, drafting.draft_of(project, name, identifier, entries, findings))
    return identifier


def test_a_draft_says_its_animal_its_day_and_what_it_lacks(project: Project) -> None:
    """Whoever comes back after a week must see which page of the notebook it was."""
    keep(project, species="SNL", locality="Kara-Jal", event_date="12.03.2026", how_known="saw")
    (draft,) = page_of_drafts(project)
    row = draft_row(project, draft, ENGLISH)
    assert row.title == "Animal or sign: Snow leopard"
    assert row.where == "Kara-Jal · 12 March 2026"
    assert row.missing == "To answer: Who saw it, How sure"
    assert row.who == "Aibek U."


def test_a_day_that_cannot_be_read_yet_shows_as_typed(project: Project) -> None:
    """Half a date is still what the person will recognise."""
    keep(project, event_date="12.0")
    assert draft_row(project, page_of_drafts(project)[0], ENGLISH).where == "12.0"


def test_an_imported_draft_names_its_file_and_row(project: Project) -> None:
    """A thousand drafts of one table are only told apart by their rows."""
    draft = Draft(
        new_id(project.clock, project.entropy),
        "grazing",
        {},
        origin=Origin("import", b"\7" * 16, "herds.xlsx", "2025", 14),
        findings=tuple(
            Missing("answer-needed", name)
            for name in ("event_date", "recorded_by", "locality", "grazing_type")
        ),
    )
    project.drafts.add_many([draft])
    row = draft_row(project, page_of_drafts(project)[0], ENGLISH)
    assert row.who == "herds.xlsx, row 14"
    assert row.missing.endswith("and 1 more")


def test_thrown_away_drafts_are_a_list_of_their_own(project: Project) -> None:
    """ "Discard" can be undone for thirty days, so there must be a place to see them."""
    identifier = keep(project)
    drafting.discard(project, identifier)
    assert (count_drafts(project), count_drafts(project, is_discarded=True)) == (0, 1)
    assert [one.id for one in page_of_drafts(project, is_discarded=True)] == [identifier]
