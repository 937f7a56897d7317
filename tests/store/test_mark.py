"""The high-water mark: only one that is ahead of the store means that the store is an older copy."""

from __future__ import annotations

import shutil
from pathlib import Path

from camifield.folders import Folder
from camifield.revisions.roster_parts import person_part
from camifield.store.mark import MARK, Mark
from camifield.store.store import Store
from tests.store.making import SNOW_LEOPARD, Laptop
from tests.store.teams import enrol


def test_a_store_put_back_from_a_copy_is_known(tmp_path: Path) -> None:
    """Its feeds must not be continued: two different commits of one number would follow."""
    laptop = Laptop(tmp_path)
    laptop.save(SNOW_LEOPARD)
    laptop.store.close()
    shutil.copy(tmp_path / "store.sqlite", tmp_path / "older")
    laptop.reopen()
    laptop.save(SNOW_LEOPARD)
    assert not laptop.store.was_restored
    laptop.store.close()
    shutil.copy(tmp_path / "older", tmp_path / "store.sqlite")
    with Store.open(laptop.folder) as restored:
        assert restored.was_restored
        restored.restart_mark()
    with Store.open(laptop.folder) as again:
        assert not again.was_restored


def test_a_mark_that_lags_behind_says_nothing(laptop: Laptop) -> None:
    """The mark is not waited for: after a power cut it may be older than the store, or gone."""
    for _ in range(3):
        laptop.save(SNOW_LEOPARD)
    laptop.store.close()
    Mark(laptop.folder).restart({laptop.signer.feed(1): 1})
    assert not laptop.reopen().was_restored
    laptop.store.close()
    laptop.folder.remove(MARK)
    assert not laptop.reopen().was_restored


def test_a_torn_mark_is_no_mark(tmp_path: Path) -> None:
    """Half a line, another program's file, a wrong checksum: read as nothing, and written over."""
    folder = Folder(tmp_path)
    mark = Mark(folder)
    mark.advance({b"f" * 16: 12, b"g" * 16: 3})
    mark.close()
    whole = folder.read(MARK)
    assert Mark(folder).seqs == {b"f" * 16: 12, b"g" * 16: 3}
    for torn in (whole[:-9], b"", b"\xff\xfe", whole.replace(b"12", b"13"), b"00000000 {}"):
        folder.write(torn, MARK)
        assert Mark(folder).seqs == {}


def test_a_shorter_mark_leaves_no_tail_of_the_longer(tmp_path: Path) -> None:
    """The file is written in place."""
    mark = Mark(Folder(tmp_path))
    mark.advance({bytes([number]) * 16: 1000 for number in range(20)})
    mark.restart({b"f" * 16: 1})
    mark.close()
    assert Mark(Folder(tmp_path)).seqs == {b"f" * 16: 1}


def test_the_roster_moves_the_mark_on(tmp_path: Path) -> None:
    """A store put back to before somebody was let in must not give the same number of the roster's feed again."""
    laptop = Laptop(tmp_path / "one")
    enrol(laptop, [person_part(b"p" * 16, "ranger")])
    laptop.close()
    before = (tmp_path / "one" / "store.sqlite").read_bytes()
    laptop.reopen()
    enrol(laptop, [person_part(b"q" * 16, "ranger")])
    laptop.close()
    (tmp_path / "one" / "store.sqlite").write_bytes(before)
    assert laptop.reopen().was_restored
    laptop.close()
