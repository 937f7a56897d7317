"""Deciding between answers: what was chosen holds on every laptop, the rest stays open, and undoing asks again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from camifield.commands.saving import Incomplete
from camifield.commands.settling import Decision, settle, settle_otherwise
from camifield.commands.undoing import undo
from camifield.errors import Problem
from camifield.fields.values import lines_of
from camifield.queries.history import history
from camifield.queries.matters import Matter, Question
from camifield.queries.review import matter, waiting
from tests.differing import Differing, attack, differing, edit, team
from tests.making import ENGLISH
from tests.teams import Laptop, change_role, give, meet


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Differing]:
    """Three laptops that differ in every way."""
    made = differing(tmp_path)
    yield made
    made.close()


def matter_of(laptop: Laptop, record: bytes) -> Matter:
    """The record as it waits for a decision."""
    found = matter(laptop.project, record, ENGLISH)
    assert found is not None
    return found


def decisions(record: bytes, questions: Sequence[Question], letter: str) -> list[Decision]:
    """What a side said, in all of these questions."""
    return [
        Decision(record, one.group, one.stream, version.commit)
        for one in questions
        if (version := one.version_of(letter)) is not None
    ]


def test_one_answer_is_settled_everywhere_and_the_rest_stays_open(scene: Differing) -> None:
    """The number is decided on one laptop, holds on all after they meet, and the place still waits."""
    record = scene.records["number"]
    [number, place] = matter_of(scene.here, record).questions
    done = settle(scene.here.project, decisions(record, [number], "B"), "The visit counts")
    assert (done.answers, done.records, done.passed_over) == (1, 1, 0)
    meet(scene.here, scene.office, scene.camp)
    for laptop in (scene.here, scene.office, scene.camp):
        assert [one.group for one in matter_of(laptop, record).questions] == [place.group]
        stored = laptop.project.stored(record)
        assert next(iter(lines_of(stored.values, "losses"))).get("killed") == 11
    told = history(scene.camp.project, record, ENGLISH)[0]
    assert (told.what, told.who, told.why) == ("settled", "Gulnara S.", "The visit counts")


def test_the_whole_record_is_settled_for_one_side_in_one_save(scene: Differing) -> None:
    """Number and place of one person together; one undo opens both questions again, with who had said what."""
    record = scene.records["number"]
    before = matter_of(scene.here, record)
    done = settle(scene.here.project, decisions(record, before.questions, "B"))
    assert (done.answers, done.records) == (2, 1)
    assert matter(scene.here.project, record, ENGLISH) is None
    undo(scene.here.project, done.batch)
    after = matter_of(scene.here, record)
    assert [one.title for one in after.questions] == [one.title for one in before.questions]
    assert [one.versions for one in after.questions] == [one.versions for one in before.questions]
    meet(scene.here, scene.office, scene.camp)
    there = matter_of(scene.office, record).questions[0]
    assert {one.short for one in there.versions} == {one.short for one in before.questions[0].versions}


def test_an_undone_decision_is_done_again(scene: Differing) -> None:
    """Protects whoever pressed Undo too soon: doing it again settles what was settled, and nobody is asked once more."""
    record = scene.records["number"]
    before = matter_of(scene.here, record)
    done = settle(scene.here.project, decisions(record, before.questions, "B"))
    settled = scene.here.project.stored(record).values
    undone = undo(scene.here.project, done.batch)
    again = undo(scene.here.project, undone.batch)
    assert (again.count, again.kept) == (1, ())
    assert matter(scene.here.project, record, ENGLISH) is None
    assert scene.here.project.stored(record).values == settled
    meet(scene.here, scene.office, scene.camp)
    assert matter(scene.office.project, record, ENGLISH) is None
    undo(scene.here.project, again.batch)
    titles = [one.title for one in before.questions]
    assert [one.title for one in matter_of(scene.here, record).questions] == titles


def test_what_was_answered_since_an_undone_decision_is_kept(scene: Differing) -> None:
    """Protects a colleague who answered the question that was opened again: doing it again does not overwrite that."""
    record = scene.records["number"]
    [number, _place] = matter_of(scene.here, record).questions
    done = settle(scene.here.project, decisions(record, [number], "B"))
    undone = undo(scene.here.project, done.batch)
    meet(scene.here, scene.office)
    [number, _place] = matter_of(scene.office, record).questions
    settle(scene.office.project, decisions(record, [number], "A"))
    meet(scene.here, scene.office)
    chosen = scene.here.project.stored(record).values
    again = undo(scene.here.project, undone.batch)
    assert [one.groups for one in again.kept] == [(number.group,)]
    assert scene.here.project.stored(record).values == chosen


@pytest.mark.parametrize("letter", ["A", "B"])
def test_what_becomes_of_a_record_is_decided_again(scene: Differing, letter: str) -> None:
    """Kept or deleted: undone it is a question, and done again what it was."""
    record = scene.records["deleted"]
    [question] = matter_of(scene.here, record).questions
    done = settle(scene.here.project, decisions(record, [question], letter))
    is_deleted = scene.here.project.stored(record).deleted
    undone = undo(scene.here.project, done.batch)
    assert matter(scene.here.project, record, ENGLISH) is not None
    again = undo(scene.here.project, undone.batch)
    assert again.kept == ()
    assert scene.here.project.stored(record).deleted is is_deleted
    assert matter(scene.here.project, record, ENGLISH) is None


@pytest.mark.parametrize(("letter", "is_kept"), [("A", True), ("B", False)])
def test_a_record_that_was_changed_and_deleted_is_kept_or_deleted(
    scene: Differing, letter: str, is_kept: bool
) -> None:
    """Either way it waits no more, on any laptop; undone, it waits again."""
    record = scene.records["deleted"]
    [question] = matter_of(scene.here, record).questions
    assert question.is_of_record
    done = settle(scene.here.project, decisions(record, [question], letter))
    meet(scene.here, scene.office, scene.camp)
    for laptop in (scene.here, scene.office, scene.camp):
        assert laptop.project.stored(record).deleted is not is_kept
        assert matter(laptop.project, record, ENGLISH) is None
    assert scene.here.project.stored(record).values["count"] == "13"
    undo(scene.here.project, done.batch)
    [again] = matter_of(scene.here, record).questions
    assert [one.short for one in again.versions] == [one.short for one in question.versions]
    assert [one.speakers for one in again.versions] == [one.speakers for one in question.versions]


def test_a_removed_line_stays_removed_when_that_is_decided(scene: Differing) -> None:
    """The line that one changed and the other removed."""
    record = scene.records["line"]
    [question] = matter_of(scene.office, record).questions
    gone = next(one for one in question.versions if one.is_gone)
    settle(scene.office.project, [Decision(record, question.group, question.stream, gone.commit)])
    assert len(lines_of(scene.office.project.stored(record).values, "losses")) == 1


def test_one_of_three_answers(scene: Differing) -> None:
    """Three laptops, three answers: one decision ends it."""
    record = scene.records["three"]
    [question] = matter_of(scene.here, record).questions
    settle(scene.here.project, decisions(record, [question], "C"))
    meet(scene.here, scene.office, scene.camp)
    assert {laptop.project.stored(record).values["count"] for laptop in (scene.here, scene.camp)} == {"~20"}


def test_names_and_phones_are_settled_in_their_own_stream(scene: Differing) -> None:
    """The decision about a phone number never enters the open log."""
    record = scene.records["phone"]
    [question] = matter_of(scene.here, record).questions
    assert question.is_restricted
    heads = scene.here.project.store.disputed([record])[record].record.heads
    settle(scene.here.project, decisions(record, [question], "B"))
    stored = scene.here.project.stored(record)
    assert stored.values["owner_phone"] == "+996 700 111222"
    assert not stored.conflicts
    assert stored.heads[0] in heads


def test_another_answer_is_read_like_any_other(scene: Differing) -> None:
    """A third number settles it; the line keeps its other answers, and the other question stays open."""
    record = scene.records["number"]
    [number, _] = matter_of(scene.here, record).questions
    settle_otherwise(
        scene.here.project,
        record,
        number.group,
        {"animal": "sheep", "killed": "13"},
        ENGLISH,
        "Counted again",
    )
    stored = scene.here.project.stored(record)
    assert [line.get("killed") for line in lines_of(stored.values, "losses")] == [13, None]
    assert set(stored.conflicts) == {"position"}


def test_another_place_carries_its_whole_group(scene: Differing) -> None:
    """Latitude and longitude are read from what was typed, never left from one of the two."""
    record = scene.records["place"]
    settle_otherwise(scene.here.project, record, "position", {"verbatim_coordinates": "42.35 76.95"}, ENGLISH)
    values = scene.here.project.stored(record).values
    assert (values["decimal_latitude"], values["decimal_longitude"]) == ("42.35", "76.95")
    assert matter(scene.here.project, record, ENGLISH) is None


def test_an_impossible_answer_settles_nothing(scene: Differing) -> None:
    """What the form would not keep is not kept here; the findings say why."""
    record = scene.records["number"]
    [number, _] = matter_of(scene.here, record).questions
    with pytest.raises(Incomplete) as caught:
        settle_otherwise(
            scene.here.project, record, number.group, {"animal": "sheep", "killed": "many"}, ENGLISH
        )
    assert caught.value.findings
    assert len(matter_of(scene.here, record).questions) == 2


def test_a_ranger_may_not_decide_between_others(scene: Differing) -> None:
    """The terminal and any other caller are refused like the button; the reviewer in the office may."""
    record = scene.records["number"]
    [number, _] = matter_of(scene.camp, record).questions
    assert not number.is_mine
    with pytest.raises(Problem) as caught:
        settle(scene.camp.project, decisions(record, [number], "A"))
    assert caught.value.code == "role-may-not-decide"
    with pytest.raises(Problem):
        settle_otherwise(scene.camp.project, record, number.group, {"killed": "13"}, ENGLISH)
    [number, _] = matter_of(scene.office, record).questions
    assert settle(scene.office.project, decisions(record, [number], "A")).answers == 1


def test_what_was_settled_meanwhile_is_passed_over(scene: Differing) -> None:
    """A decision that comes too late changes nothing and is counted."""
    record = scene.records["species"]
    [question] = matter_of(scene.here, record).questions
    late = decisions(record, [question], "A")
    settle(scene.here.project, decisions(record, [question], "B"))
    done = settle(scene.here.project, late)
    assert (done.answers, done.passed_over) == (0, 1)
    assert scene.here.project.stored(record).values["species"] == "DOG"


def test_all_of_a_side_is_one_action(scene: Differing) -> None:
    """Many records at once, under one id that takes them all back."""
    project = scene.here.project
    total = waiting(project)
    chosen = [
        one
        for name in ("number", "place", "three")
        for one in decisions(scene.records[name], matter_of(scene.here, scene.records[name]).questions, "A")
    ]
    done = settle(project, chosen)
    assert (done.answers, done.records, waiting(project)) == (4, 3, total - 3)
    undo(project, done.batch)
    assert waiting(project) == total


def test_a_change_beyond_its_authors_role_is_taken_over_or_left(tmp_path: Path) -> None:
    """What a monitor changed in somebody else's record counts once a reviewer says so, and waits no more if not."""
    here, office, camp = team(tmp_path)
    records = [attack(office, village="One"), attack(office, village="Two")]
    meet(here, office, camp)
    change_role(here, camp.person, "monitor")
    for record in records:
        edit(camp, record, village="Elsewhere")
    give(camp, here)
    for record, is_taken in ((records[0], True), (records[1], False)):
        [question] = matter_of(here, record).questions
        assert [one.short for one in question.versions] == ["Changed", "As it is"]
        version = next(one for one in question.versions if bool(one.commit) is is_taken)
        settle(here.project, [Decision(record, question.group, question.stream, version.commit)])
        assert (here.project.stored(record).values["village"] == "Elsewhere") is is_taken
        assert matter(here.project, record, ENGLISH) is None
