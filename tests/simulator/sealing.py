"""Sealing whose bytes follow from what is sealed, in place of age: so that a seed plays the same story each time.

And a short code that takes no tenth of a second to work out, which it does so that nobody finds another with the same.

age takes its randomness from the operating system, and files on a stick are named by their content: with it the order
in which files are read would be another at every run. Who can open what, and that no change goes unnoticed, is as with
the real one, which the tests of roads and bundles use.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import Any, BinaryIO

from camifield.commands import inviting, joining
from camifield.errors import Problem
from camifield.project import admitting, asking
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import sha256
from camifield.security.sealing import Sink, Source
from camifield.sync import letters, section_closing, section_opening

_HEAD = b"sealed for the simulator\n"
_LENGTH = 4
_AT_ONCE = 1 << 16


def seal_to(recipients: Iterable[bytes], reader: Source, writer: Sink) -> None:
    """As the real one; the content is only turned over, which hides it from nobody who means to look."""
    readers = b"".join(sorted(set(recipients)))
    data = _all_of(reader)
    proof = sha256(readers + data)
    writer.write(_HEAD + len(readers).to_bytes(_LENGTH, "big") + readers + proof + data.translate(_TURNED))


def _all_of(reader: Source) -> bytes:
    pieces: list[bytes] = []
    while piece := reader.read(_AT_ONCE):
        pieces.append(piece)
    return b"".join(pieces)


def open_with(keys: Sequence[EncryptionKey], reader: Source, writer: Sink) -> None:
    """As the real one: Problem ``bundle-damaged`` for any change, ``bundle-not-for-us`` for another's."""
    sealed = BytesIO(_all_of(reader))
    if sealed.read(len(_HEAD)) != _HEAD:
        raise Problem("bundle-damaged", parameters={"reason": "sealing"})
    readers = sealed.read(int.from_bytes(sealed.read(_LENGTH), "big"))
    if not any(readers[at : at + 32] == key.public for key in keys for at in range(0, len(readers), 32)):
        raise Problem("bundle-not-for-us")
    proof, data = sealed.read(32), sealed.read().translate(_TURNED)
    if sha256(readers + data) != proof:
        raise Problem("bundle-damaged", parameters={"reason": "sealing"})
    writer.write(data)


def _short_code(*parts: bytes) -> str:
    return sha256(b"".join(parts)).hex()[:12]


def _sealed_in_memory(recipients: Iterable[bytes], data: bytes) -> bytes:
    sealed = BytesIO()
    seal_to(recipients, BytesIO(data), sealed)
    return sealed.getvalue()


def _opened_in_memory(keys: Sequence[EncryptionKey], sealed: BinaryIO) -> bytes:
    opened = BytesIO()
    open_with(keys, sealed, opened)
    return opened.getvalue()


_TURNED = bytes(range(255, -1, -1))
_PUT: tuple[tuple[Any, str, Any], ...] = (
    (section_closing, "seal_to", seal_to),
    (section_opening, "open_with", open_with),
    (letters, "sealed_in_memory", _sealed_in_memory),
    (letters, "opened_in_memory", _opened_in_memory),
    *((module, "short_code", _short_code) for module in (joining, inviting, admitting, asking)),
)


@contextmanager
def sealed_the_same_each_time() -> Generator[None]:
    """While this lasts, whatever is sealed twice is the same twice."""
    before = [(module, name, getattr(module, name)) for module, name, _ in _PUT]
    for module, name, ours in _PUT:
        setattr(module, name, ours)
    try:
        yield
    finally:
        for module, name, real in before:
            setattr(module, name, real)
