"""Which people of projects that were taken in are members of the team, as the roster says: noted where no key is opened.

Names are painted before anything that opens the log is loaded; the roster has the last word, this is its copy.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Final

from camifield.store.notes import read_note, write_note

SAME: Final = "same-people"


def read_same_people(connection: sqlite3.Connection) -> dict[bytes, bytes]:
    """Person -> the member who they are."""
    noted: dict[str, str] = json.loads(read_note(connection, SAME) or "{}")
    return {bytes.fromhex(one): bytes.fromhex(member) for one, member in noted.items()}


def note_same_people(connection: sqlite3.Connection, same: Mapping[bytes, bytes]) -> None:
    """Remember what the roster says by now. Inside the caller's transaction."""
    if read_same_people(connection) != same:
        write_note(connection, SAME, json.dumps({one.hex(): member.hex() for one, member in same.items()}))


def with_all_their_records(connection: sqlite3.Connection, people: Iterable[bytes]) -> tuple[bytes, ...]:
    """These people, and everybody that they are as well: what speaks of either speaks of them."""
    asked = tuple(people)
    if not asked:
        return asked
    same = read_same_people(connection)
    members = {same.get(one, one) for one in asked}
    return (*dict.fromkeys((*asked, *members, *(one for one, member in same.items() if member in members))),)
