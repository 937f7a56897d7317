"""What waits is looked at again where a changed roster may change its lot, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.revisions.headers import Stream
from camifield.revisions.membership import LastAccepted
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import pardon_part, person_part
from camifield.security.hashing import commit_id
from camifield.store import proofs
from camifield.store.proofs import Carried
from camifield.store.quarantine import Quarantine
from tests.store.making import SNOW_LEOPARD, Laptop
from tests.store.teams import bare, carried, enrol, joined, receive, revoke


def waiting(laptop: Laptop) -> Quarantine:
    """The quarantine of a laptop's store as it is now."""
    return Quarantine(laptop.store._connections.reader())  # pyright: ignore[reportPrivateUsage]


def mine(laptop: Laptop, others: Laptop) -> list[Carried]:
    """What one laptop holds and another does not."""
    there = set(carried(others.store))
    return [one for one in carried(laptop.store) if one not in there]


def names(commits: list[Carried]) -> set[bytes]:
    """Their ids."""
    return {commit_id(one.header) for one in commits}


def test_a_stranger_concerns_nobody_but_who_takes_him_in(tmp_path: Path) -> None:
    """A word about somebody else leaves what waits alone; the word that names its feed brings it back whole."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    second.save(SNOW_LEOPARD)
    third = bare(tmp_path / "three", first)
    early = mine(second, first)
    receive(third, early)
    alone, team = third.store.roster(), first.store.roster()
    assert waiting(third).concerned(alone, alone) == {}
    found = waiting(third).concerned(alone, team)
    assert found == {commit_id(one.header): one for one in early}


def test_a_revoked_laptop_waits_undisturbed_until_it_is_pardoned(tmp_path: Path) -> None:
    """However much it wrote, none of it is opened for what the roster says of others."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    revoke(first, second)
    for _ in range(3):
        second.save(SNOW_LEOPARD)
    late = mine(second, first)
    assert set(receive(first, late).quarantined.values()) == {"revoked"}
    before = first.store.roster()
    enrol(first, [person_part(b"p" * 16, "ranger")])
    after = first.store.roster()
    assert before != after
    assert waiting(first).concerned(before, after) == {}
    device = second.signer.incarnation.device
    enrol(first, [pardon_part(device, first.store.roster().heads[device])])
    assert set(waiting(first).concerned(after, first.store.roster())) == names(late)


def test_a_boundary_that_moves_concerns_what_it_passes(tmp_path: Path) -> None:
    """A later last accepted commit lets in what lies before it; the rest goes on waiting."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    for _ in range(4):
        second.save(SNOW_LEOPARD)
    written = mine(second, first)
    revoke(first, second)
    receive(first, written)
    assert len(first.store.quarantined()) == 4
    before: Roster = first.store.roster()
    device = second.signer.incarnation.device
    enrol(first, [pardon_part(device, before.heads[device])])
    feed = second.signer.feed(Stream.OPEN)
    last = LastAccepted(feed, 2, sorted_by_seq(second, feed)[1])
    revoke(first, second, [last])
    found = waiting(first).concerned(before, first.store.roster())
    assert set(found) == set(sorted_by_seq(second, feed)[:2])


def sorted_by_seq(laptop: Laptop, feed: bytes) -> list[bytes]:
    """The ids of a feed's commits in order."""
    connection = laptop.store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    sql = "SELECT id FROM commits WHERE feed = ? ORDER BY seq"
    return [row[0] for row in connection.execute(sql, (feed,)).fetchall()]


def test_what_waits_is_not_proven_anew_for_a_newcomer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time a newcomer costs does not grow with what a lost laptop left behind."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    revoke(first, second)
    for _ in range(5):
        second.save(SNOW_LEOPARD)
    third = bare(tmp_path / "three", first)
    receive(third, [*carried(first.store), *mine(second, first)])
    assert len(third.store.quarantined()) == 5
    opened: list[bytes] = []
    real = proofs.open_commit

    def counting(*given: object) -> object:
        opened.append(b"")
        return real(*given)  # pyright: ignore[reportArgumentType]

    monkeypatch.setattr(proofs, "open_commit", counting)
    fourth = joined(tmp_path / "four", first, seed=98)
    record = fourth.save(SNOW_LEOPARD)
    received = receive(third, [*carried(first.store), *mine(fourth, first)])
    assert received.records == {record}
    assert len(opened) == 1
    assert len(third.store.quarantined()) == 5
    assert third.check().is_clean
