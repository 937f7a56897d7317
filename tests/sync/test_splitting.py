"""Protects files that go through a messenger in parts: joined in any order, or told which are missing."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress, Stopped
from camifield.sync.bundle_reading import look_at, open_bundle
from camifield.sync.road import Thumbnail
from camifield.sync.splitting import (
    SMALLEST_PART,
    count_parts,
    join,
    missing_parts,
    parts_beside,
    split,
)
from tests.sync.bundles import Camp


def large_bundle(folder: Path, seed: int = 1, name: str = "camp.cfb") -> Path:
    """A bundle of some 400 kB, most of it small pictures."""
    camp, dice = Camp(), random.Random(seed)
    pictures = [Thumbnail(dice.randbytes(32), dice.randbytes(40_000)) for _ in range(10)]
    offer = camp.offer()
    offer = type(offer)(
        offer.receipt, offer.runs, offer.commits, (), [lambda one=one: one for one in pictures]
    )
    return camp.write(folder, name, offer)


def parts_of(path: Path, folder: Path) -> list[Path]:
    """Its parts of 64 KiB in a folder of their own."""
    return [folder / name for name in split(path, Folder(folder), SMALLEST_PART)]


def test_joined_in_any_order_and_by_any_names(tmp_path: Path) -> None:
    """Protects the whole, byte for byte: messengers rename files and deliver them twice and out of order."""
    path = large_bundle(tmp_path)
    parts = parts_of(path, tmp_path / "parts")
    assert [one.name for one in parts] == [f"camp.part{n}of7.cfb" for n in range(1, 8)]
    assert all(one.stat().st_size <= SMALLEST_PART for one in parts)
    dice = random.Random(2)
    for turn in range(5):
        dice.shuffle(parts)
        parts[0] = parts[0].rename(parts[0].with_name(f"document ({turn}).cfb"))
        whole = join([*parts, parts[-1]], Folder(tmp_path), "joined.cfb")
        assert whole.read_bytes() == path.read_bytes()
        assert set(parts_beside(parts[0])) == set(parts)


def test_missing_parts_are_named(tmp_path: Path) -> None:
    """Protects the person who waits: which parts to ask for, not only that some are missing."""
    parts = parts_of(large_bundle(tmp_path), tmp_path / "parts")
    left = [parts[0], parts[3], parts[6]]
    assert missing_parts(left) == (2, 3, 5, 6)
    assert missing_parts(parts) == ()
    with pytest.raises(Problem) as caught:
        join(left, Folder(tmp_path), "joined.cfb")
    assert caught.value.code == "bundle-parts-missing"
    assert caught.value.parameters == {"missing": "2, 3, 5, 6", "of": 7}
    with pytest.raises(Problem, match="bundle-is-a-part"):
        open_bundle(parts[0])
    with pytest.raises(Problem, match="bundle-is-a-part"):
        split(parts[0], Folder(tmp_path), SMALLEST_PART)


def test_parts_of_different_files_are_not_mixed(tmp_path: Path) -> None:
    """Protects against two bundles of one name in one chat."""
    ours = parts_of(large_bundle(tmp_path, 1), tmp_path / "ours")
    theirs = parts_of(large_bundle(tmp_path, 2, "other.cfb"), tmp_path / "theirs")
    with pytest.raises(Problem, match="bundle-parts-differ"):
        join([*ours[:6], theirs[6]], Folder(tmp_path), "joined.cfb")
    with pytest.raises(Problem, match="bundle-not-a-part"):
        join([tmp_path / "camp.cfb"], Folder(tmp_path), "joined.cfb")
    theirs[0].rename(tmp_path / "ours" / "theirs.cfb")
    (tmp_path / "ours" / "photo.cfb").write_bytes(b"\xff\xd8")
    assert parts_beside(ours[2]) == ours


def test_a_changed_part_is_found_out(tmp_path: Path) -> None:
    """Protects the whole from one bad part; nothing half-joined is left, and an older file stays."""
    parts = parts_of(large_bundle(tmp_path), tmp_path / "parts")
    standing = tmp_path / "joined.cfb"
    standing.write_bytes(b"older")
    original = parts[4].read_bytes()
    for at in (20, 100, 400, len(original) - 1):
        parts[4].write_bytes(original[:at] + bytes([original[at] ^ 4]) + original[at + 1 :])
        with pytest.raises(Problem, match="bundle-"):
            join(parts, Folder(tmp_path), "joined.cfb")
    parts[4].write_bytes(original[:-1])
    with pytest.raises(Problem, match="bundle-damaged"):
        join(parts, Folder(tmp_path), "joined.cfb")
    assert standing.read_bytes() == b"older"
    assert not [one for one in tmp_path.iterdir() if one.name.endswith(".part")]


def test_stop_leaves_whole_parts_only(tmp_path: Path) -> None:
    """Protects Stop in both directions."""
    path = large_bundle(tmp_path)
    parts = parts_of(path, tmp_path / "parts")
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        split(path, Folder(tmp_path / "more"), SMALLEST_PART, progress)
    with pytest.raises(Stopped):
        join(parts, Folder(tmp_path), "joined.cfb", progress)
    assert not (tmp_path / "joined.cfb").exists()


def test_how_many_parts(tmp_path: Path) -> None:
    """Protects the question about size: it says beforehand how many there will be, and what cannot be."""
    path = large_bundle(tmp_path)
    assert split(path, Folder(tmp_path), 10**7) == (path.name,)
    assert count_parts(SMALLEST_PART, SMALLEST_PART) == 1
    assert count_parts(SMALLEST_PART + 1, SMALLEST_PART) == 2
    with pytest.raises(ValueError, match="64 KiB"):
        count_parts(1, 1000)
    with pytest.raises(Problem) as caught:
        count_parts(10**9, SMALLEST_PART)
    assert caught.value.code == "bundle-too-many-parts"
    assert look_at(path).part is None
