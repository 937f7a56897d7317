"""Receipts: what a device says it holds, signed by it, so that "on this laptop only" can be said and meant.

The signed bytes are canonical CBOR: [message, signature]; the message is [1, project, device, at_ms, vector].
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from camifield.errors import Problem
from camifield.revisions.encoding import EncodingError, decode, encode
from camifield.revisions.headers import EARLIEST_MS, LATEST_MS, Stream
from camifield.revisions.roster import Device, Roster
from camifield.revisions.vectors import Vector, read_vector, write_vector
from camifield.security.hashing import ID_BYTES
from camifield.security.signing import SIGNATURE_BYTES, Purpose, SigningKey
from camifield.sync.limits import LARGEST_TABLE
from camifield.sync.road import Receipt

VERSION: Final = 1
_DEEPEST: Final = 1


def write_receipt(project: bytes, device: bytes, at_ms: int, vector: Vector, key: SigningKey) -> Receipt:
    """What this device holds now, signed with its key. Raises Problem ``bundle-too-large`` for more feeds than travel."""
    message = encode([VERSION, project, device, at_ms, write_vector(vector)], _DEEPEST)
    signed = encode([message, key.sign(Purpose.RECEIPT, message)], _DEEPEST)
    if len(signed) > LARGEST_TABLE:
        raise Problem("bundle-too-large")
    return Receipt(device, at_ms, dict(vector), signed)


@lru_cache(maxsize=64)  # a look reads the same letters of the same laptops again and again
def read_receipt(signed: bytes, project: bytes) -> Receipt:
    """What these bytes claim: `check_receipt` says whether it is true.

    Raises Problem ``receipt-damaged``, ``receipt-is-newer`` or ``bundle-of-another-project``.
    """
    message, _ = _halves(signed)
    try:
        match decode(message, _DEEPEST):
            case [int(version), *_] if version > VERSION:
                raise Problem("receipt-is-newer")
            case [1, bytes(named), bytes(device), int(at_ms), bytes(vector)] if (
                len(named) == ID_BYTES and len(device) == ID_BYTES and EARLIEST_MS <= at_ms <= LATEST_MS
            ):
                if named != project:
                    raise Problem("bundle-of-another-project")
                return Receipt(device, at_ms, read_vector(vector), signed)
            case _:
                raise Problem("receipt-damaged")
    except EncodingError as error:
        raise Problem("receipt-damaged") from error


def check_receipt(receipt: Receipt, roster: Roster) -> Device:
    """The device that signed it, known to the roster and not revoked.

    Raises Problem ``receipt-from-stranger`` when it is not, ``receipt-not-signed`` when the signature is not its.
    """
    device = roster.devices.get(receipt.device)
    if device is None or device.revoked is not None:
        raise Problem("receipt-from-stranger")
    message, signature = _halves(receipt.signed)
    if not device.signing.verify(Purpose.RECEIPT, message, signature):
        raise Problem("receipt-not-signed")
    if read_receipt(receipt.signed, roster.project) != receipt:
        raise Problem("receipt-damaged")
    return device


def newest_of(receipts: Iterable[Receipt], roster: Roster) -> dict[bytes, Receipt]:
    """The latest word of each device, told by what it had written itself by then: clocks fall back to the year 2000.

    A laptop's own feeds only grow; one that was put back begins new ones. Where both are alike, its clock decides.
    """
    found: dict[bytes, Receipt] = {}
    for receipt in receipts:
        known = found.get(receipt.device)
        if known is None or _age(receipt, roster) >= _age(known, roster):
            found[receipt.device] = receipt
    return found


def _age(receipt: Receipt, roster: Roster) -> tuple[int, int, int, int]:
    """In how many incarnations the device had written, how many commits, when it said so, and how much it held."""
    device = roster.devices.get(receipt.device)
    held = [
        sum(mark.held for stream in Stream if (mark := receipt.vector.get(one.feed(stream))))
        for one in (device.incarnations if device else ())
    ]
    everything = sum(mark.held for mark in receipt.vector.values())
    return sum(1 for count in held if count), sum(held), receipt.at_ms, everything


def _halves(signed: bytes) -> tuple[bytes, bytes]:
    if len(signed) <= LARGEST_TABLE:
        try:
            match decode(signed, _DEEPEST):
                case [bytes(message), bytes(signature)] if len(signature) == SIGNATURE_BYTES:
                    return message, signature
                case _:
                    pass
        except EncodingError as error:
            raise Problem("receipt-damaged") from error
    raise Problem("receipt-damaged")
