"""What was erased, by whom, and which laptops have followed: from their signed receipts."""

from __future__ import annotations

from dataclasses import dataclass

from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.laptops import laptop_name
from camifield.queries.times import Times
from camifield.revisions.erasure import MAY_ERASE
from camifield.revisions.headers import Stream


@dataclass(frozen=True, slots=True)
class Follower:
    """A laptop of the team, and whether it is known to have erased too."""

    device: bytes
    person: str
    has_erased: bool


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure: who, when (milliseconds since 1970, and in words), and every other laptop that must follow.

    `out_of_reach` are laptops that were shut out, by name: what they held of it they hold, and nothing reaches them.
    """

    at_ms: int
    when: str
    who: str
    followers: tuple[Follower, ...]
    out_of_reach: tuple[str, ...] = ()

    @property
    def waiting(self) -> int:
        """How many laptops are not known to have followed."""
        return sum(not one.has_erased for one in self.followers)


def erasures(project: Project, words: Words) -> list[Erasure]:
    """Every erasure that is known here, the latest first. A laptop that takes it in erases in the same moment."""
    own = {device.id for device in project.identity.own_devices()}
    said = {one.device: one.vector for one in project.store.receipts()}
    covered = {device: project.store.covered(vector) for device, vector in said.items()}
    others = [device for device in project.identity.roster.recipients(Stream.OPEN) if device.id not in own]
    shut_out = [one for one in project.identity.roster.devices.values() if one.revoked is not None]
    found: list[Erasure] = []
    feeds, times = project.identity.roster.feeds, Times(project, words)
    for held in project.store.erasures():
        origin = feeds.get(held.feed)
        followed = {device for device, seqs in covered.items() if seqs.get(held.feed, 0) >= held.seq}
        followers = tuple(
            Follower(device.id, project.names.name("person", device.person), device.id in followed)
            for device in others
            if origin is None or device.id != origin.device.id  # where it was erased first
        )
        who = project.names.name("person", held.author)
        save = (held.feed, held.seq, held.at_ms)
        out = tuple(laptop_name(project, one.id, words) for one in shut_out if one.id not in followed)
        found.append(Erasure(times.at(*save), times.text(*save), who, followers, out))
    return found


def may_erase(project: Project) -> bool:
    """Whether whoever types here may erase for good."""
    return project.identity.roster.role_of(project.typist) == MAY_ERASE
