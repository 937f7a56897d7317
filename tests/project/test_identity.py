"""Who signs on this laptop: one key a person, made when first needed, on the disk before anything speaks of it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.ids import new_id
from camifield.project.identity import Identity
from camifield.project.keys_on_disk import KEYS
from camifield.project.project import Project
from camifield.security.keyring import Keyring
from tests.making import make_project, person, save_sighting


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


def keyring(project: Project) -> Keyring:
    """The keys as they lie on the disk."""
    return Keyring.from_bytes(project.folder.read(KEYS))


def test_the_founder_has_keys_from_the_first_moment(project: Project) -> None:
    """Root and administrator are this laptop's until the project becomes a team."""
    found = keyring(project)
    assert found.project == project.store.project
    assert found.root is not None
    assert found.admin is not None
    assert [one.person for one in found.devices] == [project.identity.founder]


def test_somebody_new_gets_keys_at_the_first_save(project: Project) -> None:
    """Six people at one laptop: each signs with a key of their own, and only once."""
    other = bytes.fromhex(person(project, "Гулнара С."))
    for _ in range(2):
        project.identity.signer(other)
    assert [one.person for one in keyring(project).devices] == [project.identity.founder, other]
    roster = project.identity.roster
    assert {device.person for device in roster.devices.values()} == {project.identity.founder, other}
    assert other in roster.roles


def test_two_people_do_not_share_a_feed(project: Project) -> None:
    """Who typed it can be told apart for ever."""
    people = (project.identity.founder, new_id(project.clock, project.entropy))
    first, second = (project.identity.signer(one) for one in people)
    assert first.incarnation.device != second.incarnation.device


def test_a_second_look_reads_the_same_keys(project: Project) -> None:
    """What is on the disk is what signs after a restart."""
    saved = save_sighting(project)
    again = Identity(Folder(project.folder.root), project.store, project.clock, project.entropy)
    assert again.founder == project.identity.founder
    assert project.store.history(saved.record)[0].author == again.founder


def test_without_keys_nobody_is_the_founder_and_nothing_is_signed(project: Project, tmp_path: Path) -> None:
    """A folder that holds no keys is for reading."""
    empty = Identity(Folder(tmp_path / "elsewhere"), project.store, project.clock, project.entropy)
    assert empty.founder == b"\0" * 16
    assert empty.read_keys() is None
    with pytest.raises(Problem, match="keys-are-missing"):
        empty.signer(project.identity.founder)


def test_a_laptop_that_may_not_enrol_says_so(project: Project) -> None:
    """Without the administrator's key a new person is told to ask, and nobody else's key is used."""
    found = keyring(project)
    limited = Keyring(found.project, None, None, found.devices)
    project.folder.write(limited.to_bytes(), KEYS, private=True)
    identity = Identity(project.folder, project.store, project.clock, project.entropy)
    assert identity.signer(identity.founder)
    with pytest.raises(Problem, match="person-has-no-keys"):
        identity.signer(b"\x07" * 16)


def test_beginning_twice_founds_once(project: Project) -> None:
    """A crash between the keys and the roster repeats the founding; a founded project is left alone."""
    before = project.store.last_commit()
    project.identity.begin()
    assert project.store.last_commit() == before


def test_after_a_restore_everybody_goes_on_with_a_new_feed(project: Project) -> None:
    """Sequence numbers that were used since the backup are not used again."""
    other = bytes.fromhex(person(project, "Гулнара С."))
    project.identity.signer(other)
    project.identity.begin(was_put_back=True)
    counts = [len(device.incarnations) for device in project.identity.roster.devices.values()]
    assert counts == [2, 2]
    assert save_sighting(project).number == "M7-0001"
