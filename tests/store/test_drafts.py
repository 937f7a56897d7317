"""Drafts outlive crashes, are listed by the hundred thousand, and leave only when their record is saved."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.ids import id_at
from camifield.progress import Progress, Stopped
from camifield.store.draft import IMPORTED, Draft, Missing, Origin, Title
from camifield.store.draft_query import DraftBatch, DraftQuery
from camifield.store.drafts import Drafts
from camifield.store.drafts_file import DRAFTS
from camifield.store.saved_drafts import Stamp
from tests.store.drafting import BATCH, imported, opened, typed

THROWN_AWAY = DraftQuery(is_discarded=True)

TYPIST = """
import sys
from pathlib import Path
from camifield.clock import SystemClock
from camifield.folders import Folder
from camifield.store.draft import Draft
from camifield.store.drafts import Drafts
from camifield.store.drafts_file import DRAFTS
from camifield.store.saved_drafts import Stamp

drafts = Drafts(Folder(Path(sys.argv[1])), SystemClock())
found = drafts.get(b"k" * 16)
text = str(found.entries["remarks"]) if found else ""
print(len(text), flush=True)
while True:
    text += "ё"
    drafts.keep(Draft(b"k" * 16, "sighting", {"remarks": text}))
    print(len(text), flush=True)
"""


def test_killing_while_typing_loses_no_kept_keystroke(tmp_path: Path) -> None:
    """A flat battery at any moment: what was kept before it is there, and the file needs no mending."""
    chance = random.Random(11)
    acknowledged = 0
    for _ in range(25):
        typist = subprocess.Popen(
            [sys.executable, "-c", TYPIST, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert typist.stdout is not None
        assert int(typist.stdout.readline()) >= acknowledged
        for _ in range(chance.randint(1, 60)):
            acknowledged = int(typist.stdout.readline())
        typist.kill()
        acknowledged = max([acknowledged, *(int(line) for line in typist.stdout if line.endswith("\n"))])
        typist.stdout.close()
        typist.wait()
    with closing(opened(tmp_path)) as drafts:
        kept = drafts.get(b"k" * 16)
        assert kept is not None
        assert len(str(kept.entries["remarks"])) >= acknowledged > 100
        assert drafts.problem is None


def test_the_latest_keystroke_replaces_the_one_before(tmp_path: Path) -> None:
    """One draft stays one draft, begun when it was begun, however often it is kept."""
    with closing(opened(tmp_path)) as drafts:
        first = drafts.keep(typed(1, "и"))
        second = drafts.keep(
            replace(first, entries={"locality": "ирбис"}, findings=(Missing("required", "date"),))
        )
        assert drafts.count() == 1
        assert second.started_ms == first.started_ms < second.touched_ms
    with closing(opened(tmp_path)) as drafts:
        assert drafts.get(first.id) == second


def test_drafts_are_listed_by_touch_whatever_the_clock_says(tmp_path: Path) -> None:
    """After a flat clock battery the laptop shows the year 2000; the newest draft still stands first."""
    clock = SteppedClock()
    with closing(Drafts(Folder(tmp_path), clock)) as drafts:
        drafts.keep(typed(1))
        clock.at = datetime(2000, 1, 1, tzinfo=UTC)
        drafts.keep(typed(2))
        drafts.keep(typed(3))
        drafts.keep(typed(1, "again"))
        listed = drafts.page(limit=2)
        assert [draft.id for draft in listed] == [typed(1).id, typed(3).id]
        assert [draft.id for draft in drafts.page(after=listed[-1])] == [typed(2).id]


def test_an_edit_of_a_record_is_found_again(tmp_path: Path) -> None:
    """Opening a record whose correction was left unfinished goes on with that correction."""
    with closing(opened(tmp_path)) as drafts:
        edit = drafts.keep(replace(typed(1), record=b"r" * 16, bases=("ab" * 16,)))
        assert drafts.of_record(b"r" * 16) == edit
        drafts.discard([edit.id])
        assert drafts.of_record(b"r" * 16) is None


def test_throwing_away_can_be_undone(tmp_path: Path) -> None:
    """ "Throw away draft" loses nothing, and a late keystroke does not bring the draft back by itself."""
    with closing(opened(tmp_path)) as drafts:
        kept = drafts.keep(typed(1))
        assert drafts.discard([kept.id]) == 1
        assert drafts.discard([kept.id]) == 0
        drafts.keep(typed(1, "late"))
        assert (drafts.page(), drafts.count(THROWN_AWAY)) == ([], 1)
        assert drafts.restore([kept.id]) == 1
        assert drafts.page()[0].entries == {"locality": "late"}


def test_an_import_is_kept_listed_and_taken_back_as_one(tmp_path: Path) -> None:
    """Rows with errors become drafts; the undo of their import takes them all, and only them, and can be undone."""
    with closing(opened(tmp_path)) as drafts:
        drafts.keep(typed(1))
        progress = Progress()
        assert drafts.add_many((imported(row) for row in range(1_200)), progress) == 1_200
        assert progress.latest.done == 1_200
        (batch,) = drafts.batches()
        assert (batch.batch, batch.file, batch.living, batch.discarded) == (BATCH, "таблица.xlsx", 1_200, 0)
        assert drafts.page(DraftQuery(batch=BATCH), limit=1)[0].origin == imported(1_199).origin
        assert [draft.id for draft in drafts.page(DraftQuery(is_imported=False))] == [typed(1).id]
        assert drafts.discard_batch(BATCH) == 1_200
        assert (drafts.count(), drafts.count(DraftQuery(batch=BATCH, is_discarded=True))) == (1, 1_200)
        assert drafts.batches() == [DraftBatch(BATCH, "таблица.xlsx", batch.started_ms, 0, 1_200)]
        assert drafts.restore_batch(BATCH) == 1_200
        assert drafts.count(DraftQuery(kind="sighting", is_imported=True)) == 1_200


def test_stopping_an_import_keeps_what_was_added(tmp_path: Path) -> None:
    """Stop loses nothing: the drafts so far are there, under their import."""
    progress = Progress()
    progress.stop()
    with closing(opened(tmp_path)) as drafts:
        with pytest.raises(Stopped):
            drafts.add_many((imported(row) for row in range(2_000)), progress)
        assert 0 < drafts.count() == drafts.batches()[0].living < 2_000


def test_a_hundred_thousand_drafts_are_listed_from_indexes(tmp_path: Path) -> None:
    """The lists of Today stay quick after a large import: no list sorts, and none looks through all drafts."""
    with closing(opened(tmp_path)):
        pass
    queries = [DraftQuery(), DraftQuery(is_imported=False), DraftQuery(batch=BATCH), THROWN_AWAY]
    with closing(sqlite3.connect(tmp_path / "drafts.sqlite")) as connection:
        for query in queries:
            condition, values = query.condition()
            asked = (
                f"EXPLAIN QUERY PLAN SELECT entries FROM draft WHERE {condition} ORDER BY turn DESC LIMIT 50"
            )
            (plan,) = [row[3] for row in connection.execute(asked, values)]
            assert "USING INDEX draft_" in plan


def test_a_saved_draft_is_consumed(tmp_path: Path) -> None:
    """The save of a record removes its draft and no other."""
    with closing(opened(tmp_path)) as drafts:
        drafts.keep(typed(1))
        drafts.keep(typed(2))
        assert drafts.take_off([typed(1).id]) == 1
        assert [draft.id for draft in drafts.page()] == [typed(2).id]


def test_a_crash_between_save_and_removal_makes_no_second_record(tmp_path: Path) -> None:
    """After the crash, drafts that the store noted as saved are off the list; one that was typed on since stays."""
    drafts = opened(tmp_path)
    for number in (1, 2, 3, 4):
        drafts.keep(typed(number))
    saved = {**drafts.saved_with(typed(1).id), **drafts.saved_with(typed(3).id)}
    assert set(saved) == {typed(1).id, typed(3).id}
    drafts.keep(replace(typed(3), entries={"locality": "typed on"}))
    with closing(opened(tmp_path)) as after:  # the first was never closed, as after a kill
        assert after.reconcile({**saved, b"long gone" + bytes(7): Stamp(1, 1)}) == 1
        assert {draft.id for draft in after.page()} == {typed(2).id, typed(3).id, typed(4).id}
    with closing(opened(tmp_path)) as after:
        assert after.count() == 3
        assert after.reconcile(saved) == 0
    drafts.close()


def test_a_saved_draft_is_on_no_list_and_leaves_with_the_next_write(tmp_path: Path) -> None:
    """Protects against a draft beside its record, at once and in every way of asking, for one wait for the disk less."""
    with closing(opened(tmp_path)) as drafts:
        edit = drafts.keep(replace(typed(1), record=b"r" * 16))
        drafts.add_many([imported(2)])
        other = drafts.keep(typed(3))
        saved = drafts.saved_with(edit.id)
        drafts.let_go({**saved, **drafts.saved_with(imported(2).id)})
        assert drafts.get(edit.id) is None
        assert drafts.of_record(b"r" * 16) is None
        assert (drafts.count(), drafts.page(), drafts.batches()) == (1, [other], [])
        assert drafts.discard([edit.id]) == 0
        assert drafts.saved_with(other.id) == {other.id: Stamp(other.turn, other.touched_ms)}
        with closing(sqlite3.connect(tmp_path / DRAFTS)) as file:
            assert file.execute("SELECT id FROM draft").fetchall() == [(other.id,)]
        drafts.let_go(drafts.saved_with(other.id))
        again = drafts.keep(typed(3))
        assert drafts.page() == [again]
        drafts.let_go(drafts.saved_with(again.id))
    with closing(opened(tmp_path)) as drafts:
        assert drafts.count() == 0


def test_erasing_leaves_no_word_of_a_saved_draft(tmp_path: Path) -> None:
    """Protects a person's right to be forgotten: a draft that waits to leave the file leaves before it is written anew."""
    with closing(opened(tmp_path)) as drafts:
        secret = drafts.keep(replace(typed(1), entries={"informant_name": "Azamat Bakyt uulu"}))
        drafts.let_go(drafts.saved_with(secret.id))
        drafts.erase([b"another record!!"])
        assert b"Azamat" not in (tmp_path / DRAFTS).read_bytes()


def test_only_what_was_thrown_away_long_ago_is_removed(tmp_path: Path) -> None:
    """Thirty days to think again; what was not thrown away is never removed."""
    clock = SteppedClock()
    with closing(Drafts(Folder(tmp_path), clock)) as drafts:
        for number in (1, 2, 3):
            drafts.keep(typed(number))
        drafts.discard([typed(1).id])
        clock.at += timedelta(days=20)
        drafts.discard([typed(2).id])
        clock.at += timedelta(days=10, hours=1)
        assert drafts.purge() == 1
        assert drafts.get(typed(1).id) is None
        assert (drafts.count(), drafts.count(THROWN_AWAY)) == (1, 1)


@pytest.mark.parametrize("year", [2000, 2099])
def test_a_wrong_clock_removes_nothing(tmp_path: Path, year: int) -> None:
    """A laptop that wakes in 2000 or in 2099 keeps what was thrown away, and so does its first right day after."""
    clock = SteppedClock()
    right = clock.at
    with closing(Drafts(Folder(tmp_path), clock)) as drafts:
        drafts.keep(typed(1))
        drafts.discard([typed(1).id])
        clock.at = datetime(year, 1, 1, tzinfo=UTC)
        assert drafts.purge() == 0
        drafts.keep(typed(2))
        drafts.discard([typed(2).id])
        clock.at = right + timedelta(days=1)
        assert drafts.purge() == 0
        assert drafts.count(THROWN_AWAY) == 2


def test_the_room_of_removed_drafts_is_given_back(tmp_path: Path) -> None:
    """A large import that was undone does not fill the disk for ever."""
    clock = SteppedClock()
    with closing(Drafts(Folder(tmp_path), clock)) as drafts:
        drafts.keep(typed(1))
        drafts.add_many(imported(row) for row in range(2_000))
        drafts.discard_batch(BATCH)
        full = (tmp_path / "drafts.sqlite").stat().st_size
        clock.at += timedelta(days=31)
        assert drafts.purge() == 2_000
    assert (tmp_path / "drafts.sqlite").stat().st_size < full / 5


def test_drafts_of_another_file_are_taken_in_when_newer(tmp_path: Path) -> None:
    """A restored backup gets what was typed since; the older of two states never wins."""
    clock = SteppedClock()
    now, backup = Folder(tmp_path).make("now"), Folder(tmp_path).make("backup")
    with closing(Drafts(now, clock)) as here, closing(Drafts(backup, clock)) as there:
        there.keep(typed(1, "old"))
        here.keep(typed(1, "new"))
        here.add_many([imported(1)])
        here.keep(typed(2, "older"))
        there.keep(typed(2, "newer"))
    with closing(Drafts(backup, clock)) as there:
        assert there.take_in(now.path("drafts.sqlite")) == 2
        assert {draft.title.locality for draft in there.page(DraftQuery(is_imported=False))} == {
            "new",
            "newer",
        }
        assert there.batches()[0].living == 1


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path: Path) -> None:
    """The keystroke that found no room raises a Problem; the one before it is still there."""

    def small_disk(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count=40")

    with closing(Drafts(Folder(tmp_path), SteppedClock(), steps=[small_disk])) as drafts:
        kept = drafts.keep(typed(1, "ирбис"))
        with pytest.raises(Problem) as caught:
            drafts.keep(typed(1, "x" * 400_000))
        assert caught.value.code == "disk-is-full"
        assert drafts.get(kept.id) == kept
        assert drafts.keep(typed(1, "shorter")).entries == {"locality": "shorter"}


def test_two_threads_may_keep_at_once(tmp_path: Path) -> None:
    """An import runs beside the window while a person types: both arrive."""
    from threading import Thread

    with closing(opened(tmp_path)) as drafts:
        worker = Thread(target=lambda: drafts.add_many(imported(row) for row in range(3_000)))
        worker.start()
        for number in range(100):
            drafts.keep(typed(1, "л" * number))
        worker.join()
        assert drafts.count() == 3_001


def test_ids_of_the_program_fit(tmp_path: Path) -> None:
    """A draft's id is the id its record will have: a UUIDv7 like every other."""
    identifier = id_at(1_773_457_200_000, SeededEntropy(1))
    with closing(opened(tmp_path)) as drafts:
        draft = Draft(identifier, "grazing", {}, origin=Origin(IMPORTED, BATCH), title=Title())
        assert drafts.keep(draft).saves_as == identifier
