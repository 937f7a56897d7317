"""What the roster says of who is whom is at hand where no key is opened, and follows the roster."""

from __future__ import annotations

from pathlib import Path

from camifield.revisions.roster_parts import person_part, same_person_part
from camifield.store.proofs import Carried
from camifield.store.same_people import with_all_their_records
from tests.store.making import Laptop
from tests.store.teams import enrol, joined, receive

ALONE = b"a" * 16


def roster_of(laptop: Laptop) -> list[Carried]:
    """The roster as it travels."""
    return [Carried.of(one) for one in laptop.store.roster_commits()]


def test_lists_hear_of_a_member_with_two_records_with_the_roster(tmp_path: Path) -> None:
    """Named by an administrator, and nobody else any more when they get a role of their own."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    assert second.store.same_people() == {}
    enrol(first, [same_person_part(ALONE, second.person)])
    receive(second, roster_of(first))
    assert second.store.same_people() == second.store.roster().same == {ALONE: second.person}
    enrol(first, [person_part(ALONE, "monitor", first.store.roster().heads[ALONE])])
    receive(second, roster_of(first))
    assert second.store.same_people() == second.store.roster().same == {}


def test_whoever_is_asked_for_is_asked_for_by_all_their_records(tmp_path: Path) -> None:
    """A filter by either record of a person finds what speaks of both, and of nobody else."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    enrol(first, [same_person_part(ALONE, second.person)])
    receive(second, roster_of(first))
    connection = second.store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    both = {ALONE, second.person}
    assert set(with_all_their_records(connection, [ALONE])) == both
    assert set(with_all_their_records(connection, [second.person])) == both
    assert with_all_their_records(connection, [first.person]) == (first.person,)
    assert with_all_their_records(connection, []) == ()
