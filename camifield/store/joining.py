"""Turning a store to another project: what was recorded alone becomes the team's, under the ids and signatures it has."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence

from camifield.store.erasing import disown_unfounded
from camifield.store.notes import PROJECT, write_note
from camifield.store.proofs import Carried
from camifield.store.receiving import Received, receive
from camifield.store.roster_effects import recall
from camifield.store.rosters import roster_of
from camifield.store.sheaf import KindLayouts


def join(
    connection: sqlite3.Connection,
    layouts: KindLayouts,
    roster: Sequence[Carried],
    *,
    project: bytes,
    own_feeds: Collection[bytes],
    now_ms: int,
) -> Received:
    """Take in the team's roster and hold it for ours from now on. Inside the caller's transaction. Raises as `receive`."""
    before = roster_of(connection)
    write_note(connection, PROJECT, project.hex())
    received = receive(connection, layouts, roster, project=project, own_feeds=own_feeds, now_ms=now_ms)
    after = roster_of(connection)
    recall(connection, layouts, before, after, own_feeds=own_feeds, now_ms=now_ms)
    disown_unfounded(connection, after)
    return received
