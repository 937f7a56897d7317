"""References: what a record is called outside of the team, and how it is found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from camifield.security.references import fingerprint_from, fingerprint_of, reference_of

PROJECT, OTHER = b"p" * 16, b"q" * 16
IDS = st.binary(min_size=16, max_size=16)


def test_a_reference_stays_what_it_is() -> None:
    """It stands in files that were handed over: another version of the program must find the record by it."""
    assert reference_of(PROJECT, bytes(range(16))) == "R-6TWZ-6YJ8-M7ZQ-RJ0E"
    assert reference_of(OTHER, bytes(range(16))) != reference_of(PROJECT, bytes(range(16)))


@given(IDS)
def test_what_was_written_is_read(record: bytes) -> None:
    """However it is typed: without its dashes, in small letters, with O and I for the digits that they look like."""
    reference = reference_of(PROJECT, record)
    for typed in (reference, reference.lower(), reference.replace("-", ""), reference.replace("-", " ")):
        assert fingerprint_from(typed) == fingerprint_of(PROJECT, record)
    assert fingerprint_from(reference.replace("0", "O").replace("1", "l")) == fingerprint_of(PROJECT, record)


@given(IDS, st.integers(0, 2**80 - 1))
def test_records_of_one_moment_have_nothing_in_common(record: bytes, tail: int) -> None:
    """Two ids that begin with the same millisecond give references that share no beginning but by chance."""
    twin = record[:6] + tail.to_bytes(10, "big")
    if twin != record:
        assert fingerprint_of(PROJECT, twin) != fingerprint_of(PROJECT, record)


def test_other_texts_are_no_references() -> None:
    """Record numbers, ids and words stay what they are."""
    for text in (
        "",
        "M7-0147",
        "R",
        "Red fox",
        "R-7K3M-9QXT-2BCD",
        "018f2b1e-7c3a-7b1e-8f00-0123456789ab",
        "R" * 17 + "!",
    ):
        assert fingerprint_from(text) is None
