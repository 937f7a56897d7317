"""Ed25519: what proves which device wrote a commit, behind a small wall so that the rest never meets the library.

The library is loaded at the first key or proof: reading one's own records needs neither.
"""

from __future__ import annotations

import hmac
from enum import Enum

from camifield.entropy import Entropy

SEED_BYTES = 32
PUBLIC_BYTES = 32
SIGNATURE_BYTES = 64


class Purpose(Enum):
    """What a signature is for; signed along with the message, so that none can be passed off as another.

    The values are part of the format and never change. None holds a zero byte, which ends the purpose.
    """

    COMMIT = b"camifield commit"
    RECEIPT = b"camifield receipt"
    BUNDLE = b"camifield bundle"
    REQUEST = b"camifield request"
    INVITATION = b"camifield invitation"


class VerifyKey:
    """The public half: 32 bytes that anyone may hold."""

    __slots__ = ("public",)

    def __init__(self, public: bytes) -> None:
        """Raises ValueError unless `public` is 32 bytes."""
        if len(public) != PUBLIC_BYTES:
            raise ValueError("a public key has 32 bytes")
        self.public = public

    def verify(self, purpose: Purpose, message: bytes, signature: bytes) -> bool:
        """Whether the holder of the private half signed `message` for `purpose`. Never raises on bad input."""
        if len(signature) != SIGNATURE_BYTES:
            return False
        from nacl import bindings
        from nacl.exceptions import BadSignatureError

        try:
            bindings.crypto_sign_open(b"".join((signature, purpose.value, b"\0", message)), self.public)
        except BadSignatureError:
            return False
        return True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VerifyKey) and other.public == self.public

    def __hash__(self) -> int:
        return hash(self.public)

    def __repr__(self) -> str:
        return f"VerifyKey({self.public.hex()})"


class SigningKey:
    """The private half. Its seed is all that has to be kept; it is shown nowhere, not even in a traceback."""

    __slots__ = ("_secret", "seed", "verify_key")

    def __init__(self, seed: bytes) -> None:
        """The key of a 32-byte seed. Raises ValueError for any other length."""
        if len(seed) != SEED_BYTES:
            raise ValueError("a seed has 32 bytes")
        from nacl import bindings

        public, self._secret = bindings.crypto_sign_seed_keypair(seed)
        self.seed = seed
        self.verify_key = VerifyKey(public)

    @classmethod
    def make(cls, entropy: Entropy) -> SigningKey:
        """A new key from the randomness handed in."""
        return cls(entropy.take(SEED_BYTES))

    @property
    def public(self) -> bytes:
        return self.verify_key.public

    def sign(self, purpose: Purpose, message: bytes) -> bytes:
        """The 64 bytes that prove that this key signed `message` for `purpose`; the same every time."""
        from nacl import bindings

        return bindings.crypto_sign(b"".join((purpose.value, b"\0", message)), self._secret)[:SIGNATURE_BYTES]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SigningKey) and hmac.compare_digest(self.seed, other.seed)

    def __hash__(self) -> int:
        return hash(self.public)

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public.hex()})"
