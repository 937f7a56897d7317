"""Letters: an invitation to a project, a request to be taken into one, or its answer, in the same envelope as a bundle.

The one section is canonical CBOR of a map, at most 1 MiB; sealed where it has readers. What stands in it is for those
who write and read such letters; that it is true, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Final

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.revisions.encoding import EncodingError, Value, decode, encode
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import ID_BYTES, sha256
from camifield.security.sealing import key_hint, opened_in_memory, sealed_in_memory
from camifield.sync.bundle_reading import opened_file
from camifield.sync.cover import (
    ANSWER,
    INVITATION,
    LETTER,
    PART,
    REQUEST,
    Cover,
    Section,
    read_cover,
    write_cover,
)
from camifield.sync.limits import LARGEST_LETTER, damaged, named, telling
from camifield.sync.names import shown_name

LETTERS: Final = (INVITATION, REQUEST, ANSWER)
NO_DEVICE: Final = b"\0" * ID_BYTES
# What sealing adds: the header and 16 bytes for each 64 KiB.
_LARGEST_SEALED: Final = LARGEST_LETTER + 512 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """`what` is one of `LETTERS`; `project` the one it is of or comes from; `device` who wrote it, or zeros."""

    what: str
    project: bytes
    made_ms: int
    body: dict[str, Value] = field(repr=False)
    device: bytes = NO_DEVICE


def write_letter(folder: Folder, name: str, letter: Letter, readers: Sequence[bytes] = ()) -> int:
    """Write it as the file `name`, whole and durably; sealed to these public keys, open to anyone when there are none.

    Answers the bytes of the file. Raises Problem ``bundle-too-large``, ``bundle-no-room`` or ``file-not-written``,
    EncodingError for a body that the log could not hold, ValueError for another `what`.
    """
    if letter.what not in LETTERS:
        raise ValueError(f"no such letter: {letter.what}")
    data = encode(letter.body)
    if len(data) > LARGEST_LETTER:
        raise Problem("bundle-too-large")
    sealed = sealed_in_memory(readers, data) if readers else data
    hints = tuple(sorted({key_hint(public) for public in readers}))
    cover = Cover(
        what=letter.what,
        project=letter.project,
        device=letter.device,
        made_ms=letter.made_ms,
        sections=(Section(LETTER, len(sealed), sha256(sealed), hints),),
    )
    whole = write_cover(cover) + sealed
    with telling(folder, name):
        folder.write(whole, name)
    return len(whole)


def read_letter(path: Path, keys: Sequence[EncryptionKey] = ()) -> Letter:
    """The letter of a file. Who wrote it is still to be proven.

    Raises Problem ``bundle-cannot-be-opened``, ``bundle-unknown``, ``bundle-is-newer``, ``bundle-damaged``,
    ``bundle-not-for-us``, and ``bundle-of-another-use`` for a bundle.
    """
    with named(shown_name(path)), opened_file(path) as (file, size):
        cover = read_cover(file, size)
        if cover.what == PART:
            raise Problem("bundle-is-a-part")
        if cover.what not in LETTERS:
            raise Problem("bundle-of-another-use")
        section = cover.sections[0]
        if section.kind != LETTER or len(cover.sections) != 1 or section.size > _LARGEST_SEALED:
            raise damaged("letter")
        data = file.read(section.size)
        if sha256(data) != section.sha256:
            raise damaged("section")
        return Letter(
            what=cover.what,
            project=cover.project,
            made_ms=cover.made_ms,
            body=_read_body(_opened(data, section, keys)),
            device=cover.device,
        )


def _opened(data: bytes, section: Section, keys: Sequence[EncryptionKey]) -> bytes:
    if not section.hints:
        return data
    if not {key_hint(key.public) for key in keys}.intersection(section.hints):
        raise Problem("bundle-not-for-us")
    return opened_in_memory(keys, BytesIO(data))


def _read_body(data: bytes) -> dict[str, Value]:
    if len(data) > LARGEST_LETTER:
        raise Problem("bundle-too-large")
    try:
        body = decode(data)
    except EncodingError as error:
        raise damaged("letter") from error
    if not isinstance(body, dict):
        raise damaged("letter")
    return body
