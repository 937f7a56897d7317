"""Erased words are gone from everything a store is made of, and do not come back on any road."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.progress import Progress
from camifield.revisions.commits import erase_parts, seal_chain
from camifield.revisions.erasure import Target, erasure_part, targets_of
from camifield.revisions.headers import Action, Header, Stream
from camifield.revisions.membership import Earlier
from camifield.revisions.roster_parts import person_part
from camifield.store import log
from camifield.store.meetings import Meeting
from camifield.store.proofs import Carried
from tests.store.contents import shared
from tests.store.making import SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, enrol, joined, receive

NAME, PHONE = "Бакыт".encode(), b"555 010203"


def restricted(laptop: Laptop) -> list[Carried]:
    """What a laptop holds of the restricted stream."""
    from camifield.revisions.headers import read_header

    return [one for one in carried(laptop.store) if read_header(one.header).stream == Stream.RESTRICTED]


def erasure(laptop: Laptop, targets: list[Target]) -> Carried:
    """A signed erasure by whoever sits at this laptop, as it travels."""
    head = laptop.store.head_of_feed(laptop.signer.feed(Stream.OPEN))
    header = Header(
        project=laptop.signer.project,
        feed=laptop.signer.feed(Stream.OPEN),
        stream=Stream.OPEN,
        seq=head.seq + 1,
        previous=head.id,
        author=laptop.person,
        lamport=laptop.store.highest_lamport() + 1,
        at_ms=2,
        action=Action.ERASE,
    )
    part = erasure_part(laptop.new_id(), targets, "asked for it")
    [commit] = seal_chain(header, [part], laptop.signer.key, laptop.entropy)
    return Carried.of(commit)


def targets(laptop: Laptop) -> list[Target]:
    """Every part of the restricted stream that the laptop holds."""
    from camifield.security.hashing import commit_id

    return [Target(commit_id(one.header), 0) for one in restricted(laptop)]


def bytes_of(laptop: Laptop) -> bytes:
    """The store's file and whatever SQLite left beside it, as somebody with the disk in hand reads it."""
    return b"".join(path.read_bytes() for path in sorted(laptop.root.glob("store.sqlite*")))


def test_erased_words_are_nowhere_in_the_file(tmp_path: Path) -> None:
    """Log, tables, search index and freed pages: the name and the phone are gone, and the rest stands."""
    laptop = Laptop(tmp_path)
    record = laptop.save({**SNOW_LEOPARD, **SECRET})
    before = bytes_of(laptop)
    assert NAME in before
    assert PHONE in before
    receive(laptop, [erasure(laptop, targets(laptop))])
    found = laptop.store.record(record)
    assert found is not None
    assert found.values == SNOW_LEOPARD
    laptop.store.clean_up_done()
    assert laptop.check().is_clean
    laptop.close()
    file = bytes_of(laptop)
    assert NAME not in file
    assert PHONE not in file


def test_an_erasure_goes_on_to_whoever_is_met_in_any_order(tmp_path: Path) -> None:
    """Before or after the words themselves, and when the words come again from a laptop that still has them."""
    first = Laptop(tmp_path / "one")
    first.save({**SNOW_LEOPARD, **SECRET})
    with_words = carried(first.store)
    gone = erasure(first, targets(first))
    receive(first, [gone])
    late, early, never = (
        joined(tmp_path / name, first, seed=seed) for name, seed in (("a", 91), ("b", 92), ("c", 93))
    )
    receive(late, with_words)
    receive(late, [gone])
    receive(early, [gone])
    receive(early, with_words)
    receive(never, carried(first.store))
    assert shared(late.store) == shared(early.store) == shared(never.store)
    for laptop in (late, early, never):
        laptop.store.clean_up_done()
        assert laptop.check().is_clean
        laptop.close()
        assert PHONE not in bytes_of(laptop)


@pytest.mark.parametrize("role", ["monitor", "ranger", "reviewer"])
def test_only_a_coordinator_erases(tmp_path: Path, role: str) -> None:
    """Anybody else's erasure stands in the log and changes nothing."""
    first = Laptop(tmp_path / "one")
    record = first.save({**SNOW_LEOPARD, **SECRET})
    other = joined(tmp_path / "two", first, role=role)
    receive(other, carried(first.store))
    receive(first, [erasure(other, targets(other))])
    found = first.store.record(record)
    assert found is not None
    assert found.values == {**SNOW_LEOPARD, **SECRET}


def test_an_erasure_holds_in_whatever_order_its_author_becomes_and_ceases_to_be_a_coordinator(
    tmp_path: Path,
) -> None:
    """Protects against words gone on one laptop and kept on another, because the second heard first of another role."""
    first = Laptop(tmp_path / "one")
    record = first.save({**SNOW_LEOPARD, **SECRET})
    other = joined(tmp_path / "two", first, role="ranger")
    receive(other, carried(first.store))
    late, early = (joined(tmp_path / name, first, seed=seed) for name, seed in (("a", 91), ("b", 92)))
    for laptop in (late, early):
        receive(laptop, carried(first.store))
    before = {one.header for one in carried(first.store)}
    enrol(first, [person_part(other.person, "coordinator", first.store.roster().heads[other.person])])
    heads = first.store.roster().heads[other.person]
    enrol(first, [person_part(other.person, "ranger", heads, [Earlier("coordinator", {})])])
    roles = [one for one in carried(first.store) if one.header not in before]
    gone = erasure(other, targets(other))
    receive(late, [*roles])
    receive(late, [gone])
    receive(early, [gone])
    assert len(targets(early)) == 1
    receive(early, [*roles])
    for laptop in (late, early):
        found = laptop.store.record(record)
        assert found is not None
        assert found.values == SNOW_LEOPARD


def test_words_left_out_on_the_way_are_refused_until_an_erasure_explains_it(tmp_path: Path) -> None:
    """A carrier cannot make a colleague's words vanish; a coordinator's erasure that comes later lets it in."""
    first = Laptop(tmp_path / "one")
    record = first.save({**SNOW_LEOPARD, **SECRET})
    gone = erasure(first, targets(first))
    second = joined(tmp_path / "two", first)
    receive(first, [gone])
    without = [one for one in carried(first.store) if one.header != gone.header]
    refused = receive(second, without).quarantined
    assert list(refused.values()) == ["erased-unexplained"]
    receive(second, [gone])
    assert not second.store.quarantined()
    found = second.store.record(record)
    assert found is not None
    assert found.values == SNOW_LEOPARD


def test_what_cannot_be_understood_of_an_erasure_is_passed_over() -> None:
    """A newer or crooked list of targets erases what is plain in it, and no more."""
    part = erasure_part(b"r" * 16, [Target(b"c" * 16, 0)], None)
    crooked = part._replace(
        groups={"targets": {"parts": [[b"c" * 16, 0], [b"short", 1], "all", [b"c" * 16, -1]]}}
    )
    assert targets_of(part) == targets_of(crooked) == {Target(b"c" * 16, 0)}
    assert targets_of(part._replace(kind="sighting")) == frozenset()
    with pytest.raises(ValueError, match="between"):
        erasure_part(b"r" * 16, [], None)


def test_a_carrier_who_leaves_words_out_cannot_keep_them_from_anybody(tmp_path: Path) -> None:
    """What came without its words does not count as held: it is asked for again, and the whole of it let in."""
    first = Laptop(tmp_path / "one")
    record = first.save({**SNOW_LEOPARD, **SECRET})
    second = joined(tmp_path / "two", first)
    connection = first.store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    for _, commit in log.all_commits(connection):
        if not log.is_roster(commit):
            bare = erase_parts(commit, [0])
            receive(second, [Carried.of(bare)])
    assert {one.reason for one in second.store.quarantined()} == {"erased-unexplained"}
    assert first.signer.feed(Stream.OPEN) not in second.store.vector()
    receive(second, carried(first.store))
    assert not second.store.quarantined()
    assert second.store.record(record) is not None
    assert second.store.vector() == first.store.vector()


def test_words_are_erased_in_what_is_set_aside_too(tmp_path: Path) -> None:
    """An undone meeting that is taken back in brings nothing back that was erased meanwhile."""
    met = b"m" * 16
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    record = first.save({**SNOW_LEOPARD, **SECRET})
    second.store.note_meeting(Meeting(met, 1, "folder", ""))
    receive(second, carried(first.store), met)
    second.store.set_aside(met, [], Progress())
    gone = erasure(first, targets(first))
    receive(second, [gone])
    second.store.take_back_in(met, Progress())
    receive(first, [gone])
    found = second.store.record(record)
    assert found is not None
    assert found.values == SNOW_LEOPARD
    assert shared(first.store) == shared(second.store)
    assert second.check().is_clean


def test_an_erasure_moves_the_mark_on(tmp_path: Path) -> None:
    """A store put back to before an erasure is known for an older one, and begins new feeds."""
    laptop = Laptop(tmp_path / "one")
    laptop.save({**SNOW_LEOPARD, **SECRET})
    laptop.close()
    before = (tmp_path / "one" / "store.sqlite").read_bytes()
    laptop.reopen()
    laptop.store.erase(targets(laptop), laptop.signer, None)
    laptop.close()
    (tmp_path / "one" / "store.sqlite").write_bytes(before)
    assert laptop.reopen().was_restored
    laptop.close()
