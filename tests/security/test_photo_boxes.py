"""Photos on a stick: every member opens them, a stranger does not, and the same photo gives the same bytes."""

from __future__ import annotations

from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from camifield.security.photo_boxes import (
    CLOSED_PIECE,
    PIECE,
    PhotoBox,
    closed_name,
    closed_size,
    open_size,
)

PROJECT, PHOTO = b"p" * 16, b"\xff\xd8 a marmot \xff\xd9"
DIGEST = sha256(PHOTO).digest()


def test_what_is_closed_opens() -> None:
    """Whoever knows which photo it is opens it, piece by piece."""
    box = PhotoBox(PROJECT, DIGEST)
    assert PhotoBox(PROJECT, DIGEST).open(3, box.close(3, PHOTO)) == PHOTO


def test_the_same_photo_gives_the_same_bytes() -> None:
    """A broken copy can be gone on with by anybody."""
    assert PhotoBox(PROJECT, DIGEST).close(0, PHOTO) == PhotoBox(PROJECT, DIGEST).close(0, PHOTO)


def test_nothing_else_opens() -> None:
    """Another photo's key, another project's, another place in the photo, a flipped bit or a cut give nothing."""
    closed = PhotoBox(PROJECT, DIGEST).close(0, PHOTO)
    assert PHOTO not in closed
    assert PhotoBox(PROJECT, bytes(32)).open(0, closed) is None
    assert PhotoBox(b"q" * 16, DIGEST).open(0, closed) is None
    assert PhotoBox(PROJECT, DIGEST).open(1, closed) is None
    assert PhotoBox(PROJECT, DIGEST).open(0, closed[:-1]) is None
    assert PhotoBox(PROJECT, DIGEST).open(0, b"") is None
    assert PhotoBox(PROJECT, DIGEST).open(0, bytes([closed[0] ^ 1]) + closed[1:]) is None


def test_a_name_says_nothing() -> None:
    """The file's name is not the photo's digest, and differs between projects."""
    name = closed_name(PROJECT, DIGEST)
    assert len(name) == 32
    assert name not in DIGEST.hex()
    assert name != closed_name(b"q" * 16, DIGEST)


@given(st.integers(0, 5 * PIECE))
def test_sizes_are_known_beforehand(size: int) -> None:
    """What a photo takes on the stick, and what a file there unpacks to, are each other's inverse."""
    assert open_size(closed_size(size)) == size


def test_sizes_that_no_photo_has() -> None:
    """A file that was cut within a piece's own seal is no photo."""
    assert open_size(15) == -1
    assert open_size(CLOSED_PIECE + 7) == -1
    assert open_size(-1) == -1
