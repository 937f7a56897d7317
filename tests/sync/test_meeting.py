"""Meetings of real projects: what a preview says comes true, Stop and damage leave sound stores, all end equal."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from camifield.commands.photos import attach
from camifield.commands.saving import save
from camifield.fields.values import Entry
from camifield.folders import Folder
from camifield.media.photos import photo_path
from camifield.media.thumbnails import thumbnail
from camifield.progress import Progress
from camifield.store.meetings import Meeting
from camifield.store.proofs import Carried
from camifield.sync.bundle_road import BundleRoad
from camifield.sync.folder_road import FolderRoad
from camifield.sync.handing import HandedOver, hand_over
from camifield.sync.meeting import Taken, take_in
from camifield.sync.memory_road import MemoryRoad, Place
from camifield.sync.originals import hand_photos, take_photos
from camifield.sync.outlook import Outlook, Side, look
from camifield.sync.party import Party
from camifield.sync.road import Road
from tests.making import ENGLISH, conflict, person, sighting
from tests.media.pictures import drawn, packed
from tests.sync.contract import StopAfter
from tests.teams import Laptop, another_laptop, first_laptop


def side_of(laptop: Laptop) -> Side:
    """A real project in a meeting."""
    project = laptop.project
    keyring = project.identity.keyring()
    own, *others = keyring.devices
    party = Party(
        keyring.project, own, project.store.roster_commits, laptop.clock, project.entropy, tuple(others)
    )
    return Side(party, project.store, project.folder, project.identity.own_feeds())


def sees(laptop: Laptop, kind: str = "sighting", **changes: Entry) -> bytes:
    """Save a plain record on this laptop; its id."""
    plain = {"sighting": sighting, "conflict": conflict}[kind]
    return save(laptop.project, kind, plain(laptop.project, **changes), ENGLISH).record


def gives(laptop: Laptop, road: Road) -> HandedOver:
    """Hand over everything."""
    return hand_over(side_of(laptop), road, Progress())


def takes(laptop: Laptop, road: Road, meeting: bytes = b"") -> Taken:
    """Take in everything."""
    return take_in(side_of(laptop), road, Progress(), meeting)


def looks(laptop: Laptop, road: Road) -> Outlook:
    """A preview."""
    return look(side_of(laptop), road, Progress())


class Stick:
    """A stick between the laptops of a test."""

    def __init__(self, root: Path) -> None:
        root.mkdir()
        self.root = root

    def of(self, laptop: Laptop) -> Road:
        return FolderRoad(self.root, side_of(laptop).party)


@pytest.fixture
def stick(tmp_path: Path) -> Stick:
    """An empty stick."""
    return Stick(tmp_path / "stick")


@pytest.fixture
def chief(tmp_path: Path) -> Laptop:
    """The coordinator's laptop."""
    return first_laptop(tmp_path / "chief", name="Aibek U.")


@pytest.fixture
def ranger(tmp_path: Path, chief: Laptop) -> Laptop:
    """A ranger's laptop."""
    return another_laptop(chief, tmp_path / "ranger", code="R2", name="Гулнара С.")


def test_a_preview_comes_true(chief: Laptop, ranger: Laptop, stick: Stick) -> None:
    """What is said beforehand to be new, and by how much, is what comes; nothing is written before."""
    for count in range(5):
        sees(chief, count=str(count + 1))
    sees(chief, "conflict", recorded_by=person(chief.project))
    gives(chief, stick.of(chief))
    before = ranger.project.store.count()
    outlook = looks(ranger, stick.of(ranger))
    assert outlook.coming is not None
    assert outlook.coming.new.counts["sighting"] == 5
    assert outlook.coming.new.counts["conflict"] == 1
    assert ranger.project.store.count() == before
    taken = takes(ranger, stick.of(ranger))
    assert taken.commits == outlook.coming.commits
    assert not taken.problems
    assert ranger.project.store.count() == before + outlook.coming.new.total
    assert looks(ranger, stick.of(ranger)).coming is None


def test_what_would_go_is_counted_by_kind(chief: Laptop, ranger: Laptop, stick: Stick) -> None:
    """A person sees how many records of each kind leave, and that nothing leaves the second time."""
    gives(chief, stick.of(chief))
    for _ in range(3):
        sees(chief)
    going = looks(chief, stick.of(chief)).going
    assert going.kinds == {"sighting": 3}
    gives(chief, stick.of(chief))
    assert looks(chief, stick.of(chief)).going.is_empty
    assert gives(chief, stick.of(chief)).given is None


def test_names_and_phones_reach_their_readers_by_way_of_others(
    tmp_path: Path, chief: Laptop, ranger: Laptop, stick: Stick
) -> None:
    """A ranger carries what another ranger wrote for the reviewer, and never has it in the store."""
    carrier = another_laptop(chief, tmp_path / "carrier", code="C3", name="Бакыт У.", seed=3)
    reviewer = another_laptop(
        chief, tmp_path / "reviewer", code="V4", name="Роза А.", role="reviewer", seed=4
    )
    gives(chief, stick.of(chief))
    for laptop in (ranger, carrier):
        takes(laptop, stick.of(laptop))
    told = {"owner_name": "Жаныл", "owner_phone": "+996 555 010203"}
    record = sees(ranger, "conflict", **told)
    gives(ranger, stick.of(ranger))
    takes(carrier, stick.of(carrier))
    other = Stick(tmp_path / "other stick")
    gives(carrier, other.of(carrier))
    takes(reviewer, other.of(reviewer))
    seen = reviewer.project.store.record(record)
    assert seen is not None
    assert seen.values["owner_name"] == "Жаныл"
    carried = carrier.project.store.record(record)
    assert carried is not None
    assert "owner_name" not in carried.values
    everything = b"".join(
        path.read_bytes() for path in carrier.project.folder.root.rglob("*") if path.is_file()
    )
    assert "Жаныл".encode() not in everything


def test_they_all_end_equal(tmp_path: Path, chief: Laptop, ranger: Laptop, stick: Stick) -> None:
    """Over different roads in any order everybody holds the same, and nobody's work is lost."""
    third = another_laptop(chief, tmp_path / "third", code="T3", name="Бакыт У.", role="reviewer", seed=3)
    laptops, place = (chief, ranger, third), Place()
    for round_ in range(3):
        for laptop in laptops:
            sees(laptop, count=str(round_ + 1))
        gives(chief, stick.of(chief))
        takes(ranger, stick.of(ranger))
        gives(ranger, MemoryRoad(place, side_of(ranger).party))
        takes(third, MemoryRoad(place, side_of(third).party))
        mail = tmp_path / f"mail{round_}.cfb"
        gives(third, BundleRoad(mail, side_of(third).party, third.project.folder))
        takes(chief, BundleRoad(mail, side_of(chief).party, chief.project.folder))
    for _ in range(2):
        for laptop in laptops:
            gives(laptop, stick.of(laptop))
        for laptop in laptops:
            takes(laptop, stick.of(laptop))
    vectors = [laptop.project.store.vector() for laptop in (chief, third)]
    assert vectors[0] == vectors[1]
    assert {laptop.project.store.count() for laptop in laptops} == {chief.project.store.count()}
    for laptop in laptops:
        others = [one for one in laptops if one is not laptop]
        heard = {receipt.device for receipt in laptop.project.store.receipts()}
        assert {side_of(one).party.device for one in others} <= heard


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 5, 8, 13])
def test_stop_is_safe_between_pieces(chief: Laptop, ranger: Laptop, stick: Stick, steps: int) -> None:
    """What came before Stop is whole and stays; the next attempt brings the rest."""
    for count in range(6):
        sees(chief, count=str(count + 1))
    gives(chief, stick.of(chief))
    taken = take_in(side_of(ranger), stick.of(ranger), StopAfter(steps))
    held = ranger.project.store.count()
    takes(ranger, stick.of(ranger))
    assert held <= ranger.project.store.count() == chief.project.store.count()
    assert taken.is_stopped or held == chief.project.store.count()


def test_a_meeting_is_remembered_and_can_be_set_aside(chief: Laptop, ranger: Laptop, stick: Stick) -> None:
    """What a meeting brought goes aside as one, is not asked for again, and comes back as one."""
    sees(chief)
    gives(chief, stick.of(chief))
    store, meeting = ranger.project.store, b"m" * 16
    before = store.count()
    empty = Stick(stick.root.with_name("empty")).of(ranger)
    had = looks(ranger, empty).going.commits
    store.note_meeting(Meeting(meeting, 1, "folder", str(stick.root)))
    takes(ranger, stick.of(ranger), meeting)
    assert store.count() == before + 1
    store.set_aside(meeting, ranger.project.identity.own_feeds(), Progress())
    assert store.count() == before
    assert looks(ranger, stick.of(ranger)).wants == ()
    assert looks(ranger, empty).going.commits == had
    store.take_back_in(meeting, Progress())
    assert store.count() == before + 1


def test_one_bad_commit_costs_only_itself(chief: Laptop, ranger: Laptop) -> None:
    """A commit that was altered by a member of the team is refused alone, named, and the others of its piece come."""
    for count in range(9):
        sees(chief, count=str(count + 1))
    place = Place()
    gives(chief, MemoryRoad(place, side_of(chief).party))
    [(name, laid)] = place.packets.items()
    header, signature, payload = laid.commits[-3]
    altered = Carried(header, signature, payload[:-1] + bytes([payload[-1] ^ 1]))
    place.packets[name] = replace(laid, commits=(*laid.commits[:-3], altered, *laid.commits[-2:]))
    outlook = looks(ranger, MemoryRoad(place, side_of(ranger).party))
    assert [problem.code for problem in outlook.problems] == ["commit-damaged"]
    assert outlook.coming is not None
    taken = takes(ranger, MemoryRoad(place, side_of(ranger).party))
    assert [problem.code for problem in taken.problems] == ["commit-damaged"]
    assert taken.commits == outlook.coming.commits
    assert ranger.project.store.count() == chief.project.store.count() - 1


def test_pictures_come_before_originals_and_originals_by_choice(
    tmp_path: Path, chief: Laptop, ranger: Laptop, stick: Stick
) -> None:
    """Every small picture travels with the records; an original comes when it is chosen, and is noted."""
    source = tmp_path / "barys.jpg"
    source.write_bytes(packed(drawn(900, 700)))
    digest = attach(chief.project, source)
    sees(chief, photos=[digest.hex()])
    going = looks(chief, stick.of(chief)).going
    assert [photo.digest for photo in going.photos] == [digest]
    assert going.photo_bytes == source.stat().st_size
    assert going.fitting(source.stat().st_size - 1) == ()
    gives(chief, stick.of(chief))
    takes(ranger, stick.of(ranger))
    folder = Folder(ranger.project.folder.root)
    assert thumbnail(folder, digest) is not None
    assert not photo_path(folder, digest).exists()
    assert looks(ranger, stick.of(ranger)).going.is_empty is False  # a receipt
    gives(ranger, stick.of(ranger))
    assert looks(ranger, stick.of(ranger)).going.is_empty
    assert looks(ranger, Stick(tmp_path / "next").of(ranger)).going.thumbnails == (digest,)
    assert looks(ranger, stick.of(ranger)).photos == {}
    outlook = looks(chief, stick.of(chief))
    assert [photo.digest for photo in outlook.photos_that_fit] == [digest]
    given = hand_photos(stick.of(chief), outlook.photos_that_fit, Progress())
    assert given.given == (digest,)
    outlook = looks(ranger, stick.of(ranger))
    assert outlook.photos == {digest: source.stat().st_size}
    taken = take_photos(side_of(ranger), stick.of(ranger), list(outlook.photos), Progress())
    assert taken.digests == [digest]
    assert photo_path(folder, digest).read_bytes() == source.read_bytes()
    assert digest in ranger.project.store.attachments([digest])
    assert looks(ranger, stick.of(ranger)).photos == {}


def test_a_photo_without_a_picture_is_no_reason_to_give_again(
    tmp_path: Path, chief: Laptop, stick: Stick
) -> None:
    """Of a damaged photo, or one that only phones can show, no small picture is made, and giving comes to an end."""
    data = packed(drawn(900, 700))
    for number, content in enumerate(
        (data[: len(data) // 2], b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(200))
    ):
        source = tmp_path / f"{number}.jpg"
        source.write_bytes(content)
        attach(chief.project, source)
    gives(chief, stick.of(chief))
    assert gives(chief, stick.of(chief)).given is None
