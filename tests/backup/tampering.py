"""Backups that were spoilt or forged, for the tests that show that none of them changes anything."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any


def rebuilt(
    source: Path,
    target: Path,
    *,
    change: Callable[[dict[str, bytes]], None] = lambda _members: None,
    claim: Callable[[dict[str, Any]], None] = lambda _facts: None,
) -> Path:
    """A copy of a backup after `change` did something to its members and `claim` to its manifest."""
    with zipfile.ZipFile(source) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    facts = json.loads(members["manifest.json"])
    claim(facts)
    members["manifest.json"] = json.dumps(facts).encode()
    change(members)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target
