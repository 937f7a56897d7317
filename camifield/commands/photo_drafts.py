"""Drafts from photos: one for each group, with the time and the place that its photos tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from camifield.changes import Changes
from camifield.commands.drafting import draft_of, starting_entries
from camifield.commands.photo_facts import when_entries, where_entries
from camifield.fields.as_typed import as_typed
from camifield.fields.validation import validate
from camifield.fields.values import Entry
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.project.shots import Shot, shift_of
from camifield.store.draft import Draft, Origin

PHOTO = "photo"
DOING = "photos.drafting"


def make_drafts(
    project: Project,
    kind: str,
    groups: Sequence[Sequence[Shot]],
    shifts: Mapping[str, timedelta],
    words: Words,
    progress: Progress | None = None,
) -> tuple[list[bytes], Changes]:
    """A draft of that kind for each group of photos; their ids, in the order of the groups.

    The time is that of the group's first photo that has one, the place that of the first that has one; `shifts`
    correct the clocks of cameras by their model. Everything else begins as an empty form does. On the disk when
    this returns; Stop between two drafts is as good as never having begun.
    """
    project.learn()
    drafts: list[Draft] = []
    for number, group in enumerate(groups):
        if progress is not None:
            progress.step(number, len(groups), DOING)
        drafts.append(_draft(project, kind, group, shifts, words))
    project.drafts.add_many(drafts)
    return [draft.id for draft in drafts], Changes(drafts=True)


def group_entries(
    project: Project, kind: str, group: Sequence[Shot], shifts: Mapping[str, timedelta], words: Words
) -> dict[str, Entry]:
    """The answers that a group of photos gives, as a person would have typed them."""
    declared = kind_of(kind)
    timed = next((shot for shot in group if shot.taken() is not None), None)
    placed = next((shot for shot in group if shot.has_place), None)
    entries: dict[str, Entry] = {"photos": [shot.digest.hex() for shot in group]}
    asking = project.asking(words)
    entries |= where_entries(declared, placed, asking) if placed is not None else {}
    entries |= when_entries(timed, shift_of(timed, shifts)) if timed is not None else {}
    return {
        name: as_typed(declared.fields[name], entry, asking)
        for name, entry in entries.items()
        if name in declared.fields
    }


def _draft(
    project: Project, kind: str, group: Sequence[Shot], shifts: Mapping[str, timedelta], words: Words
) -> Draft:
    entries = starting_entries(project, kind) | group_entries(project, kind, group, shifts, words)
    findings = validate(kind_of(kind), entries, project.asking(words)).findings
    draft = draft_of(project, kind, new_id(project.clock, project.entropy), entries, findings)
    names = ", ".join(shot.name for shot in group[:3] if shot.name)
    return replace(draft, origin=Origin(PHOTO, file=names))
