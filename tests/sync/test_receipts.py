"""Protects "on this laptop only": it rests on receipts that were signed by who they name, and on no others."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.revisions.encoding import encode
from camifield.revisions.headers import Stream
from camifield.revisions.membership import LastAccepted
from camifield.revisions.roster_parts import revocation_part
from camifield.revisions.vectors import Mark
from camifield.security.signing import Purpose, SigningKey
from camifield.sync.receipts import check_receipt, newest_of, read_receipt, write_receipt
from camifield.sync.road import Receipt
from tests.revisions.teams import AT, Team

counts = st.integers(0, 2**48)
marks = st.builds(Mark, counts, counts, st.integers(0, 2**64 - 1))
vectors = st.dictionaries(st.binary(min_size=16, max_size=16), marks, max_size=8)
TEAM = Team()
TEAM.enrol(TEAM.admin)


@given(vectors, st.integers(0, 2**42))
def test_a_round_trip(vector: dict[bytes, Mark], at_ms: int) -> None:
    """Protects what a laptop says it holds: it is read as it was written, and known to be that laptop's."""
    ranger = TEAM.ranger
    receipt = write_receipt(TEAM.project, ranger.device, at_ms, vector, ranger.signing)
    assert read_receipt(receipt.signed, TEAM.project) == receipt
    assert check_receipt(receipt, TEAM.roster).id == ranger.device


def test_every_changed_byte_is_seen() -> None:
    """Protects against a receipt that claims more than its laptop holds."""
    ranger = TEAM.ranger
    whole = write_receipt(TEAM.project, ranger.device, AT, {b"f" * 16: Mark(3, 3, 9)}, ranger.signing).signed
    for at in range(len(whole)):
        changed = bytearray(whole)
        changed[at] ^= 1
        with pytest.raises(Problem, match=r"receipt-|bundle-of-another-project"):
            check_receipt(read_receipt(bytes(changed), TEAM.project), TEAM.roster)
        with pytest.raises(Problem, match="receipt-damaged"):
            read_receipt(whole[:at], TEAM.project)


def test_only_its_own_device_counts() -> None:
    """Protects against strangers, other keys, revoked laptops, and words put beside the signed ones."""
    ranger, stranger = TEAM.ranger, SigningKey.make(SeededEntropy(9))
    forged = write_receipt(TEAM.project, ranger.device, AT, {}, stranger)
    with pytest.raises(Problem, match="receipt-not-signed"):
        check_receipt(forged, TEAM.roster)
    unknown = write_receipt(TEAM.project, b"u" * 16, AT, {}, stranger)
    with pytest.raises(Problem, match="receipt-from-stranger"):
        check_receipt(unknown, TEAM.roster)
    honest = write_receipt(TEAM.project, ranger.device, AT, {}, ranger.signing)
    with pytest.raises(Problem, match="receipt-damaged"):
        check_receipt(replace(honest, vector={b"f" * 16: Mark(1, 1, 1)}), TEAM.roster)
    revoked = Team()
    revoked.enrol(revoked.admin)
    last = LastAccepted(revoked.first.feed(1), 1, b"c" * 16)
    revoked.say(
        revoked.admin, [revocation_part(ranger.device, [last], revoked.bases(ranger.device))], nonce=b"m" * 16
    )
    with pytest.raises(Problem, match="receipt-from-stranger"):
        check_receipt(write_receipt(revoked.project, ranger.device, AT, {}, ranger.signing), revoked.roster)


def test_another_project_s_and_a_newer_one_are_told_apart() -> None:
    """Protects the words: a receipt of a later program is not a damaged one."""
    ranger = TEAM.ranger
    elsewhere = write_receipt(b"q" * 16, ranger.device, AT, {}, ranger.signing)
    with pytest.raises(Problem, match="bundle-of-another-project"):
        read_receipt(elsewhere.signed, TEAM.project)
    message = encode([2, "all new"], 1)
    newer = encode([message, ranger.signing.sign(Purpose.RECEIPT, message)], 1)
    with pytest.raises(Problem, match="receipt-is-newer"):
        read_receipt(newer, TEAM.project)
    with pytest.raises(Problem, match="receipt-damaged"):
        read_receipt(b"\x82" + b"\x5b" + b"\x7f" * 8, TEAM.project)


def _said(at_ms: int, *held: tuple[int, int]) -> Receipt:
    """The ranger's word at a time: how many commits of each of his incarnations he held."""
    device = TEAM.roster.devices[TEAM.ranger.device]
    feeds = [device.incarnations[number].feed(Stream.OPEN) for number, _ in held]
    vector = {feed: Mark(count, count, count) for feed, (_, count) in zip(feeds, held, strict=True)}
    return write_receipt(TEAM.project, device.id, at_ms, vector, TEAM.ranger.signing)


@pytest.mark.parametrize("is_backwards", [False, True])
def test_the_later_word_is_known_without_a_clock(*, is_backwards: bool) -> None:
    """Protects "who has what" from a laptop whose battery died: what it had written by then tells which word is later."""
    earlier, later = _said(AT, (0, 3)), _said(946_684_800_000, (0, 5))
    both = [later, earlier] if is_backwards else [earlier, later]
    assert newest_of(both, TEAM.roster) == {TEAM.ranger.device: later}


@pytest.mark.parametrize("is_backwards", [False, True])
def test_of_equal_words_the_clock_decides(*, is_backwards: bool) -> None:
    """Protects against an older file that says the same of the writer's own work."""
    earlier, later = _said(AT, (0, 3)), _said(AT + 1, (0, 3))
    both = [later, earlier] if is_backwards else [earlier, later]
    assert newest_of(both, TEAM.roster) == {TEAM.ranger.device: later}
