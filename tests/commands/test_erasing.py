"""Erasing a person's data: in the store and beside it, and known of every laptop that has not followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.commands import erasing
from camifield.commands.backing_up import back_up, backups
from camifield.commands.erasing import Scope
from camifield.commands.saving import save
from camifield.errors import Problem
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.erasures import erasures
from camifield.store.draft import Draft
from tests.making import ENGLISH, conflict, make_project

NAME, PHONE = "Эсенбек Токтогулов", "+996 700 123456"


def attacked(project: Project) -> bytes:
    """An attack with its owner's name and phone, saved."""
    return save(project, "conflict", conflict(project, owner_name=NAME, owner_phone=PHONE), ENGLISH).record


def files_with(folder: Path, text: str) -> list[str]:
    """The files of a folder in which a text stands as it is."""
    return [
        str(path.relative_to(folder))
        for path in sorted(folder.rglob("*"))
        if path.is_file() and text.encode() in path.read_bytes()
    ]


def test_the_name_goes_and_the_record_stands(tmp_path: Path) -> None:
    """Nothing in the project's folder holds the name or the phone: log, tables, drafts thrown away, old backups."""
    project = make_project(tmp_path)
    record = attacked(project)
    project.drafts.keep(Draft(b"d" * 16, "conflict", {"owner_name": NAME}, record=record))
    project.drafts.discard([b"d" * 16])
    back_up(project, Progress())
    seen = erasing.look(project, [record], Scope.NAMES)
    assert (seen.records, len(seen.targets), len(seen.backups)) == (1, 1, 1)
    assert files_with(tmp_path / "project", PHONE) != [] != files_with(tmp_path / "project", NAME)
    erasing.erase(project, [record], Scope.NAMES, "asked for it", Progress())
    stored = project.stored(record)
    assert "owner_name" not in stored.values
    assert stored.values["species"] == "WOL"
    assert len(backups(project)) == 1
    assert backups(project)[0].path not in seen.backups
    project.close()
    assert files_with(tmp_path / "project", PHONE) == []
    assert files_with(tmp_path / "project", NAME) == []


def test_erasing_everything_leaves_an_empty_place(tmp_path: Path) -> None:
    """The scope of everything takes the open words as well; that there was a record stays known."""
    project = make_project(tmp_path)
    record = attacked(project)
    erasing.erase(project, [record], Scope.EVERYTHING, "", Progress())
    assert project.stored(record).values == {}
    project.close()


def test_nothing_to_erase_is_said(tmp_path: Path) -> None:
    """A second time, or of records without a name, a Problem says so and nothing is signed."""
    project = make_project(tmp_path)
    record = attacked(project)
    erasing.erase(project, [record], Scope.NAMES, "", Progress())
    last = project.store.last_commit()
    with pytest.raises(Problem, match="nothing-to-erase"):
        erasing.erase(project, [record], Scope.NAMES, "", Progress())
    assert project.store.last_commit() == last
    project.close()


def test_a_crash_in_between_is_made_good(tmp_path: Path) -> None:
    """The store was done and the program died: the next start cleans up what lies beside it."""
    project = make_project(tmp_path)
    record = attacked(project)
    project.drafts.keep(Draft(b"d" * 16, "conflict", {"owner_name": NAME}, record=record))
    targets = erasing.look(project, [record], Scope.NAMES).targets
    project.store.erase(targets, project.identity.signer(project.typist), None)
    assert project.store.to_clean_up() is not None
    assert erasing.clean_up(project, Progress())
    assert not erasing.clean_up(project, Progress())
    project.close()
    assert files_with(tmp_path / "project", NAME) == []


def test_who_has_not_followed_is_known(tmp_path: Path) -> None:
    """Alone, everybody has followed; the erasure names who did it and when."""
    project = make_project(tmp_path)
    erasing.erase(project, [attacked(project)], Scope.NAMES, "", Progress())
    [one] = erasures(project, ENGLISH)
    assert one.waiting == 0
    assert one.followers == ()
    assert one.when
    project.close()


def test_older_copies_are_named_and_go_when_a_person_says_so(tmp_path: Path) -> None:
    """What was put away when a backup was put back holds the name too, also where first versions put it."""
    project = make_project(tmp_path)
    record = attacked(project)
    copies = [project.folder.root / name / "20260314T030000Z" for name in ("put-away", "set-aside")]
    for copy in copies:
        copy.mkdir(parents=True)
        (copy / "store.sqlite").write_text(NAME, "utf-8")
    found = erasing.look(project, [record], Scope.NAMES).put_away
    assert list(found) == copies
    erasing.remove_put_away(project, [*found, tmp_path])
    assert erasing.look(project, [record], Scope.NAMES).put_away == ()
    assert project.store.count() > 0
    project.close()
