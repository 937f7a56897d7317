"""People and places that an import made, when it is taken back: they go where nothing speaks of them, and stay by name where
something does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from camifield.commands.many import save_many
from camifield.fields.declaration import Declared
from camifield.fields.reference import Reference
from camifield.fields.values import Entry
from camifield.folding import search_form
from camifield.kinds.catalogue import kinds
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.query import CardQuery
from camifield.store.writing import Save

_BETWEEN = re.compile(r"[;,\n]")


@dataclass(frozen=True, slots=True)
class PeopleUndone:
    """How many people went, the id (16 bytes) that brings them back, and the names of those who stay."""

    batch: bytes = b""
    count: int = 0
    stay: tuple[str, ...] = ()


def commits_of(project: Project, actions: Iterable[bytes]) -> list[bytes]:
    """The commits of several actions (batch ids of 16 bytes), which are taken back together."""
    return [commit for action in actions for commit in project.store.commits_of_batch(action)]


def undo_people(project: Project, actions: Sequence[bytes], progress: Progress | None = None) -> PeopleUndone:
    """Take back the people whom these actions of an import made, once its records are: nobody goes of whom a record, a draft or a key speaks.

    Whose own page was changed since stays as well. Raises Stopped, and the store's own Problems.
    """
    waiting: dict[bytes, Save] = {}
    stay: list[bytes] = []
    for one in project.store.undoing(commits_of(project, actions)):
        if one.save is not None and not one.kept and not one.keeps_record:
            waiting[one.record] = one.save
        elif one.save is not None or one.kept or one.keeps_record:
            stay.append(one.record)
    if not waiting and not stay:
        return PeopleUndone()
    spoken_of = _spoken_of(project, waiting.keys(), progress)
    stay += [one for one in waiting if one in spoken_of]
    names = tuple(sorted(filter(None, (_name(project, one) for one in stay))))
    saves = [save for one, save in waiting.items() if one not in spoken_of]
    if not saves:
        return PeopleUndone(stay=names)
    done = save_many(project, saves, Action.UNDO, progress=progress, doing="records.undoing")
    return PeopleUndone(done.batch, sum(save.kind == "person" for save in saves), names)


def _name(project: Project, identifier: bytes) -> str:
    names = project.names
    if identifier in names.people:
        return names.name("person", identifier)
    return names.name("place", identifier) if identifier in names.places else ""


def _spoken_of(project: Project, people: Collection[bytes], progress: Progress | None) -> set[bytes]:
    """Those of these people of whom something speaks: a key of theirs, the keyboard, a living record, a draft."""
    roster = project.identity.roster
    found = {device.person for device in roster.devices.values()} | {project.typist} | roster.same.keys()
    found &= set(people)
    for name, declared in kinds().items():
        columns = _columns(declared)
        if not columns or len(found) == len(people):
            continue
        seen = 0
        for piece in project.store.rows(name, CardQuery(kinds=(name,)), columns):
            for row in piece:
                for cell in row:
                    found.update(one for one in _ids(cell) if one in people)
            seen += len(piece)
            if progress is not None:
                progress.step(seen, 0, "records.undoing")
    return found | _in_drafts(project, {one for one in people if one not in found})


def _columns(declared: Declared) -> tuple[str, ...]:
    """The fields of a kind that name people or places."""
    return tuple(
        name
        for name, field in declared.fields.items()
        if isinstance(field, Reference) and field.to in ("person", "place")
    )


def _ids(cell: object) -> Iterator[bytes]:
    """The ids of a typed cell: one as bytes, several as hexadecimal text."""
    if isinstance(cell, bytes):
        yield cell
    elif isinstance(cell, str):
        for part in cell.split():
            try:
                yield bytes.fromhex(part)
            except ValueError:
                continue


def _in_drafts(project: Project, people: Collection[bytes]) -> set[bytes]:
    """Those of these people whom a draft names, by id or by what they are called: it could not be saved without them."""
    called = {one.hex(): one for one in people}
    for one in people:
        person = project.names.people.get(one)
        if person is not None:
            called |= {search_form(name): one for name in (person.name, person.code) if name}
        elif (place := project.names.places.get(one)) is not None:
            called[search_form(place.name)] = one
    found: set[bytes] = set()
    after = None
    fields = {name: _columns(declared) for name, declared in kinds().items()}
    while called and (page := project.drafts.page(after=after, limit=500)):
        for draft in page:
            for text in _texts(draft.entries, fields.get(draft.kind, ())):
                one = called.get(text.strip()) or called.get(search_form(text))
                if one is not None:
                    found.add(one)
        after = page[-1]
    return found


def _texts(entries: Mapping[str, Entry], names: Collection[str]) -> Iterator[str]:
    for name in names:
        entry = entries.get(name)
        for text in [entry] if isinstance(entry, str) else entry or ():
            if isinstance(text, str):
                yield text
                yield from _BETWEEN.split(text)
