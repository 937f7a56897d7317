"""Two and more laptops of one project for the tests of the store: enrolled, and handing each other their commits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from camifield.clock import milliseconds
from camifield.ids import new_id
from camifield.revisions.enrolment import new_device_keys, seal_roster
from camifield.revisions.headers import Action, Header, Stream
from camifield.revisions.membership import Incarnation, LastAccepted
from camifield.revisions.parts import Part
from camifield.revisions.roster_parts import device_part, person_part, revocation_part
from camifield.security.hashing import feed_id
from camifield.store import log
from camifield.store.proofs import Carried
from camifield.store.receiving import Received
from camifield.store.signing import Signer
from camifield.store.store import Store
from tests.store.making import Laptop


def carried(store: Store) -> list[Carried]:
    """Every commit of a store, as it travels."""
    connection = store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    return [Carried.of(commit) for _, commit in log.all_commits(connection)]


def own_feeds(laptop: Laptop) -> list[bytes]:
    """The feeds that this laptop writes in."""
    return [laptop.signer.feed(Stream.OPEN), laptop.signer.feed(Stream.RESTRICTED)]


def receive(laptop: Laptop, commits: list[Carried], meeting: bytes = b"") -> Received:
    """Hand a laptop these commits."""
    return laptop.store.receive(commits, own_feeds(laptop), milliseconds(laptop.clock.now()), meeting)


def joined(root: Path, first: Laptop, role: str = "reviewer", seed: int = 99) -> Laptop:
    """Another person on another laptop of the first one's project, enrolled by it."""
    other = Laptop(root, seed=seed)
    person = new_id(other.clock, other.entropy)
    keys = new_device_keys(person, other.entropy, at_ms=1)
    nonce = other.entropy.take(16)
    enrol(first, [person_part(person, role), device_part(keys, nonce)])
    incarnation = Incarnation(keys.device, keys.signing.verify_key, nonce)
    other.store.close()
    for path in root.iterdir():
        path.unlink()
    other.store = Store.open(other.folder)
    other.person = person
    other.signer = Signer(first.signer.project, person, keys.signing, incarnation, other.clock, other.entropy)
    [founding, *roster] = first.store.roster_commits()
    other.store.found(first.signer.project, founding)
    other.store.add_to_roster(roster)
    other.store.learn(other.registry)
    return other


def enrol(laptop: Laptop, parts: list[Part]) -> None:
    """Append roster parts signed by the project's admin key."""
    admin = laptop.founding.keyring.admin
    assert admin is not None
    nonce = b"n" * 16
    head = laptop.store.head_of_feed(feed_id(admin.public, nonce, Stream.ROSTER))
    header = Header(
        project=laptop.signer.project,
        feed=b"",
        stream=Stream.ROSTER,
        seq=head.seq + 1,
        previous=head.id,
        author=laptop.person,
        lamport=laptop.store.highest_lamport() + 1,
        at_ms=1,
        action=Action.ENROL,
    )
    laptop.store.add_to_roster([seal_roster(header, parts, admin, nonce, laptop.entropy)])


def revoke(admin: Laptop, laptop: Laptop, through: Iterable[LastAccepted] = ()) -> None:
    """Let a laptop be believed no further than these commits, by the project's admin key."""
    device = laptop.signer.incarnation.device
    enrol(admin, [revocation_part(device, through, admin.store.roster().heads[device])])


def bare(root: Path, first: Laptop) -> Laptop:
    """A laptop that knows the first one's project by its founding commit alone, and nobody who came later."""
    found = Laptop(root, seed=5)
    found.store.close()
    for path in root.iterdir():
        path.unlink()
    found.store = Store.open(found.folder)
    found.store.found(first.signer.project, first.founding.commit)
    found.store.learn(found.registry)
    found.signer = replace(found.signer, project=first.signer.project)
    return found


def copied(root: Path, first: Laptop, laptop: Laptop) -> Laptop:
    """A copy of a laptop, made before it saved anything: it signs with the same keys in the same feeds."""
    twin = joined(root, first, seed=97)
    twin.signer = replace(laptop.signer, clock=twin.clock, entropy=twin.entropy)
    return twin
