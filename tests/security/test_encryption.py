"""Encryption key pairs: what is sealed to the public half opens with the secret one."""

from __future__ import annotations

import pytest
from nacl.public import PrivateKey, PublicKey, SealedBox

from camifield.entropy import SeededEntropy
from camifield.security.encryption import EncryptionKey


def test_a_message_sealed_to_the_public_half_opens() -> None:
    """Protects bundles to come: the pair made today is one that libsodium can seal to."""
    key = EncryptionKey.make(SeededEntropy(3))
    sealed = SealedBox(PublicKey(key.public)).encrypt(b"names and phones")
    assert SealedBox(PrivateKey(key.secret)).decrypt(sealed) == b"names and phones"


def test_the_secret_is_not_shown_and_gives_the_pair_back() -> None:
    """Protects the secret from logs, and the pair from being lost."""
    key = EncryptionKey.make(SeededEntropy(3))
    assert key.secret.hex() not in repr(key)
    assert EncryptionKey(key.secret) == key
    assert hash(EncryptionKey(key.secret)) == hash(key)
    assert EncryptionKey.make(SeededEntropy(4)) != key
    with pytest.raises(ValueError, match="32"):
        EncryptionKey(b"short")
