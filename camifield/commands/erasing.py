"""Erasing what was said of a person: here at once, beside the store too, and on every laptop that is met afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from camifield.changes import Changes
from camifield.commands.backing_up import back_up, backups
from camifield.errors import Problem
from camifield.media.photos import photo_path
from camifield.media.thumbnails import SIZES, thumbnail_path
from camifield.progress import Progress
from camifield.project.project import SHARED_KINDS, Project
from camifield.revisions.erasure import MAY_ERASE, Target
from camifield.revisions.headers import Stream
from camifield.store.copying import PUT_AWAY, PUT_AWAY_BEFORE


class Scope(StrEnum):
    """How much of a record goes: the names, phones and other words that few may read, or everything it says."""

    NAMES = "names"
    EVERYTHING = "everything"


_STREAMS = {Scope.NAMES: (Stream.RESTRICTED,), Scope.EVERYTHING: (Stream.OPEN, Stream.RESTRICTED)}


@dataclass(frozen=True, slots=True)
class Erasing:
    """What an erasure would take: how many records say something of that sort, in how many saves, and which backups
    and copies put away on this laptop hold it too.
    """

    targets: tuple[Target, ...]
    records: int
    backups: tuple[Path, ...]
    put_away: tuple[Path, ...]


def look(project: Project, records: Sequence[bytes], scope: Scope) -> Erasing:
    """See what `erase` would take; nothing is written. Raises Problem ``role-may-not-erase``.

    Of a person everything goes that says who they are, also on the record of a second laptop of theirs.
    """
    if project.identity.roster.role_of(project.typist) != MAY_ERASE:
        raise Problem("role-may-not-erase")
    targets: list[Target] = []
    concerned = 0
    for record in _with_same_people(project, records):
        found = [one for stream in _STREAMS[scope] for one in project.store.parts_of(record, stream)]
        concerned += bool(found)
        targets.extend(found)
    here = [one.path for one in backups(project) if one.is_of(project.store.project or b"")]
    return Erasing(tuple(targets), concerned, tuple(here), tuple(_put_away(project)))


def erase(project: Project, records: Sequence[bytes], scope: Scope, why: str, progress: Progress) -> Changes:
    """Erase for good; there is no undo. The signed erasure goes to everyone who is met; a safe copy is made anew.

    Raises Problem ``role-may-not-erase`` and ``nothing-to-erase``. Stopped, or after a crash, `clean_up` goes on.
    """
    project.learn()
    asked = look(project, records, scope)
    if not asked.targets:
        raise Problem("nothing-to-erase")
    signer = project.identity.signer(project.typist)
    project.store.erase(asked.targets, signer, why.strip() or None)
    clean_up(project, progress)
    project.forget_names()
    every = _with_same_people(project, records)
    return Changes(frozenset(every), frozenset(SHARED_KINDS), drafts=True)


def _with_same_people(project: Project, records: Sequence[bytes]) -> list[bytes]:
    """These records, and of people among them the other records that are theirs as well."""
    same = project.identity.roster.same
    members = {same.get(one, one) for one in records}
    others = [one for one, member in same.items() if member in members]
    if not others:
        return list(records)
    people = {same[one] for one in others}
    return list(dict.fromkeys((*records, *sorted(people), *others)))


def clean_up(project: Project, progress: Progress) -> bool:
    """Make drafts, photos, freed pages and backups follow what was erased in the store; whether there was anything.

    For after an erasure, a meeting that brought one, and a start after a crash. The newest backup is made first,
    then every older one of this project goes, because it still holds the words.
    """
    about = project.store.to_clean_up()
    if about is None:
        return False
    progress.step(0, 3, "erasing.drafts")
    project.drafts.erase(about.records)
    _forget_photos(project, about.photos)
    progress.step(1, 3, "erasing.file")
    project.store.clean_up_done()
    progress.step(2, 3, "erasing.backups")
    if not project.is_sample:
        older = [one.path for one in backups(project) if one.is_of(project.store.project or b"")]
        if older:
            made = back_up(project, progress, why="after-erasing")
            for path in older:
                if path != made.path:
                    path.unlink(missing_ok=True)
    return True


def remove_put_away(project: Project, paths: Collection[Path]) -> None:
    """Remove copies of the store that were put away when backups were put back: a person chose to."""
    known = set(_put_away(project))
    for path in paths:
        if path in known:
            shutil.rmtree(path)


def _put_away(project: Project) -> list[Path]:
    found: list[Path] = []
    for name in (PUT_AWAY, PUT_AWAY_BEFORE):
        with suppress(OSError):
            found += sorted(path for path in (project.folder.root / name).iterdir() if path.is_dir())
    return found


def _forget_photos(project: Project, photos: Collection[bytes]) -> None:
    """Remove the pictures, unless a record still speaks of them."""
    kept = project.store.photos_spoken_of(photos)
    for digest in photos:
        if digest not in kept:
            photo_path(project.folder, digest).unlink(missing_ok=True)
            for size in SIZES:
                thumbnail_path(project.folder, digest, size).unlink(missing_ok=True)
    project.store.forget_photos([digest for digest in photos if digest not in kept])
