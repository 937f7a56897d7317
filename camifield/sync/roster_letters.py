"""Roster commits as they travel in letters: a list of [header, signature, payload], each checked again when read."""

from __future__ import annotations

from collections.abc import Iterable

from camifield.errors import Problem
from camifield.revisions.commits import Commit
from camifield.revisions.encoding import Value
from camifield.revisions.enrolment import open_roster
from camifield.revisions.roster import Roster
from camifield.security.hashing import project_id

MOST_COMMITS = 5_000


def damaged(reason: str) -> Problem:
    """The letter does not hold what such a letter holds."""
    return Problem("letter-damaged", parameters={"reason": reason})


def write_commits(commits: Iterable[Commit]) -> list[Value]:
    """The list that stands in a letter."""
    return [list[Value]((one.header_bytes, one.signature, one.payload)) for one in commits]


def read_commits(value: Value) -> list[Commit]:
    """The commits of such a list. Raises Problem ``letter-damaged``, and what `open_roster` raises."""
    if type(value) is not list or len(value) > MOST_COMMITS:
        raise damaged("roster")
    found: list[Commit] = []
    for item in value:
        match item:
            case [bytes(header), bytes(signature), bytes(payload)]:
                found.append(open_roster(header, signature, payload))
            case _:
                raise damaged("roster")
    return found


def read_roster(project: bytes, root: Value, commits: list[Commit]) -> Roster:
    """The roster that these commits make, of a project that this root key proves. Raises Problem ``letter-damaged``."""
    if type(root) is not bytes or project_id(root) != project:
        raise damaged("root")
    roster = Roster.from_commits(project, commits)
    if roster.root is None or roster.root.public != root:
        raise damaged("root")
    return roster
