"""Fingerprints: lengths and inputs that are part of the format."""

from __future__ import annotations

from camifield.security.hashing import commit_id, feed_id, project_id, sha256


def test_names_are_the_first_half_of_the_hash() -> None:
    """Protects the format: ids of commits and projects are cut from SHA-256, known value from FIPS 180-4."""
    whole = bytes.fromhex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    assert sha256(b"abc") == whole
    assert commit_id(b"abc") == project_id(b"abc") == whole[:16]


def test_a_feed_is_named_by_key_nonce_and_stream() -> None:
    """Protects feeds from being claimed: another key, incarnation or stream has another name."""
    ours = feed_id(b"k" * 32, b"n" * 16, 1)
    others = {
        feed_id(b"l" * 32, b"n" * 16, 1),
        feed_id(b"k" * 32, b"m" * 16, 1),
        feed_id(b"k" * 32, b"n" * 16, 2),
    }
    assert len(ours) == 16
    assert ours == sha256(b"camifield feed\0" + b"k" * 32 + b"n" * 16 + b"\1")[:16]
    assert len(others | {ours}) == 4
