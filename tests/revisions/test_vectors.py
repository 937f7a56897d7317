"""Vectors: what is held, told in three numbers, and every gap found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.encoding import EncodingError, encode
from camifield.revisions.vectors import (
    Mark,
    Want,
    differing,
    read_vector,
    start_of,
    vector_of,
    wants,
    write_vector,
)
from tests.revisions.making import commit_name

Held = set[tuple[bytes, int, bytes]]

feeds = st.sampled_from([b"a" * 16, b"b" * 16, b"c" * 16])
held = st.sets(st.tuples(feeds, st.integers(1, 6), st.integers(1, 40).map(commit_name)), max_size=25)


def through(commits: Held, feed: bytes, seq: int) -> Mark:
    """What a store would answer: the mark of one feed up to a seq."""
    return vector_of(one for one in commits if one[0] == feed and one[1] <= seq).get(feed, Mark())


def sent(asker: Held, holder: Held) -> Held:
    """The commits that travel when one laptop asks another."""
    asked = wants(vector_of(asker), vector_of(holder), lambda feed, seq: through(asker, feed, seq))
    found: Held = set()
    for want in asked:
        after = start_of(want, lambda feed, seq: through(holder, feed, seq))
        found |= {one for one in holder if one[0] == want.feed and one[1] > after}
    return found


@given(held, held)
def test_asking_brings_all_that_was_missing(one: Held, two: Held) -> None:
    """Protects copied and restored laptops: whatever the gaps, one round of asking closes them."""
    assert two <= one | sent(one, two)


@given(held, held)
def test_a_known_past_is_not_sent_again(one: Held, two: Held) -> None:
    """Protects the stick: where the asker holds a plain beginning of the other's feed, only the rest travels."""
    prefix = {item for item in two if item[1] <= 3}
    assert sent(prefix, two) == {item for item in two if item[1] > 3}
    assert sent(two, prefix) == set()
    assert sent(one, one) == set()


def test_the_highest_number_alone_is_not_trusted() -> None:
    """Protects against the gap that a highest sequence hides: same highest, another commit."""
    ours = {(b"a" * 16, 1, commit_name(1)), (b"a" * 16, 2, commit_name(2))}
    theirs = {(b"a" * 16, 1, commit_name(1)), (b"a" * 16, 2, commit_name(3))}
    assert differing(vector_of(ours), vector_of(theirs)) == {b"a" * 16}
    assert wants(vector_of(ours), vector_of(theirs)) == (Want(b"a" * 16, 0, Mark()),)
    assert sent(ours, theirs) == theirs


@given(held)
def test_a_vector_does_not_depend_on_the_order(commits: Held) -> None:
    """Protects comparison: two laptops with the same commits have the same vector."""
    assert vector_of(sorted(commits)) == vector_of(sorted(commits, reverse=True))
    assert differing(vector_of(commits), vector_of(sorted(commits))) == frozenset()


@given(held)
def test_a_vector_is_read_as_it_was_written(commits: Held) -> None:
    """Protects receipts and marks kept outside the store."""
    assert read_vector(write_vector(vector_of(commits))) == vector_of(commits)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        encode({}),
        encode([1]),
        encode([[b"short", 1, 1, b"8" * 8]]),
        encode([[b"a" * 16, 1, 1, b"7" * 7]]),
        encode([[b"a" * 16, -1, 1, b"8" * 8]]),
        encode([[b"b" * 16, 1, 1, b"8" * 8], [b"a" * 16, 1, 1, b"8" * 8]]),
        encode([[b"a" * 16, 1, 1, b"8" * 8], [b"a" * 16, 1, 1, b"8" * 8]]),
    ],
)
def test_another_form_of_vector_is_refused(data: bytes) -> None:
    """Protects meetings from a hostile or damaged list."""
    with pytest.raises(EncodingError):
        read_vector(data)
