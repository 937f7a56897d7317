"""Who signs: a person on one incarnation of one laptop, with the clock and the randomness that a save needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from camifield.clock import Clock, milliseconds
from camifield.entropy import Entropy
from camifield.revisions.commits import Commit, seal_chain
from camifield.revisions.enrolment import Incarnation
from camifield.revisions.headers import LARGEST_COUNT, Action, Header, Stream
from camifield.revisions.parts import Part
from camifield.security.signing import SigningKey
from camifield.store.feeds import head_of_feed, highest_lamport


@dataclass(frozen=True, slots=True)
class Signer:
    """What the log needs to take a save from this person: `author` is the 16 bytes of their record."""

    project: bytes
    author: bytes
    key: SigningKey
    incarnation: Incarnation
    clock: Clock
    entropy: Entropy
    schema: int = 0

    def feed(self, stream: int) -> bytes:
        """The feed that this person writes in, in that stream."""
        return self.incarnation.feed(stream)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What the commits of one action have in common: what the person did, and the import or action they belong to."""

    action: Action = Action.SAVE
    batch: bytes = b""


class Sealer:
    """Seals parts into commits that follow the last ones of their feeds. For one transaction."""

    def __init__(self, connection: sqlite3.Connection, signer: Signer, occasion: Occasion) -> None:
        self._connection = connection
        self._signer = signer
        self._occasion = occasion
        self._lamport = highest_lamport(connection)
        self._at_ms = milliseconds(signer.clock.now())

    def seal(self, stream: Stream, parts: Sequence[Part]) -> list[Commit]:
        """The commits of these parts, as many as they need; none for none. Raises as `seal_chain`."""
        if not parts:
            return []
        signer = self._signer
        head = head_of_feed(self._connection, signer.feed(stream))
        header = Header(
            project=signer.project,
            feed=signer.feed(stream),
            stream=stream,
            seq=head.seq + 1,
            previous=head.id,
            author=signer.author,
            batch=self._occasion.batch,
            schema=signer.schema,
            lamport=min(self._lamport + 1, LARGEST_COUNT),
            at_ms=self._at_ms,
            quality=signer.clock.quality,
            action=self._occasion.action,
        )
        commits = list(seal_chain(header, parts, signer.key, signer.entropy))
        self._lamport = commits[-1].header.lamport
        return commits
