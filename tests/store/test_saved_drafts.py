"""The note of saved drafts stands or falls with the save itself."""

from __future__ import annotations

import pytest

from camifield.errors import Problem
from camifield.fields.grouping import groups_of
from camifield.store.saved_drafts import Stamp
from camifield.store.store import Store
from camifield.store.writing import Save
from tests.store.making import PLAIN, SNOW_LEOPARD, Laptop


def save_of(laptop: Laptop) -> Save:
    """A new record."""
    return Save(laptop.new_id(), "trace", groups_of(laptop.registry["trace"], SNOW_LEOPARD))


def test_a_save_and_its_note_are_one(laptop: Laptop) -> None:
    """Protects against a draft beside its record: whoever opens the store after a crash finds both or neither."""
    assert laptop.store.saved_drafts() == {}
    first, second = {b"1" * 16: Stamp(3, 1_000)}, {b"2" * 16: Stamp(4, 2_000)}
    saved = laptop.store.append_from_drafts([save_of(laptop)], laptop.signer, PLAIN, first)
    assert laptop.store.saved_drafts() == first
    laptop.store.append_from_drafts([save_of(laptop)], laptop.signer, PLAIN, second)
    assert laptop.store.saved_drafts() == second
    store = laptop.reopen()
    assert store.saved_drafts() == second
    assert store.record(saved.records[0]) is not None
    assert laptop.check().is_clean


def test_a_save_that_fails_notes_nothing(laptop: Laptop) -> None:
    """Protects what was typed: the draft of a save that did not happen stays on the list."""
    too_much = Save(laptop.new_id(), "trace", {"remarks": {"remarks": "nul\0"}})
    with pytest.raises(Problem):
        laptop.store.append_from_drafts([too_much], laptop.signer, PLAIN, {b"1" * 16: Stamp(1, 1)})
    assert laptop.store.saved_drafts() == {}
    assert laptop.store.record(too_much.record) is None


def test_the_note_is_read_from_a_store_that_is_only_read(laptop: Laptop) -> None:
    """Protects the terminal's list of drafts beside an open window."""
    noted = {b"1" * 16: Stamp(1, 1)}
    laptop.store.append_from_drafts([save_of(laptop)], laptop.signer, PLAIN, noted)
    with Store.open(laptop.folder, for_reading=True) as reading:
        assert reading.saved_drafts() == noted
