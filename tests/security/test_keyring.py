"""The keyring file: kept whole, read whole, and never half believed."""

from __future__ import annotations

import os
from pathlib import Path

import cbor2
import pytest

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import project_id, sha256
from camifield.security.keyring import DeviceKeys, Keyring
from camifield.security.signing import SigningKey


def a_keyring() -> Keyring:
    """A laptop with every key, shared by two people; the same every time."""
    entropy = SeededEntropy(7)
    root, admin = SigningKey.make(entropy), SigningKey.make(entropy)
    devices = tuple(
        DeviceKeys(
            entropy.take(16), bytes([person]) * 16, SigningKey.make(entropy), EncryptionKey.make(entropy)
        )
        for person in (1, 2)
    )
    return Keyring(project_id(root.public), root, admin, devices)


def envelope(content: object, version: int = 1, form: str = "plain") -> bytes:
    """A well-sealed file around any content."""
    written = cbor2.dumps(content, canonical=True)
    return cbor2.dumps(["camifield keyring", version, form, written, sha256(written)], canonical=True)


def test_what_is_written_is_read_from_a_private_file(tmp_path: Path) -> None:
    """Protects the laptop's identity: the file gives every key back, and other users cannot read it."""
    folder, keyring = Folder(tmp_path), a_keyring()
    folder.write(keyring.to_bytes(), "keys", private=True)
    assert Keyring.from_bytes(folder.read("keys")) == keyring
    if os.name == "posix":
        assert folder.path("keys").stat().st_mode & 0o077 == 0


def test_a_keyring_without_root_or_admin_is_whole() -> None:
    """Protects laptops that hold a device's keys only, and the root that went offline."""
    keyring = a_keyring()
    bare = Keyring(keyring.project, None, None, keyring.devices)
    assert Keyring.from_bytes(bare.to_bytes()) == bare
    assert keyring.without_root().root is None
    assert keyring.without_root().admin == keyring.admin


def test_the_newest_keys_of_a_person_are_found() -> None:
    """Protects a shared laptop: each person signs with their own, most recent keys."""
    keyring = a_keyring()
    newer = DeviceKeys(
        b"d" * 16,
        b"\1" * 16,
        SigningKey.make(SeededEntropy(8)),
        EncryptionKey.make(SeededEntropy(9)),
    )
    assert keyring.device_of(b"\1" * 16) == keyring.devices[0]
    assert keyring.with_device(newer).device_of(b"\1" * 16) == newer
    assert keyring.device_of(b"\3" * 16) is None


def test_every_cut_and_every_changed_byte_is_refused() -> None:
    """Protects against signing with half a key after a bad disk: damage is said, never read around."""
    data = a_keyring().to_bytes()
    for length in range(len(data)):
        with pytest.raises(Problem):
            Keyring.from_bytes(data[:length])
    for position in range(len(data)):
        changed = bytearray(data)
        changed[position] ^= 1
        with pytest.raises(Problem):
            Keyring.from_bytes(bytes(changed))


@pytest.mark.parametrize(
    "content",
    [
        None,
        {},
        {"project": b"p", "root": None, "admin": None, "devices": []},
        {"project": b"p" * 16, "root": b"r", "admin": None, "devices": []},
        {"project": b"p" * 16, "root": 5, "admin": None, "devices": []},
        {"project": b"p" * 16, "root": b"r" * 32, "admin": None, "devices": []},
        {"project": b"p" * 16, "root": None, "admin": None, "devices": [[b"d" * 16]]},
        {"project": b"p" * 16, "root": None, "admin": None, "devices": [[1, 2, 3, 4]]},
        {"project": b"p" * 16, "root": None, "admin": None, "devices": 4},
    ],
)
def test_content_of_another_shape_is_damage(content: object) -> None:
    """Protects against a file that is well sealed and holds nonsense."""
    with pytest.raises(Problem) as caught:
        Keyring.from_bytes(envelope(content))
    assert caught.value.code == "keyring-damaged"


@pytest.mark.parametrize(("version", "form"), [(2, "plain"), (1, "argon2id")])
def test_a_keyring_of_a_later_program_is_told_apart_from_damage(version: int, form: str) -> None:
    """Protects a person from being told that good keys are broken, when the program is too old."""
    with pytest.raises(Problem) as caught:
        Keyring.from_bytes(envelope({}, version, form))
    assert caught.value.code == "keyring-is-newer"


@pytest.mark.parametrize(
    "data", [b"", b"\x81" * 100_000, b"\x9b" + b"\xff" * 8, b"SQLite format 3\0" * 9, b"\xf7"]
)
def test_another_file_is_refused_quickly(data: bytes) -> None:
    """Protects against taking any file for a keyring, hostile ones included."""
    with pytest.raises(Problem) as caught:
        Keyring.from_bytes(data)
    assert caught.value.code == "keyring-damaged"
