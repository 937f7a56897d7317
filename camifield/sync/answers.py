"""The answer: the team's roster, in which whoever asked finds themselves; sealed to their laptop.

Body: version, request (16 bytes), root, roster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from camifield.errors import Problem
from camifield.revisions.commits import Commit
from camifield.revisions.encoding import Value
from camifield.revisions.roster import Roster
from camifield.security.hashing import ID_BYTES
from camifield.sync.cover import ANSWER
from camifield.sync.letters import Letter
from camifield.sync.roster_letters import damaged, read_commits, read_roster, write_commits

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class AnswerLetter:
    """An answer as it was read: to which request, and the team's roster, opened."""

    request: bytes
    roster: Roster = field(repr=False)
    commits: tuple[Commit, ...] = field(repr=False)


def write_answer(roster: Roster, commits: Sequence[Commit], request: bytes, at_ms: int) -> Letter:
    """The letter. Raises ValueError for a roster without its root."""
    if roster.root is None:
        raise ValueError("a team answers by its root key")
    body: dict[str, Value] = {
        "version": VERSION,
        "request": request,
        "root": roster.root.public,
        "roster": write_commits(commits),
    }
    return Letter(what=ANSWER, project=roster.project, made_ms=at_ms, body=body)


def read_answer(letter: Letter) -> AnswerLetter:
    """The answer in a letter. Raises Problem ``letter-of-another-use``, ``letter-is-newer`` or ``letter-damaged``."""
    if letter.what != ANSWER:
        raise Problem("letter-of-another-use")
    match letter.body:
        case {"version": int(version)} if version > VERSION:
            raise Problem("letter-is-newer", parameters={"version": version})
        case {"version": 1, "request": bytes(request), "root": root, "roster": commits} if (
            len(request) == ID_BYTES
        ):
            opened = read_commits(commits)
            return AnswerLetter(request, read_roster(letter.project, root, opened), tuple(opened))
        case _:
            raise damaged("answer")
