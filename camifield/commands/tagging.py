"""Records that lie in own areas and do not say so: found, and told as one ordinary correction that somebody decided on.

Areas change nothing by themselves: a record keeps what it said when it was saved, so that a report of last year stays
what it was. What a person wrote is left alone here as well: only what is empty is filled in, and names of areas that the
program knows are joined by further ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from camifield.commands.many import Done, ids_in_pieces, save_many
from camifield.fields.field import Asking
from camifield.fields.grouping import changed_groups
from camifield.fields.values import Value, Values, text_of
from camifield.i18n.words import Words
from camifield.kinds.area_filling import TAGS, is_areas, name_of, names_in, tags
from camifield.kinds.grazing_filling import ASKED_OF, answers
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.query import CardQuery
from camifield.store.records import StoredRecord
from camifield.store.writing import Save

TAGGED_KINDS = ("sighting", "grazing", "conflict")
_OWN = ("decimal_latitude", "decimal_longitude", "event_date", *TAGS)
_OF_GRAZING = (
    *ASKED_OF,
    *("coordinate_uncertainty_in_meters", "reading_uncertainty_in_meters"),
    *("georeference_source", "position_of"),
)
_STEP = 2_000


@dataclass(frozen=True, slots=True)
class Untagged:
    """Records that lie in areas and do not say so."""

    records: tuple[bytes, ...]

    def __len__(self) -> int:
        return len(self.records)


def untagged(project: Project, words: Words, progress: Progress | None = None) -> Untagged:
    """Look through all records with a position. Raises Stopped."""
    project.learn()
    areas = project.areas()
    if not len(areas):
        return Untagged(())
    asking, found, seen = project.asking(words), list[bytes](), 0
    total = project.store.count(CardQuery(kinds=TAGGED_KINDS))
    for kind in TAGGED_KINDS:
        fields = project.store.kinds[kind].fields
        columns = (*_OWN, *(_OF_GRAZING if kind == "grazing" else ()))
        for piece in project.store.rows(kind, CardQuery(kinds=(kind,)), ("id", *columns)):
            if progress is not None:
                progress.step(seen, total, "areas.comparing")
            seen += len(piece)
            for row in piece:
                cells = zip(columns, row[1:], strict=True)
                values = {
                    name: value for name, cell in cells if (value := fields[name].value(cell)) is not None
                }
                if changes_of(kind, values, asking):
                    found.append(row[0])
    return Untagged(tuple(found))


def changes_of(kind: str, values: Values, asking: Asking) -> dict[str, Value]:
    """What a record would say of areas that it does not say now."""
    if "decimal_latitude" not in values:
        return {}
    changes: dict[str, Value] = {}
    for name, told in tags(values, asking).items():
        before = text_of(values, name)
        if before != told and (not before or _grows(name, values, str(told), asking)):
            changes[name] = told
    if kind == "grazing":
        for name, told in answers(values, asking).items():
            if told != "unknown" and text_of(values, name) in ("", "unknown"):
                changes[name] = told
    return changes


def _grows(name: str, values: Values, told: str, asking: Asking) -> bool:
    """Whether what the program would say holds all that is said, under the names of today."""
    if not is_areas(name, values, asking):
        return False
    of_today = {
        called: name_of(area) for area in asking.areas().all for called in (*area.other_names, name_of(area))
    }
    return {of_today[one] for one in names_in(text_of(values, name))} <= set(names_in(told))


def tag(
    project: Project, ids: Sequence[bytes], words: Words, why: str = "", progress: Progress | None = None
) -> Done:
    """Let these records say which areas they lie in, as one action that is undone as one.

    A record that was changed since so that nothing is left to say stays as it is. Raises Stopped and the store's own Problems.
    """
    project.learn()
    saves = _saves(project, ids, words, why)
    return save_many(project, saves, Action.CORRECT, progress=progress, total=len(ids), doing="areas.tagging")


def _saves(project: Project, ids: Sequence[bytes], words: Words, why: str) -> Iterator[Save]:
    asking = project.asking(words)
    for some in ids_in_pieces(ids):
        for stored in project.store.records(some).values():
            save = _save_of(project, stored, asking, why)
            if save is not None:
                yield save


def _save_of(project: Project, stored: StoredRecord, asking: Asking, why: str) -> Save | None:
    declared = project.store.kinds.get(stored.kind)
    changes = changes_of(stored.kind, stored.values, asking)
    if declared is None or stored.deleted or not changes or stored.kind not in TAGGED_KINDS:
        return None
    groups = changed_groups(declared, stored.values, {**stored.values, **changes})
    return Save(stored.id, stored.kind, groups, why=why.strip() or None) if groups else None
