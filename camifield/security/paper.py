"""A secret on paper: 32 bytes as rows of digits that anybody can type in again, each row checked for itself.

Digits, because every keyboard and every script has them. A row is four bytes as ten digits and two check digits
(ISO 7064, MOD 97-10, shifted by what the secret is for and the row's place), so a wrong or swapped digit, a row
in the wrong place and the other secret's row are all seen, and the row is named. The last row checks the whole.
"""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from typing import Final

from camifield.errors import Problem
from camifield.security.hashing import sha256

SECRET_BYTES: Final = 32
_BYTES_A_ROW: Final = 4
_DIGITS_A_ROW: Final = 12
ROWS: Final = SECRET_BYTES // _BYTES_A_ROW + 1


class Secret(IntEnum):
    """What a secret on paper is for. The numbers are part of the format."""

    ROOT = 1
    RECOVERY = 2


def write_rows(secret: bytes, use: Secret) -> tuple[str, ...]:
    """Nine rows of three groups of four digits. Raises ValueError unless the secret has 32 bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError("a secret on paper has 32 bytes")
    whole = secret + _check_of(secret, use)
    pieces = [whole[start : start + _BYTES_A_ROW] for start in range(0, len(whole), _BYTES_A_ROW)]
    return tuple(_write_row(int.from_bytes(piece, "big"), use, row) for row, piece in enumerate(pieces))


def read_rows(text: str, use: Secret) -> bytes:
    """The secret of rows that somebody typed: any digits of any script, with anything between them.

    Raises Problem ``paper-incomplete`` (digits are missing or too many), ``paper-row-wrong`` with the number of the
    row, or ``paper-wrong`` when the rows do not belong together.
    """
    digits = "".join(str(found) for sign in text if (found := unicodedata.decimal(sign, -1)) >= 0)
    if len(digits) != ROWS * _DIGITS_A_ROW:
        needed = {"digits": len(digits), "needed": ROWS * _DIGITS_A_ROW}
        raise Problem("paper-incomplete", parameters=needed)
    whole = b"".join(
        _read_row(digits[row * _DIGITS_A_ROW : (row + 1) * _DIGITS_A_ROW], use, row) for row in range(ROWS)
    )
    secret, check = whole[:SECRET_BYTES], whole[SECRET_BYTES:]
    if check != _check_of(secret, use):
        raise Problem("paper-wrong")
    return secret


def _check_of(secret: bytes, use: Secret) -> bytes:
    return sha256(b"camifield paper\0" + bytes((use,)) + secret)[:_BYTES_A_ROW]


def _shift(use: Secret, row: int) -> int:
    return use * 20 + row


def _write_row(value: int, use: Secret, row: int) -> str:
    check = (1 + _shift(use, row) - value * 100) % 97
    digits = f"{value:010}{check:02}"
    return " ".join(digits[start : start + 4] for start in range(0, _DIGITS_A_ROW, 4))


def _read_row(digits: str, use: Secret, row: int) -> bytes:
    number = int(digits)
    if (number - 1 - _shift(use, row)) % 97 or number % 100 >= 97 or number // 100 >= 2**32:
        raise Problem("paper-row-wrong", parameters={"row": row + 1})
    return (number // 100).to_bytes(_BYTES_A_ROW, "big")
