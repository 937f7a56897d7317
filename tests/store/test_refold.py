"""Folding anew: the same rows from the same log, resumable, and kinds that learn new fields."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from camifield.fields.declaration import Declared
from camifield.fields.grouping import Groups
from camifield.progress import Progress, Stopped
from camifield.store import refold
from camifield.store.query import CardQuery
from camifield.store.record_rows import KindLayout
from camifield.store.writing import Save
from tests.store.contents import folded, rows_of
from tests.store.little_kinds import kinds, older_kinds
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop

TYPED = ("trace", "trace_loss", "trace_witness", "little_person")


def fill(laptop: Laptop, count: int = 40) -> list[bytes]:
    """Records with edits, deletions, lines and conflicts."""
    records = [
        laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES, "record_number": f"M7-{at}"}) for at in range(count)
    ]
    for at, record in enumerate(records):
        if at % 3 == 0:
            seen = laptop.store.record(record)
            assert seen is not None
            laptop.edit(record, {"species": {"species": "wlf"}, "losses/0a0a0a0a0a0a": None})
            laptop.edit(record, {"species": {"species": "lyn"}}, bases=seen.heads)
        if at % 7 == 0:
            laptop.append(Save(record, "trace", {}, deleted=True))
    return records


def connection_of(laptop: Laptop) -> sqlite3.Connection:
    """The connection that writes, for tampering."""
    return laptop.store._connections.writer()  # pyright: ignore[reportPrivateUsage]


def test_a_refold_makes_the_same_tables(laptop: Laptop) -> None:
    """The tables can be dropped and rebuilt from the log: row by row the same, serials included."""
    fill(laptop)
    before = folded(laptop.store, *TYPED)
    laptop.store.refold(Progress())
    assert folded(laptop.store, *TYPED) == before
    assert laptop.check().is_clean


def test_a_refold_mends_what_was_broken(laptop: Laptop) -> None:
    """Rows that something else changed come back as the log has them."""
    fill(laptop, 5)
    before = folded(laptop.store, *TYPED)
    writer = connection_of(laptop)
    writer.execute("UPDATE trace SET species = 'cow'")
    writer.execute("DELETE FROM card WHERE card IN (SELECT card FROM card LIMIT 2)")
    writer.execute("DELETE FROM found")
    assert not laptop.check().is_clean
    laptop.store.refold(Progress())
    assert folded(laptop.store, *TYPED) == before


class StopAfter(Progress):
    """Stops the work at its step of that number."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self._left = steps

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        self._left -= 1
        if self._left < 0:
            self.stop()
        super().step(done, total, doing)


@pytest.mark.parametrize("steps", [0, 1, 2, 4, 7])
def test_a_stopped_refold_goes_on_where_it_was(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """Stop, close, save and delete in between, open again: the next start finishes it and nothing is lost."""
    monkeypatch.setattr(refold, "PIECE", 10)
    records = fill(laptop)
    with pytest.raises(Stopped):
        laptop.store.refold(StopAfter(steps))
    assert laptop.store.count() > 0
    laptop.edit(records[1], {"remarks": {"remarks": "между делом"}})
    laptop.edit(records[39], {"when": {"event_date": "2020-01-01"}})
    laptop.append(Save(records[2], "trace", {}, deleted=True))
    new = laptop.save({**SNOW_LEOPARD, "record_number": "new"})
    laptop.reopen()
    assert laptop.store.count(CardQuery(words="между")) == 1
    assert laptop.store.record(new) is not None
    leftovers = (
        connection_of(laptop).execute("SELECT name FROM sqlite_master WHERE name LIKE 'fresh%'").fetchall()
    )
    assert leftovers == []
    assert laptop.check().is_clean


def test_a_new_way_of_folding_refolds_at_the_next_start(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the program learns to fold better, old stores follow by themselves."""
    fill(laptop, 5)
    connection_of(laptop).execute("UPDATE trace SET species = 'as an older program folded it'")
    monkeypatch.setattr(refold, "FOLDING", refold.FOLDING + 1)
    laptop.reopen()
    assert laptop.check().is_clean


def test_unknown_fields_wait_in_extra_and_come_to_life(tmp_path: Path) -> None:
    """A record from a newer laptop keeps everything on an older one, and shows it after the upgrade."""
    laptop = Laptop(tmp_path)
    record = laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES, "recorded_by": b"p" * 16})
    newer = folded(laptop.store, *TYPED)
    for table in ("trace", "trace_loss", "trace_witness"):
        connection_of(laptop).execute(f"DROP TABLE {table}")
    connection_of(laptop).execute("DELETE FROM meta WHERE key = 'kinds'")
    laptop.reopen(older_kinds())
    [(extra,)] = laptop.store.rows("trace", CardQuery(), ["extra"]).__next__()
    assert "M7-0147" not in str(extra)
    assert "Азамат" in str(extra)
    found = laptop.store.record(record)
    assert found is not None
    assert found.unknown["informant"] == SECRET
    laptop.edit(record, {"species": {"species": "wlf"}})
    assert laptop.check().is_clean
    laptop.reopen(kinds())
    assert laptop.check().is_clean
    laptop.edit(record, {"species": {"species": "snl"}})
    [values] = [row[8:] for row in newer["trace"]]
    assert [row[8:] for row in rows_of(laptop.store, "trace")] == [values]


def test_a_new_column_is_added_and_lifted_without_a_refold(tmp_path: Path) -> None:
    """An additive change costs the records that hold the field, not the whole log."""
    laptop = Laptop(tmp_path, registry=older_kinds())
    laptop.append(Save(laptop.new_id(), "trace", {"species": {"species": "snl"}, "count": {"count": "7"}}))
    laptop.append(Save(laptop.new_id(), "trace", {"species": {"species": "wlf"}}))
    shape = kinds()["trace"]
    columns = {name: column for name, column in shape.columns.items() if not column.is_derived}
    laptop.reopen({"trace": Declared("trace", shape.model, columns, shape.repeats, shape.rules)})
    assert [
        row for piece in laptop.store.rows("trace", CardQuery(), ["species", "count"]) for row in piece
    ] == [
        ("wlf", None),
        ("snl", "7"),
    ]
    assert laptop.check().is_clean


def test_a_new_derived_column_is_filled_for_every_record(tmp_path: Path) -> None:
    """What is computed from the other fields is there for old records too."""
    laptop = Laptop(tmp_path, registry=older_kinds())
    laptop.save({"event_date": "2024-05-01", "species": "snl"})
    laptop.reopen(kinds())
    assert [row for piece in laptop.store.rows("trace", CardQuery(), ["year"]) for row in piece] == [(2024,)]
    assert laptop.check().is_clean


def test_an_older_version_in_between_leaves_nothing_behind(tmp_path: Path) -> None:
    """Protects a project on a stick: what an older program saved after a newer one is read whole by the newer again."""
    laptop = Laptop(tmp_path)
    record = laptop.save({**SNOW_LEOPARD, **SECRET, "remarks": "one"})
    person = laptop.save({"code": "A1"}, kind="little_person")
    laptop.reopen(older_kinds())
    assert laptop.check().is_clean
    laptop.edit(record, {"species": {"species": "wlf"}, "remarks": {"remarks": "two"}})
    assert laptop.check().is_clean
    laptop.reopen(kinds())
    assert laptop.check().is_clean
    [row] = [
        row for piece in laptop.store.rows("trace", CardQuery(), ["species", "remarks"]) for row in piece
    ]
    assert row == ("wlf", "two")
    assert laptop.store.records([person])[person].values["code"] == "A1"


def test_a_kind_of_a_newer_version_is_kept_unseen(tmp_path: Path) -> None:
    """Its commits are held, it is on no page, and it comes to life when the kind is known."""
    laptop = Laptop(tmp_path)
    laptop.save({"code": "A1"}, kind="little_person")
    laptop.store.close()
    laptop.registry = {"trace": kinds()["trace"]}
    connection = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    connection.execute("DROP TABLE little_person")
    connection.execute("DELETE FROM meta WHERE key = 'kinds'")
    connection.close()
    laptop.reopen()
    laptop.store.refold(Progress())
    assert laptop.store.count() == 0
    assert laptop.check().is_clean
    laptop.reopen(kinds())
    assert laptop.store.count() == 1
    assert laptop.check().is_clean


def test_values_of_no_known_shape_break_nothing(laptop: Laptop) -> None:
    """A stranger's version may put anything into a field: the record is kept whole, and the card does without."""
    strange: Groups = {"when": {"event_date": "no date at all"}, "species": {"species": [b"", b"y"]}}
    laptop.append(Save(laptop.new_id(), "trace", strange))
    laptop.append(Save(laptop.new_id(), "trace", {"position": {"latitude": "somewhere"}}))
    assert laptop.store.count() == 2
    assert laptop.check().is_clean


def test_the_short_way_to_values_is_the_long_way(laptop: Laptop) -> None:
    """The quick reading of a plain record gives what `fields.grouping` gives."""
    layout = KindLayout(kinds()["trace"])
    record = laptop.save(SNOW_LEOPARD)
    found = laptop.store.record(record)
    assert found is not None
    assert layout._values(found.groups)[:2] == (found.values, {})  # pyright: ignore[reportPrivateUsage]
