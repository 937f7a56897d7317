"""Bech32 (BIP 173): how age writes its keys as text; only writing is needed here."""

from __future__ import annotations

from typing import Final

_LETTERS: Final = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATORS: Final = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECK_LETTERS: Final = 6


def write_bech32(prefix: str, data: bytes) -> str:
    """`data` as lower-case text that begins with `prefix` (lower-case ASCII) and ends in a checksum of both."""
    groups = _in_fives(data)
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    check = _checksum([*spread, *groups, *[0] * _CHECK_LETTERS]) ^ 1
    groups += [check >> 5 * place & 31 for place in reversed(range(_CHECK_LETTERS))]
    return f"{prefix}1{''.join(_LETTERS[group] for group in groups)}"


def _in_fives(data: bytes) -> list[int]:
    """The bits of `data` in groups of five, the last filled up with zeros."""
    bits = 8 * len(data)
    missing = -bits % 5
    number = int.from_bytes(data, "big") << missing
    return [number >> place & 31 for place in reversed(range(0, bits + missing, 5))]


def _checksum(groups: list[int]) -> int:
    check = 1
    for group in groups:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ group
        for place, generator in enumerate(_GENERATORS):
            if top >> place & 1:
                check ^= generator
    return check
