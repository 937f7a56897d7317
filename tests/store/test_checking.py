"""The check of a store: clean when it is, and each kind of harm found where it was done."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest

from camifield.progress import Progress, Stopped
from camifield.store.checking import Surroundings
from camifield.store.faults import MOST_NAMED, Faults
from camifield.store.mark import Mark
from camifield.store.store import Store
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, own_feeds, receive

HARM = {
    "a typed value": "UPDATE trace SET species = 'cow' WHERE serial = 1",
    "a typed row gone": "DELETE FROM trace WHERE serial = 1",
    "a typed row too many": "INSERT INTO trace (serial, id, version, typed_by, created_ms, changed_ms, deleted)"
    " SELECT 999, id, version, typed_by, created_ms, changed_ms, deleted FROM trace WHERE serial = 1",
    "a line gone": "DELETE FROM trace_loss WHERE line = '0a0a0a0a0a0a' AND serial = 1",
    "a line's value": "UPDATE trace_loss SET killed = '300' WHERE serial = 1",
    "a card": "UPDATE card SET species = 'wlf'",
    "a card gone": "DELETE FROM card WHERE card = (SELECT card FROM record WHERE serial = 1)",
    "indexed words": "UPDATE found SET words = 'other' WHERE rowid = (SELECT card FROM record WHERE serial = 1)",
    "a point": "UPDATE box SET west = 10, east = 11",
    "a point gone": "DELETE FROM box",
    "the tally": "UPDATE tally SET records = records + 1",
    "a record's heads": "UPDATE record SET heads_open = x'00' WHERE serial = 1",
    "a record's date of change": "UPDATE record SET changed_ms = 5 WHERE serial = 1",
    "a contested group that is none": "INSERT INTO unsettled VALUES (1, 'species', 1, x'80')",
    "a part not indexed": "DELETE FROM revision WHERE serial = 1",
    "a commit gone": "DELETE FROM commits WHERE n = 2",
    "a payload": "UPDATE commits SET payload = zeroblob(length(payload)) WHERE n = 2",
    "a signature": "UPDATE commits SET signature = zeroblob(64) WHERE n = 2",
    "what a row says of its commit": "UPDATE commits SET at_ms = 1 WHERE n = 2",
    "commits of one seq out of a feed": "UPDATE commits SET seq = 77 WHERE n = 2",
}


def writer_of(laptop: Laptop) -> sqlite3.Connection:
    """The connection that writes, for doing harm."""
    return laptop.store._connections.writer()  # pyright: ignore[reportPrivateUsage]


def test_a_store_in_use_is_clean(laptop: Laptop) -> None:
    """Counts of what was looked at, and nothing found."""
    for _ in range(3):
        laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES})
    report = laptop.check()
    assert report.is_clean
    assert (report.commits, report.records, report.attachments) == (7, 3, 0)


@pytest.mark.parametrize("harm", HARM)
def test_every_harm_is_found(laptop: Laptop, harm: str) -> None:
    """Whatever was changed behind the program's back, in the log or in any table, the check says so."""
    for _ in range(3):
        laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES})
    writer = writer_of(laptop)
    writer.execute("PRAGMA ignore_check_constraints=ON")
    writer.execute(HARM[harm])
    report = laptop.check()
    assert not report.is_clean
    assert report.faults


def test_a_feed_that_two_copies_of_a_laptop_went_on_with_is_clean(tmp_path: Path) -> None:
    """Protects whoever copied a disk: two commits of one number are no damage, whichever came first."""
    one = Laptop(tmp_path / "one")
    one.save(SNOW_LEOPARD)
    one.store.close()
    copytree(tmp_path / "one", tmp_path / "two")
    one.store = Store.open(one.folder)
    one.store.learn(one.registry)
    two = Laptop(tmp_path / "two", seed=8)
    two.signer = replace(one.signer, entropy=two.entropy, clock=two.clock)
    for laptop in (one, two):
        for _ in range(3):
            laptop.save(SNOW_LEOPARD)
    receive(one, carried(two.store))
    assert one.store.count() == 7
    assert one.check().is_clean
    two.store.close()


def test_a_hole_in_what_came_home_is_no_damage_and_one_in_what_was_written_here_is(tmp_path: Path) -> None:
    """Protects whoever put an older store back: what a lost stick keeps from coming home does not make this store broken."""
    one = Laptop(tmp_path / "one")
    for _ in range(3):
        one.save(SNOW_LEOPARD)
    one.store.close()
    copytree(tmp_path / "one", tmp_path / "two")
    one.store = Store.open(one.folder)
    one.store.learn(one.registry)
    two = Laptop(tmp_path / "two", seed=8)
    two.signer = replace(one.signer, entropy=two.entropy, clock=two.clock)
    for _ in range(2):
        two.save(SNOW_LEOPARD)
    around = Surroundings(one.signer.project, own_feeds(one))
    receive(one, carried(two.store)[-1:], b"m" * 16)
    assert one.store.head_of_feed(one.signer.feed(1)).seq == 5
    assert one.store.check(around, Progress()).is_clean
    writer_of(one).execute("DELETE FROM commits WHERE feed = ? AND seq = 2", (one.signer.feed(1),))
    codes = [fault.code for fault in one.store.check(around, Progress()).faults]
    assert "feed-has-gaps" in codes
    two.store.close()


def test_harm_inside_the_text_index_is_found(laptop: Laptop) -> None:
    """The index itself, not only the words beside it, is compared."""
    laptop.save(SNOW_LEOPARD)
    writer_of(laptop).execute("UPDATE found_content SET c0 = 'other'")
    assert not laptop.check().is_clean


def test_a_store_behind_its_mark_is_told(laptop: Laptop) -> None:
    """An older copy of the store is no damage, but it is not the newest either."""
    laptop.save(SNOW_LEOPARD)
    laptop.store.close()
    mark = Mark(laptop.folder)
    mark.advance({laptop.signer.feed(1): 50})
    mark.close()
    laptop.reopen()
    assert [fault.code for fault in laptop.check().faults] == ["store-is-behind-its-mark"]


def test_a_photo_that_is_gone_is_named(laptop: Laptop) -> None:
    """Each photo that the store knows is asked for by its content."""
    writer_of(laptop).execute(
        "INSERT INTO attachment VALUES (?, 5, 'image/jpeg', 'a.jpg', NULL, NULL, NULL, NULL, 1)",
        (b"\x01" * 32,),
    )
    asked: list[tuple[bytes, int]] = []

    def has_photo(digest: bytes, size: int) -> bool:
        asked.append((digest, size))
        return False

    around = Surroundings(laptop.signer.project, has_photo=has_photo)
    report = laptop.store.check(around, Progress())
    assert asked == [(b"\x01" * 32, 5)]
    assert [fault.code for fault in report.faults] == ["photo-is-missing"]


def test_a_check_can_be_stopped_and_changes_nothing(laptop: Laptop) -> None:
    """Stop works at every step, and looking leaves the file as it was."""
    laptop.save(SNOW_LEOPARD)
    before = laptop.store.path.read_bytes()
    assert laptop.check().is_clean
    assert laptop.store.path.read_bytes() == before


def test_stopping_a_check_stops_it(laptop: Laptop) -> None:
    """Also in the long look at every page, which is one statement."""
    for _ in range(30):
        laptop.save({**SNOW_LEOPARD, **LOSSES})
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        laptop.store.check(Surroundings(laptop.signer.project), progress)
    assert laptop.check().is_clean


def test_very_many_faults_are_counted_and_the_first_named() -> None:
    """A store that is wholly broken gives a report that can be read."""
    faults = Faults()
    for number in range(MOST_NAMED + 50):
        faults.add("row-differs", serial=number)
    assert (len(faults.named), faults.count) == (MOST_NAMED, MOST_NAMED + 50)
