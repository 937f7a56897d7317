"""Putting a backup in the place of the present: checked whole before anything is touched, and nothing present is deleted."""

from __future__ import annotations

import errno
import os
import shutil
import zipfile
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path

from camifield.backup.archive import BROKEN, Watch, opened, photos_in, read_manifest, read_member
from camifield.backup.journal import JOURNAL, STAGE, Restored, begin_moving, settle
from camifield.backup.manifest import DRAFTS, IMPORTS, KEYS, STORE, Manifest, Member, damaged
from camifield.backup.notes import lay_out_notes
from camifield.clock import Clock
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.photos import PHOTOS, photo_path
from camifield.progress import Progress
from camifield.security.keyring import read_label
from camifield.store.copying import PUT_AWAY, check_database, facts_of, free_stamp
from camifield.store.drafts import Drafts
from camifield.store.layout import APPLICATION_ID, LAYOUT
from camifield.store.mark import MARK

_MARGIN = 16_000_000
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def restore(backup: Path, folder: Folder, clock: Clock, progress: Progress | None = None) -> Restored:
    """Put the store, drafts, keys and notes of imports of a backup into `folder`. The caller holds the lock; nobody has the project open.

    The present files go to ``put-away/<stamp>/``. For the same project the present keys stay, and drafts that were
    typed since the backup are taken over. Photos that are missing here are added. Interrupted before the files move,
    nothing but such photos has changed; after it, `journal.settle` finishes at the next opening.

    Raises Problem ``backup-is-damaged``, ``backup-is-newer``, ``backup-cannot-be-opened``, ``backup-has-no-room`` and
    ``backup-not-restored`` (the disk refuses), or Stopped: then the present is untouched.
    """
    settle(folder)
    try:
        with _told(folder):
            stage = folder.make(STAGE)
            manifest = _unpack_members(backup, folder, stage, progress)
            _check_stage(stage, manifest, backup.name, progress)
            lost = _unpack_photos(backup, folder, progress)
            stamp = free_stamp(folder, f"{clock.now():%Y%m%dT%H%M%SZ}")
            leaving = _agree_with_present(folder, stage, stamp, manifest, clock)
            begin_moving(folder, stamp, leaving, manifest.made_ms, manifest.records)
    except BaseException:
        if not folder.exists(JOURNAL):
            shutil.rmtree(folder.path(STAGE), ignore_errors=True)
        raise
    done = settle(folder)
    if done is None:
        raise AssertionError("a journal that was just written is read")
    return done._replace(photos_lost=lost)


@contextmanager
def _told(folder: Folder) -> Generator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _no_room(folder, 0) from error
        raise Problem("backup-not-restored", parameters={"folder": str(folder.root)}) from error


def _no_room(folder: Folder, needed: int) -> Problem:
    free = folder.free_bytes()
    megabytes = {"needed": -(-max(needed, free + _MARGIN) // 1_000_000), "free": free // 1_000_000}
    return Problem("backup-has-no-room", parameters={"folder": str(folder.root), **megabytes})


def _need_room(folder: Folder, needed: int) -> None:
    if folder.free_bytes() < needed + _MARGIN:
        raise _no_room(folder, needed + _MARGIN)


def _unpack_members(backup: Path, folder: Folder, stage: Folder, progress: Progress | None) -> Manifest:
    """Unpack store, drafts and keys into the stage, each with the size and SHA-256 that the manifest says."""
    with opened(backup) as archive:
        manifest = read_manifest(archive, backup)
        if manifest.layout > LAYOUT:
            raise Problem("backup-is-newer", parameters={"file": backup.name})
        _need_room(folder, manifest.bytes)
        watch = Watch(progress, manifest.bytes, "backup.unpacking")
        for name, member in manifest.members.items():
            _unpack(archive, name, member, stage.path(name), watch)
    return manifest


def _unpack_photos(backup: Path, folder: Folder, progress: Progress | None) -> int:
    """Add the photos that are missing here. Answers how many were damaged: they keep nobody from the records."""
    lost = 0
    with opened(backup) as archive:
        photos = [
            (name, one) for name, one in photos_in(archive) if not photo_path(folder, one.sha256).is_file()
        ]
        total = sum(one.bytes for _, one in photos)
        _need_room(folder, total)
        watch = Watch(progress, total, "backup.unpacking")
        for name, one in photos:
            try:
                _unpack_photo(archive, name, one, folder, watch)
            except BROKEN:
                lost += 1
    return lost


def _unpack(archive: zipfile.ZipFile, name: str, member: Member, path: Path, watch: Watch) -> None:
    """Unpack a member and bring it to the disk. `path` is the program's own; the name inside only finds the member."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as out:
        read_member(archive, name, member, out, watch)
        out.flush()
        os.fsync(out.fileno())


def _unpack_photo(archive: zipfile.ZipFile, name: str, member: Member, folder: Folder, watch: Watch) -> None:
    target = photo_path(folder, member.sha256)
    part = folder.make(PHOTOS, target.parent.name).path(f".{target.name}.part")
    try:
        _unpack(archive, name, member, part, watch)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def _check_stage(stage: Folder, manifest: Manifest, file: str, progress: Progress | None) -> None:
    """The staged store is whole and ours, and the keys are those of the project that the backup names."""

    def step() -> None:
        if progress is not None:
            progress.step(0, 0, "backup.checking")

    try:
        for name in (STORE, DRAFTS):
            if stage.exists(name):
                check_database(stage.path(name), step)
        is_ours = facts_of(stage.path(STORE)).application == APPLICATION_ID
        is_right = not stage.exists(KEYS) or read_label(stage.read(KEYS)).project == manifest.project
    except Problem as problem:
        if problem.code == "keyring-is-newer":
            raise Problem("backup-is-newer", parameters={"file": file}) from problem
        if problem.code in ("store-is-damaged", "store-is-not-ours", "keyring-damaged"):
            raise damaged(file) from problem
        raise
    if not (is_ours and is_right):
        raise damaged(file)


def _agree_with_present(
    folder: Folder, stage: Folder, stamp: str, manifest: Manifest, clock: Clock
) -> list[str]:
    """Decide what stays of the present. Answers the names that go although nothing takes their place.

    The same project: its present keys stay (a copy is put away), and its drafts and notes of imports join the backup's.
    Another project, or keys that cannot be read: drafts, keys and mark would mean nothing here, so they go.
    """
    is_same_project = _project_of(folder) == manifest.project
    lay_out_notes(folder, stage, is_same_project=is_same_project)
    if not is_same_project:
        return [
            name for name in (DRAFTS, KEYS, MARK, IMPORTS) if folder.exists(name) and not stage.exists(name)
        ]
    stage.remove(KEYS)
    folder.write(folder.read(KEYS), PUT_AWAY, stamp, KEYS, private=True)
    if folder.exists(DRAFTS):
        with closing(Drafts(stage, clock)) as drafts:
            drafts.take_in(folder.path(DRAFTS))
    return []


def _project_of(folder: Folder) -> bytes | None:
    """The project whose keys lie in a folder; None when there are none or they cannot be read."""
    try:
        return read_label(folder.read(KEYS)).project
    except (OSError, Problem):
        return None
