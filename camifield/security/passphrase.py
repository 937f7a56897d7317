"""Closing a small private file with a passphrase: argon2id makes the key, XSalsa20-Poly1305 closes the file.

How much work the key costs is written in the file, so that later versions can ask for more and still open this one.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from camifield.entropy import Entropy
from camifield.errors import Problem

SALT_BYTES: Final = 16
NONCE_BYTES: Final = 24
KEY_BYTES: Final = 32
SHORTEST: Final = 8


class Work(NamedTuple):
    """What making the key costs: passes over this many bytes of memory."""

    passes: int
    memory_bytes: int


MODERATE: Final = Work(3, 256 << 20)
"""libsodium's "moderate": some 0.7 s on a laptop, and the same for every guess of a thief."""

MOST: Final = Work(16, 1 << 30)
"""What a file may ask for: a hostile one must not freeze the laptop."""


@dataclass(frozen=True, repr=False)
class Lock:
    """A passphrase turned into a key, kept instead of it, so that the file can be written anew unasked."""

    salt: bytes
    work: Work
    key: bytes

    @classmethod
    def make(cls, passphrase: str, entropy: Entropy, work: Work = MODERATE) -> Lock:
        """A new lock. Raises Problem ``passphrase-too-short`` or ``passphrase-needs-memory``."""
        if len(_plain(passphrase)) < SHORTEST:
            raise Problem("passphrase-too-short", parameters={"least": SHORTEST})
        salt = entropy.take(SALT_BYTES)
        return cls(salt, work, _stretch(passphrase, salt, work))

    @classmethod
    def of(cls, closed: Mapping[str, object], passphrase: str) -> Lock:
        """The lock of what was closed; whether the passphrase is right, `open` shows.

        Raises ValueError for a shape that `close` does not make, Problem ``passphrase-needs-memory``.
        """
        match closed:
            case {"salt": bytes(salt), "passes": int(passes), "memory": int(memory)} if (
                len(salt) == SALT_BYTES and 1 <= passes <= MOST.passes and 8192 <= memory <= MOST.memory_bytes
            ):
                work = Work(passes, memory)
                return cls(salt, work, _stretch(passphrase, salt, work))
            case _:
                raise ValueError("not closed by a passphrase")

    def close(self, content: bytes, entropy: Entropy) -> dict[str, object]:
        """What to keep: the content closed, and what opens it but for the passphrase."""
        from nacl import bindings

        nonce = entropy.take(NONCE_BYTES)
        return {
            "salt": self.salt,
            "passes": self.work.passes,
            "memory": self.work.memory_bytes,
            "nonce": nonce,
            "box": bindings.crypto_secretbox(content, nonce, self.key),
        }

    def open(self, closed: Mapping[str, object]) -> bytes:
        """The content. Raises Problem ``passphrase-wrong`` (or the file was changed), ValueError for another shape."""
        from nacl import bindings
        from nacl.exceptions import CryptoError

        match closed:
            case {"nonce": bytes(nonce), "box": bytes(box)} if len(nonce) == NONCE_BYTES:
                try:
                    return bindings.crypto_secretbox_open(box, nonce, self.key)
                except CryptoError as error:
                    raise Problem("passphrase-wrong") from error
            case _:
                raise ValueError("not closed by a passphrase")


def _plain(passphrase: str) -> str:
    """The passphrase as every keyboard writes it: one form for each letter, no spaces around."""
    return unicodedata.normalize("NFKC", passphrase).strip()


def _stretch(passphrase: str, salt: bytes, work: Work) -> bytes:
    from nacl.pwhash import argon2id

    try:
        return argon2id.kdf(
            KEY_BYTES, _plain(passphrase).encode(), salt, opslimit=work.passes, memlimit=work.memory_bytes
        )
    except (RuntimeError, MemoryError) as error:
        parameters = {"megabytes": work.memory_bytes >> 20}
        raise Problem("passphrase-needs-memory", parameters=parameters) from error
