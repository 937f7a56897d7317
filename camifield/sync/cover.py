"""The cover of a `.cfb` file: what anyone may read of it, and nothing in it that is personal.

    b"CAMIFIELD\\n", 4 bytes (big-endian): the length of the cover, the cover, the sections one after the other

The cover is canonical CBOR: a map with version, what, project, device (that wrote the file), made_ms and sections, a
list of [kind, bytes, SHA-256, [key hints of the readers]]; of a part also part, [number, of, bytes and SHA-256 of the
whole]. What a newer version adds to the map is passed over; what it cannot do without has a higher version.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import BinaryIO, Final, NamedTuple

from camifield.errors import Problem
from camifield.revisions.encoding import EncodingError, Value, decode, encode
from camifield.revisions.headers import EARLIEST_MS, LATEST_MS
from camifield.security.hashing import HASH_BYTES, ID_BYTES
from camifield.security.sealing import HINT_BYTES
from camifield.sync.limits import (
    LARGEST_COVER,
    LARGEST_FILE,
    LARGEST_SECTION,
    MOST_READERS,
    MOST_SECTIONS,
    damaged,
)

MAGIC: Final = b"CAMIFIELD\n"
VERSION: Final = 1
SUFFIX: Final = ".cfb"
LENGTH_BYTES: Final = 4
_DEEPEST: Final = 4

BUNDLE: Final = "bundle"
INVITATION: Final = "invitation"
REQUEST: Final = "request"
ANSWER: Final = "answer"
PART: Final = "part"

OPEN: Final = "open"
RESTRICTED: Final = "restricted"
LETTER: Final = "letter"
PIECE: Final = "piece"


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of the file: its bytes, their SHA-256, and the hints of who can open it (none where it is not sealed)."""

    kind: str
    size: int
    sha256: bytes
    hints: tuple[bytes, ...] = ()
    offset: int = 0


class Place(NamedTuple):
    """Which part of a whole a file is: number 1 to `of`; `size` and `sha256` are of the whole."""

    number: int
    of: int
    size: int
    sha256: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """What the file is. `project` and `device` are 16 bytes; `made_ms` is the claim of that device's clock (UTC)."""

    what: str
    project: bytes
    device: bytes
    made_ms: int
    sections: tuple[Section, ...] = field(default=())
    part: Place | None = None
    version: int = VERSION


def write_cover(cover: Cover) -> bytes:
    """The beginning of the file, up to its first section. Raises Problem ``bundle-too-large``."""
    sections: list[Value] = [
        [one.kind, one.size, one.sha256, list[Value](one.hints)] for one in cover.sections
    ]
    plain: dict[str, Value] = {
        "version": cover.version,
        "what": cover.what,
        "project": cover.project,
        "device": cover.device,
        "made_ms": cover.made_ms,
        "sections": sections,
    }
    if cover.part is not None:
        plain["part"] = list[Value](cover.part)
    data = encode(plain, _DEEPEST)
    size = len(MAGIC) + LENGTH_BYTES + len(data) + sum(one.size for one in cover.sections)
    if len(data) > LARGEST_COVER or len(cover.sections) > MOST_SECTIONS or size > LARGEST_FILE:
        raise Problem("bundle-too-large")
    return b"".join((MAGIC, len(data).to_bytes(LENGTH_BYTES, "big"), data))


def read_cover(file: BinaryIO, size: int) -> Cover:
    """The cover of an open file of `size` bytes, with the place of every section in it.

    Raises Problem ``bundle-unknown`` for what is no such file, ``bundle-is-newer`` and ``bundle-damaged``.
    """
    begin = file.read(len(MAGIC) + LENGTH_BYTES)
    if not begin.startswith(MAGIC):
        raise Problem("bundle-unknown")
    length = int.from_bytes(begin[len(MAGIC) :], "big")
    if len(begin) < len(MAGIC) + LENGTH_BYTES or length > LARGEST_COVER:
        raise damaged("cover")
    data = file.read(length)
    try:
        plain = decode(data, _DEEPEST)
    except EncodingError as error:
        raise damaged("cover") from error
    cover = _read(plain, len(begin) + len(data))
    if len(begin) + len(data) + sum(one.size for one in cover.sections) != size:
        raise damaged("length")
    return cover


def _read(plain: Value, offset: int) -> Cover:
    match plain:
        case {"version": int(version)} if version > VERSION:
            raise Problem("bundle-is-newer", parameters={"version": version})
        case {
            "version": 1,
            "what": str(what),
            "project": bytes(project),
            "device": bytes(device),
            "made_ms": int(made_ms),
            "sections": list(sections),
            **others,
        } if (
            len(project) == ID_BYTES
            and len(device) == ID_BYTES
            and EARLIEST_MS <= made_ms <= LATEST_MS
            and 0 < len(sections) <= MOST_SECTIONS
        ):
            part = _read_place(others["part"]) if "part" in others else None
            found: list[Section] = []
            for item in sections:
                found.append(_read_section(item, offset))
                offset += found[-1].size
            return Cover(
                what=what,
                project=project,
                device=device,
                made_ms=made_ms,
                sections=tuple(found),
                part=part,
            )
        case _:
            raise damaged("cover")


def _read_section(item: Value, offset: int) -> Section:
    match item:
        case [str(kind), int(size), bytes(sha256), list(hints)] if (
            0 < size <= LARGEST_SECTION and len(sha256) == HASH_BYTES and len(hints) <= MOST_READERS
        ):
            named = tuple(hint for hint in hints if isinstance(hint, bytes) and len(hint) == HINT_BYTES)
            if len(named) == len(hints):
                return Section(kind, size, sha256, named, offset)
        case _:
            pass
    raise damaged("cover")


def _read_place(item: Value) -> Place:
    match item:
        case [int(number), int(of), int(size), bytes(sha256)] if (
            1 <= number <= of and 0 < size <= LARGEST_FILE and len(sha256) == HASH_BYTES
        ):
            return Place(number, of, size, sha256)
        case _:
            raise damaged("cover")
