"""Parcels are kept whole, within a budget, until their readers have them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.revisions.vectors import NOTHING_HELD, Mark
from camifield.security.hashing import sha256
from camifield.sync.parcels import PARCELS, ParcelShelf
from camifield.sync.road import Parcel, Run

FEED, ONE, OTHER = b"f" * 16, b"reader 1", b"reader 2"
THROUGH = Mark(5, 5, 77)


def parcel(number: int = 1, size: int = 1000, readers: frozenset[bytes] = frozenset((ONE, OTHER))) -> Parcel:
    """A parcel of so many bytes."""
    data = number.to_bytes(4, "big") * (size // 4)
    runs = (Run(FEED, 2, NOTHING_HELD, THROUGH),)
    return Parcel(sha256(data), b"d" * 16, -5, readers, runs, data)


def test_a_parcel_comes_back_as_it_was(tmp_path: Path) -> None:
    """Every byte, and all that stands on it, through a closed program."""
    ParcelShelf(Folder(tmp_path)).keep(parcel())
    shelf = ParcelShelf(Folder(tmp_path))
    assert shelf.holds(parcel().name)
    assert shelf.read(parcel().name) == parcel()
    assert [label.name for label in shelf.labels()] == [parcel().name]


def test_keeping_again_is_no_news(tmp_path: Path) -> None:
    """The same parcel from two roads is kept once."""
    shelf = ParcelShelf(Folder(tmp_path))
    shelf.keep(parcel())
    shelf.keep(parcel())
    assert len(shelf.labels()) == 1


def test_a_false_name_is_refused(tmp_path: Path) -> None:
    """What is not what its name says is not carried."""
    shelf = ParcelShelf(Folder(tmp_path))
    with pytest.raises(Problem, match="parcel-damaged"):
        shelf.keep(replace(parcel(), data=b"else"))
    assert shelf.labels() == []


def test_what_came_first_goes_first_and_it_is_said(tmp_path: Path) -> None:
    """Over the budget the parcels that came first make room, whatever their clocks say; a person is told."""
    shelf = ParcelShelf(Folder(tmp_path), budget=2500)
    assert shelf.keep(parcel(9)) == []
    assert shelf.keep(parcel(1)) == []
    [problem] = shelf.keep(parcel(5))
    assert problem.code == "parcel-no-room"
    assert [label.name for label in shelf.labels()] == [parcel(1).name, parcel(5).name]


def test_one_above_the_budget_pushes_nothing_out(tmp_path: Path) -> None:
    """A parcel that never fits is left behind alone."""
    shelf = ParcelShelf(Folder(tmp_path), budget=1500)
    shelf.keep(parcel(1))
    assert [problem.code for problem in shelf.keep(parcel(2, size=1600))] == ["parcel-no-room"]
    assert [label.name for label in shelf.labels()] == [parcel(1).name]


def test_it_stays_until_every_reader_has_it(tmp_path: Path) -> None:
    """One reader's word is not enough, an older word neither; a later one of all living readers is."""
    shelf = ParcelShelf(Folder(tmp_path))
    shelf.keep(parcel())
    assert shelf.clear({}) == 0
    assert shelf.clear({ONE: {FEED: THROUGH}, OTHER: {}}) == 0
    assert shelf.clear({ONE: {FEED: THROUGH}, OTHER: {FEED: Mark(4, 4, 9)}}) == 0
    assert shelf.clear({ONE: {FEED: THROUGH}, OTHER: {FEED: Mark(5, 5, 78)}}) == 0
    assert shelf.clear({ONE: {FEED: THROUGH}, OTHER: {FEED: Mark(9, 9, 1)}}) == 1
    assert shelf.labels() == []


def test_a_reader_who_left_is_not_waited_for(tmp_path: Path) -> None:
    """A revoked reader, or the recovery key, never says that he has it."""
    shelf = ParcelShelf(Folder(tmp_path))
    shelf.keep(parcel())
    assert shelf.clear({ONE: {FEED: THROUGH}}) == 1


@pytest.mark.parametrize("cut", [0, 3, 20, 200, 999])
def test_half_a_file_is_no_parcel(tmp_path: Path, cut: int) -> None:
    """A file cut by a flat battery or a foreign one is passed over, and the parcel can be kept anew."""
    shelf = ParcelShelf(Folder(tmp_path))
    shelf.keep(parcel())
    path = tmp_path / PARCELS / parcel().name.hex()
    path.write_bytes(path.read_bytes()[:cut])
    (tmp_path / PARCELS / "readme.txt").write_text("not ours")
    assert shelf.labels() == []
    assert not shelf.holds(parcel().name)
    shelf.keep(parcel())
    assert shelf.read(parcel().name) == parcel()


def test_a_damaged_parcel_is_not_handed_on(tmp_path: Path) -> None:
    """A bit that flipped on the disk is found when it is read, and the parcel is thrown away."""
    shelf = ParcelShelf(Folder(tmp_path))
    shelf.keep(parcel())
    path = tmp_path / PARCELS / parcel().name.hex()
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(Problem, match="parcel-damaged"):
        shelf.read(parcel().name)
    assert shelf.labels() == []
