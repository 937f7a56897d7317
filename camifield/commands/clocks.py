"""Put a laptop's clock right, say that it was right, or choose between two who put it right differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camifield.changes import Changes
from camifield.commands.many import save_many
from camifield.errors import Problem
from camifield.fields.clock_offset import LONGEST_MS
from camifield.fields.grouping import groups_of
from camifield.fields.values import Value
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.project import Project
from camifield.revisions.clocks import Stretch
from camifield.revisions.headers import Action
from camifield.store.clocks import KIND
from camifield.store.writing import Save

MOST_REASON = 500


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was saved; `batch` takes it back as one."""

    batch: bytes
    changes: Changes


def put_right(project: Project, stretches: Sequence[Stretch], offset_ms: int, reason: str = "") -> Decided:
    """Add so many milliseconds to every time that a clock said in these saves; 0 says that it was right.

    What is known here to have been said of no more than these saves goes into the bin: it is replaced, and not
    contradicted. Each decision is a record of its own, so that two second thoughts at once stand beside each other
    like two first ones. Raises Problem ``role-may-not-correct-clocks`` where neither a reviewer nor a coordinator types, ``clock-too-far`` and
    ``clock-no-saves``.
    """
    if not stretches or any(one.first > one.last for one in stretches):
        raise Problem("clock-no-saves")
    if abs(offset_ms) > LONGEST_MS:
        raise Problem("clock-too-far")
    declared = kind_of(KIND)
    saves = [
        Save(known.record, KIND, {}, deleted=True)
        for known in project.corrections.all
        if any(
            one.feed == known.feed and one.first <= known.first and known.last <= one.last
            for one in stretches
        )
    ]
    for one in stretches:
        values: dict[str, Value] = {
            "feed": one.feed.hex(),
            "from_seq": one.first,
            "to_seq": one.last,
            "offset_ms": offset_ms,
        }
        if told := reason.strip()[:MOST_REASON]:
            values["reason"] = told
        saves.append(Save(new_id(project.clock, project.entropy), KIND, groups_of(declared, values)))
    done = save_many(project, saves, Action.CORRECT)
    return Decided(done.batch, _changes(done.changes))


def drop(project: Project, records: Sequence[bytes]) -> Decided:
    """Put the decisions of these records into the bin, so that what contradicts them holds. Raises as `put_right`."""
    saves = [Save(record, KIND, {}, deleted=True) for record in records]
    done = save_many(project, saves, Action.SETTLE)
    return Decided(done.batch, _changes(done.changes))


def leave_dates(project: Project, records: Sequence[bytes]) -> Decided:
    """Say of the decisions of these records that the dates are right though the clock was not: nobody asks again."""
    saves = [Save(record, KIND, {"dates_stay": {"dates_stay": "yes"}}) for record in records]
    done = save_many(project, saves, Action.SAVE)
    return Decided(done.batch, _changes(done.changes))


def _changes(changes: Changes) -> Changes:
    """Every time that is shown may be another one now."""
    return Changes(changes.records, changes.kinds, everything=True)
