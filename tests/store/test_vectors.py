"""What a store says it holds: counted once, and the same as counting everything anew."""

from __future__ import annotations

from pathlib import Path

from camifield.progress import Progress
from camifield.revisions.membership import LastAccepted
from camifield.revisions.roster_parts import pardon_part
from camifield.revisions.vectors import Mark, vector_of
from camifield.security.hashing import commit_id
from camifield.store import log, vectors
from camifield.store.connection import transaction
from camifield.store.meetings import Meeting
from tests.store.contents import shared
from tests.store.making import SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, copied, enrol, joined, own_feeds, receive, revoke


def counted_anew(laptop: Laptop) -> dict[bytes, Mark]:
    """The vector by opening every commit."""
    connection = laptop.store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    return vector_of((one.header.feed, one.header.seq, one.id) for _, one in log.all_commits(connection))


def count_on(laptop: Laptop) -> None:
    """Move the checkpoint to the end."""
    with laptop.store._writing() as connection, transaction(connection):  # pyright: ignore[reportPrivateUsage]
        vectors.count_on(connection)


def test_the_vector_is_that_of_the_log(tmp_path: Path) -> None:
    """Both streams and the roster are counted, with a checkpoint and without."""
    laptop = Laptop(tmp_path)
    assert laptop.store.vector() == counted_anew(laptop)
    laptop.save({**SNOW_LEOPARD, **SECRET})
    count_on(laptop)
    assert laptop.store.vector() == counted_anew(laptop)
    laptop.save(SNOW_LEOPARD)
    assert laptop.store.vector() == counted_anew(laptop)
    count_on(laptop)
    count_on(laptop)
    assert laptop.store.vector() == counted_anew(laptop) == laptop.store.giving_vector()


def test_a_mark_through_a_seq_is_that_of_the_commits_up_to_there(tmp_path: Path) -> None:
    """Where two laptops parted is found by the fingerprint of a beginning."""
    laptop = Laptop(tmp_path)
    laptop.save(SNOW_LEOPARD)
    feed = laptop.signer.feed(1)
    early = laptop.store.vector()[feed]
    laptop.save(SNOW_LEOPARD)
    assert laptop.store.mark_through(feed, early.highest) == early
    assert laptop.store.mark_through(feed, 99) == laptop.store.vector()[feed]
    assert laptop.store.mark_through(b"?" * 16, 3) == Mark()


def test_what_is_carried_is_the_log_in_pieces(tmp_path: Path) -> None:
    """Every commit of a feed above a seq, once and in order, and none of another feed."""
    first = Laptop(tmp_path / "one")
    for _ in range(5):
        first.save({**SNOW_LEOPARD, **SECRET})
    feed = first.signer.feed(2)
    mark = first.store.vector()[feed]
    pieces = list(first.store.carried(feed, 2, mark.highest))
    assert [one for piece in pieces for one in piece] == [
        one for one in carried(first.store) if one.header in {c.header for p in pieces for c in p}
    ]
    assert sum(len(piece) for piece in pieces) == mark.highest - 2
    second = joined(tmp_path / "two", first)
    for mine, stream in first.store.streams().items():
        for piece in first.store.carried(mine, 0, first.store.vector()[mine].highest):
            receive(second, piece)
        assert stream == second.store.streams()[mine]
    assert second.store.vector() == first.store.vector()


def test_a_checkpoint_survives_setting_aside(tmp_path: Path) -> None:
    """Commits that leave the log and come back are counted once, whenever the checkpoint was moved."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    second.save(SNOW_LEOPARD)
    first.store.note_meeting(Meeting(b"m" * 16, 1, "folder", ""))
    receive(first, carried(second.store), b"m" * 16)
    held = first.store.vector()
    first.store.set_aside(b"m" * 16, own_feeds(first), Progress())
    first.save(SNOW_LEOPARD)
    count_on(first)
    first.store.take_back_in(b"m" * 16, Progress())
    mine = first.signer.feed(1)
    assert {feed: mark for feed, mark in first.store.vector().items() if feed != mine} == {
        feed: mark for feed, mark in held.items() if feed != mine
    }
    assert first.store.vector() == counted_anew(first)


def test_a_number_in_the_log_is_never_given_twice(tmp_path: Path) -> None:
    """What a revoked laptop's copy wrote leaves the log at once, and the next save is counted all the same."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    twin = copied(tmp_path / "twin", first, second)
    second.save(SNOW_LEOPARD)
    second.save(SNOW_LEOPARD)
    feed = second.signer.feed(1)
    head = second.store.head_of_feed(feed)
    revoke(first, second, [LastAccepted(feed, head.seq, head.id)])
    third = joined(tmp_path / "three", first, seed=98)
    receive(third, carried(second.store))
    twin.save(SNOW_LEOPARD)
    assert receive(third, carried(twin.store)).commits == 1
    assert [one.reason for one in third.store.quarantined()] == ["revoked"]
    third.save(SNOW_LEOPARD)
    mine = third.signer.feed(1)
    assert third.store.vector()[mine] == counted_anew(third)[mine]


def test_one_vector_through_revoking_setting_aside_and_pardoning(tmp_path: Path) -> None:
    """Half of a meeting goes to quarantine, the rest is set aside, all comes back: always the same is held."""
    met = b"m" * 16
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    third = joined(tmp_path / "three", first, seed=98)
    for _ in range(4):
        second.save({**SNOW_LEOPARD, **SECRET})
    third.store.note_meeting(Meeting(met, 1, "folder", ""))
    receive(third, carried(second.store), met)
    feed = second.signer.feed(1)
    named = next(second.store.carried(feed, 1, 2))[0]
    revoke(first, second, [LastAccepted(feed, 2, commit_id(named.header))])
    receive(third, carried(first.store))
    third.save(SNOW_LEOPARD)
    mine = third.signer.feed(1)
    held = {**second.store.vector(), **first.store.vector(), mine: counted_anew(third)[mine]}
    assert third.store.vector() == held
    third.store.set_aside(met, own_feeds(third), Progress())
    assert third.store.vector() == held
    third.save(SNOW_LEOPARD)
    device = second.signer.incarnation.device
    enrol(first, [pardon_part(device, first.store.roster().heads[device])])
    receive(third, carried(first.store))
    third.store.take_back_in(met, Progress())
    receive(first, carried(second.store))
    receive(first, carried(third.store))
    assert third.store.vector() == first.store.vector() == counted_anew(third)
    assert shared(third.store) == shared(first.store)
    assert third.check().is_clean
