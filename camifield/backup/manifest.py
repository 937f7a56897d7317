"""What a backup says of itself, and the few names that may stand inside one."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from camifield.errors import Problem

FORMAT = 2  # 1 had no notes of imports
MANIFEST = "manifest.json"
STORE, DRAFTS, KEYS = "store.sqlite", "drafts.sqlite", "keys"
NOTES = "imports.json"
IMPORTS = "imports"  # the folder in a project that holds these notes one by one
MEMBERS = (STORE, DRAFTS, KEYS, NOTES)
LARGEST_MANIFEST = 64 * 1024

_PHOTO = re.compile(r"photos/([0-9a-f]{64})")
_LARGEST = 1 << 50


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside: its size in bytes and its SHA-256."""

    bytes: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of one backup.

    project: 16 bytes. made_ms: milliseconds since 1970, as the clock claimed; `sequence` orders backups whatever it
    claimed. laptop: the code of the laptop. app: the version that made it. why: daily, asked, or before-<what>.
    layout: of the store. last_commit: the store's newest row of the log. left_out: members that were damaged.
    """

    project: bytes
    made_ms: int
    sequence: int
    laptop: str
    app: str
    why: str
    layout: int
    records: int
    drafts: int
    photos: int
    last_commit: int
    members: Mapping[str, Member]
    left_out: tuple[str, ...] = field(default=())

    @property
    def bytes(self) -> int:
        """What the members but the photos take when unpacked."""
        return sum(member.bytes for member in self.members.values())


def photo_name(digest: bytes) -> str:
    """The name of a photo inside a backup."""
    return f"photos/{digest.hex()}"


def photo_of(name: str) -> bytes | None:
    """The SHA-256 that a name inside a backup stands for; None when it names no photo."""
    found = _PHOTO.fullmatch(name)
    return bytes.fromhex(found[1]) if found else None


def to_bytes(manifest: Manifest) -> bytes:
    """The manifest as it stands in the backup: JSON, for people with a text editor too."""
    facts: dict[str, object] = {
        "format": FORMAT,
        "project": manifest.project.hex(),
        "made_ms": manifest.made_ms,
        "sequence": manifest.sequence,
        "laptop": manifest.laptop,
        "app": manifest.app,
        "why": manifest.why,
        "layout": manifest.layout,
        "records": manifest.records,
        "drafts": manifest.drafts,
        "photos": manifest.photos,
        "last_commit": manifest.last_commit,
        "left_out": list(manifest.left_out),
        "members": {
            name: {"bytes": member.bytes, "sha256": member.sha256.hex()}
            for name, member in manifest.members.items()
        },
    }
    return (json.dumps(facts, ensure_ascii=False, indent=1) + "\n").encode()


def from_bytes(data: bytes, file: str) -> Manifest:
    """Read a manifest. `file` is what a person calls the backup.

    Raises Problem ``backup-is-newer`` for a format of a newer version and ``backup-is-damaged`` for anything else.
    """
    try:
        facts = cast("dict[str, Any]", json.loads(data))
        number = _whole(facts["format"])
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise damaged(file) from error
    if number > FORMAT:
        raise Problem("backup-is-newer", parameters={"file": file})
    try:
        return Manifest(
            project=_digest(facts["project"], 16),
            made_ms=_whole(facts["made_ms"]),
            sequence=_whole(facts["sequence"]),
            laptop=_word(facts["laptop"]),
            app=_word(facts["app"]),
            why=_word(facts["why"]),
            layout=_whole(facts["layout"]),
            records=_whole(facts["records"]),
            drafts=_whole(facts["drafts"]),
            photos=_whole(facts["photos"]),
            last_commit=_whole(facts["last_commit"]),
            members=_members(facts["members"]),
            left_out=tuple(_word(name) for name in facts["left_out"]),
        )
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise damaged(file) from error


def damaged(file: str) -> Problem:
    """The Problem of a backup that is not what it says."""
    return Problem("backup-is-damaged", parameters={"file": file})


def _members(facts: Mapping[str, Mapping[str, object]]) -> dict[str, Member]:
    found = {name: Member(_whole(one["bytes"]), _digest(one["sha256"], 32)) for name, one in facts.items()}
    if STORE not in found or not set(found) <= set(MEMBERS):
        raise ValueError("other members than a backup has")
    return found


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < _LARGEST:
        raise ValueError("no whole number")
    return value


def _word(value: object) -> str:
    if not isinstance(value, str) or len(value) > 100:
        raise ValueError("no word")
    return value


def _digest(value: object, length: int) -> bytes:
    found = bytes.fromhex(_word(value))
    if len(found) != length:
        raise ValueError("wrong length")
    return found
