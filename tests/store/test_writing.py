"""Saving: parts, streams, bases, deletion, and what the tables hold afterwards."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from camifield.errors import Problem
from camifield.fields.grouping import groups_of
from camifield.fields.values import lines_of
from camifield.progress import Progress, Stopped
from camifield.revisions.headers import Action, Stream
from camifield.store import log
from camifield.store.query import Bin, CardQuery
from camifield.store.signing import Occasion
from camifield.store.writing import Save, chunks_of
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop


def test_a_save_reads_back_as_it_was_typed(laptop: Laptop) -> None:
    """Every value of both streams and every line survives the log, the fold and the reading."""
    record = laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES})
    found = laptop.store.record(record)
    assert found is not None
    in_order = sorted(lines_of(LOSSES, "losses"), key=lambda line: str(line["order"]))
    assert list(lines_of(found.values, "losses")) == in_order
    assert {**found.values, "losses": None} == {**SNOW_LEOPARD, **SECRET, "losses": None}
    assert found.author == laptop.person
    assert laptop.check().is_clean


def test_names_never_enter_the_open_stream(laptop: Laptop) -> None:
    """What was signed into an open commit can never be taken apart later, so a name must not get there."""
    laptop.save({**SNOW_LEOPARD, **SECRET})
    connection = laptop.store._connections.reader()  # pyright: ignore[reportPrivateUsage]
    payloads = {commit.header.stream: commit.payload for _, commit in log.all_commits(connection)}
    assert "Азамат".encode() not in payloads[Stream.OPEN]
    assert "Азамат".encode() in payloads[Stream.RESTRICTED]


def test_a_save_of_open_fields_alone_writes_one_commit(laptop: Laptop) -> None:
    """Nothing restricted is hinted at where nothing restricted was saved."""
    saved = laptop.append(Save(laptop.new_id(), "trace", {"species": {"species": "snl"}}))
    assert len(saved.commits) == 1
    assert set(saved.feeds) == {laptop.signer.feed(Stream.OPEN)}


def test_an_edit_changes_what_it_touches_and_nothing_else(laptop: Laptop) -> None:
    """A group carries whole, the other groups stand, a line can go without its neighbours."""
    record = laptop.save({**SNOW_LEOPARD, **LOSSES})
    laptop.edit(record, {"position": {"latitude": "43.0"}, "losses/0a0a0a0a0a0a": None, "remarks": None})
    found = laptop.store.record(record)
    assert found is not None
    assert found.values["latitude"] == "43.0"
    assert "longitude" not in found.values
    assert "remarks" not in found.values
    assert found.values["species"] == "snl"
    assert [line["id"] for line in lines_of(found.values, "losses")] == ["0b0b0b0b0b0b"]
    assert laptop.check().is_clean


def test_an_edit_begun_before_another_save_is_kept_beside_it(laptop: Laptop) -> None:
    """Two windows that edit the same field end in a conflict that people settle, never in a silent loss."""
    record = laptop.save(SNOW_LEOPARD)
    seen = laptop.store.record(record)
    assert seen is not None
    laptop.edit(record, {"species": {"species": "wlf"}})
    laptop.edit(record, {"species": {"species": "lyn"}}, bases=seen.heads)
    found = laptop.store.record(record)
    assert found is not None
    assert [version.value for version in found.conflicts["species"]] == [
        {"species": "lyn"},
        {"species": "wlf"},
    ]
    assert laptop.store.cards()[0].conflicts == 1
    assert laptop.store.count(CardQuery(only_in_conflict=True)) == 1
    laptop.edit(record, {"species": {"species": "wlf"}})
    settled = laptop.store.record(record)
    assert settled is not None
    assert not settled.conflicts
    assert laptop.store.count(CardQuery(only_in_conflict=True)) == 0
    assert laptop.check().is_clean


def test_delete_and_restore(laptop: Laptop) -> None:
    """A deleted record leaves the page for the bin, an edit there leaves it in the bin, and it can come back."""
    record = laptop.save({**SNOW_LEOPARD, **SECRET})
    laptop.append(Save(record, "trace", {}, deleted=True), occasion=Occasion(Action.DELETE))
    assert (laptop.store.count(), laptop.store.count(CardQuery(bin=Bin.ONLY))) == (0, 1)
    assert laptop.store.cards(CardQuery(words="перевал")) == []
    laptop.edit(record, {"count": {"count": "3"}})
    assert [card.count_text for card in laptop.store.cards(CardQuery(bin=Bin.ONLY))] == ["3"]
    laptop.append(Save(record, "trace", {}, deleted=False), occasion=Occasion(Action.RESTORE))
    assert [card.count_text for card in laptop.store.cards()] == ["3"]
    assert laptop.check().is_clean


def test_an_edit_begun_before_a_deletion_beats_it(laptop: Laptop) -> None:
    """What somebody typed for an hour does not vanish because somebody else deleted the record meanwhile."""
    record = laptop.save(SNOW_LEOPARD)
    seen = laptop.store.record(record)
    assert seen is not None
    laptop.append(Save(record, "trace", {}, deleted=True))
    laptop.edit(record, {"remarks": {"remarks": "typed meanwhile"}}, bases=seen.heads)
    found = laptop.store.record(record)
    assert found is not None
    assert not found.deleted
    assert found.edited_after_delete
    assert laptop.check().is_clean


def test_a_record_of_restricted_fields_alone_is_deleted_in_its_own_stream(laptop: Laptop) -> None:
    """A record that never showed itself in the open stream does not appear there by being deleted."""
    record = laptop.new_id()
    laptop.append(Save(record, "trace", {"informant": {"informant_name": "X"}}))
    saved = laptop.append(Save(record, "trace", {}, deleted=True))
    assert set(saved.feeds) == {laptop.signer.feed(Stream.RESTRICTED)}
    assert laptop.store.count() == 0
    assert laptop.check().is_clean


def test_moving_a_record_in_time_moves_its_card(laptop: Laptop) -> None:
    """The date is the place in the list: one card, at the new place, and the tally with it."""
    first = laptop.save(SNOW_LEOPARD)
    laptop.save({**SNOW_LEOPARD, "event_date": "2026-03-15", "record_number": "M7-0148"})
    laptop.edit(first, {"when": {"event_date": "2026-04-01"}})
    assert [card.number for card in laptop.store.cards()] == ["M7-0147", "M7-0148"]
    laptop.edit(first, {"when": None})
    assert [card.start_day > 0 for card in laptop.store.cards()] == [True, False]
    assert laptop.check().is_clean


def test_many_saves_are_many_short_transactions_under_one_batch(laptop: Laptop) -> None:
    """An import is at most 500 records a commit, and can be named as one."""
    saves = [Save(laptop.new_id(), "trace", {"species": {"species": "snl"}}) for _ in range(1203)]
    saved = laptop.append(*saves, occasion=Occasion(Action.IMPORT, b"B" * 16))
    assert len(saved.commits) == 3
    assert laptop.store.count(CardQuery(batches=(b"B" * 16,))) == 1203
    [batch] = laptop.store.batches()
    assert (batch.id, batch.changes, batch.action) == (b"B" * 16, 1203, Action.IMPORT)
    assert laptop.check().is_clean


def test_one_record_twice_in_one_call_is_two_commits(laptop: Laptop) -> None:
    """The second change builds on the first instead of standing against it."""
    record = laptop.new_id()
    saves = [Save(record, "trace", {"count": {"count": str(number)}}) for number in range(3)]
    assert [len(chunk) for chunk in chunks_of(saves)] == [1, 1, 1]
    laptop.append(*saves)
    found = laptop.store.record(record)
    assert found is not None
    assert found.values["count"] == "2"
    assert not found.conflicts


def test_a_large_chunk_is_cut_into_commits_and_stays_one_record_each(laptop: Laptop) -> None:
    """Long remarks overflow the megabyte of a commit: the rest goes into the next, in the same transaction."""
    values = {**SNOW_LEOPARD, **SECRET, "remarks": "снег " * 3000}
    saves = [Save(laptop.new_id(), "trace", groups_of(laptop.registry["trace"], values)) for _ in range(60)]
    saved = laptop.append(*saves)
    assert len(saved.commits) > 2
    assert laptop.store.count() == 60
    assert laptop.check().is_clean


def test_a_value_the_log_cannot_hold_takes_everything_back(laptop: Laptop) -> None:
    """A float or a NUL is a Problem, and the store is as it was before."""
    good = Save(laptop.new_id(), "trace", {"species": {"species": "snl"}})
    bad = Save(laptop.new_id(), "trace", {"species": {"species": "s\0nl"}})
    with pytest.raises(Problem, match="value-not-allowed"):
        laptop.append(good, bad)
    assert laptop.store.count() == 0
    assert laptop.check().is_clean


def test_stop_between_chunks_keeps_what_was_saved(laptop: Laptop) -> None:
    """A stopped import leaves whole commits, which its batch can undo."""
    progress = Progress()

    def saves() -> Iterator[Save]:
        for place in range(700):
            if place == 600:
                progress.stop()
            yield Save(laptop.new_id(), "trace", {"species": {"species": "snl"}})

    with pytest.raises(Stopped):
        laptop.store.append(saves(), laptop.signer, Occasion(Action.IMPORT, b"B" * 16), progress)
    assert laptop.store.count() == 500
    assert laptop.check().is_clean


def test_a_kind_is_not_changed_by_an_edit(laptop: Laptop) -> None:
    """A record stays of its kind; saving it as another is a fault of the caller and changes nothing."""
    record = laptop.save(SNOW_LEOPARD)
    with pytest.raises(ValueError, match="trace"):
        laptop.append(Save(record, "little_person", {"code": {"code": "A1"}}))
    assert laptop.check().is_clean


def test_a_feed_goes_on_after_the_program_was_closed(laptop: Laptop) -> None:
    """Seq, previous and lamport follow what is stored, not what is remembered."""
    laptop.save(SNOW_LEOPARD)
    store = laptop.reopen()
    laptop.save(SNOW_LEOPARD)
    assert store.head_of_feed(laptop.signer.feed(Stream.OPEN)).seq == 2
    assert laptop.check().is_clean
