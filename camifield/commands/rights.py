"""Changing the team at this laptop: who may is asked before anything is signed; what others accept, their roster decides."""

from __future__ import annotations

from collections.abc import Sequence

from camifield.changes import Changes
from camifield.clock import milliseconds
from camifield.errors import Problem
from camifield.project.project import Project
from camifield.revisions.membership import COORDINATOR
from camifield.revisions.parts import Part
from camifield.security.signing import SigningKey
from camifield.store.proofs import Carried


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


def say(project: Project, parts: Sequence[Part], key: SigningKey) -> Changes:
    """Put these parts into the roster, and let what follows from them happen here as it will on every other laptop:
    revoked records leave, rescued ones come back, and roles count anew.
    """
    project.learn()
    identity = project.identity
    commit = identity.seal(parts, key, project.typist)
    carried = Carried.of(commit)
    received = project.store.receive([carried], identity.own_feeds(), milliseconds(project.clock.now()))
    identity.forget_roster()
    project.forget_names()  # also where two became one person
    return Changes(records=received.records, kinds=received.kinds, settings=True)
