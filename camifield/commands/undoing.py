"""Take back what was done: what still stands as it was set goes back, the rest is named and left alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from camifield.changes import Changes
from camifield.commands.many import Done, save_many
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions import erasure
from camifield.revisions.headers import Action
from camifield.store.writing import Save


@dataclass(frozen=True, slots=True)
class Kept:
    """A record in which something was changed again since, and so stays.

    `groups` names the merge groups that hold something else by now; `keeps_record` says that others built on the
    record itself, so that it is neither deleted nor brought back.
    """

    record: bytes
    kind: str
    groups: tuple[str, ...]
    keeps_record: bool


@dataclass(frozen=True, slots=True)
class Undone:
    """What was put back: how many records, the id that does it again, and what was left as it is."""

    batch: bytes
    count: int
    kept: tuple[Kept, ...]
    changes: Changes


def undo(project: Project, what: bytes | Sequence[bytes], progress: Progress | None = None) -> Undone:
    """Undo one action by its batch id (16 bytes), or single saves by the ids of their commits; an undo as well.

    Raises Stopped between two pieces: what was put back stands, and asking again goes on. Raises the store's own
    Problems.
    """
    project.learn()
    if isinstance(what, bytes):
        commits: Sequence[bytes] = project.store.commits_of_batch(what) or [what]
    else:
        commits = list(what)
    kept: list[Kept] = []
    done: Done = save_many(
        project, _saves(project, commits, kept), Action.UNDO, progress=progress, doing="records.undoing"
    )
    return Undone(done.batch, done.count, tuple(kept), done.changes)


def _saves(project: Project, commits: Sequence[bytes], kept: list[Kept]) -> Iterator[Save]:
    for one in project.store.undoing(commits):
        if one.kind not in project.store.kinds:  # a newer version's record; and what was erased stays so
            if one.kind != erasure.KIND:
                kept.append(Kept(one.record, one.kind, one.kept, keeps_record=True))
            continue
        if one.kept or one.keeps_record:
            kept.append(Kept(one.record, one.kind, one.kept, one.keeps_record))
        if one.save is not None:
            yield one.save
            yield from one.beside
