"""A short code that two people read to each other, to see that both laptops hold the same letter.

Twelve digits are few: whoever carries the letter could try other letters until one has the same digits. So each
try is made to cost what a passphrase costs (argon2id, 64 MiB): a million million of them are out of reach.
"""

from __future__ import annotations

from typing import Final

from camifield.security.hashing import sha256

_SALT: Final = b"camifield code 1"
_PASSES: Final = 2
_MEMORY_BYTES: Final = 64 << 20
_DIGITS: Final = 12


def short_code(letter: bytes, team: bytes = b"") -> str:
    """Three groups of four digits made from a letter (or its hash) and the team's id: "0472 1185 9630"."""
    from nacl.pwhash import argon2id

    stretched = argon2id.kdf(
        16, sha256(sha256(letter) + team), _SALT, opslimit=_PASSES, memlimit=_MEMORY_BYTES
    )
    digits = f"{int.from_bytes(stretched, 'big') % 10**_DIGITS:0{_DIGITS}}"
    return " ".join(digits[start : start + 4] for start in range(0, _DIGITS, 4))
