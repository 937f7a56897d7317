"""What the file of keys says before it is opened: whether a passphrase closes it, and who began here."""

from __future__ import annotations

from camifield.folders import Folder

KEYS = "keys"


def is_closed_in(folder: Folder) -> bool:
    """Whether a passphrase closes the keys in this folder. Raises Problem ``keyring-damaged``, ``keyring-is-newer``."""
    return founder_behind_passphrase(folder) is not None


def founder_behind_passphrase(folder: Folder) -> bytes | None:
    """The person (16 bytes) whose keys come first, which a passphrase does not hide; None where none closes the file.

    Raises as `is_closed_in`.
    """
    from camifield.security.keyring import read_label

    if not folder.exists(KEYS):
        return None
    label = read_label(folder.read(KEYS))
    return label.founder if label.is_closed else None
