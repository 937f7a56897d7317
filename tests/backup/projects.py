"""Small projects on a disk, with a real store, drafts, keys and photos, for the tests of backups."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from camifield.backup.packing import About
from camifield.clock import SteppedClock
from camifield.folders import Folder
from camifield.media.photos import store_photo
from camifield.security.hashing import project_id
from camifield.security.keyring import Keyring
from camifield.security.signing import SigningKey
from camifield.store import layout
from camifield.store.connection import connect, transaction
from camifield.store.drafts import Drafts
from tests.media.pictures import drawn, packed
from tests.store.drafting import typed


def keys_of(number: int) -> Keyring:
    """The keys of the project of that number."""
    root = SigningKey(bytes([number]) * 32)
    return Keyring(project_id(root.public), root)


def about(number: int = 1, why: str = "asked") -> About:
    """What the laptop M7 says of a backup of the project of that number."""
    return About(keys_of(number).project, "M7", "0.1.0", why)


def make_project(root: Path, number: int = 1, records: int = 20, text: str = "") -> Folder:
    """A closed project with that many records, one draft, one photo and its keys."""
    folder = Folder(root).make()
    add_records(folder, records, text)
    with closing(Drafts(folder, SteppedClock())) as drafts:
        drafts.keep(typed(number, f"draft of {number}"))
    folder.write(keys_of(number).to_bytes(), "keys", private=True)
    store_photo(folder, packed(drawn(32 + number, 24)))
    return folder


def add_records(folder: Folder, count: int, text: str = "") -> None:
    """Add records to the store, which is made if there is none."""
    is_new = not folder.exists("store.sqlite")
    with closing(connect(folder.path("store.sqlite"), writing=True)) as connection, transaction(connection):
        if is_new:
            layout.make(connection)
        (last,) = connection.execute("SELECT coalesce(max(serial), 0) FROM record").fetchone()
        for serial in range(last + 1, last + 1 + count):
            identifier = serial.to_bytes(16, "big")
            connection.execute(
                "INSERT INTO record (serial, id, kind, deleted, heads_open, heads_restricted, author, created_ms, "
                "changed_ms, last_n) VALUES (?, ?, 'sighting', 0, x'', x'', x'', 0, 0, ?)",
                (serial, identifier, serial),
            )
            connection.execute(
                "INSERT INTO found (rowid, words) VALUES (?, ?)", (serial, text or f"word{serial}")
            )


def records_in(folder: Folder) -> int:
    """How many records the store of a folder holds; it must be whole."""
    with closing(connect(folder.path("store.sqlite"), writing=False)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return connection.execute("SELECT count(*) FROM record").fetchone()[0]


def drafts_in(folder: Folder) -> set[str]:
    """The localities of the living drafts of a folder."""
    with closing(Drafts(folder, SteppedClock())) as drafts:
        assert drafts.problem is None
        return {draft.title.locality for draft in drafts.page()}


def files_in(folder: Folder, *names: str) -> list[str]:
    """Every file in a folder, as paths from it, but empty journals that SQLite leaves."""
    root = folder.path(*names)
    found = (path for path in root.rglob("*") if path.is_file() and not path.name.endswith("-journal"))
    return sorted(str(path.relative_to(root)) for path in found)
