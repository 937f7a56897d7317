"""Reading a backup finds every kind of damage, takes no name for a path, and unpacks no more than was promised."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from camifield.backup.archive import check
from camifield.backup.making import make_backup
from camifield.clock import SteppedClock
from camifield.errors import Problem
from tests.backup.projects import about, make_project
from tests.backup.tampering import rebuilt


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good backup with a photo."""
    root = tmp_path_factory.mktemp("whole")
    folder = make_project(root / "project")
    return make_backup(folder, SteppedClock(), about(), target=root, with_photos=True).path


def code_of(path: Path) -> str:
    """The code of the Problem that checking raises."""
    with pytest.raises(Problem) as caught:
        check(path)
    return caught.value.code


def longer(members: dict[str, bytes]) -> None:
    """The store is larger than the manifest says: a bomb would be."""
    members["store.sqlite"] += b"\0" * 50_000_000


def other(members: dict[str, bytes]) -> None:
    """One byte of the store is another."""
    members["store.sqlite"] = members["store.sqlite"][:-1] + b"\1"


def outside(members: dict[str, bytes]) -> None:
    """A name that would step outside, as a zip made by hand may hold."""
    members["../../keys"] = b"evil"


def without_store(members: dict[str, bytes]) -> None:
    """The store is missing."""
    del members["store.sqlite"]


def without_manifest(members: dict[str, bytes]) -> None:
    """It says nothing of itself."""
    del members["manifest.json"]


def another_photo(members: dict[str, bytes]) -> None:
    """A photo more than the manifest says."""
    members["photos/" + "ab" * 32] = b"photo"


def spoilt_photo(members: dict[str, bytes]) -> None:
    """A photo whose bytes are not those of its name."""
    name = next(name for name in members if name.startswith("photos/"))
    members[name] = b"another"


@pytest.mark.parametrize(
    "change", [longer, other, outside, without_store, without_manifest, another_photo, spoilt_photo]
)
def test_a_forged_backup_is_found(
    whole: Path, tmp_path: Path, change: Callable[[dict[str, bytes]], None]
) -> None:
    """Whatever differs from what the manifest says, in either direction, is damage."""
    assert code_of(rebuilt(whole, tmp_path / "x.cfbackup", change=change)) == "backup-is-damaged"


def test_a_manifest_that_promises_less_does_not_open_the_door(whole: Path, tmp_path: Path) -> None:
    """Sizes in the zip's own directory are not believed: only what the manifest promises is ever unpacked."""

    def claim(facts: dict[str, Any]) -> None:
        facts["members"]["store.sqlite"]["bytes"] = 10

    assert code_of(rebuilt(whole, tmp_path / "x.cfbackup", claim=claim)) == "backup-is-damaged"


def test_two_members_of_one_name_are_damage(whole: Path, tmp_path: Path) -> None:
    """Which of two would be meant is not for the program to guess."""
    target = rebuilt(whole, tmp_path / "x.cfbackup")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("keys", b"other keys")
    assert code_of(target) == "backup-is-damaged"


def test_any_bytes_raise_nothing_but_problems(whole: Path, tmp_path: Path) -> None:
    """A stick with bad blocks: cut anywhere and changed anywhere, a backup is whole or damaged, never a crash."""
    content = whole.read_bytes()
    chance = random.Random(5)
    target = tmp_path / "x.cfbackup"
    for _ in range(300):
        spoilt = bytearray(content[: chance.choice([len(content), chance.randrange(len(content))])])
        for _ in range(chance.randint(0, 8)):
            near_end = max(0, len(spoilt) - chance.choice([len(spoilt), 600]))
            if len(spoilt) > near_end:
                spoilt[chance.randrange(near_end, len(spoilt))] = chance.randrange(256)
        target.write_bytes(spoilt)
        try:
            check(target)
        except Problem as problem:
            assert problem.code in {"backup-is-damaged", "backup-is-newer"}  # noqa: PT017 (one of two)


def test_a_file_that_the_disk_will_not_give_is_told(tmp_path: Path) -> None:
    """A stick that was pulled out is not a damaged backup."""
    assert code_of(tmp_path / "gone.cfbackup") == "backup-cannot-be-opened"
