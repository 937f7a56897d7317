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
from camifield.security.keyring import DeviceKeys, Keyring, Label, open_keyring, read_label
from camifield.security.passphrase import Lock, Work
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


@pytest.mark.parametrize(("version", "form"), [(2, "plain"), (1, "a-later-form")])
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


LIGHT = Work(1, 8192)
PASSPHRASE = "цагаан ирвэс 7"


def closed_keyring() -> bytes:
    """The same keyring behind a passphrase that costs little to try."""
    entropy = SeededEntropy(3)
    return a_keyring().to_bytes(Lock.make(PASSPHRASE, entropy, LIGHT), entropy)


def test_a_closed_keyring_opens_by_its_passphrase_alone() -> None:
    """Protects a stolen laptop's keys: without the passphrase the file says whose it is, and no key."""
    keyring, data = a_keyring(), closed_keyring()
    assert Keyring.from_bytes(data, PASSPHRASE) == keyring
    assert read_label(data) == Label(keyring.project, keyring.founder, is_closed=True)
    assert not read_label(keyring.to_bytes()).is_closed
    for secret in (keyring.devices[0].signing.seed, keyring.devices[0].encryption.secret):
        assert secret in keyring.to_bytes()
        assert secret not in data
    for passphrase, code in ((None, "keys-are-closed"), ("another one", "passphrase-wrong")):
        with pytest.raises(Problem) as caught:
            Keyring.from_bytes(data, passphrase)
        assert caught.value.code == code


def test_a_closed_keyring_is_written_anew_without_asking() -> None:
    """Protects somebody who types in one more person: the passphrase holds, and is not asked for again."""
    keyring, lock = open_keyring(closed_keyring(), PASSPHRASE)
    assert lock is not None
    grown = keyring.with_nonce(keyring.devices[0].device, b"n" * 16)
    again = grown.to_bytes(lock, SeededEntropy(4))
    assert Keyring.from_bytes(again, PASSPHRASE) == grown
    with pytest.raises(ValueError, match="entropy"):
        grown.to_bytes(lock)


def test_a_closed_keyring_with_another_label_is_damage() -> None:
    """Protects against a file whose outside says another project than its inside."""
    for name, value in (("project", b"x" * 16), ("founder", b"y" * 16), ("salt", b""), ("memory", 2**40)):
        _, version, form, content, _ = cbor2.loads(closed_keyring())
        changed = cbor2.dumps({**cbor2.loads(content), name: value}, canonical=True)
        data = cbor2.dumps(["camifield keyring", version, form, changed, sha256(changed)], canonical=True)
        with pytest.raises(Problem) as caught:
            Keyring.from_bytes(data, PASSPHRASE)
        assert caught.value.code == "keyring-damaged"


def test_a_keyring_turns_to_a_team_and_back() -> None:
    """Protects backups from before joining: with them the old project's own root comes back."""
    keyring = a_keyring()
    joined = keyring.turned_to(b"t" * 16).with_nonce(keyring.devices[0].device, b"n" * 16)
    assert (joined.project, joined.root, joined.former) == (b"t" * 16, None, (keyring.root,))
    assert joined.devices == keyring.devices
    assert Keyring.from_bytes(joined.to_bytes()) == joined
    assert joined.turned_to(keyring.project).root == keyring.root
    assert joined.turned_to(b"t" * 16) is joined


def test_only_the_right_root_comes_back() -> None:
    """Protects the project from another paper's key."""
    keyring = a_keyring()
    assert keyring.root is not None
    assert keyring.without_root().with_root(keyring.root) == keyring
    with pytest.raises(Problem) as caught:
        keyring.with_root(SigningKey.make(SeededEntropy(8)))
    assert caught.value.code == "root-of-another-project"
