"""Commits: sealed, opened, and not a bit changed in between without being noticed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.revisions.commits import (
    LARGEST_PAYLOAD,
    MOST_PARTS,
    Commit,
    erase_parts,
    open_commit,
    read_stored,
    seal,
    seal_chain,
)
from camifield.revisions.parts import Part
from camifield.security.hashing import commit_id, sha256
from camifield.security.signing import Purpose, SigningKey
from tests.revisions.making import KEY, a_header, a_part, parts

OTHER = SigningKey.make(SeededEntropy(12))


def numbered(count: int, note: str = "") -> list[Part]:
    """So many small records."""
    return [
        a_part(number.to_bytes(16, "big"), groups={"note": {"note": note or str(number)}})
        for number in range(count)
    ]


def sealed(made: Sequence[Part], **changed: object) -> Commit:
    """A commit of these parts under the test's key."""
    return seal(a_header(**changed), made, KEY, SeededEntropy(5))


def opened(commit: Commit) -> Commit:
    """The same commit, from its bytes."""
    return open_commit(commit.header_bytes, commit.signature, commit.payload, KEY.verify_key)


def forged(payload: object, payload_hash: bytes = b"h" * 32) -> tuple[bytes, bytes, bytes]:
    """A well-signed commit by a hostile holder of the key, around any payload."""
    from camifield.revisions.headers import write_header

    header = write_header(a_header(payload_hash=payload_hash))
    written = payload if isinstance(payload, bytes) else cbor2.dumps(payload, canonical=True)
    return header, KEY.sign(Purpose.COMMIT, header), written


@given(st.lists(parts, min_size=1, max_size=5, unique_by=lambda part: part.record))
def test_a_commit_opens_as_it_was_sealed(made: list[Part]) -> None:
    """Protects every save: header, parts, salts and name are the same on the laptop that receives it."""
    commit = sealed(made)
    assert opened(commit) == commit
    assert read_stored(commit.header_bytes, commit.signature, commit.payload) == commit
    assert commit.id == commit_id(commit.header_bytes)
    assert [part._replace(salt=b"") for part in commit.parts] == made
    assert len({part.salt for part in commit.parts}) == len(made)


def test_any_changed_bit_of_header_signature_or_payload_is_noticed() -> None:
    """Protects against tampering on the way: every single bit of a commit counts."""
    commit = sealed(numbered(2))
    whole = (commit.header_bytes, commit.signature, commit.payload)
    for place, data in enumerate(whole):
        for bit in range(len(data) * 8):
            changed = bytearray(data)
            changed[bit // 8] ^= 1 << bit % 8
            header, signature, payload = (
                bytes(changed) if number == place else same for number, same in enumerate(whole)
            )
            with pytest.raises(Problem):
                open_commit(header, signature, payload, KEY.verify_key)


def test_every_cut_is_noticed() -> None:
    """Protects against files that end too soon, or hold something after the end."""
    commit = sealed(numbered(2))
    for length in range(len(commit.payload)):
        with pytest.raises(Problem):
            opened(replace(commit, payload=commit.payload[:length]))
    with pytest.raises(Problem):
        opened(replace(commit, payload=commit.payload + b"\0"))


def test_another_key_or_a_payload_of_another_commit_is_refused() -> None:
    """Protects against passing one's own work off as another's, and against swapped payloads."""
    one, two = sealed(numbered(1)), sealed(numbered(2))
    with pytest.raises(Problem) as caught:
        open_commit(one.header_bytes, one.signature, one.payload, OTHER.verify_key)
    assert caught.value.code == "commit-not-signed"
    with pytest.raises(Problem) as caught:
        opened(replace(one, payload=two.payload))
    assert caught.value.code == "commit-damaged"


def test_five_hundred_parts_are_a_commit_and_more_are_not() -> None:
    """Protects the limits that keep a write short: 500 parts, and 1 MiB."""
    full = sealed(numbered(MOST_PARTS))
    assert len(opened(full).parts) == MOST_PARTS
    for too_much in (numbered(MOST_PARTS + 1), [a_part(groups={"note": {"note": "x" * LARGEST_PAYLOAD}})]):
        with pytest.raises(Problem) as caught:
            sealed(too_much)
        assert caught.value.code == "commit-too-large"
    with pytest.raises(Problem) as caught:
        opened(replace(full, payload=bytes(LARGEST_PAYLOAD + 1)))
    assert caught.value.code == "commit-too-large"


def test_a_value_the_log_cannot_hold_is_a_problem_with_its_reason() -> None:
    """Protects the person who saves: what the form let through is named, not a traceback."""
    with pytest.raises(Problem) as caught:
        sealed([a_part(groups={"where": {"latitude": 43.25}})])
    assert (caught.value.code, caught.value.parameters["reason"]) == ("value-not-allowed", "float")


def test_a_commit_holds_a_part_and_one_of_a_record() -> None:
    """Protects the merge: two writes of one record cannot share a name, and an empty commit says nothing."""
    with pytest.raises(ValueError, match="one part a record"):
        sealed([a_part(), a_part()])
    with pytest.raises(ValueError, match="holds a part"):
        next(seal_chain(a_header(), [], KEY, SeededEntropy(5)))
    twice = sealed([a_part()])
    shape, body = cbor2.loads(twice.payload)[0]
    part_hash = sha256(shape + sha256(body))
    with pytest.raises(Problem) as caught:
        open_commit(*forged([[shape, body], [shape, body]], sha256(part_hash * 2)), KEY.verify_key)
    assert caught.value.parameters["reason"] == "record-twice"


def test_an_import_becomes_a_chain_of_commits() -> None:
    """Protects imports: all parts in order, cut by number, size and repeated record, each naming the one before."""
    made = [*numbered(1201), *numbered(1), *numbered(9, note="x" * 300_000)]
    header = a_header(seq=5, previous=b"q" * 16, lamport=40, batch=b"b" * 16)
    chain = list(seal_chain(header, iter(made), KEY, SeededEntropy(5)))
    assert [len(commit.parts) for commit in chain] == [500, 500, 202, 3, 3, 3]
    assert [part.groups for commit in chain for part in commit.parts] == [part.groups for part in made]
    before = b"q" * 16
    for number, commit in enumerate(chain):
        assert opened(commit) == commit
        assert (commit.header.seq, commit.header.lamport) == (5 + number, 40 + number)
        assert (commit.header.previous, commit.header.batch) == (before, b"b" * 16)
        before = commit.id


def test_erasing_keeps_the_name_the_signature_and_the_other_parts() -> None:
    """Protects both the erased person and the other 499 records, in any order and however often it is done."""
    commit = sealed(numbered(5))
    erased = opened(erase_parts(erase_parts(commit, [3]), [1, 3]))
    assert (erased.id, erased.signature, erased.erased) == (commit.id, commit.signature, (1, 3))
    assert [erased.parts[number] for number in (0, 2, 4)] == [commit.parts[number] for number in (0, 2, 4)]
    assert commit.parts[1].salt not in erased.payload
    assert b"note" in erased.payload
    assert read_stored(erased.header_bytes, erased.signature, erased.payload) == erased


def test_erasing_never_makes_a_commit_too_large() -> None:
    """Protects full commits: a hash in the place of a short body still fits."""
    bases = tuple(bytes([number]) * 16 for number in range(110))
    many = [a_part(part.record, groups={"n" * 199: None}, bases=bases) for part in numbered(500)]
    chain = list(seal_chain(a_header(), many, KEY, SeededEntropy(5)))
    assert len(chain) > 1
    for commit in chain:
        assert len(opened(erase_parts(commit, range(500))).payload) <= LARGEST_PAYLOAD


def test_a_newer_commit_is_checked_and_carried_unread() -> None:
    """Protects meetings of old and new laptops: a later version's commit passes through unharmed."""
    payload = cbor2.dumps([[b"unknown shape", b"unknown body of some length"]], canonical=True)
    part_hash = sha256(b"unknown shape" + sha256(b"unknown body of some length"))
    lasting = [2, b"p" * 16, b"f" * 16, 1, 1, b"", sha256(part_hash)]
    header = cbor2.dumps([*lasting, "anything"], canonical=True)
    commit = open_commit(header, KEY.sign(Purpose.COMMIT, header), payload, KEY.verify_key)
    assert commit.header.is_newer
    assert commit.parts == ()
    assert (commit.header_bytes, commit.payload) == (header, payload)
    assert read_stored(header, commit.signature, payload) == commit
    assert erase_parts(commit, [0]).payload != payload
    with pytest.raises(Problem):
        open_commit(header, commit.signature, payload.replace(b"some", b"none"), KEY.verify_key)


@pytest.mark.parametrize(
    "payload",
    [
        [],
        {},
        [1],
        [[b"shape"]],
        [[b"shape", b"short"]],
        [[b"shape", None, b"no hash"]],
        [[b"shape", None, b"h" * 32]],
        [["shape", b"b" * 40]],
        b"\x9a\x7f\xff\xff\xff",
        b"\x81" * 100_000,
        b"\x9a\x00\x0f\x00\x00" + b"\x80" * 0xF0000,
    ],
)
def test_a_hostile_payload_is_damage(payload: Any) -> None:
    """Protects the reader from well-signed nonsense: depth, width, wrong types."""
    header, signature, written = forged(payload)
    for read in (
        lambda: open_commit(header, signature, written, KEY.verify_key),
        lambda: read_stored(header, signature, written),
    ):
        with pytest.raises(Problem) as caught:
            read()
        assert caught.value.code == "commit-damaged"


def test_erasing_in_nonsense_is_damage() -> None:
    """Protects the erasure of a commit that the disk has damaged: it is said, nothing is written."""
    commit = sealed(numbered(1))
    with pytest.raises(Problem) as caught:
        erase_parts(replace(commit, payload=b"\xff"), [0])
    assert caught.value.code == "commit-damaged"
