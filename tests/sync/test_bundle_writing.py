"""Protects what a bundle carries: every reader finds what is for him, whole, and nothing of it is open to others."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress, Stopped
from camifield.revisions.headers import Stream
from camifield.security.hashing import sha256
from camifield.store.receiving import Carried
from camifield.sync.bundle_reading import open_bundle
from camifield.sync.bundle_writing import Readers, write_bundle
from camifield.sync.cover import OPEN, RESTRICTED
from camifield.sync.manifest import check_sender
from camifield.sync.receipts import check_receipt, read_receipt
from camifield.sync.road import Run
from tests.sync.bundles import MADE, THUMBNAILS, Camp, read_all


def camp_of(count: int = 3, names: int = 2) -> Camp:
    """A camp with open and restricted commits."""
    camp = Camp()
    if count:
        camp.save(count)
    if names:
        camp.save(names, Stream.RESTRICTED)
    return camp


@settings(max_examples=25)
@given(st.integers(0, 40), st.integers(0, 5), st.integers(0, 3), st.integers(1, 4))
def test_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, count: int, names: int, pictures: int, parts: int
) -> None:
    """Protects every commit: it arrives byte for byte, by stream, the roster's first."""
    camp = Camp()
    if count:
        camp.save(count, parts=parts)
    if names:
        camp.save(names, Stream.RESTRICTED)
    path = camp.write(tmp_path_factory.mktemp("trip"), offer=camp.offer(thumbnails=pictures))
    bundle = open_bundle(path, camp.project)
    section, manifest = bundle.manifests([camp.ranger.encryption])[0]
    check_sender(manifest, camp.team.roster)
    with bundle.opened(section, [camp.ranger.encryption]) as opened:
        frames = list(opened.commits())
        shown = [one for frame in opened.thumbnails() for one in frame.thumbnails]
        again = list(opened.commits())
    found = [(frame.stream, one) for frame in frames for one in frame.commits]
    kept = [
        (stream, Carried.of(one))
        for stream in (Stream.ROSTER, Stream.OPEN)
        for feed in sorted(camp.held)
        if camp.streams[feed] == stream
        for one in camp.held[feed]
    ]
    assert found == kept
    assert again == frames
    assert tuple(shown) == THUMBNAILS[:pictures]
    assert manifest.shown == tuple(one.digest for one in shown)
    everything = [Carried.of(one) for kept in camp.held.values() for one in kept]
    assert sorted(read_all(path, camp.chief.encryption, camp.project)) == sorted(everything)


def test_the_manifest_tells_what_is_inside_and_is_read_alone(tmp_path: Path) -> None:
    """Protects the preview of a folder with many files: runs, receipt, and what is closed to this laptop."""
    camp = camp_of()
    bundle = open_bundle(camp.write(tmp_path), camp.project)
    (section, manifest), *others = bundle.manifests([camp.ranger.encryption])
    assert not others
    assert section.kind == OPEN
    assert (manifest.device, manifest.made_ms, manifest.commits) == (camp.chief.device, MADE, 5)
    assert set(manifest.runs) == set(camp.runs(Stream.ROSTER, Stream.OPEN))
    assert [one.runs for one in manifest.closed] == [camp.runs(Stream.RESTRICTED)]
    assert [one.name for one in manifest.closed] == [
        one.sha256 for one in bundle.closed([camp.ranger.encryption])
    ]
    receipt = read_receipt(manifest.receipt, camp.project)
    assert check_receipt(receipt, camp.team.roster).id == camp.chief.device
    assert receipt.vector == {run.feed: run.through for run in camp.runs()}


def test_nothing_personal_is_open_to_a_finder(tmp_path: Path) -> None:
    """Protects people from a lost stick: no feed, person, key or record id stands in the file."""
    camp = camp_of()
    data = camp.write(tmp_path).read_bytes()
    personal = [camp.chief.person, camp.chief.signing.public, camp.chief.encryption.public, *camp.held]
    assert not [one for one in personal if one in data]
    assert b"panthera" not in data


def test_a_laptop_carries_what_it_cannot_read(tmp_path: Path) -> None:
    """Protects names on their way: the ranger's laptop hands the closed section on, and the coordinator opens it."""
    camp = camp_of()
    bundle = open_bundle(camp.write(tmp_path))
    mine = [camp.ranger.encryption]
    (_, manifest), *_ = bundle.manifests(mine)
    parcels = list(bundle.parcels(mine, manifest.closed))
    assert [sha256(one.data) for one in parcels] == [one.name for one in parcels]
    assert [one.runs for one in parcels] == [camp.runs(Stream.RESTRICTED)]
    later = Camp()
    given_on = later.given(tmp_path, "on.cfb", later.offer(parcels=(*parcels, *parcels)))
    assert given_on.parcels == 1
    found = read_all(tmp_path / "on.cfb", camp.chief.encryption, camp.project)
    assert {Carried.of(one) for one in camp.held[camp.runs(Stream.RESTRICTED)[0].feed]} <= set(found)
    (_, again), *_ = open_bundle(tmp_path / "on.cfb").manifests(mine)
    assert [(one.name, one.sender, one.runs) for one in again.closed] == [
        (one.name, one.sender, one.runs) for one in parcels
    ]


def test_a_parcel_that_was_changed_is_left_behind(tmp_path: Path) -> None:
    """Protects the next reader from what went bad on this disk."""
    camp = camp_of()
    (parcel,) = open_bundle(camp.write(tmp_path)).parcels([camp.ranger.encryption])
    spoilt = replace(parcel, data=parcel.data[:-1] + b"?")
    assert camp.given(tmp_path, "on.cfb", camp.offer(parcels=(spoilt,))).parcels == 0


def test_without_readers_the_restricted_stays_at_home(tmp_path: Path) -> None:
    """Protects names where nobody's role needs them: they are not in the file at all."""
    camp = camp_of()
    readers = Readers(camp.readers().team)
    told = write_bundle(Folder(tmp_path), "team.cfb", camp.offer(), camp.sender(), readers)
    assert told.commits == 5
    bundle = open_bundle(tmp_path / "team.cfb")
    assert [one.kind for one in bundle.cover.sections] == [OPEN]
    assert RESTRICTED not in {one.kind for one in bundle.cover.sections}


def test_stopped_in_the_middle_nothing_is_there(tmp_path: Path) -> None:
    """Protects the stick from half files, and the older file of that name from a new one that did not come."""
    camp = camp_of()
    path = camp.write(tmp_path)
    before = path.read_bytes()
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        write_bundle(Folder(tmp_path), path.name, camp.offer(), camp.sender(), camp.readers(), progress)
    assert os.listdir(tmp_path) == [path.name]
    assert path.read_bytes() == before


def test_a_full_disk_is_told_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects a full stick: the words are about room, and no half file takes the last of it."""

    def refuse(_handle: int) -> None:
        raise OSError(28, "no space left")

    camp = camp_of()
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(Problem) as caught:
        camp.write(tmp_path)
    assert caught.value.code == "bundle-no-room"
    assert os.listdir(tmp_path) == []


def test_more_than_a_reader_takes_is_not_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects the meeting: no file is made that the other side would have to refuse."""
    camp = camp_of(40)
    monkeypatch.setattr("camifield.sync.limits.HARD_LID", 10_000)
    with pytest.raises(Problem) as caught:
        camp.write(tmp_path)
    assert (caught.value.code, caught.value.where.file) == ("bundle-too-large", "camp.cfb")
    assert os.listdir(tmp_path) == []


def test_a_log_that_gives_small_pieces_is_packed_in_full_ones(tmp_path: Path) -> None:
    """Protects the size of a file: one commit a piece from the log is not one a piece on the way."""
    camp = camp_of(600, 0)

    def one_by_one(run: Run) -> Iterator[list[Carried]]:
        for commit in camp.held[run.feed]:
            yield [Carried.of(commit)]

    bundle = open_bundle(camp.write(tmp_path, offer=replace(camp.offer(), commits=one_by_one)))
    (section, _), *_ = bundle.manifests([camp.ranger.encryption])
    with bundle.opened(section, [camp.ranger.encryption]) as opened:
        assert [len(frame.commits) for frame in opened.commits()] == [2, 500, 100]
