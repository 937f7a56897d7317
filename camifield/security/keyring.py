"""The private keys that one laptop holds in one project, and the private file they are kept in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import cbor2

from camifield.errors import Problem
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import ID_BYTES, project_id, sha256
from camifield.security.signing import SigningKey

MARK = "camifield keyring"
VERSION = 1
PLAIN = "plain"
LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """The keys of one person on one laptop; a shared laptop holds several."""

    device: bytes
    person: bytes
    signing: SigningKey
    encryption: EncryptionKey


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one project on this laptop.

    `root` makes and unmakes administrators and can be taken offline; `admin` enrols people and devices.
    Either is None where this laptop does not hold it.
    """

    project: bytes
    root: SigningKey | None = None
    admin: SigningKey | None = None
    devices: tuple[DeviceKeys, ...] = ()

    def device_of(self, person: bytes) -> DeviceKeys | None:
        """The newest keys of this person on this laptop."""
        return next((keys for keys in reversed(self.devices) if keys.person == person), None)

    def with_device(self, keys: DeviceKeys) -> Keyring:
        return replace(self, devices=(*self.devices, keys))

    def without_root(self) -> Keyring:
        """The keyring after the root key went offline. Nothing signed before is touched by it."""
        return replace(self, root=None)

    def to_bytes(self) -> bytes:
        """The file: an envelope (mark, version, form, content, checksum) around the keys, in canonical CBOR.

        The form says how the content is closed: "plain" is not at all. Write it with ``private=True``.
        """
        content = cbor2.dumps(
            {
                "project": self.project,
                "root": self.root and self.root.seed,
                "admin": self.admin and self.admin.seed,
                "devices": [
                    [keys.device, keys.person, keys.signing.seed, keys.encryption.secret]
                    for keys in self.devices
                ],
            },
            canonical=True,
        )
        return cbor2.dumps([MARK, VERSION, PLAIN, content, sha256(content)], canonical=True)

    @classmethod
    def from_bytes(cls, data: bytes) -> Keyring:
        """The keys of a file. Raises Problem ``keyring-damaged`` or ``keyring-is-newer``."""
        return _read_content(_open_envelope(data))


def _load(data: bytes) -> Any:
    """Whatever the CBOR holds: the callers check every item of it."""
    try:
        return cbor2.loads(data, max_depth=4, allow_indefinite=False, allow_duplicate_keys=False)
    except (cbor2.CBORError, ValueError, OverflowError, EOFError) as error:
        raise Problem("keyring-damaged") from error


def _open_envelope(data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise Problem("keyring-damaged")
    match _load(data):
        case [str(mark), int(version), str(form), *_] if mark == MARK and (
            version > VERSION or form != PLAIN
        ):
            raise Problem("keyring-is-newer", parameters={"version": version})
        case [str(mark), 1, str(), bytes(content), bytes(checksum)] if mark == MARK and checksum == sha256(
            content
        ):
            return content
        case _:
            raise Problem("keyring-damaged")


def _read_content(content: bytes) -> Keyring:
    match _load(content):
        case {"project": bytes(project), "root": root, "admin": admin, "devices": [*devices]} if (
            len(project) == ID_BYTES
        ):
            try:
                keyring = Keyring(
                    project, _signing(root), _signing(admin), tuple(_device(item) for item in devices)
                )
            except (TypeError, ValueError) as error:
                raise Problem("keyring-damaged") from error
        case _:
            raise Problem("keyring-damaged")
    if keyring.root is not None and project_id(keyring.root.public) != project:
        raise Problem("keyring-damaged")
    return keyring


def _signing(seed: Any) -> SigningKey | None:
    return None if seed is None else SigningKey(seed)


def _device(item: Any) -> DeviceKeys:
    device, person, seed, secret = item
    if not all(isinstance(part, bytes) for part in (device, person, seed, secret)):
        raise TypeError("a device's keys are bytes")
    return DeviceKeys(device, person, SigningKey(seed), EncryptionKey(secret))
