"""Making a backup: one moment of the project copied while people work, packed, read back, and only then given its name."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from camifield.backup.archive import check
from camifield.backup.listing import FOLDER, SUFFIX, list_backups, name_for
from camifield.backup.manifest import DRAFTS, KEYS, STORE, Manifest
from camifield.backup.notes import gather_notes
from camifield.backup.packing import About, Contents, pack, photos_of
from camifield.backup.thinning import default_budget, to_remove
from camifield.clock import Clock
from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.store.copying import check_database, copy_database, settle_names

_MARGIN = 16_000_000
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made and read back; `removed` are the older ones that made room."""

    path: Path
    size: int
    manifest: Manifest
    removed: tuple[Path, ...]


def make_backup(
    folder: Folder,
    clock: Clock,
    about: About,
    *,
    target: Path | None = None,
    with_photos: bool = False,
    budget: int | None = None,
    spare: Collection[Path] = (),
    progress: Progress | None = None,
) -> Made:
    """Back the project in `folder` up into `target` (its own ``backups`` when not given), while it is in use.

    The caller's process is the one that may write into the project (it holds the lock, or nobody does).
    `budget` is the most bytes that this laptop's backups of this project may take there (None: `default_budget`);
    older ones make room, but never those of `spare`: the one that is put back next.
    Damaged drafts and photos are left out and named in the manifest; a damaged store makes no backup.
    Raises Problem ``backup-has-no-room``, ``backup-not-written``, ``store-is-damaged`` and what reading the store
    raises, or Stopped: then no half file is left.
    """
    place = target or folder.root / FOLDER
    thinning = _Thinning(place, about, budget, spare)
    with _told(place):
        place.mkdir(parents=True, exist_ok=True)
        photos = sorted(photos_of(folder)) if with_photos else []
        stage = _stage(folder, thinning, sum(path.stat().st_size for _, path in photos))
        part = place / f"{about.working_name}.part"
        try:
            left_out = _copy(folder, stage, progress)
            manifest = pack(
                Contents(_next_sequence(folder, place, about), stage, photos, left_out),
                part,
                clock,
                about,
                progress,
            )
            check(part, progress)
            path = _give_name(part, place, name_for(clock.now(), about.laptop))
        finally:
            part.unlink(missing_ok=True)
            shutil.rmtree(stage, ignore_errors=True)
    return Made(path, path.stat().st_size, manifest, thinning.thin())


@contextmanager
def _told(place: Path) -> Generator[None]:
    """Whatever the disk refuses inside, as a Problem that names the folder."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise _no_room(place) from error
        raise Problem("backup-not-written", parameters={"folder": str(place)}) from error
    except Problem as problem:
        if problem.code == "disk-is-full":
            raise _no_room(place) from problem
        raise


def _no_room(place: Path, needed: int = 0) -> Problem:
    free = shutil.disk_usage(place).free
    megabytes = {"needed": -(-max(needed, free + _MARGIN) // 1_000_000), "free": free // 1_000_000}
    return Problem("backup-has-no-room", parameters={"folder": str(place), **megabytes})


def _next_sequence(folder: Folder, place: Path, about: About) -> int:
    """The number after the highest of this project's backups, in its own folder and where this one goes."""
    known = list_backups(folder.root / FOLDER, place)
    return 1 + max(
        (one.manifest.sequence for one in known if one.manifest and one.is_of(about.project)), default=0
    )


def _stage(folder: Folder, thinning: _Thinning, photos: int) -> Path:
    """An empty folder for the copies: on the project's own disk where that has room, else beside the backup."""
    place = thinning.place
    stages = [parent / thinning.about.working_name for parent in dict.fromkeys((folder.root / FOLDER, place))]
    for stage in stages:
        shutil.rmtree(stage, ignore_errors=True)
    present = [folder.path(name) for name in (STORE, DRAFTS) if folder.exists(name)]
    copies = sum(path.stat().st_size for path in present) + _MARGIN
    needed = copies + photos
    if shutil.disk_usage(place).free < needed:
        thinning.thin()
    for stage in stages:
        with suppress(OSError):  # the project may lie on a disk that cannot be written
            stage.mkdir(mode=0o700, parents=True)
            is_one_disk = stage.stat().st_dev == place.stat().st_dev
            has_room = shutil.disk_usage(stage).free >= copies + (needed if is_one_disk else 0)
            if has_room and shutil.disk_usage(place).free >= needed:
                return stage
            stage.rmdir()
    raise _no_room(place, needed + copies)


def _copy(folder: Folder, stage: Path, progress: Progress | None) -> list[str]:
    """Copy and check the members. A damaged store stops the backup; the names of damaged drafts are answered."""
    left_out: list[str] = []

    def step(done: int, total: int, doing: str = "backup.copying") -> None:
        if progress is not None:
            progress.step(done, total, doing)

    for name in (STORE, DRAFTS):
        if name == DRAFTS and not folder.exists(name):
            continue
        try:
            copy_database(folder.path(name), stage / name, step)
            check_database(stage / name, lambda: step(0, 0, "backup.checking"))
        except Problem as problem:
            if problem.code not in ("store-is-damaged", "store-is-not-ours"):
                raise
            if name == STORE:
                original = Where(file=str(folder.path(name)))
                raise Problem(problem.code, where=original, parameters=problem.parameters) from problem
            (stage / name).unlink(missing_ok=True)
            left_out.append(name)
    gather_notes(folder, Folder(stage))
    if folder.exists(KEYS):
        Folder(stage).write(folder.read(KEYS), KEYS, private=True)
    return left_out


def _give_name(part: Path, place: Path, name: str) -> Path:
    path, number = place / f"{name}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = place / f"{name}-{number}{SUFFIX}"
    os.replace(part, path)
    settle_names(place)
    return path


@dataclass(frozen=True, slots=True)
class _Thinning:
    """What may be removed from a folder of backups: this laptop's of this project, over the budget, and not spared."""

    place: Path
    about: About
    budget: int | None
    spare: Collection[Path]

    def thin(self) -> tuple[Path, ...]:
        """Remove what is over the budget. Answers what went."""
        ours = [
            one
            for one in list_backups(self.place)
            if one.manifest and one.is_of(self.about.project) and one.manifest.laptop == self.about.laptop
        ]
        taken = sum(one.size for one in ours)
        room = (
            default_budget(shutil.disk_usage(self.place).free, taken) if self.budget is None else self.budget
        )
        spared = {path.resolve() for path in self.spare}
        removed: list[Path] = []
        for one in to_remove(ours, room):
            if one.path.resolve() not in spared:
                with suppress(OSError):  # a file that somebody has open stays until the next time
                    one.path.unlink()
                    removed.append(one.path)
        return tuple(removed)
