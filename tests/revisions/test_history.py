"""History: every field's changes, from what the writer saw, in an order that all laptops share."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.revisions.commits import seal
from camifield.revisions.headers import Action
from camifield.revisions.history import Change, Entry, What, entry_of, history
from camifield.revisions.merge import Write
from tests.revisions.making import AUTHOR, KEY, Laptop, a_header, a_part, commit_name, histories


def entries(*writes: Write) -> list[Entry]:
    """Writes with plain circumstances."""
    return [Entry(write, AUTHOR, 1000 + write.lamport, 1, Action.SAVE, None) for write in writes]


def told(changes: list[Change]) -> list[tuple[What, str, str, object, object]]:
    """What of each change."""
    return [(one.what, one.group, one.field, one.before, one.after) for one in changes]


def test_a_record_is_told_from_its_first_save() -> None:
    """Protects the history page: first values, a correction, a blanked and a new field, lines in and out."""
    laptop = Laptop()
    laptop.write(1, {"what": {"species": "a", "count": 1}, "losses/0a": {"order": 1, "n": 2}})
    laptop.write(2, {"what": {"species": "b", "sex": "f"}, "losses/0a": None})
    assert told(history(entries(*laptop.held.values()))) == [
        (What.LINE_ADDED, "losses/0a", "order", None, 1),
        (What.LINE_ADDED, "losses/0a", "n", None, 2),
        (What.SET, "what", "species", None, "a"),
        (What.SET, "what", "count", None, 1),
        (What.LINE_REMOVED, "losses/0a", "order", 1, None),
        (What.LINE_REMOVED, "losses/0a", "n", 2, None),
        (What.SET, "what", "species", "a", "b"),
        (What.SET, "what", "sex", None, "f"),
        (What.SET, "what", "count", 1, None),
    ]


def test_an_unchanged_field_of_a_carried_group_is_not_told() -> None:
    """Protects the reader from noise: a group travels whole, but only what changed is history."""
    laptop = Laptop()
    laptop.write(1, {"where": {"latitude": "43.1", "longitude": "77.1", "sure": 1}})
    laptop.write(2, {"where": {"latitude": "43.2", "longitude": "77.1", "sure": True}})
    assert told(history(entries(*laptop.held.values())))[3:] == [
        (What.SET, "where", "latitude", "43.1", "43.2"),
        (What.SET, "where", "sure", 1, True),
    ]


def test_two_people_are_told_from_what_each_saw() -> None:
    """Protects fairness: neither side of a conflict seems to have overwritten the other, and settling shows both."""
    one, two = Laptop(), Laptop()
    two.receive([one.write(1, {"note": {"t": "first"}})])
    one.write(2, {"note": {"t": "mine"}})
    two.write(3, {"note": {"t": "theirs"}}, ahead=1)
    one.receive(two.held.values())
    one.write(4, {"note": {"t": "agreed"}})
    changes = history(reversed(entries(*one.held.values())))
    assert [(one.before, one.after) for one in changes] == [
        (None, "first"),
        ("first", "mine"),
        ("first", "theirs"),
        ("theirs", "agreed"),
    ]
    assert [one.commit for one in changes] == [commit_name(number) for number in range(1, 5)]


def test_a_decision_for_the_answer_that_was_shown_is_told() -> None:
    """Protects the account of a decision: it says what was decided against, also where nothing seemed to change."""
    laptop, other = Laptop(), Laptop()
    laptop.write(1, {"count": {"n": 12}})
    other.receive(laptop.held.values())
    laptop.write(2, {"count": {"n": 14}})
    other.write(3, {"count": {"n": 11}}, ahead=5)
    laptop.receive(other.held.values())
    assert laptop.folded.groups["count"] == {"n": 11}
    laptop.write(4, {"count": {"n": 11}})
    assert told(history(entries(*laptop.held.values())))[-1] == (What.SET, "count", "n", 14, 11)


def test_keeping_a_record_that_others_deleted_is_told() -> None:
    """Protects the same for a record that was changed and deleted: that it goes on was somebody's decision."""
    laptop, other = Laptop(), Laptop()
    laptop.write(1, {"count": {"n": 12}})
    other.receive(laptop.held.values())
    laptop.write(2, {"count": {"n": 14}})
    other.write(3, {}, deleted=True)
    laptop.receive(other.held.values())
    laptop.write(4, {}, deleted=False)
    assert told(history(entries(*laptop.held.values())))[-1][0] is What.RESTORED


def test_deleting_and_restoring_are_told() -> None:
    """Protects the answer to who deleted it; an edit that revives a record says so too."""
    laptop = Laptop()
    laptop.write(1, {"note": {"t": "x"}})
    laptop.write(2, {}, deleted=True)
    laptop.write(3, {}, deleted=False)
    laptop.write(4, {}, deleted=True)
    laptop.write(5, {}, deleted=True)
    laptop.write(6, {"note": {"t": "y"}})
    assert [one[0] for one in told(history(entries(*laptop.held.values())))] == [
        What.SET,
        What.DELETED,
        What.RESTORED,
        What.DELETED,
        What.RESTORED,
        What.SET,
    ]


def test_an_erased_write_is_told_without_its_words() -> None:
    """Protects the erased person, and the fact that something was erased."""
    laptop = Laptop()
    laptop.write(1, {"who": {"phone": "1"}})
    gone = laptop.write(2, {"who": {"phone": "2"}})
    laptop.write(3, {"who": {"phone": "3"}})
    erased = gone._replace(groups={"who": None}, erased=True)
    changes = history([*entries(*laptop.held.values()), *entries(erased)])
    assert told(changes) == [
        (What.SET, "who", "phone", None, "1"),
        (What.ERASED, "who", "", None, None),
        (What.SET, "who", "phone", None, "3"),
    ]


def test_who_when_and_why_come_from_the_commit() -> None:
    """Protects the answer to who, when and why, the doubtful clock included."""
    header = a_header(at_ms=946_684_800_000, quality=0, action=Action.CORRECT)
    commit = seal(header, [a_part(why="misread", groups={"what": {"count": 3}})], KEY, SeededEntropy(1))
    (change,) = history([entry_of(commit, commit.parts[0])])
    assert change == Change(
        *(
            commit.id,
            946_684_800_000,
            0,
            AUTHOR,
            Action.CORRECT,
            "misread",
            What.SET,
            "what",
            "count",
            None,
            3,
        ),
        feed=header.feed,
        seq=header.seq,
    )


@given(histories, st.data())
def test_the_order_of_arrival_makes_no_difference(writes: list[Write], data: st.DataObject) -> None:
    """Protects two laptops from telling one record's history differently, gaps and repetitions included."""
    some = data.draw(st.lists(st.sampled_from(writes))) if writes else []
    shuffled = data.draw(st.permutations(some))
    changes = history(entries(*some))
    assert history(entries(*shuffled)) == changes
    known = {write.commit for write in some}
    order = [one.commit for one in changes]
    for write in some:
        for base in known.intersection(write.bases):
            if base in order and write.commit in order:
                assert order.index(base) < order.index(write.commit)
