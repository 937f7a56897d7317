"""Decisions on clocks: the same time for a save on every laptop, whatever came first."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.clocks import Correction, Corrections

FEED, OTHER = b"f" * 16, b"g" * 16
DAY = 86_400_000


def correction(
    number: int, first: int, last: int, offset_ms: int, lamport: int, feed: bytes = FEED
) -> Correction:
    """A decision in few words."""
    name = bytes([number]) * 16
    return Correction(name, feed, first, last, offset_ms, "", b"a" * 16, lamport, name)


def test_only_the_saves_that_were_named_move() -> None:
    """A correction that ran over its ends, or into another feed, would put right times wrong."""
    found = Corrections([correction(1, 3, 5, DAY, 9)])
    assert [found.at(FEED, seq, 0) for seq in (2, 3, 5, 6)] == [0, DAY, DAY, 0]
    assert found.at(OTHER, 4, 0) == 0
    assert not Corrections()


def test_of_two_decisions_the_later_known_one_holds_and_the_other_is_told() -> None:
    """Two reviewers who do not know of each other: one time is shown, and that they differ is never hidden."""
    first, second = correction(1, 1, 5, DAY, 9), correction(2, 4, 8, 2 * DAY, 10)
    found = Corrections([first, second])
    assert found.about(FEED, 4) == [second, first]
    assert found.of(FEED, 2) == first
    assert found.rivals() == [(second, first)]


def test_who_decides_alike_does_not_contradict() -> None:
    """Two reviewers who add the same hours agree; stretches that do not meet have nothing to do with each other."""
    found = Corrections(
        [correction(1, 1, 5, DAY, 9), correction(2, 4, 8, DAY, 10), correction(3, 9, 9, 0, 11)]
    )
    assert found.rivals() == []


@given(
    st.lists(
        st.builds(
            correction,
            st.integers(0, 255),
            st.integers(1, 6),
            st.integers(1, 6),
            st.integers(-3, 3),
            st.integers(1, 4),
        ),
        max_size=6,
        unique_by=lambda one: one.record,
    ),
    st.randoms(use_true_random=False),
)
def test_the_order_of_arrival_makes_no_difference(some: list[Correction], random: Random) -> None:
    """Every laptop shows the same time and the same contradictions."""
    shuffled = list(some)
    random.shuffle(shuffled)
    one, other = Corrections(some), Corrections(shuffled)
    assert [one.at(FEED, seq, 0) for seq in range(8)] == [other.at(FEED, seq, 0) for seq in range(8)]
    assert one.rivals() == other.rivals()
