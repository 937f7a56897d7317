"""Records go into the bin and come out of it, whole, as one action."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.deleting import delete, restore
from camifield.progress import Progress, Stopped
from camifield.project.project import Project
from camifield.queries.values import Bin, CardQuery
from tests.making import make_project, save_sighting

BIN = CardQuery(kinds=("sighting",), bin=Bin.ONLY)
LIVING = CardQuery(kinds=("sighting",))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with three sightings."""
    made = make_project(tmp_path)
    yield made
    made.close()


def test_deleted_records_lie_in_the_bin_and_come_back_whole(project: Project) -> None:
    """Deleting destroys nothing: every answer is there again after restoring."""
    ids = [save_sighting(project, count=str(number)).record for number in range(1, 4)]
    before = project.stored(ids[0]).values
    done = delete(project, ids[:2], "typed twice")
    assert done.count == 2
    assert done.changes.records == frozenset(ids[:2])
    assert (project.store.count(LIVING), project.store.count(BIN)) == (1, 2)
    assert restore(project, ids).count == 2
    assert (project.store.count(LIVING), project.store.count(BIN)) == (3, 0)
    assert project.stored(ids[0]).values == before


def test_the_reason_is_kept_in_the_history(project: Project) -> None:
    """Who looks at a deleted record later must learn why."""
    record = save_sighting(project).record
    delete(project, [record], "  typed twice ")
    assert project.store.history(record)[-1].why == "typed twice"


def test_what_is_in_the_bin_already_is_left_as_it_is(project: Project) -> None:
    """A second delete writes nothing, so that it cannot hide who deleted first."""
    record = save_sighting(project).record
    delete(project, [record])
    commits = project.store.last_commit()
    assert delete(project, [record]).count == 0
    assert project.store.last_commit() == commits


def test_a_stopped_delete_loses_nothing(project: Project) -> None:
    """Stop takes hold before the next piece, and what was not reached is untouched."""
    ids = [save_sighting(project).record for _ in range(2)]
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        delete(project, ids, progress=progress)
    assert project.store.count(BIN) == 0
