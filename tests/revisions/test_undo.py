"""Undo: what still stands is put back, what others did since is left and named."""

from __future__ import annotations

from collections.abc import Collection

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.encoding import Group, encode
from camifield.revisions.merge import Write
from camifield.revisions.undo import Inverse, inverse, without
from tests.revisions.making import GROUPS, Laptop, commit_name, meetings


def undo(laptop: Laptop, number: int, undone: Collection[bytes]) -> Inverse:
    """Undo on this laptop, as the program would."""
    found = inverse(laptop.held.values(), undone)
    if not found.is_empty:
        laptop.write(number, found.groups, deleted=found.deleted)
    return found


def a_record() -> Laptop:
    """A laptop with one record of three groups."""
    laptop = Laptop()
    laptop.write(1, {"what": {"n": 1}, "note": {"t": "first"}, "losses/0a": {"order": 1}})
    return laptop


def test_a_correction_is_taken_back() -> None:
    """Protects the plain case: the group holds again what it held."""
    laptop = a_record()
    edit = laptop.write(2, {"note": {"t": "second"}, "where": {"x": 1}})
    assert undo(laptop, 3, {edit.commit}) == Inverse({"note": {"t": "first"}, "where": {}})
    assert laptop.folded.groups["note"] == {"t": "first"}
    assert laptop.folded.groups["where"] == {}


def test_an_undo_is_undone() -> None:
    """Protects redo: it is the same work, with nothing kept on the side."""
    laptop = a_record()
    edit = laptop.write(2, {"note": {"t": "second"}})
    undo(laptop, 3, {edit.commit})
    undo(laptop, 4, {commit_name(3)})
    assert laptop.folded.groups["note"] == {"t": "second"}


def test_what_changed_since_is_kept_and_named() -> None:
    """Protects a colleague's later work in one group while another is put back."""
    laptop = a_record()
    edit = laptop.write(2, {"note": {"t": "second"}, "what": {"n": 2}})
    laptop.write(3, {"note": {"t": "third"}})
    assert undo(laptop, 4, {edit.commit}) == Inverse({"what": {"n": 1}}, kept=("note",))
    assert laptop.folded.groups["note"] == {"t": "third"}


def test_a_contested_group_is_kept() -> None:
    """Protects a conflict from being settled by an undo that nobody meant as a decision."""
    laptop, other = a_record(), Laptop()
    other.receive(laptop.held.values())
    mine = laptop.write(2, {"note": {"t": "mine"}}, ahead=5)
    other.write(3, {"note": {"t": "theirs"}})
    laptop.receive(other.held.values())
    assert undo(laptop, 4, {mine.commit}) == Inverse({}, kept=("note",))


def test_the_same_value_set_by_somebody_else_stays() -> None:
    """Protects a value that another person has confirmed since."""
    laptop = a_record()
    mine = laptop.write(2, {"note": {"t": "both"}})
    laptop.write(3, {"note": {"t": "both"}})
    assert undo(laptop, 4, {mine.commit}).is_empty


def test_a_new_record_is_deleted_and_brought_back() -> None:
    """Protects undoing a whole import, and undoing that."""
    laptop = a_record()
    assert undo(laptop, 2, {commit_name(1)}) == Inverse({}, deleted=True)
    assert laptop.folded.deleted
    assert undo(laptop, 3, {commit_name(1), commit_name(2)}).is_empty
    assert undo(laptop, 4, {commit_name(2)}) == Inverse({}, deleted=False)
    assert not laptop.folded.deleted


def test_a_new_record_that_others_built_on_stays() -> None:
    """Protects what was corrected since the import: the record is kept, and said."""
    laptop = a_record()
    laptop.write(2, {"note": {"t": "corrected"}})
    assert inverse(laptop.held.values(), {commit_name(1)}) == Inverse(
        {}, kept=("what", "note", "losses/0a"), keeps_record=True
    )


def contested(**groups: Group) -> tuple[Laptop, Laptop]:
    """Two laptops that have met after each set these groups; the reviewer's is the first."""
    reviewer, other = a_record(), Laptop()
    other.receive(reviewer.held.values())
    reviewer.write(2, {name: {"t": "mine"} for name in groups})
    other.write(3, dict(groups))
    reviewer.receive(other.held.values())
    return reviewer, other


def test_an_undone_decision_is_a_question_again() -> None:
    """Protects both answers: undoing a decision does not decide for the one that was only shown."""
    reviewer, _ = contested(note={"t": "theirs"})
    before = reviewer.folded.conflicts["note"]
    settled = reviewer.write(4, {"note": {"t": "theirs"}})
    assert not reviewer.folded.conflicts
    found = inverse(reviewer.held.values(), {settled.commit})
    reviewer.write_beside(5, found)
    after = reviewer.folded.conflicts["note"]
    assert {str(one.value) for one in after} == {str(one.value) for one in before}
    assert not found.kept


def test_a_decision_that_somebody_built_on_stays() -> None:
    """Protects what was answered since: an undone decision opens only what still holds its answer."""
    reviewer, _ = contested(note={"t": "theirs"})
    settled = reviewer.write(4, {"note": {"t": "theirs"}})
    reviewer.write(5, {"note": {"t": "later"}})
    assert inverse(reviewer.held.values(), {settled.commit}) == Inverse({}, kept=("note",))


@pytest.mark.parametrize("deleted", [True, False])
def test_whether_a_record_goes_on_is_asked_again(deleted: bool) -> None:
    """Protects a record that was changed and deleted: taking the decision back is neither of the two."""
    reviewer, other = a_record(), Laptop()
    other.receive(reviewer.held.values())
    reviewer.write(2, {"note": {"t": "mine"}})
    other.write(3, {}, deleted=True)
    reviewer.receive(other.held.values())
    settled = reviewer.write(4, {}, deleted=deleted)
    assert reviewer.folded.deleted is deleted
    found = inverse(reviewer.held.values(), {settled.commit})
    reviewer.write_beside(5, found)
    assert reviewer.folded.edited_after_delete
    assert not reviewer.folded.deleted


def test_a_deletion_is_taken_back_unless_others_deleted_too() -> None:
    """Protects a record that two people wanted gone."""
    laptop, other = a_record(), Laptop()
    other.receive(laptop.held.values())
    mine = laptop.write(2, {}, deleted=True)
    assert inverse(laptop.held.values(), {mine.commit}) == Inverse({}, deleted=False)
    other.write(3, {}, deleted=True)
    laptop.receive(other.held.values())
    assert inverse(laptop.held.values(), {mine.commit}) == Inverse({}, keeps_record=True)


def test_a_restoration_is_taken_back_unless_somebody_worked_on() -> None:
    """Protects later work on a record that was brought back."""
    laptop = a_record()
    laptop.write(2, {}, deleted=True)
    back = laptop.write(3, {}, deleted=False)
    assert inverse(laptop.held.values(), {back.commit}) == Inverse({}, deleted=True)
    laptop.write(4, {"note": {"t": "worked on"}})
    assert inverse(laptop.held.values(), {back.commit}) == Inverse({}, keeps_record=True)


def test_undoing_an_edit_does_not_bring_a_deleted_record_back() -> None:
    """Protects a deletion that came after the edit."""
    laptop = a_record()
    edit = laptop.write(2, {"note": {"t": "second"}})
    laptop.write(3, {}, deleted=True)
    undo(laptop, 4, {edit.commit})
    assert laptop.folded.deleted
    assert laptop.folded.groups["note"] == {"t": "first"}


def test_an_added_line_goes_and_a_removed_line_returns() -> None:
    """Protects repeats: lines come and go whole, under their own ids."""
    laptop = a_record()
    edit = laptop.write(2, {"losses/0a": None, "losses/0b": {"order": 2}})
    assert undo(laptop, 3, {edit.commit}) == Inverse({"losses/0a": {"order": 1}, "losses/0b": None})


def test_what_was_erased_is_not_brought_back() -> None:
    """Protects the erased: undo neither writes their words again nor what stood before them."""
    laptop = a_record()
    edit = laptop.write(2, {"note": {"t": "a phone number"}})
    laptop.held[edit.commit] = edit._replace(groups={"note": None}, erased=True)
    assert inverse(laptop.held.values(), {edit.commit}).is_empty


def test_commits_that_are_not_there_undo_nothing() -> None:
    """Protects an undo pressed on a record the commits never touched."""
    assert inverse(a_record().held.values(), {b"x" * 16}).is_empty


def plain(groups: dict[str, Group | None]) -> dict[str, bytes]:
    """The groups that hold something, by their bytes."""
    return {name: encode(dict(value)) for name, value in groups.items() if value}


@given(meetings(), st.dictionaries(st.sampled_from(GROUPS), st.just({"x": 7}), min_size=1))
def test_an_undo_at_once_leaves_all_as_it_was(laptops: list[Laptop], groups: dict[str, Group | None]) -> None:
    """Protects undo after any history: what was shown before is shown again, and only that is written."""
    for laptop in laptops:
        before = laptop.folded
        if not before.heads or before.deleted:
            continue
        edit: Write = laptop.write(500, groups)
        found = undo(laptop, 501, {edit.commit})
        assert plain(dict(laptop.folded.groups)) == plain(dict(before.groups))
        assert found.kept == ()
        assert set(found.groups) <= set(groups)
        assert without(laptop.held.values(), {commit_name(500), commit_name(501)}).groups == before.groups
