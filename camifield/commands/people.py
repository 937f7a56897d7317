"""The team: add somebody, say who is here today and who types, put a name right."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from camifield.changes import Changes
from camifield.commands.saving import save
from camifield.i18n.words import Words
from camifield.project.project import Project


def add_person(project: Project, name: str, words: Words, *, role: str = "ranger", phone: str = "") -> bytes:
    """Add somebody by name and answer the id; one who is already there by that name is answered instead."""
    known = project.names.find("person", name)
    if known:
        return known[0]
    entries = {"name": name.strip(), "code": next_code(project, name), "role": role, "phone": phone}
    # The one who began the project has keys already; the first name given is theirs.
    founder = project.identity.founder
    identifier = None if project.names.person(founder) is not None else founder
    return save(project, "person", entries, words, draft=identifier, author=identifier).record


def next_code(project: Project, name: str, beside: Collection[str] = ()) -> str:
    """A code that everyone may see: initials, and a number where they are taken, also by those `beside` who are new too."""
    letters = "".join(word[0] for word in name.replace(".", " ").split()[:3] if word).upper() or "P"
    taken = {person.code.casefold() for person in project.names.people.values()}
    taken.update(one.casefold() for one in beside)
    number = 1
    code = letters
    while code.casefold() in taken:
        number += 1
        code = f"{letters}{number}"
    return code


def set_here_today(project: Project, people: Sequence[bytes]) -> Changes:
    """Say who is here today; yesterday's people are asked for again tomorrow."""
    project.change_settings(
        replace(
            project.settings,
            people_here=tuple(person.hex() for person in people),
            people_here_on=project.today().isoformat(),
        )
    )
    return Changes(settings=True)


def set_typist(project: Project, person: bytes) -> Changes:
    """Say who is at the keyboard: every save from now on is signed in this person's name."""
    project.change_settings(replace(project.settings, typed_by=person.hex()))
    return Changes(settings=True)
