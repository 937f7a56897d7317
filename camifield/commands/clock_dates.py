"""Move the dates that a wrong clock gave to the days that are meant: as ordinary corrections, by whoever decided it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from camifield.commands.correcting import Corrected, Correction, Noticed, outcome_of
from camifield.commands.many import ids_in_pieces, save_many
from camifield.fields.grouping import GroupValue
from camifield.fields.values import text_of
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.writing import Save


class DateMove(Protocol):
    """A date of a record (16 bytes) that would move: its field, what it holds, and what it would hold (EDTF)."""

    @property
    def record(self) -> bytes: ...

    @property
    def field(self) -> str: ...

    @property
    def value(self) -> str: ...

    @property
    def new_value(self) -> str: ...


def move_dates(
    project: Project,
    moved: Sequence[DateMove],
    words: Words,
    why: str = "",
    progress: Progress | None = None,
) -> Corrected:
    """Give each record its date; what was changed since it was shown, or cannot be so, is left out and named.

    One action, undone as one. Raises as `correcting.correct_many`.
    """
    project.learn()
    left_out: list[Noticed] = []
    wanted: dict[bytes, list[DateMove]] = {}
    for one in moved:
        wanted.setdefault(one.record, []).append(one)

    def saves() -> Iterator[Save]:
        asking = project.asking(words)
        for some in ids_in_pieces(list(wanted)):
            found = project.store.records(some)
            for record in some:
                groups: dict[str, GroupValue | None] = {}
                for one in wanted[record]:
                    stored = found.get(record)
                    if stored is None or text_of(stored.values, one.field) != one.value:
                        continue
                    outcome = outcome_of(project, stored, Correction(one.field, one.new_value), asking)
                    if outcome.is_possible:
                        groups.update(outcome.groups)
                    else:
                        left_out.append(outcome.noticed)
                if groups:
                    yield Save(record, found[record].kind, groups, why=why.strip() or None)

    done = save_many(
        project, saves(), Action.CORRECT, progress=progress, total=len(wanted), doing="records.correcting"
    )
    return Corrected(done.batch, done.count, tuple(left_out), done.changes)
