"""Who can save at this laptop: everybody who has keys here, and on an administrator's laptop whoever sits down."""

from __future__ import annotations

from camifield.project.names import Person
from camifield.project.project import Project


def can_save(project: Project, person: bytes) -> bool:
    """Whether what this person types here can be saved in their name, as far as can be known without a passphrase."""
    identity = project.identity
    if identity.is_closed or identity.read_keys() is None:
        return True  # what stands in the way then is told in its own words
    own = {device.person for device in identity.own_devices()}
    return person in own or identity.admin_key() is not None


def stand_in(project: Project) -> Person | None:
    """Whoever of this laptop can save what somebody without keys has typed: the first who is known by name."""
    identity = project.identity
    if identity.is_closed:
        return None
    for device in identity.own_devices():
        known = project.names.person(device.person)
        if known is not None and device.revoked is None:
            return known
    return None
