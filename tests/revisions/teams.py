"""A team whose roster grows by the keys that a test chooses."""

from __future__ import annotations

from collections.abc import Sequence

from camifield.entropy import SeededEntropy
from camifield.revisions.commits import Commit
from camifield.revisions.enrolment import Founding, found, new_device_keys, seal_roster
from camifield.revisions.membership import Incarnation
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import device_part, person_part
from camifield.security.keyring import DeviceKeys
from camifield.security.signing import SigningKey
from tests.revisions.making import AUTHOR, a_header

AT = 1_773_457_200_000
RANGER = b"R" * 16
STRANGER = SigningKey.make(SeededEntropy(40))


class Team:
    """A founded project whose roster grows by the keys that the test chooses."""

    def __init__(self, seed: int = 41) -> None:
        self.entropy = SeededEntropy(seed)
        self.founding: Founding = found(AUTHOR, self.entropy, at_ms=AT)
        self.commits: list[Commit] = [self.founding.commit]
        self.ranger: DeviceKeys = new_device_keys(RANGER, self.entropy, at_ms=AT)
        self.first = Incarnation(self.ranger.device, self.ranger.signing.verify_key, b"1" * 16)

    @property
    def project(self) -> bytes:
        return self.founding.keyring.project

    @property
    def root(self) -> SigningKey:
        assert self.founding.keyring.root is not None
        return self.founding.keyring.root

    @property
    def admin(self) -> SigningKey:
        assert self.founding.keyring.admin is not None
        return self.founding.keyring.admin

    @property
    def roster(self) -> Roster:
        return Roster.from_commits(self.project, self.commits)

    def say(self, key: SigningKey, parts: Sequence[Part], nonce: bytes = b"n" * 16) -> Commit:
        """One more roster commit, in the roster feed of this key and nonce."""
        earlier = [
            one
            for one in self.commits
            if one.parts[0].record == nonce and one.parts[0].groups["key"] == {"public": key.public}
        ]
        header = a_header(
            project=self.project,
            seq=len(earlier) + 1,
            previous=earlier[-1].id if earlier else b"",
            lamport=len(self.commits) + 1,
        )
        commit = seal_roster(header, parts, key, nonce, self.entropy)
        self.commits.append(commit)
        return commit

    def enrol(self, key: SigningKey) -> Commit:
        """The ranger and the ranger's device, signed by this key."""
        return self.say(key, [person_part(RANGER, "ranger"), device_part(self.ranger, b"1" * 16)])

    def bases(self, record: bytes) -> tuple[bytes, ...]:
        return self.roster.heads[record]
