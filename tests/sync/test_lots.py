"""How pieces become transactions: short ones, nothing lost, and what is known of the next one never changes an outcome."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from camifield.errors import Problem
from camifield.store.proofs import Carried
from camifield.sync.lots import LARGEST_LOT, MOST_TIMES, Lot, Lots, with_following

SMALL = [Carried(bytes([number]), b"", b"x" * 10) for number in range(200)]
LARGE = [Carried(bytes([number]), b"", b"x" * 300_000) for number in range(4)]


def sizes(lots: Lots, piece: Lot) -> list[int]:
    """How many commits each lot of a piece holds."""
    return [len(lot) for lot in lots.of([piece])]


def test_lots_are_short_and_lose_nothing() -> None:
    """A piece of large commits becomes many short transactions, one of small commits stays together."""
    lots = Lots()
    assert list(lots.of([SMALL])) == [SMALL]
    assert sizes(lots, LARGE) == [1, 1, 1, 1]
    mixed = [*SMALL, *LARGE, *SMALL]
    assert [one for lot in lots.of([mixed, [], SMALL]) for one in lot] == [*mixed, *SMALL]
    assert list(lots.of([[], []])) == []


def test_a_fast_machine_takes_in_more_at_once_and_a_slow_one_never_less_than_a_commit() -> None:
    """Protects the waits of others: a transaction stays near its time, and the size never runs away."""
    lots = Lots()
    lots.took(LARGE[:2], 0.03)
    assert lots.most == MOST_TIMES * LARGEST_LOT
    assert sizes(lots, LARGE) == [4]
    lots.took(LARGE[:2], 0.12)
    assert sizes(lots, LARGE) == [2, 2]
    lots.took(SMALL, 9.0)
    assert sizes(lots, LARGE) == [2, 2]
    lots.took(LARGE[:2], 9.0)
    assert lots.most == LARGEST_LOT
    assert sizes(lots, LARGE) == [1, 1, 1, 1]
    lots.took(LARGE[:2], 0.0)
    assert lots.most == MOST_TIMES * LARGEST_LOT


def test_each_lot_comes_with_the_one_after_it() -> None:
    """What is opened ahead is what is taken in next."""
    lots: list[Lot] = [SMALL[:1], SMALL[1:2], SMALL[2:3]]
    assert list(with_following(lots)) == [(lots[0], lots[1]), (lots[1], lots[2]), (lots[2], ())]
    assert list(with_following([])) == []


def test_what_came_before_a_fault_is_handed_out_before_it() -> None:
    """Looking one lot ahead must not cost the one at hand, when a road breaks off or the person stops."""

    def breaking() -> Iterator[Lot]:
        yield SMALL[:1]
        raise Problem("bundle-damaged")

    found: list[tuple[Lot, Lot]] = []
    with pytest.raises(Problem):
        found.extend(with_following(breaking()))
    assert found == [(SMALL[:1], ())]
