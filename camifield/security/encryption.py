"""X25519 key pairs: made with a device from its first day, so that a bundle can later be closed to its readers alone."""

from __future__ import annotations

import hmac

from camifield.entropy import Entropy

SECRET_BYTES = 32


class EncryptionKey:
    """A device's private key for what others seal to it. Its secret is shown nowhere."""

    __slots__ = ("public", "secret")

    def __init__(self, secret: bytes) -> None:
        """The pair of a 32-byte secret. Raises ValueError for any other length."""
        if len(secret) != SECRET_BYTES:
            raise ValueError("a secret key has 32 bytes")
        from nacl import bindings

        self.secret = secret
        self.public = bindings.crypto_scalarmult_base(secret)

    @classmethod
    def make(cls, entropy: Entropy) -> EncryptionKey:
        """A new pair from the randomness handed in."""
        return cls(entropy.take(SECRET_BYTES))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EncryptionKey) and hmac.compare_digest(self.secret, other.secret)

    def __hash__(self) -> int:
        return hash(self.public)

    def __repr__(self) -> str:
        return f"EncryptionKey(public={self.public.hex()})"
