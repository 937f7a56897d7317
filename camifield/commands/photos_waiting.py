"""Photos that were brought in and that nothing speaks of yet: kept in mind until they are drafts, or are thrown away.

A list beside the photos, read at the first paint: it imports nothing that reads pictures or records.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, cast

from camifield.project.project import Project

FILE = "photos_waiting.json"
_VERSION = 1


def waiting(project: Project) -> list[bytes]:
    """The SHA-256 of the photos that wait to be described, in the order in which they came.

    A list that was damaged is an empty one: the photos themselves are safe.
    """
    if not project.folder.exists(FILE):
        return []
    try:
        whole = cast("dict[str, Any]", json.loads(project.folder.read(FILE)))
        found = [bytes.fromhex(one) for one in whole["waiting"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
    return [one for one in found if len(one) == 32]


def let_wait(project: Project, photos: Iterable[bytes]) -> None:
    """Keep these in mind as well. Raises OSError and Problem as `Folder.write` does."""
    _write(project, dict.fromkeys([*waiting(project), *photos]))


def let_go(project: Project, photos: Iterable[bytes]) -> None:
    """These wait no more: they are in drafts, or nobody wants to describe them. Raises as `let_wait`."""
    gone = set(photos)
    before = waiting(project)
    if not gone.isdisjoint(before):
        _write(project, dict.fromkeys(one for one in before if one not in gone))


def _write(project: Project, photos: Iterable[bytes]) -> None:
    whole = {"version": _VERSION, "waiting": [one.hex() for one in photos]}
    project.folder.write(json.dumps(whole).encode(), FILE)
