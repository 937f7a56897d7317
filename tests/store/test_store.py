"""The store as the program holds it: threads, what is loaded when, and that it says so when used wrongly."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from camifield.folders import Folder
from camifield.media.photos import Photo
from camifield.store.query import CardQuery
from camifield.store.store import Store
from camifield.store.writing import Save
from tests.store.making import SNOW_LEOPARD, Laptop

HEAVY = (
    "sqlalchemy",
    "sqlmodel",
    "pydantic",
    "numpy",
    "PIL",
    "babel",
    "openpyxl",
    "nacl",
    "cbor2",
    "zstandard",
)


def test_the_first_page_needs_nothing_heavy(laptop: Laptop) -> None:
    """The window paints from cards and counts before kinds, signatures or pictures are loaded."""
    laptop.save(SNOW_LEOPARD)
    laptop.close()
    script = (
        "import sys, pathlib\n"
        "from camifield.folders import Folder\n"
        "from camifield.store.query import CardQuery\n"
        "from camifield.store.store import Store\n"
        "store = Store.open(Folder(pathlib.Path(sys.argv[1])))\n"
        "assert len(store.cards(CardQuery(words='перевал', species=('snl',)))) == 1\n"
        "assert store.count() == 1 and store.unsent_counts() == {'trace': 1} and store.counts_by_day()\n"
        "store.close()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(laptop.root)], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.stdout.strip() == "[]"


def test_each_thread_reads_on_its_own_connection(laptop: Laptop) -> None:
    """Many threads read while one saves, and all of them end with what was saved."""
    wrong: list[BaseException] = []
    counts: list[int] = []

    def read() -> None:
        try:
            for _ in range(30):
                laptop.store.cards(CardQuery(words="перевал"))
                laptop.store.positions()
            counts.append(laptop.store.count())
        except BaseException as error:  # handed over to the test
            wrong.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for _ in range(20):
        laptop.save(SNOW_LEOPARD)
    for thread in threads:
        thread.join()
    assert wrong == []
    assert laptop.store.count() == 20
    assert all(count <= 20 for count in counts)


def test_two_threads_that_save_take_turns(laptop: Laptop) -> None:
    """One worker does all writing; should a second thread save, it waits, and both feeds stay whole."""
    ids = [[laptop.new_id() for _ in range(15)] for _ in range(2)]

    def save(records: list[bytes]) -> None:
        for record in records:
            laptop.append(Save(record, "trace", {"species": {"species": "snl"}}))

    threads = [threading.Thread(target=save, args=(some,)) for some in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert laptop.store.count() == 30
    assert laptop.check().is_clean


def test_saving_before_the_kinds_are_learned_is_a_fault(tmp_path: Path) -> None:
    """Records folded without their kind would be on no page: better a loud fault than a silent loss."""
    laptop = Laptop(tmp_path)
    laptop.store.close()
    with Store.open(Folder(tmp_path)) as store:
        with pytest.raises(RuntimeError, match="learned"):
            store.append([Save(laptop.new_id(), "trace", {})], laptop.signer)
        with pytest.raises(RuntimeError, match="learned"):
            store.receive([], [], 0)


def test_the_project_is_remembered(tmp_path: Path) -> None:
    """Founded once; the roster is read from the log at every start."""
    laptop = Laptop(tmp_path)
    store = laptop.reopen()
    assert store.project == laptop.signer.project
    assert store.roster().role_of(laptop.person) == "coordinator"
    assert len(store.roster_commits()) == 1
    assert store.highest_lamport() == store.last_commit() == 1


def test_photos_are_noted_once(laptop: Laptop) -> None:
    """What is known of a photo is found by its content; noting it again changes nothing."""
    photo = Photo(sha256=b"\x07" * 32, size=10, media_type="image/jpeg", name="IMG_1.jpg")
    laptop.store.note_photos([photo, photo], 5)
    laptop.store.note_photos([photo], 9)
    found = laptop.store.attachments([b"\x07" * 32, b"\x08" * 32])
    assert list(found) == [b"\x07" * 32]
    assert found[b"\x07" * 32].added_ms == 5
