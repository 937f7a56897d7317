"""A file of drafts that is damaged, foreign, newer or write-protected costs nobody more than it must."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.store.draft_query import DraftQuery
from camifield.store.drafts import Drafts
from camifield.store.drafts_file import DRAFTS, LAYOUT
from tests.store.drafting import imported, opened, typed


def put_away_files(folder: Path) -> list[Path]:
    """The files of drafts that were put away."""
    return sorted((folder / "put-away").glob(f"*/{DRAFTS}"))


def filled(folder: Path, rows: int) -> Path:
    """A closed file of drafts with that many rows of an import."""
    with closing(opened(folder)) as drafts:
        drafts.add_many(imported(row) for row in range(rows))
    return folder / DRAFTS


@pytest.mark.parametrize(
    "content",
    [b"not a database at all, but long enough for a head" * 40, b"SQLite format 3\0" + b"\7" * 5000],
)
def test_a_file_that_is_no_database_is_put_away(tmp_path: Path, content: bytes) -> None:
    """Whatever lies under the name is kept under a dated one, and typing goes on at once."""
    (tmp_path / DRAFTS).write_bytes(content)
    clock = SteppedClock(at=datetime(2026, 3, 14, 3, 0, tzinfo=UTC))
    with closing(Drafts(Folder(tmp_path), clock)) as drafts:
        assert drafts.problem is not None
        assert drafts.problem.code == "drafts-were-damaged"
        assert drafts.problem.parameters == {"file": f"put-away/20260314T030000Z/{DRAFTS}", "count": 0}
        drafts.keep(typed(1))
    (kept,) = put_away_files(tmp_path)
    assert kept.read_bytes() == content
    with closing(opened(tmp_path)) as drafts:
        assert (drafts.count(), drafts.problem) == (1, None)


def test_what_can_be_read_of_a_damaged_file_is_saved(tmp_path: Path) -> None:
    """A few bad blocks cost the drafts that lay on them, not the others."""
    path = filled(tmp_path, 600)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = b"\xff" * 8192
    path.write_bytes(content)
    with closing(opened(tmp_path)) as drafts:
        assert drafts.problem is not None
        saved = drafts.count()
        assert 300 < saved < 600
        assert drafts.problem.parameters["count"] == saved
        assert drafts.batches()[0].living == saved


def test_a_file_cut_short_is_noticed(tmp_path: Path) -> None:
    """A copy that broke off halfway is not taken for the whole."""
    path = filled(tmp_path, 600)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    with closing(opened(tmp_path)) as drafts:
        assert drafts.problem is not None
        drafts.keep(typed(1))


def test_damage_found_while_typing_loses_no_keystroke(tmp_path: Path) -> None:
    """A large file is not checked at every start; when a bad block is met later, the keystroke is kept in a fresh file."""
    path = filled(tmp_path, 12_000)
    assert path.stat().st_size > 4_000_000
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096 - 1):
        content[page * 4096 : page * 4096 + 8] = b"\xff" * 8
    path.write_bytes(content)
    with closing(opened(tmp_path)) as drafts:
        assert drafts.problem is None
        drafts.keep(typed(1, "ирбис"))
        assert drafts.problem is not None
        assert [draft.id for draft in drafts.page(DraftQuery(is_imported=False))] == [typed(1).id]
    assert len(put_away_files(tmp_path)) == 1


def test_another_programs_file_is_not_touched(tmp_path: Path) -> None:
    """A database of somebody else under our name is put away, unchanged."""
    with closing(sqlite3.connect(tmp_path / DRAFTS)) as other:
        other.execute("CREATE TABLE theirs (x)")
    before = (tmp_path / DRAFTS).read_bytes()
    with closing(opened(tmp_path)) as drafts:
        assert drafts.problem is not None
    assert [path.read_bytes() for path in put_away_files(tmp_path)] == [before]


def test_two_put_away_in_one_second_are_both_kept(tmp_path: Path) -> None:
    """Nothing that was put away is ever overwritten."""
    for content in (b"first" * 400, b"second" * 400):
        (tmp_path / DRAFTS).write_bytes(content)
        opened(tmp_path).close()
    assert [path.read_bytes()[:5] for path in put_away_files(tmp_path)] == [b"first", b"secon"]


def test_migrations_run_once_and_in_order(tmp_path: Path) -> None:
    """The mechanism works from the first version on: a later layout brings older drafts along."""
    filled(tmp_path, 3)
    ran: list[str] = []

    def add_column(connection: sqlite3.Connection) -> None:
        ran.append("column")
        connection.execute("ALTER TABLE draft ADD COLUMN colour TEXT NOT NULL DEFAULT 'blue'")

    def fill_column(connection: sqlite3.Connection) -> None:
        ran.append("fill")
        connection.execute("UPDATE draft SET colour = 'green'")

    for _ in range(2):
        with closing(Drafts(Folder(tmp_path), SteppedClock(), steps=[add_column, fill_column])) as drafts:
            assert drafts.count() == 3
            drafts.keep(typed(1))
            drafts.take_off([typed(1).id])
    assert ran == ["column", "fill"]
    with closing(sqlite3.connect(tmp_path / DRAFTS)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (LAYOUT + 2,)
        assert set(connection.execute("SELECT colour FROM draft")) == {("green",)}


def test_a_failed_migration_changes_nothing(tmp_path: Path) -> None:
    """Half a migration would be worse than none."""
    filled(tmp_path, 3)

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM draft")
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        Drafts(Folder(tmp_path), SteppedClock(), steps=[broken])
    with closing(opened(tmp_path)) as drafts:
        assert (drafts.count(), drafts.problem) == (3, None)


def test_newer_drafts_are_shown_and_not_written(tmp_path: Path) -> None:
    """An older program on a stick shows the drafts of a newer one and leaves them alone."""
    filled(tmp_path, 3)
    Drafts(Folder(tmp_path), SteppedClock(), steps=[lambda connection: None]).close()
    with closing(opened(tmp_path)) as drafts:
        assert (drafts.is_read_only_because, drafts.count()) == ("drafts-are-newer", 3)
        with pytest.raises(Problem) as caught:
            drafts.keep(typed(1))
        assert caught.value.code == "drafts-are-newer"


def test_a_write_protected_folder_shows_its_drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A stick with its switch on "locked" can still be read; an empty one shows no drafts and no error."""
    filled(tmp_path, 3)

    def may_not(root: Path) -> bool:
        return False

    monkeypatch.setattr("camifield.store.drafts_file.may_write", may_not)
    before = (tmp_path / DRAFTS).read_bytes()
    with closing(opened(tmp_path)) as drafts:
        assert (drafts.is_read_only_because, drafts.count()) == ("store-is-read-only", 3)
        with pytest.raises(Problem) as caught:
            drafts.discard([imported(1).id])
        assert caught.value.code == "store-is-read-only"
    assert (tmp_path / DRAFTS).read_bytes() == before
    with closing(opened(Folder(tmp_path).make("empty").root)) as drafts:
        assert drafts.page() == []


def test_a_reader_makes_and_mends_nothing(tmp_path: Path) -> None:
    """A terminal that only lists, while somebody types in the window, leaves every file as it is."""
    with closing(Drafts(Folder(tmp_path), SteppedClock(), for_reading=True)) as drafts:
        assert drafts.page() == []
    assert list(tmp_path.iterdir()) == []
    with closing(opened(tmp_path)) as typing:
        typing.keep(typed(1))
        with closing(Drafts(Folder(tmp_path), SteppedClock(), for_reading=True)) as drafts:
            assert drafts.count() == 1
            typing.keep(typed(2))
            assert drafts.count() == 2
            with pytest.raises(Problem):
                drafts.keep(typed(3))
    (tmp_path / DRAFTS).write_bytes(b"damaged" * 900)
    with closing(Drafts(Folder(tmp_path), SteppedClock(), for_reading=True)) as drafts:
        assert drafts.page() == []
    assert (tmp_path / DRAFTS).read_bytes() == b"damaged" * 900
