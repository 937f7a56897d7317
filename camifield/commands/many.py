"""Changes to many records as one action: saved in pieces that a person can stop between, under one id that undoes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from camifield.changes import Changes
from camifield.ids import new_id
from camifield.progress import Progress
from camifield.project.project import SHARED_KINDS, Project
from camifield.revisions.headers import Action
from camifield.store.writing import Save

# One transaction: what a Stop waits for, and what is read at once.
PIECE = 500


@dataclass(frozen=True, slots=True)
class Done:
    """What one action on records made: how many it changed, and the id (16 bytes) that takes it back."""

    batch: bytes
    count: int
    changes: Changes


def save_many(
    project: Project,
    saves: Iterable[Save],
    action: Action,
    *,
    progress: Progress | None = None,
    total: int = 0,
    doing: str = "",
    batch: bytes = b"",
) -> Done:
    """Save all of it in the order given. Raises what `Project.save` does, and Stopped between two pieces.

    Whatever was saved before that stands; `batch`, made here when the caller has none yet, undoes it.
    """
    batch = batch or new_id(project.clock, project.entropy)
    records: set[bytes] = set()
    kinds: set[str] = set()
    seen = 0
    for piece in pieces(saves):
        if progress is not None:
            progress.step(seen, total, doing)
        project.save(piece, action, batch=batch)
        seen += len(piece)
        records.update(one.record for one in piece)
        kinds.update(one.kind for one in piece)
    if kinds & SHARED_KINDS:
        project.forget_names()
    return Done(batch, len(records), Changes(frozenset(records), frozenset(kinds)))


def pieces(saves: Iterable[Save]) -> Iterator[list[Save]]:
    """The saves in pieces of at most `PIECE`."""
    waiting = iter(saves)
    while piece := list(islice(waiting, PIECE)):
        yield piece


def ids_in_pieces(ids: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """The ids in pieces of at most `PIECE`."""
    for start in range(0, len(ids), PIECE):
        yield ids[start : start + PIECE]
