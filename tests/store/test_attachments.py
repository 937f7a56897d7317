"""What is known of a photo is kept once, with its first name, and found again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from camifield.errors import Problem
from camifield.media.exif import Camera
from camifield.media.photos import Photo
from camifield.store import attachments, layout
from camifield.store.attachments import Attachment

PHOTO = Photo(
    b"s" * 32,
    1234,
    "image/jpeg",
    "ирбис.JPG",
    640,
    480,
    Camera(
        "2026:03:12 23:40:01",
        "43.256540, 76.928480",
        "2026-03-12T17:40:01Z",
        altitude="1650.0",
        accuracy="5.0",
        heading="134.5",
        north="true",
        model="Apple iPhone 12",
    ),
)


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    """An empty store."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as opened:
        layout.make(opened)
        yield opened


def test_a_photo_is_found_with_all_its_facts(connection: sqlite3.Connection) -> None:
    """Name, size, time and place of the camera are there when the record is looked at."""
    attachments.add(connection, PHOTO, 7)
    assert attachments.find(connection, [PHOTO.sha256, b"x" * 32]) == {
        PHOTO.sha256: Attachment(
            PHOTO.sha256,
            1234,
            "image/jpeg",
            "ирбис.JPG",
            640,
            480,
            PHOTO.camera,
            None,
            7,
        )
    }
    assert attachments.sizes(connection) == {PHOTO.sha256: 1234}


def test_the_same_photo_under_another_name_stays_one(connection: sqlite3.Connection) -> None:
    """Attaching a copy again changes nothing of what was written first."""
    attachments.add(connection, PHOTO, 7)
    attachments.add(connection, replace(PHOTO, name="copy.jpg"), 8)
    found = attachments.find(connection, [PHOTO.sha256])[PHOTO.sha256]
    assert (found.name, found.added_ms) == ("ирбис.JPG", 7)


def test_a_photo_that_cannot_be_shown_says_why(connection: sqlite3.Connection) -> None:
    """Weeks later the page still tells that the photo came damaged; blanks stay blank."""
    damaged = Photo(b"d" * 32, 9, "image/png", problem=Problem("photo-not-readable"))
    attachments.add(connection, damaged, 7)
    found = attachments.find(connection, [damaged.sha256])[damaged.sha256]
    assert (found.problem, found.name, found.width, found.camera) == (
        "photo-not-readable",
        "",
        None,
        Camera(),
    )


def test_many_photos_are_asked_for_at_once(connection: sqlite3.Connection) -> None:
    """A page of records with a thousand photos is one question to the store, not an error of SQLite."""
    digests = [number.to_bytes(32, "big") for number in range(1_200)]
    for digest in digests:
        attachments.add(connection, replace(PHOTO, sha256=digest), 7)
    assert set(attachments.find(connection, digests)) == set(digests)
