"""The record behind a reference that a file for somebody else gave it: found by looking through the ids that are here."""

from __future__ import annotations

from collections.abc import Iterator

from camifield.project.project import Project
from camifield.security.references import fingerprint_from, fingerprint_of


def record_of(project: Project, text: str) -> bytes | None:
    """The id of the record with that reference, deleted ones too; None for no reference, or for none of ours.

    A million ids take about a second.
    """
    wanted, own = fingerprint_from(text), project.store.project or b""
    if wanted is None:
        return None
    return next((one for one in project.store.ids() if fingerprint_of(own, one) == wanted), None)


def fingerprints(project: Project) -> Iterator[tuple[bytes, bytes]]:
    """The fingerprint and the id of every record, for a whole file of references that comes back."""
    own = project.store.project or b""
    return ((fingerprint_of(own, one), one) for one in project.store.ids())
