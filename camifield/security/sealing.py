"""Closing what laptops hand over to its readers alone: age (X25519, ChaCha20-Poly1305), as a stream.

Nothing here proves who wrote a thing: that is what signatures are for. The library is loaded at the first use. It
takes its randomness from the operating system, so what is sealed differs each time, whatever entropy is handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, BinaryIO, Final, Protocol, cast

from camifield.errors import Problem
from camifield.security.bech32 import write_bech32
from camifield.security.encryption import SECRET_BYTES, EncryptionKey
from camifield.security.hashing import sha256

HINT_BYTES: Final = 8
# A stanza of one reader takes some 100 bytes: room for 2,000, and a lid on how many are tried with a key.
LARGEST_HEADER: Final = 256 * 1024
_END_OF_HEADER: Final = b"\n--- "
_ANY_SECRET: Final = b"\x40" + bytes(30) + b"\x40"


class Source(Protocol):
    """What is read from: any binary file."""

    def read(self, count: int = -1, /) -> bytes: ...


class Sink(Protocol):
    """What is written to: any binary file."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


def key_hint(public: bytes) -> bytes:
    """8 bytes by which the holder of a key sees that something is for it: the beginning of the SHA-256 of its public half."""
    return sha256(public)[:HINT_BYTES]


def recipient_text(public: bytes) -> str:
    """A public key as age writes it: ``age1…``."""
    return write_bech32("age", public)


def identity_text(key: EncryptionKey) -> str:
    """A private key as age writes it: ``AGE-SECRET-KEY-1…``. Show it to nobody but its owner."""
    return write_bech32("age-secret-key-", key.secret).upper()


def is_usable(public: bytes) -> bool:
    """Whether something can be sealed to this key: 32 bytes, and not one of the few points that keep nothing secret."""
    if len(public) != SECRET_BYTES:
        return False
    from nacl import bindings
    from nacl.exceptions import CryptoError

    try:
        bindings.crypto_scalarmult(_ANY_SECRET, public)
    except (CryptoError, RuntimeError):
        return False
    return True


def seal_to(recipients: Iterable[bytes], reader: Source, writer: Sink) -> None:
    """Write to `writer` what only the holders of these public keys (32 bytes each) can open; reads `reader` to its end.

    Keys that are not usable are left out: whoever put one into the roster cannot stop the others. Raises ValueError
    when none is left, and whatever `reader` and `writer` raise.
    """
    age = _age()
    usable = [recipient_text(public) for public in dict.fromkeys(recipients) if is_usable(public)]
    if not usable:
        raise ValueError("something is sealed to somebody")
    source, sink = _Watched(reader), _Watched(writer)
    try:
        age.encrypt_io(source, sink, [age.x25519.Recipient.from_str(text) for text in usable])
    except age.EncryptError:
        source.raise_error()
        sink.raise_error()
        raise
    sink.raise_error()


def open_with(keys: Sequence[EncryptionKey], reader: Source, writer: Sink) -> None:
    """Write to `writer` what was sealed to any of these keys; it gets only what was proven not to be changed.

    What was written before an error is true but may lack its end: throw it away. Raises Problem
    ``bundle-not-for-us`` or ``bundle-damaged``, and whatever `reader` and `writer` raise.
    """
    age = _age()
    head = reader.read(LARGEST_HEADER)
    if _END_OF_HEADER not in head:
        raise Problem("bundle-damaged", parameters={"reason": "sealing"})
    if not keys:
        raise Problem("bundle-not-for-us")
    identities = [age.x25519.Identity.from_str(identity_text(key)) for key in keys]
    source, sink = _Watched(_Joined(head, reader)), _Watched(writer)
    try:
        age.decrypt_io(source, sink, identities)
    except (age.DecryptError, OSError) as error:
        source.raise_error()
        sink.raise_error()
        if str(cast("Exception", error)) == "No matching keys found":
            raise Problem("bundle-not-for-us") from error
        raise Problem("bundle-damaged", parameters={"reason": "sealing"}) from error
    sink.raise_error()


def _age() -> Any:
    """The library, which comes without types."""
    import pyrage

    return cast("Any", pyrage)


class _Watched:
    """A reader or writer whose first error is remembered.

    The library writes its last buffer when it is done with it, and forgets what went wrong in that (1.4.0); other
    errors it turns into its own.
    """

    def __init__(self, file: Source | Sink) -> None:
        self._file: Any = file
        self._error: BaseException | None = None

    def read(self, count: int = -1, /) -> bytes:
        try:
            return self._file.read(count)
        except BaseException as error:
            self._error = self._error or error
            raise

    def write(self, data: bytes, /) -> int:
        if self._error is not None:  # nothing may follow a gap
            raise self._error
        try:
            return self._file.write(data)
        except BaseException as error:
            self._error = error
            raise

    def flush(self) -> None:
        self._file.flush()

    def raise_error(self) -> None:
        """Raise what went wrong, if anything did."""
        if self._error is not None:
            raise self._error


class _Joined:
    """The beginning that was looked at already, and the rest behind it."""

    def __init__(self, head: bytes, rest: Source) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def read(self, count: int = -1, /) -> bytes:
        if not self._head:
            return self._rest.read(count)
        if count < 0:
            count = len(self._head)
        taken, self._head = bytes(self._head[:count]), self._head[count:]
        return taken


def sealed_in_memory(recipients: Iterable[bytes], data: bytes) -> bytes:
    """`seal_to` for what is small."""
    sealed = BytesIO()
    seal_to(recipients, BytesIO(data), sealed)
    return sealed.getvalue()


def opened_in_memory(keys: Sequence[EncryptionKey], sealed: BinaryIO) -> bytes:
    """`open_with` for what is small."""
    opened = BytesIO()
    open_with(keys, sealed, opened)
    return opened.getvalue()
