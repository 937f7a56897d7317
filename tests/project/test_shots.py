"""What photos of a project say: the offset their clocks are read with, and where a track says that they were taken."""

from __future__ import annotations

from collections.abc import Generator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from camifield.commands.photos import Pasted, bring_in
from camifield.media.exif import Camera
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.project.shots import located, shot_of, shots_of
from tests.making import make_project
from tests.media.pictures import drawn, notes_at, packed


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project on a laptop that stands at +06:00."""
    project = make_project(tmp_path)
    yield project
    project.close()


def test_photos_are_told_as_their_cameras_wrote(project: Project) -> None:
    """In the order asked, and those that are not known here are left out."""
    data = packed(drawn(), exif=notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00"))
    photo = bring_in(project, [Pasted("a.jpg", lambda: data)], Progress()).photos[0]
    (shot,) = shots_of(project, [b"x" * 32, photo.sha256])
    assert (shot.name, shot.latitude, shot.longitude, shot.place_from) == (
        "a.jpg",
        "42.318600",
        "76.904120",
        "photo",
    )
    assert (shot.taken(), shot.behind) == (datetime(2026, 3, 12, 9, 20), timedelta(0))


@pytest.mark.parametrize(
    ("camera", "offset", "source"),
    [
        (Camera("2026:03:12 09:20:00 +05:00", "47.0, 91.0"), 5, "photo"),
        (Camera("2026:03:12 09:20:00", "47.0, 91.0"), 7, "place"),
        (Camera("2008:10:22 16:28:39", "43.467, 11.885", "2008-10-23T14:27:07Z"), 2, "place"),
        (Camera("2026:03:12 09:20:00"), 6, "laptop"),
        (Camera(None, "47.0, 91.0"), 6, "laptop"),
    ],
)
def test_a_clock_is_read_with_the_offset_of_where_it_was(
    project: Project, camera: Camera, offset: int, source: str
) -> None:
    """What the photo says, else what is so at its place on that day, else the laptop's own; and it is told which."""
    shot = shot_of(project, b"x" * 32, "a.jpg", camera)
    assert (shot.offset, shot.offset_from) == (timedelta(hours=offset), source)


def test_a_camera_a_day_behind_is_seen_through_the_zone_of_its_place(project: Project) -> None:
    """22 hours between the two clocks as they are written are a day, once the zone of the place is known."""
    camera = Camera("2008:10:22 16:28:39", "43.467, 11.885", "2008-10-23T14:27:07Z")
    assert shot_of(project, b"x" * 32, "a.jpg", camera).behind == timedelta(days=1, minutes=-2)


def test_a_track_gives_a_place_to_photos_that_have_none(project: Project) -> None:
    """The track is asked in UTC, with the camera's clock put right; a photo's own place stands."""
    asked: list[datetime] = []

    def track(at: datetime) -> tuple[str, str]:
        asked.append(at)
        return "42.0", "76.0"

    bare = shot_of(project, b"a" * 32, "a.jpg", Camera("2026:03:12 09:20:00", model="X100"))
    own = shot_of(project, b"b" * 32, "b.jpg", Camera("2026:03:12 09:20:00", "42.3, 76.9", model="X100"))
    undated = shot_of(project, b"c" * 32, "c.jpg", Camera())
    found = located([bare, own, undated], track, {"X100": timedelta(hours=22)})
    assert [(one.latitude, one.place_from) for one in found] == [
        ("42.0", "track"),
        ("42.3", "photo"),
        ("", ""),
    ]
    assert asked == [datetime(2026, 3, 13, 1, 20)]
