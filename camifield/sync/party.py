"""Who stands at a road: what a road must know of the project and of this laptop, passed in and never looked up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from camifield.clock import Clock, milliseconds
from camifield.entropy import Entropy
from camifield.errors import Problem
from camifield.revisions.commits import Commit
from camifield.revisions.enrolment import open_roster
from camifield.revisions.headers import Stream, read_header
from camifield.revisions.roster import Roster
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import commit_id
from camifield.security.keyring import DeviceKeys
from camifield.security.sealing import key_hint
from camifield.store.proofs import Carried


@dataclass(frozen=True)
class Party:
    """A laptop at a road. What `roster_commits` gives is asked each time, for it grows while commits are taken in.

    `keys` are those of whoever gives: they sign, and name the device. `others` are further keys of a laptop that
    several people share, and `more` keys that belong to no laptop (the recovery key): what is closed to any of them
    can be opened here.
    """

    project: bytes
    keys: DeviceKeys
    roster_commits: Callable[[], Sequence[Commit]]
    clock: Clock
    entropy: Entropy
    others: tuple[DeviceKeys, ...] = ()
    more: tuple[EncryptionKey, ...] = ()

    @property
    def reading_keys(self) -> tuple[EncryptionKey, ...]:
        """All that opens what comes."""
        return (*(keys.encryption for keys in (self.keys, *self.others)), *self.more)

    @property
    def hints(self) -> frozenset[bytes]:
        """By what a reader sees that something is for this laptop."""
        return frozenset(key_hint(key.public) for key in self.reading_keys)

    @property
    def devices(self) -> frozenset[bytes]:
        """The devices that this laptop is."""
        return frozenset(keys.device for keys in (self.keys, *self.others))

    @property
    def device(self) -> bytes:
        """The 16 bytes of this laptop's device."""
        return self.keys.device

    def now_ms(self) -> int:
        """The laptop's claim of the time, milliseconds since 1970."""
        return milliseconds(self.clock.now())

    def roster(self, coming: Iterable[Carried] = ()) -> Roster:
        """The roster as this laptop holds it, and as it will be when these commits have come too.

        What is no honest roster commit adds nothing; what no admin signed counts for nothing, as always.
        """
        commits = {commit.id: commit for commit in self.roster_commits()}
        for one in coming:
            try:
                is_known = commit_id(one.header) in commits
                if not is_known and read_header(one.header).stream == Stream.ROSTER:
                    opened = open_roster(*one)
                    commits.setdefault(opened.id, opened)
            except Problem:
                continue
        return Roster.from_commits(self.project, commits.values())


def readers(roster: Roster, stream: int) -> dict[bytes, bytes]:
    """Who may read a stream today: the hint (8 bytes) of each key -> the public key (32 bytes); the recovery key too."""
    keys = [device.encryption for device in roster.recipients(stream)]
    return {key_hint(key): key for key in [*keys, *([roster.recovery] if roster.recovery else [])]}
