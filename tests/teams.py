"""Several laptops of one team for tests: real projects in folders of their own that hand each other their commits."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from camifield.clock import SteppedClock, milliseconds
from camifield.commands import people
from camifield.entropy import SeededEntropy
from camifield.folders import Folder
from camifield.ids import new_id
from camifield.project.identity import KEYS
from camifield.project.opening import open_project
from camifield.project.project import Project, World
from camifield.revisions.enrolment import device_part, new_device_keys, person_part, seal_roster
from camifield.revisions.headers import Action, Header, Stream
from camifield.revisions.parts import Part
from camifield.security.hashing import feed_id
from camifield.security.keyring import Keyring
from camifield.settings import Settings
from camifield.store import log
from camifield.store.receiving import Carried, Received
from camifield.store.store import Store
from tests.making import ENGLISH

MORNING = datetime.fromisoformat("2026-03-15T11:20:00+00:00")
NONCE = b"r" * 16


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
    keyring = change_roster(first, person_part(person, role), device_part(keys, new_id(clock, entropy)))
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


def change_roster(first: Laptop, *parts: Part) -> Keyring:
    """Append roster parts signed by the first laptop's admin key; its keys."""
    keyring = first.project.identity.read_keys()
    assert keyring is not None
    assert keyring.admin is not None
    feed = feed_id(keyring.admin.public, NONCE, Stream.ROSTER)
    head = first.project.store.head_of_feed(feed)
    header = Header(
        project=keyring.project,
        feed=b"",
        stream=Stream.ROSTER,
        seq=head.seq + 1,
        previous=head.id,
        author=first.person,
        lamport=first.project.store.highest_lamport() + 1,
        at_ms=milliseconds(first.clock.now()),
        action=Action.ENROL,
    )
    commit = seal_roster(header, parts, keyring.admin, NONCE, first.project.entropy)
    first.project.store.add_to_roster([commit])
    first.project.identity._roster = None  # pyright: ignore[reportPrivateUsage]
    return keyring


def _opened(folder: Path, code: str, country: str, *, seed: int) -> Laptop:
    clock = SteppedClock(MORNING, step=timedelta(seconds=1))
    project = open_project(
        folder / "project",
        world=World(clock, SeededEntropy(seed)),
        settings_path=folder / "settings.json",
        settings=Settings(laptop=code, language="en", country=country),
    )
    return Laptop(project, clock)


def carried(project: Project) -> list[Carried]:
    """Every commit of a project, as it travels."""
    connection = project.store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    return [
        Carried(commit.header_bytes, commit.signature, commit.payload)
        for _, commit in log.all_commits(connection)
    ]


def give(giver: Laptop, taker: Laptop) -> Received:
    """Hand one laptop all that another holds."""
    received = taker.project.store.receive(carried(giver.project), (), milliseconds(taker.clock.now()))
    taker.project.forget_names()
    return received


def meet(*laptops: Laptop) -> None:
    """Everybody gets what everybody has."""
    for _ in range(2):
        for giver in laptops:
            for taker in laptops:
                if giver is not taker:
                    give(giver, taker)
