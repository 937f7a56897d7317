"""The merge: a function of the set of writes, checked against its definition taken word by word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.revisions.commits import erase_parts, seal
from camifield.revisions.encoding import Group, encode
from camifield.revisions.merge import (
    NOTHING,
    Folded,
    Version,
    Write,
    advance,
    find_heads,
    fold,
    is_fast_forward,
    write_of,
    writes_by_record,
)
from tests.revisions.making import (
    GROUPS,
    KEY,
    RECORD,
    Laptop,
    a_header,
    a_part,
    commit_name,
    histories,
    meetings,
)

A, B, C, D = (bytes([number]) * 16 for number in range(1, 5))


def write(
    commit: bytes,
    lamport: int = 1,
    bases: tuple[bytes, ...] = (),
    groups: Mapping[str, Group | None] | None = None,
    deleted: bool | None = None,
) -> Write:
    """A write in few words."""
    return Write(commit, lamport, bases, groups or {}, deleted)


def ancestors(one: Write, known: Mapping[bytes, Write]) -> set[bytes]:
    """All commits that a write builds on, by the plainest walk."""
    found: set[bytes] = set()
    ahead = list(one.bases)
    while ahead:
        commit = ahead.pop()
        if commit in known and commit not in found:
            found.add(commit)
            ahead.extend(known[commit].bases)
    return found


def by_definition(writes: Sequence[Write]) -> Folded:
    """What the design says, without a thought for speed."""
    known = {one.commit: one for one in writes}
    below = {commit: ancestors(one, known) for commit, one in known.items()}
    heads = tuple(sorted(commit for commit in known if not any(commit in under for under in below.values())))
    groups: dict[str, Group | None] = {}
    conflicts: dict[str, tuple[Version, ...]] = {}
    for name in sorted({name for one in writes for name in one.groups}):
        setters = [one for one in known.values() if name in one.groups]
        alive = [one for one in setters if not any(one.commit in below[other.commit] for other in setters)]
        alive.sort(key=lambda one: (one.groups[name] is not None, one.lamport, one.commit), reverse=True)
        kept: dict[bytes, list[bytes]] = {}
        for one in alive:
            value = one.groups[name]
            kept.setdefault(encode(None if value is None else dict(value)), []).append(one.commit)
        groups[name] = alive[0].groups[name]
        if len(kept) > 1:
            conflicts[name] = tuple(
                Version(known[same[0]].groups[name], tuple(same)) for same in kept.values()
            )
    states = [known[head].deleted is True for head in heads]
    missing = frozenset(base for one in writes for base in one.bases if base not in known)
    return Folded(
        heads,
        groups,
        conflicts,
        deleted=bool(states) and all(states),
        edited_after_delete=any(states) and not all(states),
        missing=missing,
    )


@given(histories)
def test_the_merge_is_what_the_design_says(writes: list[Write]) -> None:
    """Protects the promise itself: heads, values, conflicts and deletions equal the definition's."""
    assert fold(writes) == by_definition(writes)


@given(histories, st.data())
def test_order_and_repetition_make_no_difference(writes: list[Write], data: st.DataObject) -> None:
    """Protects every road: writes may come in any order and any number of times."""
    shuffled = data.draw(st.permutations(writes + writes[: len(writes) // 2]))
    assert fold(shuffled) == fold(writes)


@given(histories, st.data())
def test_parts_of_the_set_meet_to_the_same_whole(writes: list[Write], data: st.DataObject) -> None:
    """Protects meetings through third laptops: (A with B) with C is A with (B with C), gaps included."""
    which = data.draw(st.lists(st.integers(0, 2), min_size=len(writes), max_size=len(writes)))
    one, two, three = (
        [write for write, part in zip(writes, which, strict=True) if part == number] for number in range(3)
    )
    assert fold([*one, *two, *three]) == fold([*three, *two, *one]) == fold(writes)


@given(histories, st.data())
def test_a_set_with_gaps_is_still_a_function_of_the_set(writes: list[Write], data: st.DataObject) -> None:
    """Protects reading before everything has come: unknown bases are named and nothing is lost."""
    some = data.draw(st.lists(st.sampled_from(writes), unique_by=lambda one: one.commit)) if writes else []
    folded = fold(some)
    assert folded == by_definition(some)
    assert folded.groups.keys() == {name for one in some for name in one.groups}


@given(meetings(), st.sampled_from(GROUPS))
def test_settling_settles_everywhere(laptops: list[Laptop], name: str) -> None:
    """Protects a reviewer's work: one write on all heads ends every conflict it names, on every laptop."""
    everything = {commit: one for laptop in laptops for commit, one in laptop.held.items()}
    reviewer = Laptop(dict(everything))
    open_before = dict(reviewer.folded.conflicts)
    settled: Group = {"x": "settled"}
    reviewer.write(99, dict.fromkeys([*open_before, name], settled), deleted=False)
    for laptop in laptops:
        laptop.receive(reviewer.held.values())
        assert laptop.folded == reviewer.folded
    assert reviewer.folded.conflicts == {}
    assert reviewer.folded.heads == (commit_name(99),)
    assert not reviewer.folded.edited_after_delete
    assert all(reviewer.folded.groups[settled_name] == settled for settled_name in [*open_before, name])


@given(meetings())
def test_an_edit_beats_a_delete_and_says_so(laptops: list[Laptop]) -> None:
    """Protects work on a record that somebody else deletes meanwhile: it stays, and is flagged."""
    together = Laptop({commit: one for laptop in laptops for commit, one in laptop.held.items()})
    editor, deleter = Laptop(dict(together.held)), Laptop(dict(together.held))
    editor.write(98, {"note": {"note": "still here"}})
    deleter.write(99, {}, deleted=True)
    assert deleter.folded.deleted
    editor.receive(deleter.held.values())
    assert not editor.folded.deleted
    assert editor.folded.edited_after_delete
    editor.write(100, {}, deleted=True)
    assert editor.folded.deleted
    assert not editor.folded.edited_after_delete


@given(meetings())
def test_a_save_goes_the_fast_road_to_the_same_place(laptops: list[Laptop]) -> None:
    """Protects speed from costing truth: advancing by a save equals folding anew."""
    together = Laptop({commit: one for laptop in laptops for commit, one in laptop.held.items()})
    for number, laptop in enumerate([*laptops, together]):
        before = laptop.folded
        new = laptop.write(200 + number, {"note": {"n": number}, "losses/0a": None}, deleted=None)
        assert is_fast_forward(before, new)
        assert advance(before, new) == laptop.folded


def test_what_is_no_fast_forward_is_seen() -> None:
    """Protects against taking the fast road where the record has moved on, or the write came late."""
    folded = fold([write(A), write(B, 2, (A,))])
    assert is_fast_forward(folded, write(C, 3, (B,)))
    assert not is_fast_forward(folded, write(C, 3, (A,)))
    assert not is_fast_forward(folded, write(C, 3))
    assert not is_fast_forward(folded, write(C, 3, (A, B)))
    assert is_fast_forward(NOTHING, write(A))
    assert advance(NOTHING, write(A, groups={"note": {}})) == fold([write(A, groups={"note": {}})])


def test_nothing_folds_to_nothing() -> None:
    """Protects a record of which no write has come yet."""
    assert fold([]) == NOTHING
    assert find_heads([]) == ()


def test_the_highest_is_shown_and_all_are_kept() -> None:
    """Protects both values of a conflict: neither clock nor order drops one."""
    root = write(A, 1, (), {"where": {"x": 1}, "note": {"n": 1}})
    one, two = write(B, 2, (A,), {"where": {"x": 2}}), write(C, 5, (A,), {"where": {"x": 3}})
    folded = fold([two, root, one])
    assert folded.groups == {"where": {"x": 3}, "note": {"n": 1}}
    assert folded.conflicts == {"where": (Version({"x": 3}, (C,)), Version({"x": 2}, (B,)))}
    assert folded.heads == (B, C)


@pytest.mark.parametrize(
    ("first", "second", "differ"), [(1, 1, False), (1, True, True), ("1", 1, True), ([], [], False)]
)
def test_equal_values_are_no_conflict(first: object, second: object, differ: bool) -> None:
    """Protects people from settling what is the same; 1 and yes are not the same."""
    groups: list[Mapping[str, Group | None]] = [{"x": {"v": first}}, {"x": {"v": second}}]  # pyright: ignore[reportAssignmentType]
    folded = fold([write(A), write(B, 2, (A,), groups[0]), write(C, 2, (A,), groups[1])])
    assert bool(folded.conflicts) is differ
    if not differ:
        assert folded.groups == groups[0]


def test_different_groups_merge_without_a_conflict() -> None:
    """Protects two people who filled different parts of one form."""
    folded = fold([write(A), write(B, 2, (A,), {"what": {"x": 1}}), write(C, 2, (A,), {"note": {"n": 2}})])
    assert folded.groups == {"what": {"x": 1}, "note": {"n": 2}}
    assert folded.conflicts == {}


def test_an_edited_line_is_shown_over_a_deleted_one() -> None:
    """Protects a loss line that one person corrects while another removes it: shown, and in conflict."""
    root = write(A, 1, (), {"losses/0a": {"order": 1, "n": 1}, "losses/0b": {"order": 2}})
    removed = write(B, 9, (A,), {"losses/0a": None})
    edited = write(C, 2, (A,), {"losses/0a": {"order": 1, "n": 2}})
    folded = fold([root, removed, edited])
    assert folded.groups["losses/0a"] == {"order": 1, "n": 2}
    assert folded.groups["losses/0b"] == {"order": 2}
    assert [version.commits for version in folded.conflicts["losses/0a"]] == [(C,), (B,)]


def test_two_deletions_are_a_deletion() -> None:
    """Protects against a flag where both meant the same."""
    folded = fold([write(A), write(B, 2, (A,), deleted=True), write(C, 2, (A,), deleted=True)])
    assert (folded.deleted, folded.edited_after_delete) == (True, False)


def test_a_clock_in_another_century_changes_nothing_but_what_is_shown_first() -> None:
    """Protects causality from clocks: a later write with a lower number still supersedes."""
    folded = fold([write(A, 900, (), {"note": {"n": 1}}), write(B, 1, (A,), {"note": {"n": 2}})])
    assert folded.groups == {"note": {"n": 2}}
    assert folded.conflicts == {}


def test_an_erased_write_keeps_its_place_and_claims_nothing() -> None:
    """Protects erasing: what it superseded stays superseded, and it stands against no readable value."""
    root, middle, last = (
        a_part(groups={"who": {"phone": "1"}}),
        a_part(groups={"who": {"phone": "2"}}),
        a_part(),
    )
    first = seal(a_header(), [root], KEY, SeededEntropy(1))
    second_header = a_header(seq=2, previous=first.id, lamport=2)
    second = seal(second_header, [middle._replace(bases=(first.id,))], KEY, SeededEntropy(2))
    third_header = a_header(seq=3, previous=second.id, lamport=3)
    third = seal(third_header, [last._replace(bases=(second.id,))], KEY, SeededEntropy(3))
    writes = writes_by_record([first, second, erase_parts(second, [0]), second, third])[RECORD]
    folded = fold(writes)
    assert fold(reversed(writes)) == folded
    assert (folded.heads, folded.groups["who"], folded.conflicts) == ((third.id,), None, {})
    other = write(B, 9, (first.id,), {"who": {"phone": "3"}})
    assert fold([*writes, other]).groups["who"] == {"phone": "3"}
    assert fold([*writes, other]).conflicts == {}


def test_a_write_takes_all_from_its_commit() -> None:
    """Protects the bridge from log to merge."""
    commit = seal(a_header(lamport=7), [a_part(deleted=True, bases=(A,))], KEY, SeededEntropy(1))
    assert write_of(commit, commit.parts[0]) == Write(commit.id, 7, (A,), a_part().groups, True, False)


@pytest.mark.parametrize("width", [1, 3000])
def test_hostile_numbers_of_writes_fold_in_little_time(width: int) -> None:
    """Protects the screen from a record with thousands of writes, in a row or side by side."""
    import time

    writes = [
        write(
            commit_name(number),
            number,
            (commit_name(number - 3000 // width),) if number >= 3000 // width else (),
        )
        for number in range(9000)
    ]
    writes = [one._replace(groups={f"g{number % 50}": {"n": number}}) for number, one in enumerate(writes)]
    began = time.perf_counter()
    fold(writes)
    assert time.perf_counter() - began < 2
