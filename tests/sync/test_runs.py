"""What to give and what to ask for: whatever laptops hold, copied ones too, nothing is left out and little is sent twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.vectors import NOTHING_HELD, Mark, vector_of
from camifield.sync.road import Run
from camifield.sync.runs import is_wanted, lacking, lacking_of, reached, wanted

FEED = b"f" * 16
Held = frozenset[tuple[int, bytes]]


def names(seq: int, twin: int) -> bytes:
    """The id of a commit; two of one seq come from a copied laptop."""
    return (seq * 7919 + twin * 104729).to_bytes(8, "big") + bytes(8)


commits = st.tuples(st.integers(1, 6), st.integers(0, 1)).map(lambda one: (one[0], names(*one)))
held = st.frozensets(commits, max_size=9)


def through_of(holding: Held) -> Callable[[bytes, int], Mark]:
    """The marks of one who holds these."""

    def through(feed: bytes, seq: int) -> Mark:
        some = ((feed, at, name) for at, name in holding if at <= seq and feed == FEED)
        return vector_of(some).get(FEED, NOTHING_HELD)

    return through


def vector(holding: Held) -> dict[bytes, Mark]:
    """The vector of one who holds these."""
    return vector_of((FEED, seq, name) for seq, name in holding)


def content(run: Run, giver: Held) -> Held:
    """The commits of a run that this giver made."""
    return frozenset(one for one in giver if run.before.highest < one[0] <= run.through.highest)


def one_stream(_feed: bytes) -> int:
    """Every feed is an open one."""
    return 1


@given(st.lists(held, max_size=4), held)
def test_a_road_holds_all_that_was_given(givers: list[Held], reader: Held) -> None:
    """Laptops give one after the other what the road lacks; who then asks for what he lacks, holds it all."""
    lying: list[tuple[Run, Held]] = []
    for giver in givers:
        for run in lacking(vector(giver), through_of(giver), one_stream, [run for run, _ in lying]):
            lying.append((run, content(run, giver)))
    for giver in givers:
        assert lacking(vector(giver), through_of(giver), one_stream, [run for run, _ in lying]) == ()
    wants = wanted([run for run, _ in lying], through_of(reader))
    after = reader.union(
        *(
            frozenset(one for one in carried if any(one[0] > want.after for want in wants))
            for run, carried in lying
            if is_wanted(run, wants)
        )
    )
    assert after == reader.union(*givers)


@given(st.lists(held, min_size=1, max_size=3), held)
def test_a_file_for_readers_brings_each_what_he_lacks(readers: list[Held], giver: Held) -> None:
    """By the receipts of its readers a file holds enough for every one of them."""
    runs = lacking_of(vector(giver), through_of(giver), one_stream, [vector(reader) for reader in readers])
    for reader in readers:
        assert reader.union(*(content(run, giver) for run in runs)) >= giver


@given(held, st.integers(0, 6))
def test_only_the_news_is_given(giver: Held, seq: int) -> None:
    """Where the road holds what we hold up to some point, what is given begins there."""
    past = through_of(giver)(FEED, seq)
    lying = [Run(FEED, 1, NOTHING_HELD, past)] if past.held else []
    runs = lacking(vector(giver), through_of(giver), one_stream, lying)
    assert all(run.before == past for run in runs)
    assert bool(runs) == (past != vector(giver).get(FEED, NOTHING_HELD))


def test_a_chain_with_a_gap_reaches_only_to_the_gap() -> None:
    """A run whose beginning nobody laid there is of no use to a newcomer."""
    first, second, third = Mark(1, 1, 1), Mark(2, 2, 2), Mark(3, 3, 3)
    runs: Iterable[Run] = [Run(FEED, 1, NOTHING_HELD, first), Run(FEED, 1, second, third)]
    assert reached(runs) == {FEED: {first}}


def test_the_roster_goes_first() -> None:
    """Who may write is known before what they wrote."""
    feeds = {bytes([9 - stream]) * 16: stream for stream in (0, 1, 2)}
    giving = {feed: Mark(1, 1, stream) for feed, stream in feeds.items()}

    def through(feed: bytes, seq: int) -> Mark:
        return giving[feed] if seq else NOTHING_HELD

    assert [run.stream for run in lacking(giving, through, feeds.__getitem__, ())] == [0, 1, 2]
    assert [run.stream for run in lacking_of(giving, through, feeds.__getitem__, ())] == [0, 1, 2]
    asked = wanted(
        [Run(feed, stream, NOTHING_HELD, giving[feed]) for feed, stream in feeds.items()],
        lambda _feed, _seq: NOTHING_HELD,
    )
    assert [feeds[want.feed] for want in asked] == [0, 1, 2]
