"""Photos on a stick: closed with a key that only those can know who know which photo it is.

The key and the name of the file are made from the project and the photo's own SHA-256, which stands in the team's
records and nowhere else. So every member can open every photo, also one who joins later; a stranger who finds the
stick learns neither place nor face; and the same photo always gives the same bytes, which lets a broken copy be
continued and lets two laptops write one file. What a stranger can do is to recognise a photo that he has himself.
"""

from __future__ import annotations

from camifield.security.hashing import sha256

PIECE = 1024 * 1024
_MAC_BYTES = 16
CLOSED_PIECE = PIECE + _MAC_BYTES


def closed_name(project: bytes, digest: bytes) -> str:
    """The file's name: 32 hexadecimal digits."""
    return sha256(b"camifield photo name\0" + project + digest).hex()[:32]


def closed_size(size: int) -> int:
    """The bytes that a photo of `size` bytes takes when it is closed."""
    return size + _MAC_BYTES * max(1, -(-size // PIECE))


def open_size(size: int) -> int:
    """The inverse of `closed_size`; -1 for a size that no closed photo has."""
    pieces = max(1, -(-size // CLOSED_PIECE))
    found = size - _MAC_BYTES * pieces
    return found if found >= 0 and closed_size(found) == size else -1


class PhotoBox:
    """Closes and opens the pieces of one photo; XSalsa20-Poly1305, the nonce of a piece being its number."""

    def __init__(self, project: bytes, digest: bytes) -> None:
        self._key = sha256(b"camifield photo key\0" + project + digest)

    def close(self, number: int, piece: bytes) -> bytes:
        """A piece of at most 1 MiB, closed: 16 bytes longer."""
        from nacl import bindings

        return bindings.crypto_secretbox(piece, _nonce(number), self._key)

    def open(self, number: int, closed: bytes) -> bytes | None:
        """The piece of that number; None when it was damaged or is another's."""
        from nacl import bindings
        from nacl.exceptions import CryptoError

        try:
            return bindings.crypto_secretbox_open(closed, _nonce(number), self._key)
        except (CryptoError, ValueError):
            return None


def _nonce(number: int) -> bytes:
    return number.to_bytes(24, "big")
