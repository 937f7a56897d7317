"""Attach photos: each kept once by content before any record speaks of it, one after the other, the broken ones told."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from camifield.clock import milliseconds
from camifield.errors import Problem
from camifield.formats.whole_files import whole_files
from camifield.media.photos import Photo, photo_path, store_photo
from camifield.media.picking import pick
from camifield.media.thumbnails import small_pictures
from camifield.media.thumbnails import thumbnail as make_thumbnail
from camifield.progress import Progress, Stopped
from camifield.project.project import Project

DOING = "photos.bringing"


@dataclass(frozen=True, slots=True)
class Pasted:
    """A picture that is no file: `read` gives its bytes (an encoded JPEG or PNG), on the thread that stores it."""

    name: str
    read: Callable[[], bytes]


Source = Path | Pasted


@dataclass
class BroughtIn:
    """What became of a drop. `photos` are kept, each once; `problems` tell what was passed over, or kept but broken.

    Of `count` pictures `folders` held `inside`, beside `passed_over` other files. `is_stopped`: somebody pressed Stop;
    what had come by then is here.
    """

    photos: list[Photo] = field(default_factory=list[Photo])
    problems: list[Problem] = field(default_factory=list[Problem])
    count: int = 0
    folders: int = 0
    inside: int = 0
    passed_over: int = 0
    is_stopped: bool = False


def attach(project: Project, source: Source) -> bytes:
    """Store one picture and answer its SHA-256. Raises Problem ``photo-…`` for what is no picture."""
    return _keep(project, source).sha256


def _keep(project: Project, source: Source) -> Photo:
    """Store a picture with its small pictures, and note what its camera says."""
    name, given = (source.name, source.read()) if isinstance(source, Pasted) else (None, source)
    photo = store_photo(project.folder, given, name, look=small_pictures(project.folder))
    project.store.note_photos([photo], milliseconds(project.clock.now()))
    return photo


def bring_in(
    project: Project,
    sources: Iterable[Source],
    progress: Progress,
    on_photo: Callable[[Photo], None] | None = None,
) -> BroughtIn:
    """Store the pictures of files, folders and pastes; for the worker. `on_photo` hears of each as soon as it is kept.

    One that cannot be taken is told and the rest go on. Stop ends it after the present one, and is no error. Raises
    Problem only where going on makes no sense: ``disk-is-full`` and a store that cannot be written.
    """
    given = list(sources)
    picked = pick(one for one in given if isinstance(one, Path))
    queue: Sequence[Source] = [*picked.files, *(one for one in given if isinstance(one, Pasted))]
    found = BroughtIn(
        problems=picked.problems,
        count=len(queue),
        folders=picked.folders,
        inside=picked.inside,
        passed_over=picked.passed_over,
    )
    known = set[bytes]()
    try:
        for number, source in enumerate(queue):
            progress.step(number, len(queue), DOING)
            photo = _tried(project, source, found)
            if photo is not None and photo.sha256 not in known:
                known.add(photo.sha256)
                found.photos.append(photo)
                if on_photo is not None:
                    on_photo(photo)
    except Stopped:
        found.is_stopped = True
    return found


def _tried(project: Project, source: Source, found: BroughtIn) -> Photo | None:
    """The photo of one source; None, and why, where it cannot be taken."""
    try:
        photo = _keep(project, source)
    except OSError:  # a card pulled out in the middle of a read
        found.problems.append(Problem("photo-cannot-be-opened", parameters={"file": source.name}))
        return None
    except Problem as problem:
        if not problem.code.startswith("photo-"):
            raise
        found.problems.append(problem)
        return None
    if photo.problem is not None:
        found.problems.append(photo.problem)
    return photo


def thumbnail(project: Project, photo: bytes) -> Path | None:
    """The small picture of an attached photo; None when it cannot be shown here."""
    try:
        return make_thumbnail(project.folder, photo)
    except Problem:  # gone, or not readable: a form with the rest of the record is opened all the same
        return None


def save_copy(project: Project, photo: bytes, target: Path) -> None:
    """Write the original to `target`, byte by byte, whole or not at all.

    Raises Problem ``photo-not-here``, ``disk-is-full`` and ``file-not-written``.
    """
    source = photo_path(project.folder, photo)
    if not source.is_file():
        raise Problem("photo-not-here", parameters={"file": target.name})
    with whole_files() as files:
        shutil.copyfile(source, files.part(target))
