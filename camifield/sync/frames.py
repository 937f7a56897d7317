"""The body of a section: frames of commits and thumbnails, laid out so that they compress well and cannot unfold.

A frame is its length (4 bytes, big-endian) and a flat CBOR list: a kind, a number, and byte strings. Of commits the
headers, the signatures and the payloads lie together. A header holds the id of the commit before it in its feed; where
that is the one before it in the frame it is left out, and `places` tells where it stood (0: it is all there).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from struct import Struct
from typing import Final, NamedTuple

from camifield.errors import Problem
from camifield.revisions.commits import LARGEST_PAYLOAD
from camifield.revisions.encoding import EncodingError, read_trusted, write_checked
from camifield.revisions.headers import LARGEST_HEADER
from camifield.security.hashing import HASH_BYTES, ID_BYTES, commit_id
from camifield.security.signing import SIGNATURE_BYTES
from camifield.store.proofs import Carried
from camifield.sync.limits import LARGEST_THUMBNAIL, damaged
from camifield.sync.road import LARGEST_PIECE, MOST_COMMITS, Thumbnail

COMMITS: Final = 1
THUMBNAILS: Final = 2
_LIST: Final = 0x80
_LEAST: Final = 3
_HEADERS: Final = Struct(">H")
_SIZES: Final = Struct(">I")
# Of 256 KiB at most: 8 MiB.
_MANY_THUMBNAILS: Final = 32


class CommitFrame(NamedTuple):
    """Commits of one stream, at most 500; those that are written have at most 2 MiB."""

    stream: int
    commits: list[Carried]


class ThumbnailFrame(NamedTuple):
    """Small pictures."""

    thumbnails: list[Thumbnail]


def gather(pieces: Iterable[Sequence[Carried]]) -> Iterator[list[Carried]]:
    """The same commits in the same order, in full pieces: small ones compress badly."""
    batch: list[Carried] = []
    size = 0
    for piece in pieces:
        for one in piece:
            added = len(one.header) + len(one.payload)
            if batch and (len(batch) == MOST_COMMITS or size + added > LARGEST_PIECE):
                yield batch
                batch, size = [], 0
            batch.append(one)
            size += added
    if batch:
        yield batch


def write_commits(stream: int, commits: Sequence[Carried]) -> bytes:
    """One frame, without its length. Raises Problem ``commit-damaged`` for what cannot be a commit."""
    places, headers = bytearray(), list[bytes]()
    before = b""
    for one in commits:
        if len(one.signature) != SIGNATURE_BYTES or not 0 < len(one.header) <= LARGEST_HEADER:
            raise Problem("commit-damaged", parameters={"reason": "length"})
        at = one.header.find(before, 1, 256) if before else -1
        places.append(max(at, 0))
        headers.append(one.header if at < 0 else one.header[:at] + one.header[at + ID_BYTES :])
        before = commit_id(one.header)
    return write_checked(
        [
            COMMITS,
            int(stream),
            bytes(places),
            b"".join(_HEADERS.pack(len(header)) for header in headers),
            b"".join(_SIZES.pack(len(one.payload)) for one in commits),
            b"".join(headers),
            b"".join(one.signature for one in commits),
            b"".join(one.payload for one in commits),
        ]
    )


def write_thumbnails(thumbnails: Sequence[Thumbnail]) -> bytes:
    """One frame, without its length."""
    return write_checked(
        [
            THUMBNAILS,
            0,
            b"".join(one.digest for one in thumbnails),
            b"".join(_SIZES.pack(len(one.jpeg)) for one in thumbnails),
            b"".join(one.jpeg for one in thumbnails),
        ]
    )


def gather_thumbnails(thumbnails: Iterable[Thumbnail]) -> Iterator[list[Thumbnail]]:
    """In lots that one frame holds; one that is too large to be a thumbnail is left out."""
    batch: list[Thumbnail] = []
    for one in thumbnails:
        if not 0 < len(one.jpeg) <= LARGEST_THUMBNAIL or len(one.digest) != HASH_BYTES:
            continue
        batch.append(one)
        if len(batch) == _MANY_THUMBNAILS:
            yield batch
            batch = []
    if batch:
        yield batch


def read_frame(data: bytes) -> CommitFrame | ThumbnailFrame | None:
    """What a frame holds; None for a kind that only a later version knows. Raises Problem ``bundle-damaged``."""
    # Looked at before it is unfolded: few items, none of them nested, however much the bytes claim.
    if not data or not _LIST + _LEAST <= data[0] < _LIST + 24:
        raise damaged("frame")
    try:
        items: list[object] = read_trusted(data, 1)
    except EncodingError as error:
        raise damaged("frame") from error
    match items:
        case [
            1,
            int(stream),
            bytes(places),
            bytes(lengths),
            bytes(sizes),
            bytes(heads),
            bytes(signs),
            bytes(rest),
        ]:
            columns = _Columns(places, lengths, sizes, heads, signs, rest)
            return CommitFrame(stream, _read_commits(columns))
        case [2, 0, bytes(digests), bytes(sizes), bytes(pictures)]:
            return ThumbnailFrame(_read_thumbnails(digests, sizes, pictures))
        case [int(kind), *_] if kind > THUMBNAILS:
            return None
        case _:
            raise damaged("frame")


class _Columns(NamedTuple):
    places: bytes
    lengths: bytes
    sizes: bytes
    headers: bytes
    signatures: bytes
    payloads: bytes


def _read_commits(columns: _Columns) -> list[Carried]:
    count = len(columns.places)
    if not (
        0 < count <= MOST_COMMITS
        and len(columns.lengths) == count * _HEADERS.size
        and len(columns.sizes) == count * _SIZES.size
        and len(columns.signatures) == count * SIGNATURE_BYTES
    ):
        raise damaged("frame")
    found: list[Carried] = []
    before = b""
    head = body = 0
    lengths, sizes = _HEADERS.iter_unpack(columns.lengths), _SIZES.iter_unpack(columns.sizes)
    for number, (at, (length,), (size,)) in enumerate(zip(columns.places, lengths, sizes, strict=True)):
        if length > LARGEST_HEADER or size > LARGEST_PAYLOAD or (at and not before):
            raise damaged("frame")
        header = columns.headers[head : head + length]
        if at:
            header = header[:at] + before + header[at:]
        signature = columns.signatures[number * SIGNATURE_BYTES : (number + 1) * SIGNATURE_BYTES]
        found.append(Carried(header, signature, columns.payloads[body : body + size]))
        before = commit_id(header)
        head, body = head + length, body + size
    if head != len(columns.headers) or body != len(columns.payloads):
        raise damaged("frame")
    return found


def _read_thumbnails(digests: bytes, sizes: bytes, pictures: bytes) -> list[Thumbnail]:
    count = len(digests) // HASH_BYTES
    if not 0 < count <= _MANY_THUMBNAILS or len(digests) % HASH_BYTES or len(sizes) != count * _SIZES.size:
        raise damaged("frame")
    found: list[Thumbnail] = []
    at = 0
    for number, (size,) in enumerate(_SIZES.iter_unpack(sizes)):
        if size > LARGEST_THUMBNAIL:
            raise damaged("frame")
        digest = digests[number * HASH_BYTES : (number + 1) * HASH_BYTES]
        found.append(Thumbnail(digest, pictures[at : at + size]))
        at += size
    if at != len(pictures):
        raise damaged("frame")
    return found
