"""When every laptop of a team is lost: its project anew from a stick or a file and the team's paper, nothing made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from camifield.clock import milliseconds
from camifield.commands import people
from camifield.commands.keeping_keys import recovery_key
from camifield.commands.meeting import SCRATCH, side_of
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.progress import Progress
from camifield.project.keys_on_disk import KEYS
from camifield.project.opening import open_project
from camifield.project.project import REAL, Project, World
from camifield.revisions import enrolment
from camifield.revisions.commits import Commit
from camifield.revisions.headers import Stream, read_header
from camifield.revisions.membership import COORDINATOR
from camifield.revisions.roster_parts import device_part, person_part
from camifield.revisions.vectors import Mark
from camifield.security.hashing import ID_BYTES, project_id
from camifield.security.keyring import Keyring
from camifield.security.paper import Secret, read_rows
from camifield.security.signing import SigningKey
from camifield.settings import Settings
from camifield.store.opening import STORE
from camifield.store.store import Store
from camifield.sync.bundle_road import BundleRoad
from camifield.sync.folder_road import FolderRoad
from camifield.sync.meeting import Taken, take_in
from camifield.sync.outlook import Teller
from camifield.sync.party import Party
from camifield.sync.road import Road
from camifield.sync.runs import wanted


@dataclass(frozen=True)
class Recovered:
    """The project, open, and what came into it: everything that the file or the stick holds."""

    project: Project
    taken: Taken


def recover(
    folder: Path,
    place: Path,
    root_rows: str,
    recovery_rows: str,
    name: str,
    words: Words,
    progress: Progress,
    *,
    world: World = REAL,
    settings_path: Path | None = None,
    settings: Settings | None = None,
) -> Recovered:
    """Begin the team's project again in a folder that has none, as its coordinator, named `name`.

    `place` is a file of the team, or a stick or folder where it met; the rows are those of its paper. All earlier
    people, laptops and records stand as they were. Raises Problem ``project-is-there``, ``paper-…``,
    ``nothing-to-recover`` (nothing there is of this team), and what roads and disks raise; then nothing is left behind.
    """
    if (folder / STORE).exists() or (folder / KEYS).exists():
        raise Problem("project-is-there", parameters={"folder": str(folder)})
    root, recovery = SigningKey(read_rows(root_rows, Secret.ROOT)), recovery_key(recovery_rows)
    project = project_id(root.public)
    person = new_id(world.clock, world.entropy)
    keys = enrolment.new_device_keys(person, world.entropy, at_ms=milliseconds(world.clock.now()))
    nonce = world.entropy.take(ID_BYTES)
    folder.mkdir(parents=True, exist_ok=True)
    party = Party(project, keys, lambda: (), world.clock, world.entropy, more=(recovery,))
    commits = list(_roster_of(_road(place, party, Folder(folder)), progress))
    if not commits:
        raise Problem("nothing-to-recover", parameters={"file": place.name})
    _found(Folder(folder), Keyring(project, root, devices=(keys,)).with_nonce(keys.device, nonce), commits)
    opened = open_project(folder, world=world, settings_path=settings_path, settings=settings)
    try:
        opened.identity.say([person_part(person, COORDINATOR), device_part(keys, nonce)], root, person, nonce)
        opened.learn()
        side = side_of(opened)
        side = replace(side, party=replace(side.party, more=(recovery,)))
        taken = take_in(side, _road(place, side.party, opened.folder), progress)
        opened.identity.forget_roster()
        opened.forget_names()
        people.add_person(opened, name, words, role=COORDINATOR)
    except BaseException:
        opened.close()
        raise
    return Recovered(opened, taken)


def _road(place: Path, party: Party, folder: Folder) -> Road:
    return FolderRoad(place, party) if place.is_dir() else BundleRoad(place, party, folder.make(SCRATCH))


def _roster_of(road: Road, progress: Progress) -> Iterator[Commit]:
    """The roster's commits that lie on the road, opened; what is no honest commit is passed over."""
    seen = road.look(progress)
    wants = wanted([run for run in seen.runs if run.stream == Stream.ROSTER], lambda _feed, _seq: Mark())
    for piece in road.fetch(wants, Teller(), progress):
        for one in piece:
            if read_header(one.header).stream == Stream.ROSTER:
                try:
                    yield enrolment.open_roster(*one)
                except Problem:
                    continue


def _found(folder: Folder, keyring: Keyring, roster: list[Commit]) -> None:
    """Keys first, then the store: as at the beginning of any project."""
    folder.write(keyring.to_bytes(), KEYS, private=True)
    with Store.open(folder) as store:
        store.found(keyring.project, roster[0])
        store.add_to_roster(roster[1:])
