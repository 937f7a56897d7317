"""Migrations: numbered steps, each durable, resumed where they stopped; and every old store still opens."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from camifield.folders import Folder
from camifield.progress import Progress
from camifield.store import layout, opening
from camifield.store.connection import connect
from camifield.store.migrations import STEPS, Step, layout_of, migrate, newest
from camifield.store.query import CardQuery
from camifield.store.store import Store
from tests.store.little_kinds import kinds
from tests.store.making import SNOW_LEOPARD, Laptop

FIXTURES = Path(__file__).parent / "fixtures"


def add_column(connection: sqlite3.Connection) -> None:
    """A made-up change of a later version."""
    connection.execute("ALTER TABLE handover ADD COLUMN place TEXT")


def fill_column(connection: sqlite3.Connection) -> None:
    """Another, which needs the first."""
    connection.execute("UPDATE handover SET place = 'stick'")


def fail(connection: sqlite3.Connection) -> None:
    """A step that breaks half way."""
    connection.execute("ALTER TABLE handover ADD COLUMN lost TEXT")
    raise RuntimeError("power cut")


MADE_UP = (Step(layout.LAYOUT + 1, add_column), Step(layout.LAYOUT + 2, fill_column))


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A store of this layout with a row in the table that the made-up steps change."""
    laptop = Laptop(tmp_path)
    laptop.save(SNOW_LEOPARD)
    laptop.store.mark_handed_over([], 1, "workbook", 5)
    laptop.close()
    opened = connect(tmp_path / "store.sqlite", writing=True)
    yield opened
    opened.close()


def test_the_released_steps_lead_to_this_layout() -> None:
    """A new step without a new LAYOUT, or the other way about, is caught here; numbers rise by one."""
    assert newest() == layout.LAYOUT
    assert [step.to for step in STEPS] == list(range(2, layout.LAYOUT + 1))


def test_steps_are_taken_once_and_in_order(connection: sqlite3.Connection) -> None:
    """A later version finds its work done the second time."""
    assert migrate(connection, Progress(), MADE_UP) == 2
    assert layout_of(connection) == layout.LAYOUT + 2
    assert connection.execute("SELECT what, place FROM handover").fetchall() == [("workbook", "stick")]
    assert migrate(connection, Progress(), MADE_UP) == 0


def test_an_interrupted_step_is_taken_back_whole_and_done_again(connection: sqlite3.Connection) -> None:
    """A power cut in the middle of a migration leaves the layout before it, and the next start goes on from there."""
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(connection, None, (MADE_UP[0], Step(layout.LAYOUT + 2, fail)))
    assert layout_of(connection) == layout.LAYOUT + 1
    columns = [row[1] for row in connection.execute("PRAGMA table_info(handover)")]
    assert "place" in columns
    assert "lost" not in columns
    assert migrate(connection, None, MADE_UP) == 1


def test_opening_an_older_store_migrates_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the program of the next year does with today's store: it opens, is brought up, and reads the same."""
    laptop = Laptop(tmp_path)
    laptop.save(SNOW_LEOPARD)
    laptop.close()
    monkeypatch.setattr(layout, "LAYOUT", layout.LAYOUT + 2)
    monkeypatch.setattr(opening, "migrate", partial(migrate, steps=MADE_UP))
    with Store.open(Folder(tmp_path)) as store:
        assert store.is_read_only_because == ""
        assert [card.number for card in store.cards()] == ["M7-0147"]


@pytest.mark.parametrize("name", sorted(path.name for path in FIXTURES.glob("*.sqlite.gz")))
def test_every_store_ever_released_opens(tmp_path: Path, name: str) -> None:
    """Stores of old layouts are kept for ever; each opens, is migrated, checks clean and shows its records."""
    (tmp_path / "store.sqlite").write_bytes(gzip.decompress((FIXTURES / name).read_bytes()))
    with Store.open(Folder(tmp_path)) as store:
        store.learn(kinds())
        assert [card.number for card in store.cards(CardQuery(kinds=("trace",)))] == ["M7-0149", "M7-0147"]
        assert store.count(CardQuery(words="помет")) == 1
        [first] = [one for one in store.records_of_kind("trace") if one.values.get("informant_name")]
        assert first.values["losses"]
        assert len(store.history(first.id)) > 5


def test_there_is_a_store_of_this_layout_among_them() -> None:
    """A release adds the store that it makes (python -m tests.store.make_fixture)."""
    assert (FIXTURES / f"layout-{layout.LAYOUT}.sqlite.gz").exists()
