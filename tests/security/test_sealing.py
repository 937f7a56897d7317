"""Protects what is closed: its readers open it, nobody else does, and no changed byte passes."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.progress import Stopped
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import sha256
from camifield.security.sealing import (
    LARGEST_HEADER,
    identity_text,
    is_usable,
    key_hint,
    open_with,
    opened_in_memory,
    recipient_text,
    seal_to,
    sealed_in_memory,
)

MINE, YOURS, OTHER = (EncryptionKey.make(SeededEntropy(seed)) for seed in (1, 2, 3))
# Points of small order: whatever is sealed to them anyone could open, and the library stops the program at them.
WEAK = [
    bytes(32),
    b"\1" + bytes(31),
    bytes.fromhex("e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
    bytes.fromhex("5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
]


def code_of(sealed: bytes, *keys: EncryptionKey) -> str:
    """The code of the Problem that opening gives."""
    with pytest.raises(Problem) as caught:
        opened_in_memory(keys, BytesIO(sealed))
    return caught.value.code


def test_keys_are_written_as_age_writes_them() -> None:
    """Protects the paper with the recovery key: any age program can use what stands on it."""
    key = EncryptionKey(b"\x42" * 32)
    assert identity_text(key) == "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
    assert recipient_text(key.public) == "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"
    assert key_hint(key.public) == sha256(key.public)[:8]


@given(st.binary(max_size=300_000))
def test_every_reader_opens_what_was_sealed(data: bytes) -> None:
    """Protects the round trip, over the borders of the blocks too."""
    sealed = sealed_in_memory([MINE.public, YOURS.public], data)
    assert opened_in_memory([MINE], BytesIO(sealed)) == data
    assert opened_in_memory([OTHER, YOURS], BytesIO(sealed)) == data


def test_nobody_else_opens_it() -> None:
    """Protects names and phones from a laptop that only carries them."""
    sealed = sealed_in_memory([MINE.public], b"+996 555 010203")
    assert code_of(sealed, OTHER) == "bundle-not-for-us"
    assert code_of(sealed) == "bundle-not-for-us"
    assert b"555" not in sealed


def test_every_cut_and_every_changed_byte_is_seen() -> None:
    """Protects against half files and tampering: no prefix and no changed byte opens as a whole."""
    sealed = sealed_in_memory([MINE.public], b"seen at the ford")
    for cut in range(len(sealed)):
        assert code_of(sealed[:cut], MINE) == "bundle-damaged"
    for at in range(len(sealed)):
        changed = bytearray(sealed)
        changed[at] ^= 1
        assert code_of(bytes(changed), MINE) in {"bundle-damaged", "bundle-not-for-us"}


@pytest.mark.parametrize("public", [*WEAK, b"", b"short", bytes(33)])
def test_a_key_that_keeps_nothing_secret_is_left_out(public: bytes) -> None:
    """Protects the others' meeting from one bad key in the roster, and the program from the library's panic."""
    assert not is_usable(public)
    sealed = sealed_in_memory([public, MINE.public], b"data")
    assert opened_in_memory([MINE], BytesIO(sealed)) == b"data"
    with pytest.raises(ValueError, match="somebody"):
        sealed_in_memory([public], b"data")


@pytest.mark.parametrize("point", WEAK)
def test_a_weak_point_in_a_header_is_only_damage(point: bytes) -> None:
    """Protects the program from a header made to stop it."""
    import base64

    text = base64.b64encode(point).rstrip(b"=")
    head = b"age-encryption.org/v1\n-> X25519 " + text + b"\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    assert code_of(head + bytes(80), MINE) in {"bundle-damaged", "bundle-not-for-us"}


def test_a_header_without_end_is_not_read_to_it() -> None:
    """Protects the laptop's time: nobody tries its key on a million stanzas."""
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    hostile = BytesIO(b"age-encryption.org/v1\n" + stanza * 50_000)
    with pytest.raises(Problem, match="bundle-damaged"):
        open_with([MINE], hostile, BytesIO())
    assert hostile.tell() == LARGEST_HEADER


class Stopping(BytesIO):
    """A sink at which the person presses Stop."""

    def write(self, data: object, /) -> int:
        raise Stopped


class Full(BytesIO):
    """A sink on a full disk."""

    def write(self, data: object, /) -> int:
        raise OSError(28, "no space left")


def test_stop_and_a_full_disk_come_through_the_library() -> None:
    """Protects Stop, and the words about a full disk, from being taken for damage."""
    sealed = sealed_in_memory([MINE.public], b"data")
    with pytest.raises(Stopped):
        open_with([MINE], BytesIO(sealed), Stopping())
    with pytest.raises(OSError, match="no space"):
        open_with([MINE], BytesIO(sealed), Full())


@pytest.mark.parametrize("size", [4, 10_000, 100_000])
@pytest.mark.parametrize("after", range(3))
def test_no_error_of_writing_is_lost(size: int, after: int) -> None:
    """Protects the handing over: the library forgets what goes wrong with its last bytes, and would call it written."""

    class Filling(BytesIO):
        writes = 0

        def write(self, data: object, /) -> int:
            self.writes += 1
            if self.writes > after:
                raise OSError(28, "no space left")
            return super().write(data)  # pyright: ignore[reportArgumentType] - bytes, as the library gives

    out = Filling()
    is_told = False
    try:
        seal_to([MINE.public], BytesIO(bytes(size)), out)
    except OSError:
        is_told = True
    assert is_told or opened_in_memory([MINE], BytesIO(out.getvalue())) == bytes(size)


def test_an_error_of_reading_comes_through() -> None:
    """Protects Stop, and a stick that is pulled out, while something is sealed."""

    class Broken(BytesIO):
        def read(self, _count: int | None = -1, /) -> bytes:
            raise Stopped

    with pytest.raises(Stopped):
        seal_to([MINE.public], Broken(), BytesIO())
