"""Protects what is said of a section before it is opened: read as it was written, and kept readable."""

from __future__ import annotations

import pytest
from cbor2 import dumps, loads
from hypothesis import given
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.revisions.compression import compress, decompress
from camifield.security.signing import SIGNATURE_BYTES, Purpose
from camifield.sync.limits import LARGEST_MANIFEST
from camifield.sync.manifest import Closed, Manifest, read_manifest, write_manifest
from camifield.sync.road import Run
from tests.revisions.making import KEY
from tests.sync.test_receipts import counts, marks

digests = st.binary(min_size=32, max_size=32)
names = st.binary(min_size=16, max_size=16)
runs = st.lists(st.builds(Run, names, st.integers(0, 9), marks, marks), max_size=4).map(tuple)
hints = st.lists(st.binary(min_size=8, max_size=8), max_size=3).map(tuple)
manifests = st.builds(
    Manifest,
    kind=st.sampled_from(["open", "restricted"]),
    project=names,
    device=names,
    made_ms=st.integers(0, 2**42),
    runs=runs,
    closed=st.lists(st.builds(Closed, digests, names, st.integers(0, 2**42), hints, runs), max_size=3).map(
        tuple
    ),
    receipt=st.binary(max_size=40),
    shown=st.lists(digests, max_size=3).map(tuple),
    commits=counts,
    frames=counts,
    body_size=st.integers(0, 2**30),
    body_sha256=digests,
)
PLAIN = Manifest(kind="open", project=b"p" * 16, device=b"d" * 16, made_ms=5, body_sha256=bytes(32))


def rewritten(change: list[object], keep: int = 13) -> bytes:
    """The frame of a manifest with other items behind the first ones, properly signed."""
    whole = decompress(write_manifest(PLAIN, KEY), LARGEST_MANIFEST)
    items: list[object] = loads(whole[SIGNATURE_BYTES:])
    message = dumps([*items[:keep], *change])
    return compress(KEY.sign(Purpose.BUNDLE, message) + message)


@given(manifests)
def test_a_round_trip(manifest: Manifest) -> None:
    """Protects the preview, and the signature that goes with it."""
    found = read_manifest(write_manifest(manifest, KEY))
    assert found == manifest
    assert found.is_signed_by(KEY.verify_key)


def test_what_a_later_version_adds_is_passed_over() -> None:
    """Protects older laptops from additions, and tells them of what they cannot read."""
    found = read_manifest(rewritten([b"added", 7]))
    assert found == PLAIN
    assert found.is_signed_by(KEY.verify_key)
    with pytest.raises(Problem, match="bundle-is-newer"):
        read_manifest(rewritten([2, *[b"new"] * 14], keep=0))


@given(st.binary(max_size=200), st.integers(0, 12))
def test_any_other_item_is_damage(item: bytes, place: int) -> None:
    """Protects the reader: a manifest is understood whole or refused."""
    whole = decompress(write_manifest(PLAIN, KEY), LARGEST_MANIFEST)
    items: list[object] = loads(whole[SIGNATURE_BYTES:])
    items[place] = item if place not in {2, 3, 5, 6, 7, 8, 12} else "text"
    with pytest.raises(Problem, match="bundle-damaged"):
        read_manifest(rewritten(items, keep=0))


def test_a_manifest_too_large_is_not_written() -> None:
    """Protects the reader, who would refuse it: more photos shown than a manifest tells of."""
    many = Manifest(
        kind="open",
        project=b"p" * 16,
        device=b"d" * 16,
        made_ms=5,
        shown=(bytes(32),) * 140_000,
        body_sha256=bytes(32),
    )
    with pytest.raises(Problem, match="bundle-too-large"):
        write_manifest(many, KEY)
