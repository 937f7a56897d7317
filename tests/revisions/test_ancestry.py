"""What writes build on: what was there before people went different ways is found in any shape of the graph."""

from __future__ import annotations

from camifield.revisions.ancestry import before, past_of
from camifield.revisions.encoding import Group
from camifield.revisions.merge import NOTHING, Write


def write(name: str, lamport: int, bases: str, **groups: Group | None) -> Write:
    """A write named by one letter that builds on the letters of `bases`."""
    return Write(name.encode(), lamport, tuple(base.encode() for base in bases), groups)


CHAIN = (
    write("a", 1, "", count={"count": "10"}),
    write("b", 2, "a", count={"count": "12"}),
    write("c", 3, "b", count={"count": "14"}),
    write("d", 3, "b", species={"species": "WOL"}),
    write("e", 4, "d", count={"count": "11"}),
)


def test_the_value_before_both_changes_is_that_of_the_last_common_write() -> None:
    """Not the first value ever, and not one that only one of the two had seen."""
    assert before(CHAIN, (b"c", b"e")).groups["count"] == {"count": "12"}
    assert "species" not in before(CHAIN, (b"c", b"e")).groups


def test_three_who_differ_share_what_all_three_knew() -> None:
    """A third laptop that was away longest sets how far back the common past lies."""
    third = write("f", 5, "a", count={"count": "9"})
    assert before((*CHAIN, third), (b"c", b"e", b"f")).groups["count"] == {"count": "10"}


def test_no_common_past_is_nothing() -> None:
    """Bases that have not arrived leave the question open instead of guessing."""
    alone = write("g", 2, "z", count={"count": "3"})
    assert before((*CHAIN, alone), (b"c", b"g")) == NOTHING
    assert before(CHAIN, ()) == NOTHING


def test_the_past_holds_everything_near_and_far() -> None:
    """What somebody knew is found through any number of steps, and a base that is not here is passed over."""
    known = {one.commit: one for one in CHAIN}
    assert past_of(known, (b"e",)) == {b"e", b"d", b"b", b"a"}
    assert past_of(known, (b"z",)) == set()
