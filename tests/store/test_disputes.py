"""What people must decide: every version with who said it and where, what was before, and nothing that is settled."""

from __future__ import annotations

from pathlib import Path

from camifield.revisions.headers import Stream
from camifield.store.disputes import WHOLE_RECORD, Unsettled
from camifield.store.query import CardQuery, token
from camifield.store.writing import Save
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, joined, receive


def two(root: Path) -> tuple[Laptop, Laptop, bytes]:
    """Two laptops of one project that hold the same record."""
    first = Laptop(root / "one")
    record = first.save({**SNOW_LEOPARD, **SECRET, **LOSSES})
    second = joined(root / "two", first)
    receive(second, carried(first.store))
    return first, second, record


def meet(first: Laptop, second: Laptop) -> None:
    """Each gets what the other has."""
    receive(first, carried(second.store))
    receive(second, carried(first.store))


def test_two_values_stand_with_who_said_them_and_what_was_before(tmp_path: Path) -> None:
    """Both laptops tell the same: each value, its writer, feed, time and reason, and the value both had seen."""
    first, second, record = two(tmp_path)
    first.edit(record, {"count": {"count": "14"}}, why="two more below the corral")
    second.edit(record, {"count": {"count": "11"}}, why="counted at the visit")
    meet(first, second)
    for laptop in (first, second):
        [dispute] = laptop.store.disputed([record])[record].disputes
        assert (dispute.group, dispute.stream, dispute.before) == ("count", Stream.OPEN, {"count": "~2"})
        told = {
            str((stand.value or {})["count"]): (one.author, one.feed, one.why)
            for stand in dispute.stands
            for one in stand.sayings
        }
        assert told == {
            "14": (first.person, first.signer.feed(Stream.OPEN), "two more below the corral"),
            "11": (second.person, second.signer.feed(Stream.OPEN), "counted at the visit"),
        }
        assert laptop.store.unsettled() == Unsettled(1, 1)
        assert [card.id for card in laptop.store.cards(CardQuery(only_in_conflict=True))] == [record]


def test_a_settled_record_waits_no_more(tmp_path: Path) -> None:
    """One write over all heads takes it off the list, here and after the next meeting there."""
    first, second, record = two(tmp_path)
    for laptop, count in ((first, "14"), (second, "11")):
        laptop.edit(record, {"count": {"count": count}})
    meet(first, second)
    first.edit(record, {"count": {"count": "12"}})
    meet(first, second)
    for laptop in (first, second):
        assert laptop.store.disputed([record])[record].disputes == ()
        assert laptop.store.unsettled() == Unsettled(0, 0)


def test_a_line_changed_here_and_removed_there(tmp_path: Path) -> None:
    """The line that somebody still changed is shown; the removal stands beside it as no value."""
    first, second, record = two(tmp_path)
    group = "losses/0a0a0a0a0a0a"
    first.edit(record, {group: {"order": 2, "animal": "ewe", "killed": "5"}})
    second.edit(record, {group: None})
    meet(first, second)
    [dispute] = first.store.disputed([record])[record].disputes
    assert [stand.value is None for stand in dispute.stands] == [False, True]
    assert dispute.before == {"order": 2, "animal": "ewe", "killed": "3"}


def test_an_edit_that_met_a_deletion_comes_first_of_all(tmp_path: Path) -> None:
    """Whether the record goes on is asked before anything in it, with everything that the deleter did not know."""
    first, second, record = two(tmp_path)
    second.append(Save(record, "trace", {}, deleted=True, why="twice the same"))
    first.edit(record, {"count": {"count": "14"}})
    first.edit(record, {"species": {"species": "lyn"}})
    meet(first, second)
    for laptop in (first, second):
        [dispute] = laptop.store.disputed([record])[record].disputes
        assert dispute.group == WHOLE_RECORD
        keep, delete = dispute.stands
        assert (keep.deletes, delete.deletes) == (False, True)
        assert [one.author for one in keep.sayings] == [first.person] * 2
        assert [(one.author, one.why) for one in delete.sayings] == [(second.person, "twice the same")]


def test_names_and_phones_are_disputed_in_their_own_stream(tmp_path: Path) -> None:
    """What two people wrote of an informant stays in the restricted stream while it waits."""
    first, second, record = two(tmp_path)
    first.edit(record, {"informant": {"informant_name": "Азамат"}})
    second.edit(record, {"informant": {"informant_name": "Бакыт"}})
    meet(first, second)
    [dispute] = second.store.disputed([record])[record].disputes
    assert (dispute.group, dispute.stream) == ("informant", Stream.RESTRICTED)


def test_three_laptops_make_three_versions(tmp_path: Path) -> None:
    """Nobody's value is left out because two others differ already."""
    first, second, record = two(tmp_path)
    third = joined(tmp_path / "three", first)
    receive(third, carried(first.store))
    for laptop, count in ((first, "14"), (second, "11"), (third, "9")):
        laptop.edit(record, {"count": {"count": count}})
    meet(first, second)
    meet(first, third)
    [dispute] = first.store.disputed([record])[record].disputes
    assert {str((stand.value or {})["count"]) for stand in dispute.stands} == {"14", "11", "9"}


def test_a_deleted_record_is_not_asked_about(tmp_path: Path) -> None:
    """What lies in the bin waits for nobody."""
    first, second, record = two(tmp_path)
    for laptop, count in ((first, "14"), (second, "11")):
        laptop.edit(record, {"count": {"count": count}})
    meet(first, second)
    first.append(Save(record, "trace", {}, deleted=True))
    assert first.store.unsettled() == Unsettled(0, 0)


def test_a_feed_is_known_by_the_numbers_it_gave(tmp_path: Path) -> None:
    """The laptop's code is read off the last record it began; a feed that only edited has none."""
    first, second, record = two(tmp_path)
    second.edit(record, {"count": {"count": "11"}})
    meet(first, second)
    assert first.store.number_of_feed(first.signer.feed(Stream.OPEN)) == "M7-0147"
    assert first.store.number_of_feed(second.signer.feed(Stream.OPEN)) == ""


def test_a_contested_record_is_found_by_every_answer(tmp_path: Path) -> None:
    """Who looks for what he wrote finds it, on both laptops, shown or not; a filter and an export go by what is shown."""
    first, second, record = two(tmp_path)
    first.edit(record, {"locality": {"locality": "Upper corral"}, "species": {"species": "lyx"}})
    second.edit(record, {"locality": {"locality": "Lower corral"}, "species": {"species": "wol"}})
    meet(first, second)

    def found(laptop: Laptop, words: str) -> list[bytes]:
        """By the words, where animals are called by their codes."""
        query = CardQuery(words=words)
        cards = laptop.store.cards(query, expand=lambda word: (token("s", word),))
        return [card.id for card in cards]

    for laptop in (first, second):
        for word in ("upper", "lower", "lyx", "wol"):
            assert found(laptop, word) == [record]
        assert found(laptop, "middle") == []
        by_filter = [laptop.store.count(CardQuery(species=(code,))) for code in ("lyx", "wol")]
        assert sorted(by_filter) == [0, 1]
        assert laptop.check().faults == ()
    first.edit(record, {"locality": {"locality": "Upper corral"}, "species": {"species": "lyx"}})
    assert found(first, "lower") == []
    assert found(first, "lyx") == [record]
