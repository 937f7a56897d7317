"""The private keys that one laptop holds in one project, and the private file they are kept in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

import cbor2

from camifield.entropy import Entropy
from camifield.errors import Problem
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import ID_BYTES, project_id, sha256
from camifield.security.passphrase import Lock
from camifield.security.signing import SigningKey

MARK = "camifield keyring"
VERSION = 1
PLAIN = "plain"
CLOSED = "argon2id"
LARGEST = 64 * 1024
_NOBODY = b"\0" * ID_BYTES


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """The keys of one person on one laptop; a shared laptop holds several."""

    device: bytes
    person: bytes
    signing: SigningKey
    encryption: EncryptionKey


class Label(NamedTuple):
    """What a keyring's file says without its passphrase: the project, who began here, whether it is closed."""

    project: bytes
    founder: bytes
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of one project on this laptop.

    `root` makes and unmakes administrators and can be taken offline; `admin` enrols people and devices. Either is
    None where this laptop does not hold it. `nonces` is device -> the nonce of the feeds that this laptop writes
    in now: a copy of the laptop has others, and must not write in these. `former` are root keys of projects that
    joined another: a backup from before is put back with them.
    """

    project: bytes
    root: SigningKey | None = None
    admin: SigningKey | None = None
    devices: tuple[DeviceKeys, ...] = ()
    nonces: Mapping[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    former: tuple[SigningKey, ...] = ()

    @property
    def founder(self) -> bytes:
        """The person who began here: the first keys."""
        return self.devices[0].person if self.devices else _NOBODY

    def device_of(self, person: bytes) -> DeviceKeys | None:
        """The newest keys of this person on this laptop."""
        return next((keys for keys in reversed(self.devices) if keys.person == person), None)

    def with_device(self, keys: DeviceKeys, nonce: bytes = b"") -> Keyring:
        """With somebody's new keys, and the nonce of the feeds they will write in."""
        grown = replace(self, devices=(*self.devices, keys))
        return grown.with_nonce(keys.device, nonce) if nonce else grown

    def with_nonce(self, device: bytes, nonce: bytes) -> Keyring:
        """From now on this device writes in the feeds of this nonce."""
        return replace(self, nonces={**self.nonces, device: nonce})

    def of_people(self, people: Mapping[bytes, bytes]) -> Keyring:
        """With each of these devices (device -> person) as the roster has it: a second laptop's is its member's."""
        found = tuple(replace(one, person=people.get(one.device, one.person)) for one in self.devices)
        return self if found == self.devices else replace(self, devices=found)

    def without_root(self) -> Keyring:
        """The keyring after the root key went offline. Nothing signed before is touched by it."""
        return replace(self, root=None)

    def with_root(self, root: SigningKey) -> Keyring:
        """With the root key again, from its paper. Raises Problem ``root-of-another-project``."""
        if project_id(root.public) != self.project:
            raise Problem("root-of-another-project")
        return replace(self, root=root)

    def turned_to(self, project: bytes) -> Keyring:
        """The same laptop in another project: after joining a team, or when an older store was put back."""
        if project == self.project:
            return self
        roots = (*self.former, *([self.root] if self.root else []))
        root = next((key for key in roots if project_id(key.public) == project), None)
        former = tuple(key for key in roots if project_id(key.public) != project)
        return replace(self, project=project, root=root, former=former)

    def to_bytes(self, lock: Lock | None = None, entropy: Entropy | None = None) -> bytes:
        """The file: an envelope (mark, version, form, content, checksum) around the keys, in canonical CBOR.

        The form says how the content is closed: "plain" is not at all, "argon2id" by a passphrase, which needs
        entropy. Write it with ``private=True``.
        """
        content = self._written()
        if lock is None:
            return _envelope(PLAIN, content)
        if entropy is None:
            raise ValueError("closing a keyring needs entropy")
        label = {"project": self.project, "founder": self.founder}
        return _envelope(CLOSED, cbor2.dumps({**label, **lock.close(content, entropy)}, canonical=True))

    def _written(self) -> bytes:
        keys: dict[str, object] = {
            "project": self.project,
            "root": self.root and self.root.seed,
            "admin": self.admin and self.admin.seed,
            "devices": [
                [keys.device, keys.person, keys.signing.seed, keys.encryption.secret] for keys in self.devices
            ],
        }
        if self.nonces:
            keys["nonces"] = [[device, nonce] for device, nonce in sorted(self.nonces.items())]
        if self.former:
            keys["former"] = [key.seed for key in self.former]
        return cbor2.dumps(keys, canonical=True)

    @classmethod
    def from_bytes(cls, data: bytes, passphrase: str | None = None) -> Keyring:
        """The keys of a file. Raises Problem ``keyring-damaged`` or ``keyring-is-newer``; of a closed one also
        ``keys-are-closed`` without a passphrase, ``passphrase-wrong`` and ``passphrase-needs-memory``.
        """
        return open_keyring(data, passphrase)[0]


def read_label(data: bytes) -> Label:
    """What the file says to everybody. Raises Problem ``keyring-damaged`` or ``keyring-is-newer``."""
    form, content = _open_envelope(data)
    if form == PLAIN:
        keyring = _read_content(content)
        return Label(keyring.project, keyring.founder, is_closed=False)
    match _load(content):
        case {"project": bytes(project), "founder": bytes(founder)} if (
            len(project) == len(founder) == ID_BYTES
        ):
            return Label(project, founder, is_closed=True)
        case _:
            raise Problem("keyring-damaged")


def open_keyring(data: bytes, passphrase: str | None = None) -> tuple[Keyring, Lock | None]:
    """As `Keyring.from_bytes`, with the lock to close it by again."""
    form, content = _open_envelope(data)
    if form == PLAIN:
        return _read_content(content), None
    label, closed = read_label(data), _load(content)
    if passphrase is None:
        raise Problem("keys-are-closed")
    try:
        lock = Lock.of(closed, passphrase)
        keyring = _read_content(lock.open(closed))
    except (ValueError, TypeError) as error:
        raise Problem("keyring-damaged") from error
    if (keyring.project, keyring.founder) != (label.project, label.founder):
        raise Problem("keyring-damaged")
    return keyring, lock


def _envelope(form: str, content: bytes) -> bytes:
    return cbor2.dumps([MARK, VERSION, form, content, sha256(content)], canonical=True)


def _load(data: bytes) -> Any:
    """Whatever the CBOR holds: the callers check every item of it."""
    try:
        return cbor2.loads(data, max_depth=4, allow_indefinite=False, allow_duplicate_keys=False)
    except (cbor2.CBORError, ValueError, OverflowError, EOFError) as error:
        raise Problem("keyring-damaged") from error


def _open_envelope(data: bytes) -> tuple[str, bytes]:
    if len(data) > LARGEST:
        raise Problem("keyring-damaged")
    match _load(data):
        case [str(mark), int(version), str(form), *_] if mark == MARK and (
            version > VERSION or form not in (PLAIN, CLOSED)
        ):
            raise Problem("keyring-is-newer", parameters={"version": version})
        case [str(mark), 1, str(form), bytes(content), bytes(checksum)] if (
            mark == MARK and checksum == sha256(content)
        ):
            return form, content
        case _:
            raise Problem("keyring-damaged")


def _read_content(content: bytes) -> Keyring:
    match _load(content):
        case {"project": bytes(project), "root": root, "admin": admin, "devices": [*devices], **others} if (
            len(project) == ID_BYTES
        ):
            try:
                keyring = Keyring(
                    project,
                    _signing(root),
                    _signing(admin),
                    tuple(_device(item) for item in devices),
                    dict(_nonce(item) for item in others.get("nonces", [])),
                    tuple(SigningKey(seed) for seed in others.get("former", [])),
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


def _nonce(item: Any) -> tuple[bytes, bytes]:
    device, nonce = item
    if not all(isinstance(part, bytes) and len(part) == ID_BYTES for part in (device, nonce)):
        raise TypeError("a nonce is bytes")
    return device, nonce
