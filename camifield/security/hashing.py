"""Fingerprints: what names a commit and a project, and ties a payload to the header that was signed."""

from __future__ import annotations

import hashlib

HASH_BYTES = 32
ID_BYTES = 16


def sha256(data: bytes) -> bytes:
    """The 32 bytes of SHA-256 over `data`."""
    return hashlib.sha256(data).digest()


def short_hash(data: bytes) -> bytes:
    """The first 16 bytes of SHA-256: long enough that nobody finds a second text for a given one."""
    return hashlib.sha256(data).digest()[:ID_BYTES]


def commit_id(header: bytes) -> bytes:
    """The name of a commit: 16 bytes made from its signed header."""
    return short_hash(header)


def project_id(root_public: bytes) -> bytes:
    """The name of a project: 16 bytes made from its root key, so that the right root key proves itself."""
    return short_hash(root_public)


def feed_id(public: bytes, nonce: bytes, stream: int) -> bytes:
    """The name of a feed: 16 bytes made from the key that writes it, the incarnation's nonce and the stream.

    So a feed proves whose it is, and nobody can claim another's. Sizes are fixed: 32 bytes of key, 16 of nonce.
    """
    return short_hash(b"".join((b"camifield feed\0", public, nonce, stream.to_bytes(1, "big"))))
