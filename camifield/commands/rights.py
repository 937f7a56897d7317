"""Who may change the team at this laptop: asked before anything is signed; what others accept, their roster decides."""

from __future__ import annotations

from camifield.errors import Problem
from camifield.project.project import Project
from camifield.revisions.membership import COORDINATOR
from camifield.security.signing import SigningKey


def insist_on_admin(project: Project) -> SigningKey:
    """The key by which this laptop changes the team.

    Raises Problem ``role-may-not`` when whoever types is no coordinator, ``not-an-admin-here`` when this laptop holds
    no administrator's key, ``keys-are-closed``.
    """
    _insist_on_coordinator(project)
    key = project.identity.admin_key()
    if key is None:
        raise Problem("not-an-admin-here")
    return key


def insist_on_root(project: Project) -> SigningKey:
    """The root key. Raises Problem ``role-may-not``, ``root-is-not-here`` or ``keys-are-closed``."""
    _insist_on_coordinator(project)
    key = project.identity.root_key()
    if key is None:
        raise Problem("root-is-not-here")
    return key


def _insist_on_coordinator(project: Project) -> None:
    if project.identity.roster.role_of(project.typist) != COORDINATOR:
        raise Problem("role-may-not")
