"""Who may change a record: every role and every deed, the same whatever the order in which writes come."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.authority import Author, judge, judge_both, prune
from camifield.revisions.encoding import Group
from camifield.revisions.membership import ROLES
from camifield.revisions.merge import Write, fold

A, B, C, D, E = (bytes([number]) * 16 for number in range(1, 6))
OWNER, OTHER, THIRD = (bytes([number]) * 16 for number in range(11, 14))


def write(
    commit: bytes,
    lamport: int,
    bases: tuple[bytes, ...] = (),
    groups: Mapping[str, Group | None] | None = None,
    deleted: bool | None = None,
) -> Write:
    """A write in few words."""
    return Write(commit, lamport, bases, {"count": {"count": lamport}} if groups is None else groups, deleted)


BEGUN = write(A, 1)
DEEDS = {
    "add": [BEGUN],
    "edit": [BEGUN, write(B, 2, (A,))],
    "delete": [BEGUN, write(B, 2, (A,), {}, True)],
    "restore": [BEGUN, write(C, 2, (A,), {}, True), write(B, 3, (C,), {}, False)],
    "decide": [BEGUN, write(C, 2, (A,)), write(D, 3, (A,)), write(B, 4, (C, D))],
    "edit beside a contested answer": [
        BEGUN,
        write(C, 2, (A,)),
        write(D, 3, (A,)),
        write(B, 4, (C, D), {"remarks": {}}),
    ],
    "begin again": [BEGUN, write(B, 2)],
    "edit what is not here yet": [write(B, 2, (E,))],
}
EDITOR = {"ranger", "reviewer", "coordinator"}
DECIDER = {"reviewer", "coordinator"}
MAY_ON_ANOTHERS = {
    "edit": EDITOR,
    "delete": EDITOR,
    "restore": EDITOR,
    "decide": DECIDER,
    "edit beside a contested answer": EDITOR,
    "begin again": EDITOR,
    "edit what is not here yet": EDITOR,
}
MAY_ON_OWN = {
    "add": set(ROLES),
    "edit": set(ROLES),
    "delete": set(ROLES),
    "restore": set(ROLES),
    "decide": DECIDER,
    "edit beside a contested answer": set(ROLES),
    "edit what is not here yet": EDITOR,
}


def authors_for(deed: str, doer: bytes, role: str) -> dict[bytes, Author]:
    """OWNER, a ranger, began the record; a third person contests it; `doer` does the last write (B, or A to add)."""
    found = {one.commit: Author(OWNER, "ranger") for one in DEEDS[deed]}
    if D in found:
        found[D] = Author(THIRD, "ranger")
    done = B if B in found else A
    if doer == OWNER:
        found = {
            commit: Author(OWNER, role) if author.person == OWNER else author
            for commit, author in found.items()
        }
    found[done] = Author(doer, role)
    return found


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", MAY_ON_ANOTHERS)
def test_what_each_role_may_do_to_the_record_of_another(deed: str, role: str) -> None:
    """Every cell of the table: a deed beyond the role is not counted, and waits for a decision."""
    judged = judge(DEEDS[deed], authors_for(deed, OTHER, role))
    may = role in MAY_ON_ANOTHERS[deed]
    assert (B in {one.commit for one in judged.allowed}) is may
    assert judged.waiting == (() if may else (B,))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", MAY_ON_OWN)
def test_what_each_role_may_do_to_an_own_record(deed: str, role: str) -> None:
    """A monitor keeps the care of what he began; only what another person contests is for others to decide."""
    judged = judge(DEEDS[deed], authors_for(deed, OWNER, role))
    done = A if deed == "add" else B
    assert (done in {one.commit for one in judged.allowed}) is (role in MAY_ON_OWN[deed])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("deed", DEEDS)
def test_what_each_role_may_do_to_a_decision_on_a_clock(deed: str, role: str) -> None:
    """Records that are decisions from their first write on: every deed, also on one's own, takes a reviewer."""
    done = A if deed == "add" else B
    authors = {one.commit: Author(OWNER, "reviewer") for one in DEEDS[deed]}
    for doer in (OWNER, OTHER):
        authors[done] = Author(doer, role)
        judged, _ = judge_both(DEEDS[deed], [], authors, is_decision=True)
        may = role in DECIDER
        assert (done in {one.commit for one in judged.allowed}) is may
        assert judged.waiting == (() if may else (done,))


def test_a_decision_that_does_not_count_is_passed_by() -> None:
    """What a ranger writes into a decision on a clock sets nothing, and what a reviewer said goes on to hold."""
    authors = {A: Author(OWNER, "reviewer"), B: Author(OTHER, "ranger")}
    judged, _ = judge_both(DEEDS["delete"], [], authors, is_decision=True)
    assert fold(judged.allowed).heads == (A,)
    assert not fold(judged.allowed).deleted


def test_whoever_wrote_all_of_the_values_decides_between_them() -> None:
    """Two laptops of one ranger: nobody else has a say in which of his own values stands."""
    authors = {commit: Author(OWNER, "ranger") for commit in (A, B, C, D)}
    assert not judge(DEEDS["decide"], authors).waiting


def test_a_refused_write_sets_nothing_and_revives_nothing() -> None:
    """A monitor's edit of a deleted record that is not his leaves it deleted, with the values it had."""
    writes = [BEGUN, write(C, 2, (A,), {}, True), write(B, 3, (A,), {"count": {"count": 99}})]
    authors = {A: Author(OWNER, "ranger"), C: Author(OWNER, "ranger"), B: Author(OTHER, "monitor")}
    folded = fold(judge(writes, authors).allowed)
    assert folded.deleted
    assert folded.groups == {"count": {"count": 1}}
    assert folded.heads == (C,)


def test_what_was_built_on_a_refused_write_is_built_on_what_that_stood_on() -> None:
    """An editor who saw a refused value and corrected it is no conflict with what stood before."""
    writes = [BEGUN, write(B, 2, (A,)), write(C, 3, (B,))]
    authors = {A: Author(OWNER, "ranger"), B: Author(OTHER, "monitor"), C: Author(THIRD, "ranger")}
    judged = judge(writes, authors)
    assert [one.bases for one in judged.allowed] == [(), (A,)]
    assert judged.waiting == ()  # somebody who may has answered it
    assert fold(judged.allowed).groups == {"count": {"count": 3}}


def test_a_reviewer_rescues_by_building_on_it() -> None:
    """The value comes back in the reviewer's name, and nothing waits any more."""
    writes = [BEGUN, write(B, 2, (A,), {"count": {"count": 7}}), write(C, 3, (A, B), {"count": {"count": 7}})]
    authors = {A: Author(OWNER, "ranger"), B: Author(OTHER, "monitor"), C: Author(THIRD, "reviewer")}
    judged = judge(writes, authors)
    assert judged.waiting == ()
    assert fold(judged.allowed).groups == {"count": {"count": 7}}
    assert fold(judged.allowed).heads == (C,)


def test_two_monitors_who_begin_one_record_contradict_each_other_in_sight() -> None:
    """Neither can push the other's beginning out; people see both."""
    writes = [write(A, 5), write(B, 2)]
    authors = {A: Author(OWNER, "monitor"), B: Author(OTHER, "monitor")}
    folded = fold(judge(writes, authors).allowed)
    assert len(folded.conflicts["count"]) == 2


def test_the_restricted_part_belongs_to_whoever_began_the_open_one() -> None:
    """A monitor cannot write a name beside a record that another began, though it is the first name there."""
    began, name = {A: Author(OWNER, "monitor")}, [write(B, 2)]
    assert judge_both([BEGUN], name, {**began, B: Author(OTHER, "monitor")})[1].waiting == (B,)
    assert judge_both([BEGUN], name, {**began, B: Author(OWNER, "monitor")})[1].waiting == ()
    assert judge_both([], name, {B: Author(OTHER, "monitor")})[1].waiting == ()


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Write], dict[bytes, Author]]:
    """Writes of three people in any roles, each built on some of the earlier ones."""
    count = draw(st.integers(2, 7))
    names = [bytes([number]) * 16 for number in range(1, count + 1)]
    writes: list[Write] = []
    for place, name in enumerate(names):
        bases = draw(st.lists(st.sampled_from(names[:place]), max_size=2, unique=True)) if place else []
        group = draw(st.sampled_from(["count", "species"]))
        deleted = draw(st.sampled_from([None, None, True, False]))
        writes.append(
            Write(name, draw(st.integers(1, 9)), tuple(sorted(bases)), {group: {"v": place}}, deleted)
        )
    people = {person: draw(st.sampled_from(ROLES)) for person in (OWNER, OTHER, THIRD)}
    authors = {
        name: Author(person := draw(st.sampled_from(sorted(people))), people[person]) for name in names
    }
    return writes, authors


@given(histories(), st.randoms(use_true_random=False))
def test_order_and_repetition_make_no_difference(
    history: tuple[list[Write], dict[bytes, Author]], chance: Random
) -> None:
    """Every laptop refuses the same writes and folds the same record."""
    writes, authors = history
    shuffled = [*writes, *writes[: len(writes) // 2]]
    chance.shuffle(shuffled)
    one, other = judge(writes, authors), judge(shuffled, authors)
    assert one.waiting == other.waiting
    assert fold(one.allowed) == fold(other.allowed)


@given(histories())
def test_without_monitors_and_contests_nothing_is_refused(
    history: tuple[list[Write], dict[bytes, Author]],
) -> None:
    """Reviewers and coordinators are never in each other's way, and the writes stay as they were."""
    writes, authors = history
    trusted = {commit: Author(author.person, "reviewer") for commit, author in authors.items()}
    judged = judge(writes, trusted)
    assert {one.commit for one in judged.allowed} == {one.commit for one in writes}
    assert judged.waiting == ()


def test_pruning_nothing_changes_nothing() -> None:
    """The common case costs no copy and moves no base."""
    writes = [BEGUN, write(B, 2, (A,))]
    assert prune(writes, ()) == writes
