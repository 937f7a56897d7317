"""An action is taken back where it still stands; what others did since is named and kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.correcting import Correction, correct_many
from camifield.commands.deleting import delete
from camifield.commands.erasing import Scope, erase
from camifield.commands.saving import save
from camifield.commands.undoing import undo
from camifield.progress import Progress
from camifield.project.project import Project
from tests.making import ENGLISH, make_project, save_sighting, sighting


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """An empty project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


def test_a_delete_of_many_is_undone_as_one(project: Project) -> None:
    """One press brings all of them back, and another deletes them again."""
    ids = [save_sighting(project).record for _ in range(3)]
    done = delete(project, ids)
    undone = undo(project, done.batch)
    assert (undone.count, undone.kept) == (3, ())
    assert not any(project.stored(one).deleted for one in ids)
    assert undo(project, undone.batch).count == 3
    assert all(project.stored(one).deleted for one in ids)


def test_undo_keeps_what_was_changed_again_since(project: Project) -> None:
    """A later change of the same answer is never overwritten by an undo; it is named."""
    first, second = (save_sighting(project, count="12").record for _ in range(2))
    done = correct_many(project, [first, second], Correction("count", "13"), ENGLISH)
    save(project, "sighting", sighting(project, count="15"), ENGLISH, record=second)
    undone = undo(project, done.batch)
    assert undone.count == 1
    assert project.stored(first).values["count"] == "12"
    assert project.stored(second).values["count"] == "15"
    assert [(one.record, one.groups) for one in undone.kept] == [(second, ("count",))]


def test_a_single_save_is_undone_by_its_commit(project: Project) -> None:
    """The history offers to take back the latest save: the commits it names are enough."""
    record = save_sighting(project, count="12").record
    save(project, "sighting", sighting(project, count="20"), ENGLISH, record=record)
    commit = project.store.history(record)[-1].commit
    assert undo(project, [commit]).count == 1
    assert project.stored(record).values["count"] == "12"


def test_what_was_erased_is_not_undone(project: Project) -> None:
    """Protects whoever asked to be forgotten: undoing the erasure does nothing, and is no error."""
    record = save_sighting(project).record
    erase(project, [record], Scope.EVERYTHING, "asked to", Progress())
    [erasure] = project.store.erasures()
    undone = undo(project, [erasure.id])
    assert (undone.count, undone.kept) == (0, ())
    assert "count" not in project.stored(record).values
