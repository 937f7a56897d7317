"""Whom only administrators let in who were believed no further: known by name and key, and nothing of theirs is believed.

Word that an administrator was shut out, and word of whom they let in before anybody heard of it, reach laptops in any
order. Whose these feeds are is known all the same: so the same commits wait on every laptop, the newcomer's own laptop
keeps its records in sight, and all of it counts when the administrator is believed again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from camifield.revisions.membership import AdoptedFeed, Device, LastAccepted
from camifield.revisions.merge import Folded
from camifield.revisions.roster_adoption import read_adopted
from camifield.revisions.roster_people import read_same_people
from camifield.revisions.roster_records import Signed, read_devices, read_people
from camifield.security.signing import VerifyKey

Enrolled = list[tuple[Device, Folded]]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The laptops that nobody who is believed let in, and the feeds of other projects that nobody such took in."""

    devices: Enrolled
    adopted: Mapping[bytes, AdoptedFeed]


def read_left_out(
    signed: Signed,
    trusted: Signed,
    admins: Collection[VerifyKey],
    enrolled: Sequence[tuple[Device, Folded]],
    adopted: Mapping[bytes, AdoptedFeed],
) -> LeftOut:
    """What stays of what these admins said beyond where they are believed. `trusted` is what is believed of all of it.

    A key that somebody who is believed let in, or took something in of, is nobody else's.
    """
    believed = {commit.id for _, commit in trusted}
    beyond = [(key, commit) for key, commit in signed if key in admins and commit.id not in believed]
    if not beyond:
        return LeftOut([], {})
    said = [*trusted, *beyond]
    ids = {device.id for device, _ in enrolled}
    keys = {device.signing for device, _ in enrolled} | {one.signing for one in adopted.values()}
    devices = [
        (replace(device, revoked={}, is_let_in=False), folded)
        for device, folded in read_devices(signed, said)
        if device.id not in ids and device.signing not in keys
    ]
    members, people = read_people(said)
    everybody = [device for device, _ in (*devices, *enrolled)]
    every, _ = read_adopted(signed, said, everybody, read_same_people(people, members).same)
    return LeftOut(devices, {feed: _disbelieved(one) for feed, one in every.items() if feed not in adopted})


def _disbelieved(feed: AdoptedFeed) -> AdoptedFeed:
    return replace(feed, last=LastAccepted(feed.id, 0, b""), judged_to=0, earlier=())
