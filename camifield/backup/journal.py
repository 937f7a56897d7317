"""How far a restore has come, on the disk, so that one which was interrupted is finished or undone at the next opening."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

from camifield.folders import Folder
from camifield.store.copying import PUT_AWAY, free_stamp, put_away, settle_names

STAGE = "restoring"
JOURNAL = "restoring.json"
_UNREADABLE = "restored"  # the stamp when the journal itself was damaged


class Restored(NamedTuple):
    """A restore that is done: where the files that were here before lie, and when and with how many records it was made.

    `photos_lost` are photos that were damaged in the backup; it is told only by the restore itself.
    The caller must begin a new incarnation (the laptop's feeds must not be continued from an older copy) and then
    call `acknowledge`; until then every opening is told again.
    """

    put_away: str
    made_ms: int = 0
    records: int = 0
    photos_lost: int = 0


def begin_moving(folder: Folder, stamp: str, leaving: Sequence[str], made_ms: int, records: int) -> None:
    """Write down that everything in the stage is whole and may now take its place; from here on it goes forward only.

    `leaving` are the names of present files that go although nothing takes their place.
    """
    _write(
        folder,
        {"phase": "moving", "stamp": stamp, "leaving": list(leaving), "made_ms": made_ms, "records": records},
    )


def settle(folder: Folder) -> Restored | None:
    """At opening, before anything else looks at the project: finish a restore, or clear away one that had not begun to move.

    None when there is nothing to tell. Nobody may have the store or the drafts open.
    """
    if not folder.exists(JOURNAL):
        if folder.exists(STAGE):
            shutil.rmtree(folder.path(STAGE))
        return None
    facts = _read(folder)
    stamp = facts["stamp"]
    if facts["phase"] == "moving":
        _move(folder, stamp, facts["leaving"])
        _write(folder, {**facts, "phase": "moved"})
    shutil.rmtree(folder.path(STAGE), ignore_errors=True)
    return Restored(f"{PUT_AWAY}/{stamp}", facts["made_ms"], facts["records"])


def acknowledge(folder: Folder) -> None:
    """The new incarnation is on the disk: the restore is over."""
    folder.remove(JOURNAL)


def _move(folder: Folder, stamp: str, leaving: Sequence[str]) -> None:
    """Set the present files aside and put the staged ones in their place, one by one; each step may have happened before."""
    from camifield.backup.manifest import (  # every start settles, and hardly any has something to move
        DRAFTS,
        IMPORTS,
        KEYS,
        STORE,
    )

    stage = folder.path(STAGE)
    for name in (STORE, DRAFTS, KEYS, IMPORTS):
        if (stage / name).exists():
            put_away(folder, stamp, (name,))
            os.replace(stage / name, folder.path(name))
            settle_names(folder.root)
    put_away(folder, stamp, leaving)


def _write(folder: Folder, facts: Mapping[str, object]) -> None:
    folder.write(json.dumps(dict(facts), sort_keys=True).encode(), JOURNAL)


def _read(folder: Folder) -> dict[str, Any]:
    """The journal. It is written whole or not at all; should the disk have spoilt it, moving goes on from what lies there."""
    try:
        facts = cast("dict[str, Any]", json.loads(folder.read(JOURNAL)))
        if not {"phase", "stamp", "leaving", "made_ms", "records"} - set(facts):
            return facts
    except (ValueError, TypeError):
        pass
    stamp = free_stamp(folder, _UNREADABLE)
    facts: dict[str, Any] = {"phase": "moving", "stamp": stamp, "leaving": [], "made_ms": 0, "records": 0}
    _write(folder, facts)
    return facts
