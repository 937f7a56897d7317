"""Keys behind a passphrase: asked for when something is signed, never to look."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.project.identity import Identity
from camifield.project.keys_on_disk import KEYS
from camifield.project.opening import open_project
from camifield.project.project import Project, World
from camifield.security.keyring import read_label
from camifield.security.passphrase import Work
from tests.making import make_project, person, save_sighting

LIGHT = Work(1, 8192)
PASSPHRASE = "белый барс на камне"


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project whose keys a passphrase closes, opened by it."""
    project = make_project(tmp_path)
    project.identity.protect(PASSPHRASE, LIGHT)
    yield project
    project.close()


def again(project: Project, passphrase: str | None = None) -> Identity:
    """The same keys as the next start finds them."""
    return Identity(project.folder, project.store, project.clock, project.entropy, passphrase=passphrase)


def test_looking_needs_no_passphrase_and_signing_does(project: Project) -> None:
    """Protects reading in the field: records and the founder's name are seen, and nothing is signed unasked."""
    closed = again(project)
    assert closed.is_closed
    assert closed.has_passphrase
    assert closed.founder == project.identity.founder
    with pytest.raises(Problem, match="keys-are-closed"):
        closed.signer(closed.founder)
    with pytest.raises(Problem, match="passphrase-wrong"):
        closed.unlock("another one, longer")
    assert closed.is_closed
    closed.unlock(PASSPHRASE)
    assert not closed.is_closed
    assert closed.signer(closed.founder)


def test_a_new_person_keeps_the_passphrase(project: Project) -> None:
    """Protects the passphrase: keys added later are closed by it as well, without asking."""
    project.identity.signer(bytes.fromhex(person(project, "Гулнара С.")))
    assert read_label(project.folder.read(KEYS)).is_closed
    keyring = again(project, PASSPHRASE).read_keys()
    assert keyring is not None
    assert len(keyring.devices) == 2
    assert save_sighting(project).number


def test_a_passphrase_is_changed_and_taken_away(project: Project) -> None:
    """Protects a person who told somebody: the old one opens nothing any more."""
    project.identity.protect("a quite different one", LIGHT)
    with pytest.raises(Problem, match="passphrase-wrong"):
        again(project, PASSPHRASE).read_keys()
    project.identity.unprotect()
    assert not project.identity.has_passphrase
    assert again(project).read_keys() == project.identity.read_keys()


def test_a_restored_project_opens_with_its_passphrase(project: Project, tmp_path: Path) -> None:
    """Protects going on after a restore: new feeds are signed, so the passphrase is asked for before anything else."""
    root = project.folder.root
    project.close()
    world = World(project.clock, project.entropy)
    with closing(
        open_project(root, world=world, settings_path=tmp_path / "s.json", passphrase=PASSPHRASE)
    ) as opened:
        opened.identity.begin(was_put_back=True)
        assert len(opened.identity.own_devices()[0].incarnations) == 2
        assert save_sighting(opened).number


def test_a_copy_never_writes_in_the_feeds_of_its_original(project: Project) -> None:
    """Protects both halves of a copied disk: each goes on in its own feeds, whatever it learns of the other's."""
    own = project.identity.signer(project.identity.founder).incarnation
    copy = Identity(project.folder, project.store, project.clock, project.entropy, passphrase=PASSPHRASE)
    before = project.folder.read(KEYS)
    copy.continue_anew()
    project.folder.write(before, KEYS, private=True)
    project.identity.forget_roster()
    assert project.identity.signer(project.identity.founder).incarnation == own
    assert copy.signer(copy.founder).incarnation != own
    assert len(project.identity.own_feeds()) == 4
