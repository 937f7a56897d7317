"""Receipts: the latest word of every laptop, and "only on this laptop" that means it."""

from __future__ import annotations

from pathlib import Path

from camifield.revisions.vectors import Mark
from camifield.store.receipts import StoredReceipt
from camifield.store.writing import Save
from tests.store.making import SNOW_LEOPARD, Laptop
from tests.store.teams import carried, joined, receive

DEVICE = b"d" * 16


def receipt(laptop: Laptop, at_ms: int = 1, device: bytes = DEVICE) -> StoredReceipt:
    """What a laptop would sign now."""
    return StoredReceipt(device, at_ms, 5, laptop.store.vector(), b"signed")


def test_everything_is_here_alone_until_somebody_else_says_otherwise(tmp_path: Path) -> None:
    """Before any meeting all living records are on this laptop only; a deleted one is nobody's loss."""
    first = Laptop(tmp_path / "one")
    first.save(SNOW_LEOPARD)
    gone = first.save(SNOW_LEOPARD)
    first.append(Save(gone, "trace", {}, deleted=True))
    assert first.store.only_here([]).counts == {"trace": 1}


def test_a_receipt_covers_what_it_names_and_nothing_after(tmp_path: Path) -> None:
    """A record that was changed since is again on this laptop only; so is a new one."""
    first = Laptop(tmp_path / "one")
    one, two = first.save(SNOW_LEOPARD), first.save(SNOW_LEOPARD)
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    first.store.keep_receipt(receipt(second))
    assert first.store.only_here([]).counts == {}
    assert first.store.only_here([]).oldest_ms is None
    first.edit(one, {"species": {"species": "wlf"}})
    first.save(SNOW_LEOPARD)
    assert first.store.only_here([]).counts == {"trace": 2}
    assert first.store.not_covered_by(DEVICE).counts == {"trace": 2}
    assert first.store.not_covered_by(b"x" * 16).counts == {"trace": 3}
    assert two


def test_another_key_on_this_laptop_is_no_second_laptop(tmp_path: Path) -> None:
    """A receipt of one's own device says nothing about what a theft would take."""
    first = Laptop(tmp_path / "one")
    first.save(SNOW_LEOPARD)
    first.store.keep_receipt(receipt(first))
    assert first.store.only_here([DEVICE]).counts == {"trace": 1}


def test_a_gap_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    """A laptop that lost a commit below its highest number does not cover this one's records."""
    first = Laptop(tmp_path / "one")
    for _ in range(3):
        first.save(SNOW_LEOPARD)
    feed = first.signer.feed(1)
    whole = first.store.vector()[feed]
    holed = Mark(whole.highest, whole.held - 1, whole.fingerprint ^ 12345)
    first.store.keep_receipt(StoredReceipt(DEVICE, 1, 5, {feed: holed}, b""))
    assert first.store.only_here([]).counts == {"trace": 3}


def test_an_old_receipt_does_not_come_back(tmp_path: Path) -> None:
    """A replayed receipt changes nothing; a laptop that was put back is believed when it says less, later."""
    first = Laptop(tmp_path / "one")
    first.save(SNOW_LEOPARD)
    early = receipt(first, at_ms=10)
    first.save(SNOW_LEOPARD)
    assert first.store.keep_receipt(receipt(first, at_ms=20))
    assert not first.store.keep_receipt(early)
    assert first.store.receipts()[0].at_ms == 20
    assert first.store.keep_receipt(early._replace(at_ms=30))


def test_a_clock_that_fell_back_is_believed_when_it_has_news(tmp_path: Path) -> None:
    """A battery dies and the year is 2000: what the laptop holds more than before still counts."""
    first = Laptop(tmp_path / "one")
    first.save(SNOW_LEOPARD)
    first.store.keep_receipt(receipt(first, at_ms=1_000))
    first.save(SNOW_LEOPARD)
    assert first.store.keep_receipt(receipt(first, at_ms=5))


def test_a_copys_commits_are_not_taken_for_ones_own(tmp_path: Path) -> None:
    """As many of a feed, with the same highest number, but others: that laptop holds what a copy of this one wrote."""
    first = Laptop(tmp_path / "one")
    for _ in range(2):
        first.save(SNOW_LEOPARD)
    feed = first.signer.feed(1)
    mark = first.store.vector()[feed]
    others = {**first.store.vector(), feed: mark._replace(fingerprint=mark.fingerprint ^ 5)}
    first.store.keep_receipt(StoredReceipt(DEVICE, 1, 5, others, b""))
    assert first.store.only_here([]).counts == {"trace": 2}
