"""Opening the project for one call: beside an open window for reading, alone for writing, and never made by looking."""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from contextlib import contextmanager
from getpass import getpass
from typing import TYPE_CHECKING

from camifield import settings as laptop
from camifield.cli.parsing import USUAL_WAIT_S
from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.i18n import problems
from camifield.project.keys_on_disk import KEYS, is_closed_in
from camifield.project.opening import open_project
from camifield.project.project import REAL
from camifield.settings import Settings
from camifield.store.opening import STORE

if TYPE_CHECKING:
    from camifield.cli.call import Call
    from camifield.project.project import Project

PASSPHRASE = "CAMIFIELD_PASSPHRASE"  # noqa: S105 - the name of a variable


@contextmanager
def for_reading(call: Call) -> Generator[Project]:
    """The project, opened beside whoever has it open. Raises Problem ``project-is-missing`` and what opening raises."""
    insist_on_project(call)
    project = open_project(
        call.folder, settings=_settings(call), for_reading=True, passphrase=os.environ.get(PASSPHRASE)
    )
    try:
        if project.store.is_read_only_because == "store-is-newer":
            call.outlet.note(problems.sentence(Problem("store-is-newer"), call.words))
        yield project
    finally:
        project.close()


@contextmanager
def for_writing(call: Call, *, may_begin: bool = False, wait_s: float | None = None) -> Generator[Project]:
    """The project, opened alone; with `may_begin` a new one where there is none. `wait_s` is --wait when not given.

    Raises Problem ``store-is-open-elsewhere`` after waiting, the reason why nothing can be written, and what
    opening raises.
    """
    if not may_begin:
        insist_on_project(call)
    settings = _settings(call)
    waiting = call.number("wait", USUAL_WAIT_S) if wait_s is None else wait_s
    passphrase = _passphrase(call)
    try:
        project = open_project(call.folder, settings=settings, wait_s=waiting, passphrase=passphrase)
    except OSError as error:  # a file stands where the folder should be, or nobody may make one there
        raise Problem("store-cannot-be-opened", where=Where(file=str(call.folder))) from error
    try:
        reason = project.store.is_read_only_because
        if reason:
            raise Problem(reason, where=Where(file=str(project.store.path)))
        if project.store.is_new:
            call.outlet.note(call.words.say("cli.project_begun", folder=str(call.folder)))
        if project.drafts.problem is not None:
            call.outlet.note(problems.sentence(project.drafts.problem, call.words))
        yield project
    finally:
        project.close()


def insist_on_project(call: Call) -> None:
    """Raises Problem ``project-is-missing`` where no project was ever begun; a lost store is the opening's to tell."""
    if not has_project(call):
        raise Problem("project-is-missing", parameters={"folder": str(call.folder)})


def has_project(call: Call) -> bool:
    """Whether a project was ever begun in the folder."""
    return (call.folder / STORE).exists() or (call.folder / KEYS).exists()


def _passphrase(call: Call) -> str | None:
    """From the environment; where somebody sits at the terminal, and only when the keys are closed, by asking."""
    given = os.environ.get(PASSPHRASE)
    if given is None and sys.stdin.isatty() and is_closed_in(Folder(call.folder)):
        return getpass(call.words.say("cli.ask_passphrase") + " ", sys.stderr)
    return given


def _settings(call: Call) -> Settings:
    """This laptop's settings, with a word about what was wrong with their file."""
    loaded = laptop.load(laptop.settings_file(), REAL.entropy, REAL.clock)
    if loaded.problem is not None:
        call.outlet.note(problems.sentence(loaded.problem, call.words))
    return loaded.settings
