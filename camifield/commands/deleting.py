"""Put records into the bin and take them out again: nothing is ever destroyed by it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from camifield.commands.many import Done, ids_in_pieces, save_many
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.writing import Save


def delete(project: Project, ids: Sequence[bytes], why: str = "", progress: Progress | None = None) -> Done:
    """Put these records into the bin, with a reason if one was given; those that lie there already stay as they are.

    Raises Stopped between two pieces of some hundred, and the store's own Problems.
    """
    saves = _saves(project, ids, why, deleted=True)
    return save_many(
        project, saves, Action.DELETE, progress=progress, total=len(ids), doing="records.deleting"
    )


def restore(project: Project, ids: Sequence[bytes], why: str = "", progress: Progress | None = None) -> Done:
    """Take these records out of the bin; those that are not in it stay as they are. Raises as `delete`."""
    saves = _saves(project, ids, why, deleted=False)
    return save_many(
        project, saves, Action.RESTORE, progress=progress, total=len(ids), doing="records.restoring"
    )


def _saves(project: Project, ids: Sequence[bytes], why: str, *, deleted: bool) -> Iterator[Save]:
    project.learn()
    for some in ids_in_pieces(ids):
        for card in project.store.cards_of(some).values():
            if bool(card.deleted) is not deleted:
                yield Save(card.id, card.kind, {}, deleted=deleted, why=why.strip() or None)
