"""Bring in own areas and lines: looked at shape by shape, kept exactly as they were given, and taken back as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from camifield.commands.deleting import delete
from camifield.commands.many import Done, save_many
from camifield.commands.saving import Incomplete
from camifield.errors import Problem
from camifield.fields.grouping import groups_of
from camifield.fields.validation import validate
from camifield.fields.values import Entry
from camifield.fields.vocabulary import Vocabulary
from camifield.formats.features.outlines import Outline, read_outlines
from camifield.formats.reading.notices import Notice
from camifield.geo.shapes import Shape, packed_shape, shape_of
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress
from camifield.project.areas import KIND
from camifield.project.project import Project
from camifield.revisions.authority import DECIDERS
from camifield.revisions.headers import Action
from camifield.store.writing import Save

SORTS = "area_kind"
OTHERWISE = "other"
LONGEST_NAME = 200
_MOST_AREAS = 20_000


@dataclass(frozen=True, slots=True)
class Given:
    """One area or line of a file. `packed` is its shape as a record keeps it, empty where it is too large to be kept.

    is_here: the same shape is among the team's areas already.
    """

    outline: Outline
    shape: Shape
    packed: str
    is_here: bool = False

    @property
    def is_too_large(self) -> bool:
        return not self.packed


@dataclass(frozen=True, slots=True)
class AreasLooked:
    """What a file holds: its shapes, the columns of their words and the one that holds the names, the single places
    beside them, and what is worth telling.
    """

    file: str
    given: tuple[Given, ...]
    columns: tuple[str, ...]
    name_column: str
    points: int
    notices: tuple[Notice, ...]

    def name_of(self, number: int, column: str, words: Words) -> str:
        """What the shape of that number would be called: what the column says, else the file and the number."""
        said = " ".join(self.given[number].outline.words.get(column, "").split())[:LONGEST_NAME]
        return said or words.say("areas.unnamed", file=Path(self.file).stem, number=number + 1)

    def sort_of(self, number: int, column: str, sort: str) -> str:
        """Its sort: what the column says where that is one of the list, else the one given for all."""
        said = self.given[number].outline.words.get(column, "")
        return next(iter(Vocabulary(SORTS).match(said)), sort) if said else sort


@dataclass(frozen=True, slots=True)
class Chosen:
    """A shape to keep: its name, its sort, and what else was said of it."""

    given: Given
    name: str
    sort: str
    remarks: str = ""


def notice_text(notice: Notice, words: Words) -> str:
    """What is worth telling of a file, for who wants its shapes and not its rows."""
    own = f"areas.notice.{notice.code}"
    return words.say(own if words.has(own) else f"reading.notice.{notice.code}", **notice.parameters)


def may_change_areas(project: Project) -> bool:
    """Whether who types may: a reviewer or a coordinator, because all records of the team tell by areas where they lie.
    In a project of one's own one is its coordinator.
    """
    return project.identity.roster.role_of(project.typist) in DECIDERS


def insist_on_areas(project: Project) -> None:
    """Raises Problem ``role-may-not-change-areas``."""
    if not may_change_areas(project):
        raise Problem("role-may-not-change-areas")


def look_at(project: Project, path: Path, progress: Progress | None = None) -> AreasLooked:
    """Read a file of places. Nothing is written. Raises the Problems of `read_outlines`, ``role-may-not-change-areas``,
    ``too-many-areas``, and Stopped.
    """
    insist_on_areas(project)
    read = read_outlines(path, progress)
    if len(read.found) > _MOST_AREAS:
        raise Problem("too-many-areas", parameters={"count": len(read.found), "most": _MOST_AREAS})
    here = {one.packed for one in project.areas().all}
    given: list[Given] = []
    for number, outline in enumerate(read.found):
        if progress is not None and number % 100 == 0:
            progress.step(number, len(read.found), "areas.looking")
        given.append(_given(outline, here))
    return AreasLooked(path.name, tuple(given), read.columns, read.name_column, read.points, read.notices)


def _given(outline: Outline, here: set[str]) -> Given:
    shape = shape_of(outline.parts, is_closed=outline.is_closed)
    try:
        packed = packed_shape(shape)
    except ValueError:
        packed = ""
    return Given(outline, shape, packed, packed in here)


def keep(
    project: Project, file: str, chosen: Sequence[Chosen], words: Words, progress: Progress | None = None
) -> Done:
    """Keep these shapes as areas, under one id that takes them back. Raises Problem ``role-may-not-change-areas``,
    ``area-too-large`` for a shape that cannot be kept, and the store's own Problems.
    """
    insist_on_areas(project)
    project.learn()
    saves = [_save_of(project, file, one, words) for one in chosen]
    return save_many(project, saves, Action.SAVE, progress=progress, total=len(saves), doing="areas.keeping")


def _save_of(project: Project, file: str, one: Chosen, words: Words) -> Save:
    if one.given.is_too_large:
        raise Problem("area-too-large", parameters={"name": one.name, "corners": len(one.given.shape)})
    declared = kind_of(KIND)
    entries: dict[str, Entry] = {
        "name": one.name,
        "area_kind": one.sort,
        "shape": one.given.packed,
        "remarks": one.remarks,
        "source_file": file,
    }
    checked = validate(declared, entries, project.asking(words))
    if not checked.is_complete:
        raise Incomplete(checked.findings)
    return Save(new_id(project.clock, project.entropy), KIND, groups_of(declared, checked.values))


def remove(project: Project, ids: Sequence[bytes], why: str = "") -> Done:
    """Put these areas into the bin; what records say of them stays. Raises as `deleting.delete`, and Problem
    ``role-may-not-change-areas``.
    """
    insist_on_areas(project)
    return delete(project, ids, why)
