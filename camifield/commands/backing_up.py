"""Backups: one a day without asking, one whenever a person wants it, and putting one back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from camifield.backup import listing, making, restoring
from camifield.backup.journal import Restored
from camifield.backup.listing import Backup
from camifield.backup.making import Made
from camifield.backup.packing import About
from camifield.clock import moment
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.store.opening import take_lock
from camifield.store.query import CardQuery
from camifield.version import VERSION

FOLDER = "backups"
MEGABYTE = 1_000_000


def backups(project: Project) -> Sequence[Backup]:
    """The backups of this laptop's own folder and of the chosen one, newest first."""
    chosen = project.settings.backup_folder
    folders = [project.folder.root / FOLDER, *([Path(chosen)] if chosen else [])]
    return listing.list_backups(*folders)


def budget(project: Project) -> int | None:
    """The most bytes that backups may take, as set; None for the usual (2 GB, or a tenth of what is free)."""
    chosen = project.settings.backup_megabytes
    return None if chosen is None else chosen * MEGABYTE


def back_up(
    project: Project,
    progress: Progress,
    *,
    why: str = "asked",
    target: Path | None = None,
    with_photos: bool = False,
    spare: Sequence[Path] = (),
) -> Made:
    """Make a backup and read it back. For the worker. Raises Problem ``backup-…``, or Stopped; no half file is left."""
    chosen = target or (Path(project.settings.backup_folder) if project.settings.backup_folder else None)
    about = About(project.store.project or b"", project.settings.laptop, VERSION, why)
    return making.make_backup(
        project.folder,
        project.clock,
        about,
        target=chosen,
        with_photos=with_photos,
        budget=budget(project),
        spare=spare,
        progress=progress,
    )


def back_up_if_due(project: Project, progress: Progress) -> Made | None:
    """The daily backup, when something was saved since the last one and a day has gone by."""
    if project.is_sample or project.store.is_read_only_because:
        return None
    last = listing.latest(backups(project), project.store.project or b"")
    manifest = last.manifest if last else None
    changes = project.store.last_commit() - (manifest.last_commit if manifest else 1)
    made = moment(manifest.made_ms) if manifest else None
    if not listing.is_due(project.clock.now(), made, changes):
        return None
    return back_up(project, progress, why="daily")


def back_up_before(project: Project, what: str, progress: Progress) -> Made | None:
    """A backup before something that changes much; `what` is its word in the manifest ("import").

    None where nothing is here that could be lost, or nothing changed since the last backup. Raises as `back_up` does.
    """
    if project.is_sample or project.store.is_read_only_because or _is_empty(project):
        return None
    last = listing.latest(backups(project), project.store.project or b"")
    manifest = last.manifest if last else None
    if manifest is not None and manifest.last_commit == project.store.last_commit():
        drafts = project.drafts.page(limit=1)
        newest = max((one.touched_ms for one in drafts), default=0)
        if project.drafts.count() == manifest.drafts and newest <= manifest.made_ms:
            return None
    return back_up(project, progress, why=f"before-{what}")


def _is_empty(project: Project) -> bool:
    """Nothing but the people of the team, if that."""
    from camifield.kinds.catalogue import kinds

    others = tuple(name for name in kinds() if name != "person")
    return not project.store.count(CardQuery(kinds=others)) and not project.drafts.count()


def put_back(project: Project, backup: Path, progress: Progress) -> Restored:
    """Put a backup in the place of the present, which is backed up and put away first. The project is closed by this.

    The caller opens it again; the laptop's feeds then begin anew. Raises Problem ``backup-…``; then the present is
    untouched.
    """
    try:
        back_up(project, progress, why="before-restore", spare=[backup])
    except Problem as problem:
        if (
            problem.code != "store-is-damaged"
        ):  # a damaged store is put away as it is; that is why it is put back
            raise
    folder = Folder(project.folder.root)
    project.close()
    lock = take_lock(folder, 5.0)
    try:
        return restoring.restore(backup, folder, project.clock, progress)
    finally:
        if lock is not None:
            lock.release()
