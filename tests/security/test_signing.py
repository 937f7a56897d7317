"""Signatures: made only by the key's holder, for one purpose, over every byte."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.security.signing import Purpose, SigningKey, VerifyKey

KEY = SigningKey.make(SeededEntropy(1))
OTHER = SigningKey.make(SeededEntropy(2))


@given(st.binary(max_size=300))
def test_a_signature_proves_its_message_and_its_key(message: bytes) -> None:
    """Protects the ground of the log: the right key says yes, another key says no."""
    signature = KEY.sign(Purpose.COMMIT, message)
    assert KEY.verify_key.verify(Purpose.COMMIT, message, signature)
    assert not OTHER.verify_key.verify(Purpose.COMMIT, message, signature)


@given(st.binary(min_size=1, max_size=100), st.data())
def test_any_changed_bit_is_noticed(message: bytes, data: st.DataObject) -> None:
    """Protects against a message or a signature altered on its way."""
    signature = KEY.sign(Purpose.COMMIT, message)
    whole = bytearray(signature + message)
    bit = data.draw(st.integers(0, len(whole) * 8 - 1))
    whole[bit // 8] ^= 1 << bit % 8
    assert not KEY.verify_key.verify(Purpose.COMMIT, bytes(whole[64:]), bytes(whole[:64]))


@given(st.binary(max_size=100), st.binary(max_size=100))
def test_any_bytes_are_an_answer_and_never_an_error(message: bytes, signature: bytes) -> None:
    """Protects the reader of hostile files from an exception where a no is meant."""
    assert not KEY.verify_key.verify(Purpose.COMMIT, message, signature)


def test_a_bare_signature_without_its_purpose_is_refused() -> None:
    """Protects against passing a signature made for one thing off as another."""
    from nacl.signing import SigningKey as BareKey

    bare = BareKey(KEY.seed).sign(b"message").signature
    assert not KEY.verify_key.verify(Purpose.COMMIT, b"message", bare)


def test_the_library_agrees_on_what_is_signed() -> None:
    """Protects the format: purpose, a zero byte and the message, in plain Ed25519."""
    from nacl.signing import VerifyKey as BareKey

    signature = KEY.sign(Purpose.COMMIT, b"message")
    assert BareKey(KEY.public).verify(b"camifield commit\0message", signature)


def test_a_key_is_its_seed_and_never_shows_it() -> None:
    """Protects secrets from logs and tracebacks, and keys from being lost: the seed gives all of it back."""
    again = SigningKey(KEY.seed)
    assert again == KEY
    assert hash(again) == hash(KEY)
    assert again != OTHER
    assert VerifyKey(KEY.public) == KEY.verify_key
    assert KEY.seed.hex() not in repr(KEY)
    assert KEY.public.hex() in repr(KEY)
    assert KEY.public.hex() in repr(KEY.verify_key)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_keys_of_a_wrong_length_are_refused(length: int) -> None:
    """Protects against a cut key being taken for a key."""
    with pytest.raises(ValueError, match="32"):
        SigningKey(bytes(length))
    with pytest.raises(ValueError, match="32"):
        VerifyKey(bytes(length))
