"""What a store says it holds: counted once, and the same as counting everything anew."""

from __future__ import annotations

from pathlib import Path

from camifield.progress import Progress
from camifield.revisions.vectors import Mark, vector_of
from camifield.store import log, vectors
from camifield.store.connection import transaction
from camifield.store.meetings import Meeting
from tests.store.making import SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, joined, own_feeds, receive


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
