"""A restore puts a backup in place whole or not at all, deletes nothing, and can be interrupted at any moment."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from camifield.backup.journal import JOURNAL, STAGE, acknowledge, settle
from camifield.backup.making import make_backup
from camifield.backup.restoring import restore
from camifield.clock import SteppedClock
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress, Stopped
from camifield.store.drafts import Drafts
from camifield.store.mark import Mark
from tests.backup.projects import about, add_records, drafts_in, files_in, keys_of, make_project, records_in
from tests.backup.tampering import rebuilt
from tests.store.drafting import typed


def fingerprint(folder: Folder) -> dict[str, bytes]:
    """Every file of a project with the SHA-256 of its content."""
    return {name: sha256(folder.path(name).read_bytes()).digest() for name in files_in(folder)}


@pytest.fixture
def project(tmp_path: Path) -> Folder:
    """A project of 20 records that went on after its backup: 25 records, another draft, a high-water mark."""
    folder = make_project(tmp_path / "проект")
    make_backup(folder, SteppedClock(), about())
    add_records(folder, 5)
    with closing(Drafts(folder, SteppedClock())) as drafts:
        drafts.keep(typed(7, "typed since"))
    mark = Mark(folder)
    mark.advance({b"f" * 16: 25})
    mark.close()
    return folder


def backup_of(folder: Folder) -> Path:
    """The only backup of a project."""
    (path,) = folder.path("backups").glob("*.cfbackup")
    return path


def test_a_restore_brings_the_records_back_and_keeps_everything(project: Folder) -> None:
    """The records are those of the backup; keys and drafts of the present stay; what was here is put away."""
    before = fingerprint(project)
    done = restore(backup_of(project), project, SteppedClock())
    assert (done.put_away, done.records, done.photos_lost) == ("put-away/20260314T030000Z", 20, 0)
    assert records_in(project) == 20
    assert drafts_in(project) == {"draft of 1", "typed since"}
    after = fingerprint(project)
    for name in ("store.sqlite", "drafts.sqlite", "keys"):
        assert after[f"{done.put_away}/{name}"] == before[name]
    for name in ("keys", "mark"):
        assert after[name] == before[name]


def test_every_opening_is_told_until_a_new_incarnation_began(project: Folder) -> None:
    """Should the program die between restore and new incarnation, the next opening still knows that it must begin one."""
    done = restore(backup_of(project), project, SteppedClock())
    assert settle(project) == settle(project) == done
    acknowledge(project)
    assert settle(project) is None
    assert not project.exists(JOURNAL)


def test_a_backup_of_another_project_replaces_keys_and_sets_the_rest_aside(
    project: Folder, tmp_path: Path
) -> None:
    """Nothing of one project is mixed into another: not its drafts, not its keys, not its mark."""
    before = fingerprint(project)
    other = make_project(tmp_path / "other", 2, records=3)
    done = restore(make_backup(other, SteppedClock(), about(2)).path, project, SteppedClock())
    assert (records_in(project), drafts_in(project)) == (3, {"draft of 2"})
    assert project.read("keys") == keys_of(2).to_bytes()
    assert not project.exists("mark")
    after = fingerprint(project)
    for name in ("store.sqlite", "drafts.sqlite", "keys", "mark"):
        assert after[f"{done.put_away}/{name}"] == before[name]


def test_a_new_laptop_gets_everything(project: Folder, tmp_path: Path) -> None:
    """A backup alone, photos included, brings the project to a laptop that has nothing."""
    backup = make_backup(project, SteppedClock(), about(), target=tmp_path / "stick", with_photos=True).path
    fresh = Folder(tmp_path / "new laptop").make()
    restore(backup, fresh, SteppedClock())
    assert (records_in(fresh), drafts_in(fresh)) == (25, {"draft of 1", "typed since"})
    assert fresh.read("keys") == project.read("keys")
    assert files_in(fresh, "photos") == files_in(project, "photos")


def test_an_unfinished_save_of_the_present_is_not_rolled_into_the_restored_store(project: Folder) -> None:
    """SQLite's journal of a crash goes aside with its store: beside the restored one it would destroy it."""
    project.path("store.sqlite-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 600)
    done = restore(backup_of(project), project, SteppedClock())
    assert project.exists(done.put_away, "store.sqlite-journal")
    assert not project.exists("store.sqlite-journal")
    assert records_in(project) == 20


def test_a_damaged_present_is_no_obstacle(project: Folder) -> None:
    """A restore is for the day when the present cannot be read: nothing of it needs to be whole."""
    for name in ("store.sqlite", "drafts.sqlite", "keys"):
        project.path(name).write_bytes(b"\7" * 9_000)
    done = restore(backup_of(project), project, SteppedClock())
    assert (records_in(project), drafts_in(project)) == (20, {"draft of 1"})
    assert project.read("keys") == keys_of(1).to_bytes()
    assert project.path(done.put_away, "keys").read_bytes() == b"\7" * 9_000


def newer_layout(facts: dict[str, Any]) -> None:
    """The store inside is of a layout that this program does not know."""
    facts["layout"] = 999


def other_project(facts: dict[str, Any]) -> None:
    """It claims to be of a project whose keys it does not hold."""
    facts["project"] = "00" * 16


@pytest.mark.parametrize(
    ("claim", "code"), [(newer_layout, "backup-is-newer"), (other_project, "backup-is-damaged")]
)
def test_what_should_not_be_restored_changes_nothing(
    project: Folder, tmp_path: Path, claim: Callable[[dict[str, Any]], None], code: str
) -> None:
    """A backup of a newer program or one that contradicts itself leaves the present as it was, to the byte."""
    forged = rebuilt(backup_of(project), tmp_path / "x.cfbackup", claim=claim)
    before = fingerprint(project)
    with pytest.raises(Problem) as caught:
        restore(forged, project, SteppedClock())
    assert (caught.value.code, fingerprint(project)) == (code, before)


def test_a_store_that_is_not_ours_is_refused(project: Folder, tmp_path: Path) -> None:
    """A forged backup that adds up but holds another database is damage, and changes nothing."""

    def change(members: dict[str, bytes]) -> None:
        members["store.sqlite"] = members["drafts.sqlite"]

    def claim(facts: dict[str, Any]) -> None:
        facts["members"]["store.sqlite"] = facts["members"]["drafts.sqlite"]

    forged = rebuilt(backup_of(project), tmp_path / "x.cfbackup", change=change, claim=claim)
    before = fingerprint(project)
    with pytest.raises(Problem) as caught:
        restore(forged, project, SteppedClock())
    assert (caught.value.code, fingerprint(project)) == ("backup-is-damaged", before)


def test_a_spoilt_photo_keeps_nobody_from_the_records(project: Folder, tmp_path: Path) -> None:
    """The records come back; the photo that the stick spoilt is counted, and is not put among the good ones."""
    whole = make_backup(project, SteppedClock(), about(), target=tmp_path, with_photos=True).path

    def change(members: dict[str, bytes]) -> None:
        members.update({name: b"spoilt" for name in members if name.startswith("photos/")})

    forged = rebuilt(whole, tmp_path / "x.cfbackup", change=change)
    fresh = Folder(tmp_path / "new").make()
    assert restore(forged, fresh, SteppedClock()).photos_lost == 1
    assert (records_in(fresh), files_in(fresh, "photos")) == (25, [])


def test_stop_and_a_full_disk_change_nothing(project: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the files move, Stop and a full disk leave the present as it was, to the byte."""
    before = fingerprint(project)
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        restore(backup_of(project), project, SteppedClock(), progress)
    assert fingerprint(project) == before

    def no_room(folder: Folder) -> int:
        return 1_000_000

    monkeypatch.setattr(Folder, "free_bytes", no_room)
    with pytest.raises(Problem) as caught:
        restore(backup_of(project), project, SteppedClock())
    assert (caught.value.code, caught.value.parameters["free"]) == ("backup-has-no-room", 1)
    assert fingerprint(project) == before


# Dies without any clean-up at the n-th look at the file system, as with a flat battery.
DYING = """
import os, sys
from pathlib import Path
from camifield.backup.restoring import restore
from camifield.clock import SteppedClock
from camifield.folders import Folder

left = [int(sys.argv[3])]
WATCHED = sys.argv[4].split()

def hook(event, arguments):
    if event in WATCHED:
        left[0] -= 1
        if left[0] == 0:
            os._exit(9)

sys.addaudithook(hook)
restore(Path(sys.argv[1]), Folder(Path(sys.argv[2])), SteppedClock())
os._exit(0)
"""


@pytest.mark.parametrize(
    ("watched", "stride"),
    [("os.rename", 1), ("os.rename os.mkdir os.remove os.rmdir open sqlite3.connect", 7)],
    ids=["each rename", "any look at the files"],
)
def test_dying_at_any_moment_leaves_the_old_or_the_new_project(
    tmp_path: Path, watched: str, stride: int
) -> None:
    """A restore that was cut off anywhere is, after the next opening, wholly undone or wholly done."""
    seen: list[bool] = []
    ended = 9
    while ended == 9:
        moment = 1 + len(seen) * stride
        folder = make_project(tmp_path / f"{moment}", records=4)
        make_backup(folder, SteppedClock(), about())
        add_records(folder, 5)
        before = fingerprint(folder)
        command = [
            sys.executable,
            "-c",
            DYING,
            str(backup_of(folder)),
            str(folder.root),
            str(moment),
            watched,
        ]
        ended = subprocess.run(command, check=False).returncode
        assert ended in (0, 9)
        done = settle(folder)
        assert not folder.exists(STAGE)
        assert records_in(folder) == (9 if done is None else 4)
        assert drafts_in(folder) == {"draft of 1"}
        assert fingerprint(folder)["keys"] == before["keys"]
        if done is not None:
            assert fingerprint(folder)[f"{done.put_away}/store.sqlite"] == before["store.sqlite"]
        seen.append(done is None)
    assert set(seen) == {True, False}
    assert len(seen) > 6


def test_a_spoilt_journal_still_ends_the_restore(project: Folder) -> None:
    """Should the disk spoil even the note of how far it came, what lies in the stage is put in place."""
    stage = project.make(STAGE)
    stage.write(project.read("store.sqlite"), "store.sqlite")
    project.path("store.sqlite").unlink()
    project.path(JOURNAL).write_bytes(b"{half")
    done = settle(project)
    assert done is not None
    assert records_in(project) == 25
    assert settle(project) == done


def test_the_notes_of_imports_come_back(project: Folder) -> None:
    """Protects the undo of an import across a restore: its note comes back as it was, later ones stay, strangers do not come in."""
    first, later = f"{'a' * 32}.json", f"{'b' * 32}.json"
    project.write(b'{"state": "done"}', "imports", first)
    project.write(b"not a note", "imports", "readme.txt")
    made = make_backup(project, SteppedClock(), about())
    project.write(b'{"state": "undone"}', "imports", first)
    project.write(b'{"state": "begun"}', "imports", later)
    restore(made.path, project, SteppedClock())
    assert project.read("imports", first) == b'{"state": "done"}'
    assert project.read("imports", later) == b'{"state": "begun"}'
    assert list(project.names("imports")) == [first, later]
    assert not project.exists("imports.json")


def test_the_notes_of_another_project_go_with_it(project: Folder, tmp_path: Path) -> None:
    """Protects against notes of imports whose records are not here: what lay here is put away with the rest."""
    other = make_project(tmp_path / "other", number=2)
    project.write(b"{}", "imports", f"{'a' * 32}.json")
    done = restore(make_backup(other, SteppedClock(), about(2)).path, project, SteppedClock())
    assert not project.exists("imports")
    assert project.exists(done.put_away, "imports", f"{'a' * 32}.json")


def test_a_backup_of_the_first_format_is_still_put_back(project: Folder, tmp_path: Path) -> None:
    """Protects old backups: those without notes of imports are read as they always were."""
    old = rebuilt(backup_of(project), tmp_path / "old.cfbackup", claim=lambda facts: facts.update(format=1))
    assert restore(old, project, SteppedClock()).records == 20
