"""Protects the laptop from files that are cut, changed, forged or no bundles at all: a Problem each, and nothing taken."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.i18n.problems import what, what_to_do
from camifield.i18n.words import Words
from camifield.progress import Progress, Stopped
from camifield.revisions.headers import Stream
from camifield.security.encryption import EncryptionKey
from camifield.security.signing import SigningKey
from camifield.store.receiving import Carried
from camifield.sync.bundle_reading import look_at, open_bundle
from camifield.sync.cover import MAGIC
from camifield.sync.manifest import check_sender
from tests.sync.bundles import Camp, read_all
from tests.sync.tampering import body_file, packed, section_file

ENGLISH = Words("en")
# A small JPEG's beginning, with enough behind it to be taken for something.
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(range(256)) * 20


@pytest.fixture
def camp() -> Camp:
    """A camp with a little of everything."""
    made = Camp()
    made.save(2)
    made.save(1, Stream.RESTRICTED)
    return made


def problem_of(path: Path, camp: Camp, key: EncryptionKey | None = None) -> Problem:
    """The Problem that reading all of a file gives; it can be said in words."""
    with pytest.raises(Problem) as caught:
        read_all(path, key or camp.ranger.encryption, camp.project)
    problem = caught.value
    assert ENGLISH.has(f"problem.{problem.code}"), problem.code
    assert "{" not in what(problem, ENGLISH) + what_to_do(problem, ENGLISH)
    return problem


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "bundle-unknown"),
        (JPEG, "bundle-unknown"),
        (b"PK\x03\x04" + bytes(100), "bundle-unknown"),
        (MAGIC[:5], "bundle-unknown"),
        (MAGIC, "bundle-damaged"),
        (MAGIC + b"\xff\xff\xff\xff", "bundle-damaged"),
        (MAGIC + b"\0\0\0\0", "bundle-damaged"),
    ],
)
def test_what_is_no_bundle_is_told(tmp_path: Path, camp: Camp, data: bytes, code: str) -> None:
    """Protects the person who chose the wrong file: a photo, an empty file, the very beginning of one."""
    path = tmp_path / "photo.cfb"
    path.write_bytes(data)
    problem = problem_of(path, camp)
    assert (problem.code, problem.where.file) == (code, "photo.cfb")


def test_a_file_that_is_not_there_is_told(tmp_path: Path, camp: Camp) -> None:
    """Protects against a stick that was pulled out, and a folder chosen for a file."""
    assert problem_of(tmp_path / "gone.cfb", camp).code == "bundle-cannot-be-opened"
    assert problem_of(tmp_path, camp).code == "bundle-cannot-be-opened"


def test_no_prefix_is_taken_for_the_whole(tmp_path: Path, camp: Camp) -> None:
    """Protects against a copy that was cut off: at every byte there is a Problem, never a part of the records."""
    data = camp.write(tmp_path).read_bytes()
    path = tmp_path / "cut.cfb"
    for cut in range(len(data)):
        path.write_bytes(data[:cut])
        with pytest.raises(Problem, match=r"bundle-(damaged|unknown)"):
            read_all(path, camp.ranger.encryption, camp.project)


def test_no_prefix_of_a_section_passes_with_a_cover_that_fits_it(tmp_path: Path, camp: Camp) -> None:
    """Protects against somebody who cuts a section and writes a new cover, which anybody can."""
    bundle = open_bundle(camp.write(tmp_path))
    section = bundle.cover.sections[0]
    sealed = bundle.path.read_bytes()[section.offset : section.offset + section.size]
    for cut in range(1, len(sealed)):
        path = section_file(tmp_path / "cut.cfb", camp, sealed[:cut])
        with pytest.raises(Problem, match="bundle-damaged"):
            read_all(path, camp.ranger.encryption, camp.project)
    assert read_all(section_file(tmp_path / "whole.cfb", camp, sealed), camp.ranger.encryption, camp.project)


def flip(data: bytes, dice: random.Random, path: Path, camp: Camp, originals: set[Carried]) -> None:
    """One bit of a file flipped: nothing but what was sent is read from it, whatever the reader."""
    at = dice.randrange(8 * len(data))
    changed = bytearray(data)
    changed[at // 8] ^= 1 << at % 8
    path.write_bytes(bytes(changed))
    found: list[Carried] = []
    try:
        found = read_all(path, camp.chief.encryption, camp.project)
    except Problem as problem:
        assert problem.code.startswith("bundle-"), at  # noqa: PT017 - most flips are a Problem, some hit another's hint
    assert set(found) <= originals, at


@pytest.mark.parametrize("flips", [1000, pytest.param(9000, marks=pytest.mark.slow)])
def test_flipped_bits(tmp_path: Path, camp: Camp, flips: int) -> None:
    """Protects every record from worn sticks: of 10,000 flipped bits none gives a commit that was not sent."""
    data = camp.write(tmp_path).read_bytes()
    originals = {Carried.of(one) for kept in camp.held.values() for one in kept}
    dice = random.Random(flips)
    for _ in range(flips):
        flip(data, dice, tmp_path / "flipped.cfb", camp, originals)


def test_a_stranger_opens_nothing(tmp_path: Path, camp: Camp) -> None:
    """Protects the team from a lost stick."""
    path = camp.write(tmp_path)
    stranger = EncryptionKey.make(SeededEntropy(99))
    assert problem_of(path, camp, stranger).code == "bundle-not-for-us"
    assert {one.name for one in open_bundle(path).parcels([stranger])} == {
        one.sha256 for one in look_at(path).sections
    }


def test_a_hint_without_the_key_is_no_way_in(tmp_path: Path, camp: Camp) -> None:
    """Protects against a cover that promises what is not so: the sealing itself decides."""
    bundle = open_bundle(camp.write(tmp_path))
    closed = bundle.closed([camp.ranger.encryption])[0]
    with pytest.raises(Problem, match="bundle-not-for-us"):
        bundle.manifest(closed, [camp.ranger.encryption])


def test_another_project_s_bundle_is_told(tmp_path: Path, camp: Camp) -> None:
    """Protects two teams at one stick from each other's records."""
    path = camp.write(tmp_path)
    with pytest.raises(Problem, match="bundle-of-another-project"):
        open_bundle(path, b"q" * 16)
    inside = body_file(tmp_path / "inside.cfb", camp, packed([]), 0, project=b"q" * 16)
    assert problem_of(inside, camp).code == "bundle-of-another-project"


def test_a_forged_sender_is_found_out(tmp_path: Path, camp: Camp) -> None:
    """Protects receipts and what is said of who gave what: a name in a manifest counts with its signature alone."""
    own = [camp.ranger.encryption]
    forger = SigningKey.make(SeededEntropy(98))
    forged = body_file(tmp_path / "forged.cfb", camp, packed([]), 0, key=forger)
    (_, manifest), *_ = open_bundle(forged).manifests(own)
    with pytest.raises(Problem, match="bundle-not-signed"):
        check_sender(manifest, camp.team.roster)
    (_, honest), *_ = open_bundle(camp.write(tmp_path)).manifests(own)
    assert check_sender(honest, camp.team.roster).id == camp.chief.device
    with pytest.raises(Problem, match="bundle-of-another-project"):
        check_sender(replace(honest, project=b"q" * 16), camp.team.roster)
    with pytest.raises(Problem, match="bundle-from-stranger"):
        check_sender(replace(honest, device=b"s" * 16), camp.team.roster)


def test_a_cover_that_names_another_sender_than_the_manifest_is_damage(tmp_path: Path, camp: Camp) -> None:
    """Protects against a cover that was exchanged: what is said outside must be said inside, signed."""
    bundle = open_bundle(camp.write(tmp_path))
    section = bundle.cover.sections[0]
    sealed = bundle.path.read_bytes()[section.offset : section.offset + section.size]
    for changes in ({"device": b"x" * 16}, {"made_ms": 2**42}):
        path = section_file(tmp_path / "other.cfb", camp, sealed, **changes)
        assert problem_of(path, camp).code == "bundle-damaged"


def test_a_hundred_readings_are_one(tmp_path: Path, camp: Camp) -> None:
    """Protects against replay: a file says the same each time, and the same offer fills the same place."""
    path = camp.write(tmp_path)
    first = read_all(path, camp.ranger.encryption, camp.project)
    for _ in range(100):
        assert read_all(path, camp.ranger.encryption, camp.project) == first
    camp.write(tmp_path)
    assert read_all(path, camp.ranger.encryption, camp.project) == first
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_stop_ends_the_reading(tmp_path: Path, camp: Camp) -> None:
    """Protects Stop while a large file is read; nothing is left open."""
    bundle = open_bundle(camp.write(tmp_path))
    own = [camp.ranger.encryption]
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        bundle.opened(bundle.readable(own)[0], own, progress)
    bundle.path.unlink()


def test_a_file_that_changes_under_the_reader_is_damage(tmp_path: Path, camp: Camp) -> None:
    """Protects against a file still being copied while it is looked at."""
    bundle = open_bundle(camp.write(tmp_path))
    own = [camp.ranger.encryption]
    bundle.path.write_bytes(bundle.path.read_bytes()[:-200])
    section = bundle.cover.sections[-1]
    with pytest.raises(Problem, match="bundle-damaged"):
        list(bundle.parcels(own))
    with pytest.raises(Problem, match="bundle-damaged"):
        bundle.opened(section, [camp.chief.encryption])
