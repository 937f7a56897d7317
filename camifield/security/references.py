"""What a record is called in a file for somebody else: the same in every file, and nothing to be read from it.

A record's id begins with the millisecond at which it was made, and its number counts on from day to day: both would
tell the day of an animal whose day is withheld. A reference is a fingerprint of the id. What keeps it shut are the 74
random bits of every id, which nobody can try out; the project's own id only keeps the references of two projects
apart. The team finds the record by looking through its own ids.
"""

from __future__ import annotations

import hashlib
import re

from camifield.folding import code_key

REFERENCE_BYTES = 10
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U
_SHAPE = re.compile(f"R(?:[{_LETTERS}]{{16}})")
_TWINS = str.maketrans("OIL", "011", "- ")


def fingerprint_of(project: bytes, record: bytes) -> bytes:
    """The ten bytes that a reference writes. `project` and `record` are ids of 16 bytes."""
    return hashlib.blake2b(record, digest_size=REFERENCE_BYTES, key=project, person=b"camifield ref").digest()


def reference_of(project: bytes, record: bytes) -> str:
    """The reference of a record, such as ``R-7K3M-9QXT-2BCD-4FGH``."""
    number = int.from_bytes(fingerprint_of(project, record), "big")
    signs = "".join(_LETTERS[number >> shift & 31] for shift in range(75, -1, -5))
    return "-".join(("R", signs[:4], signs[4:8], signs[8:12], signs[12:]))


def fingerprint_from(text: str) -> bytes | None:
    """The fingerprint that a reference writes, however it was typed; None for what is no reference."""
    signs = code_key(text).translate(_TWINS)
    if not _SHAPE.fullmatch(signs):
        return None
    number = 0
    for sign in signs[1:]:
        number = number << 5 | _LETTERS.index(sign)
    return number.to_bytes(REFERENCE_BYTES, "big")
