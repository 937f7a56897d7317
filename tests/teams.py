"""Several laptops of one team for tests: real projects in folders of their own that hand each other their commits."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from camifield.clock import SteppedClock, milliseconds
from camifield.commands import people
from camifield.entropy import SeededEntropy
from camifield.folders import Folder
from camifield.ids import new_id
from camifield.project.keys_on_disk import KEYS
from camifield.project.opening import open_project
from camifield.project.project import Project, World
from camifield.revisions.enrolment import new_device_keys
from camifield.revisions.parts import Part
from camifield.revisions.roster_parts import device_part, person_part
from camifield.security.keyring import Keyring
from camifield.settings import Settings
from camifield.store.receiving import Received
from camifield.store.store import Store
from tests.making import ENGLISH
from tests.store.teams import carried

MORNING = datetime.fromisoformat("2026-03-15T11:20:00+00:00")


class Laptop:
    """One laptop with its open project; `clock` can be put to any time."""

    def __init__(self, project: Project, clock: SteppedClock) -> None:
        self.project = project
        self.clock = clock

    @property
    def person(self) -> bytes:
        return self.project.identity.founder

    def wait(self, hours: float) -> None:
        """Let time pass by this laptop's clock."""
        self.clock.at += timedelta(hours=hours)

    def close(self) -> None:
        self.project.close()


def first_laptop(folder: Path, *, code: str = "M7", name: str = "Гулнара С.", country: str = "KG") -> Laptop:
    """The laptop on which the project began; its person is the coordinator."""
    laptop = _opened(folder, code, country, seed=1)
    laptop.project.learn()
    people.add_person(laptop.project, name, ENGLISH)
    return laptop


def another_laptop(
    first: Laptop, folder: Path, *, code: str, name: str, role: str = "ranger", seed: int = 2
) -> Laptop:
    """Another person on another laptop, enrolled by the first one and holding all that the first one holds."""
    person = people.add_person(first.project, name, ENGLISH)
    clock, entropy = SteppedClock(MORNING), SeededEntropy(seed)
    keys = new_device_keys(person, entropy, at_ms=milliseconds(clock.now()))
    change_roster(first, person_part(person, role), device_part(keys, new_id(clock, entropy)))
    keyring = first.project.identity.keyring()
    root = folder / "project"
    root.mkdir(parents=True)
    Folder(root).write(Keyring(keyring.project, devices=(keys,)).to_bytes(), KEYS, private=True)
    founding, *roster = first.project.store.roster_commits()
    with Store.open(Folder(root)) as store:
        store.found(keyring.project, founding)
        store.add_to_roster(roster)
    laptop = _opened(folder, code, "KG", seed=seed + 100)
    laptop.project.learn()
    give(first, laptop)
    return laptop


def change_role(first: Laptop, person: bytes, role: str) -> None:
    """Give somebody another role; the others hear of it when they meet."""
    change_roster(first, person_part(person, role, first.project.identity.roster.heads[person]))


def change_roster(first: Laptop, *parts: Part) -> None:
    """Say something in the roster by the first laptop's admin key."""
    identity = first.project.identity
    admin = identity.admin_key()
    assert admin is not None
    identity.say(parts, admin, first.person)


def _opened(folder: Path, code: str, country: str, *, seed: int) -> Laptop:
    clock = SteppedClock(MORNING, step=timedelta(seconds=1))
    project = open_project(
        folder / "project",
        world=World(clock, SeededEntropy(seed)),
        settings_path=folder / "settings.json",
        settings=Settings(laptop=code, language="en", country=country),
    )
    return Laptop(project, clock)


def hand(giver: Project, taker: Project) -> Received:
    """Hand one project all that another holds."""
    own, now_ms = taker.identity.own_feeds(), milliseconds(taker.clock.now())
    received = taker.store.receive(carried(giver.store), own, now_ms)
    taker.identity.forget_roster()
    taker.forget_names()
    return received


def give(giver: Laptop, taker: Laptop) -> Received:
    """Hand one laptop all that another holds."""
    return hand(giver.project, taker.project)


def meet(*laptops: Laptop) -> None:
    """Everybody gets what everybody has."""
    for _ in range(2):
        for giver in laptops:
            for taker in laptops:
                if giver is not taker:
                    give(giver, taker)
