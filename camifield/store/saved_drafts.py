"""Which drafts the last saves came from: noted in the store with the save itself, so that no crash comes between the two.

Drafts live in a file of their own, and a saved one leaves that file with its next write, whenever that is. Until
then the note says that it is saved: it is neither shown nor saved again, after a crash no more than before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from camifield.store.notes import read_note, write_note

SAVED_DRAFTS = "saved-drafts"


class Stamp(NamedTuple):
    """A draft as it was when it was saved. One that is touched again has another stamp, and stays."""

    turn: int
    touched_ms: int


def read_saved_drafts(connection: sqlite3.Connection) -> dict[bytes, Stamp]:
    """The drafts whose save the store holds, and that may still be in the drafts' file."""
    noted: Mapping[str, list[int]] = json.loads(read_note(connection, SAVED_DRAFTS) or "{}")
    return {bytes.fromhex(identifier): Stamp(*stamp) for identifier, stamp in noted.items()}


def write_saved_drafts(connection: sqlite3.Connection, saved: Mapping[bytes, Stamp]) -> None:
    """Note these and forget the others. Runs inside the transaction of the save."""
    noted = {identifier.hex(): stamp for identifier, stamp in saved.items()}
    write_note(connection, SAVED_DRAFTS, json.dumps(noted))
