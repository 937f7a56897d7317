"""Who decides where answers differ: a reviewer or a coordinator, or whoever gave all of them."""

from __future__ import annotations

from collections.abc import Collection

from camifield.project.project import Project
from camifield.revisions.authority import DECIDERS


def may_decide(project: Project, authors: Collection[bytes]) -> bool:
    """Whether the person at the keyboard decides between what these people said."""
    roster = project.identity.roster
    return roster.role_of(project.typist) in DECIDERS or {roster.person_of(one) for one in authors} == {
        project.typist
    }


def deciders(project: Project) -> list[bytes]:
    """The people of the team whose decision it is."""
    return [person for person, role in project.identity.roster.roles.items() if role in DECIDERS]
