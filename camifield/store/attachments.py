"""What the store knows of each attached photo; the photo itself is a file named by its content."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from camifield.media.exif import Camera
from camifield.media.photos import Photo

_COLUMNS = "sha256, bytes, media_type, name, width, height, taken, facts, added_ms"
_ASKED_AT_ONCE = 500
# What the camera claims beside the time, which has a column of its own.
_CLAIMS = tuple(one.name for one in fields(Camera) if one.name != "taken_at")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A row of `attachment`: the photo's facts as `Photo` tells them, when it was attached (milliseconds since 1970),
    and the code of the Problem that says why it cannot be shown, if there is one.
    """

    sha256: bytes
    size: int
    media_type: str
    name: str
    width: int | None
    height: int | None
    camera: Camera
    problem: str | None
    added_ms: int


def add(connection: sqlite3.Connection, photo: Photo, added_ms: int) -> None:
    """Note a photo inside the caller's transaction. A photo that is known already keeps its first name and time."""
    claims = {name: getattr(photo.camera, name) for name in _CLAIMS}
    facts = {**claims, "problem": photo.problem.code if photo.problem else None}
    told = {name: value for name, value in facts.items() if value is not None}
    row = (
        photo.sha256,
        photo.size,
        photo.media_type,
        photo.name or "",
        photo.width,
        photo.height,
        photo.camera.taken_at,
        json.dumps(told, ensure_ascii=False, sort_keys=True) if told else None,
        added_ms,
    )
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT OR IGNORE INTO attachment ({_COLUMNS}) VALUES ({marks})", row)  # noqa: S608 (own words)


def find(connection: sqlite3.Connection, digests: Iterable[bytes]) -> dict[bytes, Attachment]:
    """The photos of those SHA-256 that are known here."""
    wanted = list(dict.fromkeys(digests))
    found: dict[bytes, Attachment] = {}
    for start in range(0, len(wanted), _ASKED_AT_ONCE):
        some = wanted[start : start + _ASKED_AT_ONCE]
        marks = ", ".join("?" * len(some))
        asked = f"SELECT {_COLUMNS} FROM attachment WHERE sha256 IN ({marks})"  # noqa: S608 (own words)
        for row in connection.execute(asked, some).fetchall():
            found[row[0]] = _attachment(row)
    return found


def sizes(connection: sqlite3.Connection) -> dict[bytes, int]:
    """Every known photo with its bytes: what a check looks for on the disk, and what a backup of photos will take."""
    return dict(connection.execute("SELECT sha256, bytes FROM attachment ORDER BY sha256").fetchall())


def _attachment(row: tuple[Any, ...]) -> Attachment:
    facts: Mapping[str, str] = json.loads(row[7] or "{}")
    camera = Camera(row[6], **{name: facts[name] for name in _CLAIMS if name in facts})
    sha256, size, media_type, name, width, height = row[:6]
    return Attachment(sha256, size, media_type, name, width, height, camera, facts.get("problem"), row[8])
