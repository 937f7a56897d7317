"""What is meant when files and folders are dropped."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from camifield.media.picking import Picked, pick


def codes(picked: Picked) -> list[str]:
    """What was told, by its codes."""
    return [problem.code for problem in picked.problems]


def touch(folder: Path, *names: str) -> list[Path]:
    """Files with a little in them."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in names]
    for path in paths:
        path.write_bytes(b"x")
    return paths


def test_a_folder_gives_the_pictures_inside_it(tmp_path: Path) -> None:
    """A card's folders are looked into, by name; the other files in them are counted and not told one by one."""
    touch(tmp_path / "DCIM", "b.JPG", "a.heic", "readme.txt", "._a.heic")
    touch(tmp_path / "DCIM" / "100CAN", "c.jpeg", "film.mp4")
    picked = pick([tmp_path / "DCIM"])
    assert [path.name for path in picked.files] == ["a.heic", "b.JPG", "c.jpeg"]
    assert (picked.folders, picked.inside, picked.passed_over, picked.problems) == (2, 3, 3, [])


def test_a_file_that_was_named_is_taken_whatever_it_is_called(tmp_path: Path) -> None:
    """The content decides later; the same file dropped twice is one."""
    paths = touch(tmp_path, "photo", "b.jpg")
    assert pick([*paths, tmp_path / "b.jpg", tmp_path / "gone.jpg"]).files == [*paths, tmp_path / "gone.jpg"]


def test_links_inside_a_folder_are_told_and_not_followed(tmp_path: Path) -> None:
    """A link may lead round in circles, or to what nobody meant to hand in."""
    touch(tmp_path / "elsewhere", "secret.jpg")
    inside = tmp_path / "card"
    touch(inside, "a.jpg")
    try:
        os.symlink(tmp_path / "elsewhere" / "secret.jpg", inside / "b.jpg")
        os.symlink(inside, inside / "round", target_is_directory=True)
    except OSError:
        pytest.skip("this system lets nobody make links")
    picked = pick([inside])
    assert [path.name for path in picked.files] == ["a.jpg"]
    assert codes(picked) == ["photo-is-a-link", "photo-is-a-link"]


def test_more_than_a_drop_may_bring_is_told(tmp_path: Path) -> None:
    """A whole disk dropped by mistake ends somewhere, and what was left out is said."""
    touch(tmp_path, *(f"{number}.jpg" for number in range(9)))
    picked = pick([tmp_path], most=5)
    assert (len(picked.files), codes(picked)) == (5, ["photos-too-many"])
