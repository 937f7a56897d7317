"""Open a project: find its folder, take its lock, make what is missing, and settle what a crash left behind."""

from __future__ import annotations

from pathlib import Path

from camifield import settings as laptop
from camifield.backup.journal import Restored, acknowledge, settle
from camifield.clock import CheckedClock
from camifield.folders import Folder
from camifield.project.identity import Identity
from camifield.project.project import REAL, Project, World
from camifield.settings import Settings
from camifield.store.drafts import Drafts
from camifield.store.opening import take_lock
from camifield.store.store import Store

SAMPLE_MARK = "this-is-a-sample"


def open_project(
    path: Path,
    *,
    world: World = REAL,
    settings_path: Path | None = None,
    settings: Settings | None = None,
    for_reading: bool = False,
    wait_s: float = 0.0,
    passphrase: str | None = None,
) -> Project:
    """The project of a folder, made without a question when there is none yet.

    Nothing here needs the kinds: the first page can be painted from what this returns. `Project.learn` takes
    them in before the first save. `passphrase` opens the keys where one is set; without it only what signs is
    missing, but after a restore nothing can go on. Raises what `Store.open` and `Identity.read_keys` raise.
    """
    folder = Folder(path)
    if not for_reading:
        path.mkdir(parents=True, exist_ok=True)
    settings_path = settings_path or laptop.settings_file()
    if settings is None:
        settings = laptop.load(settings_path, world.entropy, world.clock).settings
    restored = None if for_reading else _settle_restore(folder, wait_s)
    store = Store.open(folder, for_reading=for_reading, wait_s=wait_s)
    try:
        world = world._replace(clock=CheckedClock(world.clock))
        identity = Identity(folder, store, world.clock, world.entropy, passphrase=passphrase)
        if not for_reading:
            identity.begin(was_put_back=restored is not None)
        if restored is not None:
            acknowledge(folder)
        drafts = Drafts(folder, world.clock, for_reading=for_reading)
        drafts.reconcile(store.saved_drafts())
    except BaseException:
        store.close()
        raise
    is_sample = folder.exists(SAMPLE_MARK)
    return Project(folder, world, store, drafts, identity, settings, settings_path, is_sample=is_sample)


def _settle_restore(folder: Folder, wait_s: float) -> Restored | None:
    """Finish a restore that was interrupted, with the project's lock held."""
    lock = take_lock(folder, wait_s)
    try:
        return settle(folder)
    finally:
        if lock is not None:
            lock.release()
