"""One record read whole, and its history: who changed which field, when, from what, to what, and why."""

from __future__ import annotations

from camifield.revisions.headers import Action
from camifield.revisions.history import What
from camifield.store.query import CardQuery
from camifield.store.signing import Occasion
from camifield.store.writing import Save
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop


def test_history_of_every_field(laptop: Laptop) -> None:
    """Both streams in one story, with the reason that was given."""
    record = laptop.save({"species": "snl", **SECRET})
    laptop.edit(record, {"species": {"species": "wlf"}}, why="looked at the photo again")
    laptop.edit(record, {"informant": {"informant_name": "Other"}})
    laptop.append(Save(record, "trace", {}, deleted=True), occasion=Occasion(Action.DELETE))
    told = [
        (change.what, change.field, change.before, change.after, change.why)
        for change in laptop.store.history(record)
    ]
    assert (What.SET, "species", "snl", "wlf", "looked at the photo again") in told
    assert (What.SET, "informant_name", SECRET["informant_name"], "Other", None) in told
    assert told[-1][0] is What.DELETED
    assert {change.author for change in laptop.store.history(record)} == {laptop.person}
    assert laptop.store.history(b"?" * 16) == []


def test_who_and_when_are_those_of_the_first_and_the_last_save(laptop: Laptop) -> None:
    """Created by the first, changed at the last; the import that made it is remembered."""
    batch = b"I" * 16
    record = laptop.new_id()
    laptop.append(
        Save(record, "trace", {"species": {"species": "snl"}}), occasion=Occasion(Action.IMPORT, batch)
    )
    first = laptop.store.record(record)
    laptop.edit(record, {"species": {"species": "wlf"}})
    second = laptop.store.record(record)
    assert first is not None
    assert second is not None
    assert (second.author, second.created_ms, second.batch) == (laptop.person, first.created_ms, batch)
    assert second.changed_ms > first.changed_ms
    assert laptop.store.cards()[0].changed_ms == second.changed_ms


def test_heads_are_what_an_edit_is_based_on(laptop: Laptop) -> None:
    """The typed row shows the same heads as the record, open ones first."""
    record = laptop.save({**SNOW_LEOPARD, **SECRET})
    found = laptop.store.record(record)
    assert found is not None
    assert len(found.heads) == 2
    [[(version,)]] = laptop.store.rows("trace", CardQuery(), ["version"])
    assert version == " ".join(head.hex() for head in found.heads)


def test_short_lists_are_read_whole(laptop: Laptop) -> None:
    """People in the order they came, without the deleted unless asked for."""
    people = [laptop.save({"code": f"A{at}", "name": f"N{at}"}, kind="little_person") for at in range(4)]
    laptop.save({**SNOW_LEOPARD, **LOSSES})
    laptop.append(Save(people[1], "little_person", {}, deleted=True))
    assert [one.values["code"] for one in laptop.store.records_of_kind("little_person")] == ["A0", "A2", "A3"]
    assert len(laptop.store.records_of_kind("little_person", deleted=True)) == 4


def test_records_that_are_not_here_are_left_out(laptop: Laptop) -> None:
    """A pointer to a record that has not arrived yet is no error."""
    assert laptop.store.record(b"?" * 16) is None
    assert laptop.store.records([]) == {}
