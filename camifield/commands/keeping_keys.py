"""Keeping the keys: a passphrase for those on this laptop, paper for those of the team, and the root key offline."""

from __future__ import annotations

from camifield.changes import Changes
from camifield.clock import milliseconds
from camifield.commands.rights import insist_on_root, say
from camifield.errors import Problem
from camifield.project.project import Project
from camifield.project.team_paper import Paper
from camifield.revisions.membership import COORDINATOR, MOST_ADMINS
from camifield.revisions.roster_parts import admin_part, person_part, recovery_part
from camifield.security.encryption import EncryptionKey
from camifield.security.paper import Secret, read_rows, write_rows
from camifield.security.passphrase import Work
from camifield.security.signing import SigningKey


def set_passphrase(project: Project, passphrase: str, work: Work | None = None) -> Changes:
    """Ask for this passphrase at every start. Raises Problem ``passphrase-too-short``, ``passphrase-needs-memory``."""
    project.identity.protect(passphrase, work)
    return Changes(settings=True)


def remove_passphrase(project: Project) -> Changes:
    """Ask for no passphrase any more. Raises Problem ``keys-are-closed`` before it was given."""
    project.identity.unprotect()
    return Changes(settings=True)


def make_paper(project: Project, *, renew_recovery: bool = False) -> tuple[Paper, Changes]:
    """The paper of the team, with its root key, and with a new recovery key where there is none or it is renewed.

    From then on every bundle is sealed to the new recovery key; bundles from before open with the old paper only.
    Raises Problem as `insist_on_root`.
    """
    root, roster = insist_on_root(project), project.identity.roster
    changes, rows = Changes(), tuple[str, ...]()
    if roster.recovery is None or renew_recovery:
        recovery = EncryptionKey.make(project.entropy)
        part = recovery_part(roster.project, recovery.public, roster.heads[roster.project])
        changes = say(project, [part], root)
        rows = write_rows(recovery.secret, Secret.RECOVERY)
    made_ms = milliseconds(project.clock.now())
    paper = Paper(roster.name or "", roster.project, made_ms, write_rows(root.seed, Secret.ROOT), rows)
    return paper, changes


def take_root_offline(project: Project, row: int, typed: str) -> Changes:
    """Remove the root key from this laptop, once a row (1 to 9) read from the paper shows that the paper is there.

    Raises Problem as `insist_on_root`, ``paper-row-wrong``. The keys in backups made before still hold it.
    """
    root = insist_on_root(project)
    expected = write_rows(root.seed, Secret.ROOT)[row - 1]
    if "".join(typed.split()) != expected.replace(" ", ""):
        raise Problem("paper-row-wrong", parameters={"row": row})
    project.identity.keep(project.identity.keyring().without_root())
    return Changes(settings=True)


def bring_root_back(project: Project, typed: str) -> Changes:
    """Put the root key on this laptop again, from the rows of its paper.

    Raises Problem ``paper-incomplete``, ``paper-row-wrong``, ``paper-wrong``, ``root-of-another-project``.
    """
    root = SigningKey(read_rows(typed, Secret.ROOT))
    project.identity.keep(project.identity.keyring().with_root(root))
    return Changes(settings=True)


def take_over(project: Project) -> Changes:
    """Whoever holds the root key becomes coordinator, and this laptop looks after the team: when all others are lost.

    Raises Problem ``root-is-not-here``, ``person-not-in-team``.
    """
    identity = project.identity
    root, roster, person = identity.root_key(), identity.roster, project.typist
    if root is None:
        raise Problem("root-is-not-here")
    device = next((one for one in identity.own_devices() if one.person == person), None)
    if device is None:
        raise Problem("person-not-in-team")
    changes = Changes()
    if roster.role_of(person) != COORDINATOR:
        changes = say(project, [person_part(person, COORDINATOR, roster.heads[person])], root)
    admin = identity.keyring().admin
    if admin is not None and admin.verify_key not in roster.admins and len(roster.admins) < MOST_ADMINS:
        bases = identity.roster.heads[roster.project]
        changes |= say(project, [admin_part(roster.project, admin.verify_key, device.id, bases)], root)
    return changes


def recovery_key(typed: str) -> EncryptionKey:
    """The recovery key of the rows of its paper: it opens every bundle that was sealed to it. Raises Problem ``paper-…``."""
    return EncryptionKey(read_rows(typed, Secret.RECOVERY))
