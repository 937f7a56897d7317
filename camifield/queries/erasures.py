"""What was erased, by whom, and which laptops have followed: from their signed receipts."""

from __future__ import annotations

from dataclasses import dataclass

from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.telling import moment_text
from camifield.revisions.headers import Stream
from camifield.revisions.vectors import NOTHING_HELD, Vector
from camifield.store.feeds import Held

NOTHING: Vector = {}


@dataclass(frozen=True, slots=True)
class Follower:
    """A laptop of the team, and whether it is known to have erased too."""

    device: bytes
    person: str
    has_erased: bool


@dataclass(frozen=True, slots=True)
class Erasure:
    """One erasure: who, when (milliseconds since 1970, and in words), and every other laptop that must follow."""

    at_ms: int
    when: str
    who: str
    followers: tuple[Follower, ...]

    @property
    def waiting(self) -> int:
        """How many laptops are not known to have followed."""
        return sum(not one.has_erased for one in self.followers)


def erasures(project: Project, words: Words) -> list[Erasure]:
    """Every erasure that is known here, the latest first. A laptop that takes it in erases in the same moment."""
    own = {device.id for device in project.identity.own_devices()}
    receipts: dict[bytes, Vector] = {one.device: one.vector for one in project.store.receipts()}
    others = [device for device in project.identity.roster.recipients(Stream.OPEN) if device.id not in own]
    found: list[Erasure] = []
    for held in project.store.erasures():
        followers = tuple(
            Follower(
                device.id,
                project.names.name("person", device.person),
                _covers(project, receipts.get(device.id, NOTHING), held),
            )
            for device in others
        )
        who = project.names.name("person", held.author)
        found.append(Erasure(held.at_ms, moment_text(held.at_ms, project, words), who, followers))
    return found


def _covers(project: Project, vector: Vector, held: Held) -> bool:
    """Whether a laptop of this vector surely holds that commit: its own feed, or the same beginning of the feed."""
    mark = vector.get(held.feed, NOTHING_HELD)
    if mark.highest < held.seq:
        return False
    return project.store.mark_through(held.feed, mark.highest) == mark or mark.held >= mark.highest
