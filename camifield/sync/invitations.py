"""The invitation: a file that says which team it is, and lets whoever holds it ask, once, to come in.

Body: version, team (its name), root, invitation (16 bytes), seed (of a key that the roster knows), role, roster.
Whoever reads the file can use it: it is handed over like a key, and can be withdrawn.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from camifield.errors import Problem
from camifield.revisions.commits import Commit
from camifield.revisions.encoding import Value
from camifield.revisions.membership import ROLES
from camifield.revisions.roster import Roster
from camifield.security.hashing import ID_BYTES
from camifield.security.signing import SEED_BYTES, SigningKey
from camifield.sync.cover import INVITATION
from camifield.sync.letters import Letter
from camifield.sync.roster_letters import damaged, read_commits, read_roster, write_commits

VERSION: Final = 1


@dataclass(frozen=True, slots=True)
class InvitationLetter:
    """An invitation as it was read: `roster` is the team's as its writer knew it."""

    project: bytes
    team: str
    invitation: bytes
    key: SigningKey
    role: str
    roster: Roster = field(repr=False)


def write_invitation(
    roster: Roster, commits: Sequence[Commit], invitation: bytes, key: SigningKey, role: str, at_ms: int
) -> Letter:
    """The letter, for whoever gets the file. Raises ValueError for a roster without its root."""
    if roster.root is None:
        raise ValueError("a team is invited to by its root key")
    body: dict[str, Value] = {
        "version": VERSION,
        "team": roster.name or "",
        "root": roster.root.public,
        "invitation": invitation,
        "seed": key.seed,
        "role": role,
        "roster": write_commits(commits),
    }
    return Letter(what=INVITATION, project=roster.project, made_ms=at_ms, body=body)


def read_invitation(letter: Letter) -> InvitationLetter:
    """The invitation in a letter. Raises Problem ``letter-of-another-use``, ``letter-is-newer`` or ``letter-damaged``."""
    if letter.what != INVITATION:
        raise Problem("letter-of-another-use")
    match letter.body:
        case {"version": int(version)} if version > VERSION:
            raise Problem("letter-is-newer", parameters={"version": version})
        case {
            "version": 1,
            "team": str(team),
            "root": root,
            "invitation": bytes(invitation),
            "seed": bytes(seed),
            "role": str(role),
            "roster": commits,
        } if len(invitation) == ID_BYTES and len(seed) == SEED_BYTES and role in ROLES:
            key = SigningKey(seed)
            roster = read_roster(letter.project, root, read_commits(commits))
        case _:
            raise damaged("invitation")
    named = roster.invitations.get(invitation)
    if named is None or named.key != key.verify_key:
        raise damaged("invitation")
    return InvitationLetter(letter.project, team, invitation, key, role, roster)
