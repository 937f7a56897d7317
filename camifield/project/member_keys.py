"""The keys by which a member signs at this laptop who was let in twice: made for the other record of the same person."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camifield.revisions.roster import Roster
    from camifield.security.keyring import DeviceKeys, Keyring


def keys_of_member(keyring: Keyring, roster: Roster, person: bytes) -> DeviceKeys | None:
    """The newest keys here that are this member's by the roster, of somebody who was let in twice: made for their
    other record, as which they go on to sign.
    """
    found = (keys for keys in reversed(keyring.devices) if _whose(keys, roster) == roster.person_of(person))
    return next(found, None)


def _whose(keys: DeviceKeys, roster: Roster) -> bytes | None:
    device = roster.devices.get(keys.device)
    return device.person if device is not None else None
