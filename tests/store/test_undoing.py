"""Undoing an import as one, and a single save: what still stands goes back, what others changed is named and left."""

from __future__ import annotations

from pathlib import Path

from camifield.fields.values import lines_of
from camifield.revisions.headers import Action, Stream
from camifield.store.query import Bin, CardQuery
from camifield.store.signing import Occasion
from camifield.store.store import Store
from camifield.store.writing import Save
from tests.store.little_kinds import older_kinds
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop

IMPORT = Occasion(Action.IMPORT, b"I" * 16)
UNDO = Occasion(Action.UNDO, b"U" * 16)


def test_an_import_is_undone_as_one_and_can_be_redone(laptop: Laptop) -> None:
    """All its records go to the bin, records of before stay, and undoing the undo brings them back."""
    kept = laptop.save(SNOW_LEOPARD)
    saves = [
        Save(laptop.new_id(), "trace", {"species": {"species": "snl"}, "informant": {"informant_name": "X"}})
        for _ in range(620)
    ]
    laptop.append(*saves, occasion=IMPORT)
    undoing = list(laptop.store.undoing(laptop.store.commits_of_batch(IMPORT.batch)))
    assert len(undoing) == 620
    laptop.append(*(one.save for one in undoing if one.save), occasion=UNDO)
    assert [card.id for card in laptop.store.cards()] == [kept]
    assert laptop.store.count(CardQuery(bin=Bin.ONLY)) == 620
    redoing = laptop.store.undoing(laptop.store.commits_of_batch(UNDO.batch))
    laptop.append(*(one.save for one in redoing if one.save))
    assert laptop.store.count() == 621
    assert laptop.check().is_clean


def test_a_record_that_others_built_on_is_left_and_named(laptop: Laptop) -> None:
    """Undoing an import does not throw away what somebody typed into it since."""
    record = laptop.new_id()
    laptop.append(Save(record, "trace", {"species": {"species": "snl"}}), occasion=IMPORT)
    laptop.edit(record, {"remarks": {"remarks": "seen again"}})
    [one] = laptop.store.undoing(laptop.store.commits_of_batch(IMPORT.batch))
    assert one.keeps_record
    assert one.save is None
    assert one.kept == ("species",)


def test_an_edit_is_undone_where_it_still_stands(laptop: Laptop) -> None:
    """The date goes back to what it was, the species that was corrected since does not, in both streams."""
    record = laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES})
    saved = laptop.edit(
        record,
        {
            "when": {"event_date": "2020-01-01"},
            "species": {"species": "wlf"},
            "informant": {"informant_name": "Other"},
            "losses/0a0a0a0a0a0a": None,
        },
    )
    laptop.edit(record, {"species": {"species": "lyn"}})
    [one] = laptop.store.undoing(saved.commits)
    assert one.kept == ("species",)
    assert one.save is not None
    laptop.append(one.save, occasion=UNDO)
    found = laptop.store.record(record)
    assert found is not None
    assert found.values["event_date"] == "2026-03-14"
    assert found.values["species"] == "lyn"
    assert found.values["informant_name"] == SECRET["informant_name"]
    assert len(lines_of(found.values, "losses")) == 2
    assert not found.conflicts
    assert laptop.check().is_clean


def test_undoing_what_is_not_here_is_nothing(laptop: Laptop) -> None:
    """A batch that never was undoes nothing."""
    assert list(laptop.store.undoing(laptop.store.commits_of_batch(b"?" * 16))) == []


def test_an_undo_by_an_older_version_opens_nothing_restricted(tmp_path: Path) -> None:
    """A group that only a newer version knows, and knows as restricted, is put back in the restricted stream."""
    laptop = Laptop(tmp_path)
    record = laptop.save({**SNOW_LEOPARD, **SECRET})
    saved = laptop.edit(record, {"informant": {"informant_name": "Other"}})
    laptop.store.close()
    laptop.store = Store.open(laptop.folder)
    laptop.store.learn(older_kinds())
    [one] = laptop.store.undoing(saved.commits)
    assert one.save is not None
    undone = laptop.append(one.save, occasion=UNDO)
    assert set(undone.feeds) == {laptop.signer.feed(Stream.RESTRICTED)}
    laptop.reopen()
    found = laptop.store.record(record)
    assert found is not None
    assert found.values["informant_name"] == SECRET["informant_name"]
    laptop.close()
