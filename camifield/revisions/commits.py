"""Commits: sealing what a person saved, and opening what came from anywhere with nothing taken on trust.

A commit is a header, the Ed25519 signature over it, and a payload: canonical CBOR of a list with one item a part,
[shape, body], or [shape, None, hash of the body] where the part was erased. The header holds the SHA-256 of the
parts' hashes one after the other. Header, signature and payload are kept and carried as the bytes they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from camifield.entropy import Entropy
from camifield.errors import Problem
from camifield.revisions.encoding import EncodingError, read_trusted, write_checked
from camifield.revisions.headers import Header, read_header, write_header
from camifield.revisions.parts import (
    SALT_BYTES,
    Part,
    WrittenPart,
    ordered_bases,
    read_part,
    read_stored_part,
    write_part,
)
from camifield.security.hashing import HASH_BYTES, commit_id, sha256
from camifield.security.signing import Purpose, SigningKey, VerifyKey

MOST_PARTS: Final = 500
LARGEST_PAYLOAD: Final = 1024 * 1024
# What the list itself adds to the bytes of its parts: its head, and for each part a head and two lengths.
_LIST_HEAD: Final = 3
_PART_HEAD: Final = 1 + 5 + 5 + 1


@dataclass(frozen=True, slots=True)
class Commit:
    """A sealed or opened commit. `parts` is empty where the header is of a newer version: carried, not read."""

    id: bytes
    header: Header
    header_bytes: bytes
    signature: bytes
    payload: bytes
    parts: tuple[Part, ...]

    @property
    def erased(self) -> tuple[int, ...]:
        """The positions of erased parts. Whoever accepts such a commit asks the roster whether that was right."""
        return tuple(position for position, part in enumerate(self.parts) if part.erased)


def seal(header: Header, parts: Sequence[Part], key: SigningKey, entropy: Entropy) -> Commit:
    """One signed commit of these parts, each given a fresh salt.

    Raises Problem ``commit-too-large`` (more than 500 parts, or 1 MiB) or ``value-not-allowed``; ValueError when
    there are no parts, when two are of one record, or when the header itself is wrong.
    """
    if len({part.record for part in parts}) != len(parts):
        raise ValueError("one part a record in a commit")
    sealed = seal_chain(header, parts, key, entropy)
    first = next(sealed)
    if len(first.parts) != len(parts):
        raise Problem("commit-too-large", parameters={"parts": len(parts)})
    return first


def seal_chain(header: Header, parts: Iterable[Part], key: SigningKey, entropy: Entropy) -> Iterator[Commit]:
    """As many signed commits as these parts need, one after the other in the feed: for imports.

    `header` is that of the first; each later one has the next seq and lamport and names the one before. They are
    made one at a time, so that each can be stored before the next is begun. A record that comes again begins a
    new commit. Raises as `seal`.
    """
    is_empty = True
    for written in _in_commits(parts, entropy):
        is_empty = False
        commit = _sign(header, written, key)
        yield commit
        header = replace(header, seq=header.seq + 1, lamport=header.lamport + 1, previous=commit.id)
    if is_empty:
        raise ValueError("a commit holds a part")


def _in_commits(parts: Iterable[Part], entropy: Entropy) -> Iterator[list[tuple[Part, WrittenPart]]]:
    """The parts with their bytes, cut where a commit is full or a record comes again."""
    batch: list[tuple[Part, WrittenPart]] = []
    records = set[bytes]()
    size = _LIST_HEAD
    for part in parts:
        salted, written = _write(part, entropy)
        added = _PART_HEAD + len(written.shape) + max(len(written.body or b""), HASH_BYTES)
        if size + added > LARGEST_PAYLOAD and not batch:
            raise Problem("commit-too-large", parameters={"parts": 1})
        if size + added > LARGEST_PAYLOAD or len(batch) == MOST_PARTS or part.record in records:
            yield batch
            batch, records, size = [], set[bytes](), _LIST_HEAD
        batch.append((salted, written))
        records.add(part.record)
        size += added
    if batch:
        yield batch


def _write(part: Part, entropy: Entropy) -> tuple[Part, WrittenPart]:
    bases, salt = ordered_bases(part.bases), entropy.take(SALT_BYTES)
    salted = Part(part.kind, part.record, part.groups, bases, part.deleted, part.why, salt, part.erased)
    try:
        return salted, write_part(salted)
    except EncodingError as error:
        raise Problem("value-not-allowed", parameters={"reason": error.reason}) from error


def _sign(header: Header, written: Sequence[tuple[Part, WrittenPart]], key: SigningKey) -> Commit:
    payload = write_checked([[part.shape, part.body] for _, part in written])
    header = replace(header, payload_hash=_hash_of(part for _, part in written))
    header_bytes = write_header(header)
    signature = key.sign(Purpose.COMMIT, header_bytes)
    parts = tuple(part for part, _ in written)
    return Commit(commit_id(header_bytes), header, header_bytes, signature, payload, parts)


def _hash_of(written: Iterable[WrittenPart]) -> bytes:
    return sha256(b"".join(part.hash for part in written))


def open_commit(header_bytes: bytes, signature: bytes, payload: bytes, key: VerifyKey) -> Commit:
    """The commit of bytes from anywhere, when `key` signed it and nothing in it was changed.

    Raises Problem ``commit-too-large``, ``commit-damaged`` or ``commit-not-signed``. That the key may write in
    this feed and project is the roster's to say; that an erased part may be missing, too (see `Commit.erased`).
    """
    if len(payload) > LARGEST_PAYLOAD:
        raise Problem("commit-too-large", parameters={"bytes": len(payload)})
    header = read_header(header_bytes)
    if not key.verify(Purpose.COMMIT, header_bytes, signature):
        raise Problem("commit-not-signed")
    try:
        written = _read_payload(payload)
        if write_checked(_items(written)) != payload:
            raise EncodingError("not-canonical")
        if _hash_of(written) != header.payload_hash:
            raise EncodingError("payload-hash")
        parts = () if header.is_newer else tuple(read_part(part) for part in written)
        if len({part.record for part in parts}) != len(parts):
            raise EncodingError("record-twice")
    except EncodingError as error:
        raise Problem("commit-damaged", parameters={"reason": error.reason}) from error
    return Commit(commit_id(header_bytes), header, header_bytes, signature, payload, parts)


def read_stored(header_bytes: bytes, signature: bytes, payload: bytes) -> Commit:
    """A commit that this laptop made or opened before, from its own store: neither hash nor signature is looked at.

    Raises Problem ``commit-damaged`` when the bytes are no commit at all. `open_commit` is the full check.
    """
    header = read_header(header_bytes)
    try:
        written = _read_payload(payload)
        parts = () if header.is_newer else tuple(read_stored_part(part) for part in written)
    except EncodingError as error:
        raise Problem("commit-damaged", parameters={"reason": error.reason}) from error
    return Commit(commit_id(header_bytes), header, header_bytes, signature, payload, parts)


def _read_payload(payload: bytes) -> list[WrittenPart]:
    if _count_of(payload) > MOST_PARTS:
        raise EncodingError("too-many-parts")
    match read_trusted(payload, depth=2):
        case [_, *_] as items:
            return [_read_item(item) for item in items]
        case _:
            raise EncodingError("malformed")


def _count_of(payload: bytes) -> int:
    """How many items the list claims to have, before a million of them are made."""
    match payload[:1]:
        case b"\x98":
            return int.from_bytes(payload[1:2], "big")
        case b"\x99":
            return int.from_bytes(payload[1:3], "big")
        case head if b"\x80" <= head < b"\x98":
            return head[0] - 0x80
        case _:
            raise EncodingError("malformed")


def _read_item(item: object) -> WrittenPart:
    match item:
        case [bytes(shape), bytes(body)] if len(body) > SALT_BYTES:
            return WrittenPart(shape, body, sha256(body))
        case [bytes(shape), None, bytes(body_hash)] if len(body_hash) == HASH_BYTES:
            return WrittenPart(shape, None, body_hash)
        case _:
            raise EncodingError("malformed")


def _items(written: Iterable[WrittenPart]) -> list[object]:
    return [
        [part.shape, None, part.body_hash] if part.body is None else [part.shape, part.body]
        for part in written
    ]


def erase_parts(commit: Commit, positions: Collection[int]) -> Commit:
    """The same commit, id and signature with the words of some parts gone for good. Erasing twice is no different."""
    try:
        written = [
            part._replace(body=None) if position in positions else part
            for position, part in enumerate(_read_payload(commit.payload))
        ]
        parts = () if commit.header.is_newer else tuple(read_stored_part(part) for part in written)
    except EncodingError as error:
        raise Problem("commit-damaged", parameters={"reason": error.reason}) from error
    return replace(commit, payload=write_checked(_items(written)), parts=parts)
