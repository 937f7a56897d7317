"""The header of a commit: what is signed, and what its name is made of.

Canonical CBOR of a list. The first seven items mean the same in every version there will ever be, so that an
older laptop can check, keep and carry a newer commit that it cannot read:

    version, project, feed, stream, seq, previous commit, payload hash,
    author, batch, schema, lamport, at_ms, clock quality, action
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from camifield.errors import Problem
from camifield.revisions.encoding import EncodingError, Value, decode, encode
from camifield.security.hashing import HASH_BYTES, ID_BYTES

VERSION: Final = 1
LARGEST_HEADER: Final = 1024
LARGEST_COUNT: Final = 2**48
# Whole milliseconds of the years 1 and 9999: outside them no clock of this program can have been.
EARLIEST_MS: Final = -62_135_596_800_000
LATEST_MS: Final = 253_402_300_799_999


LASTING: Final = ("version", "project", "feed", "stream", "seq", "previous", "payload_hash")
OF_THIS_VERSION: Final = ("author", "batch", "schema", "lamport", "at_ms", "quality", "action")

_LENGTHS: Final = {
    "project": (ID_BYTES,),
    "feed": (ID_BYTES,),
    "previous": (0, ID_BYTES),
    "payload_hash": (HASH_BYTES,),
    "author": (ID_BYTES,),
    "batch": (0, ID_BYTES),
}
_RANGES: Final = {
    "version": (1, 2**31),
    "stream": (0, 2**31),
    "seq": (1, LARGEST_COUNT),
    "schema": (0, 2**31),
    "lamport": (0, LARGEST_COUNT),
    "at_ms": (EARLIEST_MS, LATEST_MS),
    "quality": (0, 255),
    "action": (0, 255),
}


class Stream(IntEnum):
    """Who may see a feed: the roster goes to everyone, the open to the team, the restricted to some roles."""

    ROSTER = 0
    OPEN = 1
    RESTRICTED = 2


class Action(IntEnum):
    """What the person did. Never used again for something else; a number not listed here is kept as it is."""

    SAVE = 1
    IMPORT = 2
    DELETE = 3
    RESTORE = 4
    UNDO = 5
    CORRECT = 6
    SETTLE = 7
    ENROL = 8
    ERASE = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Who wrote what, where in which feed, and after what.

    `project`, `feed`, `author` (the record of a person) and `previous` (b"" for the first of its feed) are 16
    bytes; `batch` is b"" or the 16 bytes that hold one import or one action on many records together; `seq`
    counts from 1; `lamport` is above that of everything the writer held; `at_ms` is the laptop's claim of the
    time (UTC), `quality` a number of `camifield.clock.Quality`; `schema` numbers the fields the writer knew.
    `payload_hash` is filled by `seal`. Of a newer `version` only the first seven items are read.
    """

    version: int = VERSION
    project: bytes
    feed: bytes
    stream: int
    seq: int
    previous: bytes = b""
    payload_hash: bytes = b""
    author: bytes = b""
    batch: bytes = b""
    schema: int = 0
    lamport: int = 0
    at_ms: int = 0
    quality: int = 0
    action: int = 0

    @property
    def is_newer(self) -> bool:
        """Written by a later version of the program: kept and carried, not read."""
        return self.version > VERSION


def lamport_after(seen: Iterable[int]) -> int:
    """The lamport number of a commit written by a laptop that holds these: one more than the highest.

    It stands still at the highest possible one, which only a hostile feed reaches: order then goes by commit id.
    """
    return min(max(seen, default=0) + 1, LARGEST_COUNT)


def write_header(header: Header) -> bytes:
    """The bytes that are signed. Raises EncodingError for a header that `read_header` would refuse."""
    if header.version != VERSION:
        raise EncodingError("type")
    _check(header)
    return encode([_plain(getattr(header, name)) for name in LASTING + OF_THIS_VERSION])


def _plain(item: int | bytes) -> int | bytes:
    """A member of an IntEnum as the bare number that the encoding takes."""
    return int(item) if isinstance(item, int) else item


def read_header(data: bytes) -> Header:
    """The header of bytes from anywhere. Raises Problem ``commit-damaged``."""
    if len(data) > LARGEST_HEADER:
        raise Problem("commit-damaged", parameters={"reason": "header-too-large"})
    try:
        header = _read(decode(data))
        _check(header)
    except EncodingError as error:
        raise Problem("commit-damaged", parameters={"reason": error.reason}) from error
    return header


def _read(items: Value) -> Header:
    if type(items) is not list or len(items) < len(LASTING) or type(items[0]) is not int or items[0] < 1:
        raise EncodingError("malformed")
    names = LASTING if items[0] > VERSION else LASTING + OF_THIS_VERSION
    if items[0] == VERSION and len(items) != len(names):
        raise EncodingError("malformed")
    found: dict[str, Any] = dict(zip(names, items, strict=False))
    return Header(**found)


def _check(header: Header) -> None:
    """Every item of the right type, length and range. Raises EncodingError."""
    for name, allowed in _LENGTHS.items():
        item = getattr(header, name)
        if type(item) is not bytes or (len(item) not in allowed and not (header.is_newer and not item)):
            raise EncodingError("malformed")
    for name, (least, most) in _RANGES.items():
        item = getattr(header, name)
        if not isinstance(item, int) or type(item) is bool or not least <= item <= most:
            raise EncodingError("malformed")
    if (header.seq == 1) != (header.previous == b""):
        raise EncodingError("malformed")
