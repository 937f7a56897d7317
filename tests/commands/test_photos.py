"""Attaching a photo: kept once by content before any record speaks of it."""

from __future__ import annotations

import struct
from collections.abc import Generator
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from camifield.commands.photos import DOING, Pasted, attach, bring_in, thumbnail
from camifield.errors import Problem
from camifield.media.photos import Photo
from camifield.media.thumbnails import TRAVELLING, thumbnail_path
from camifield.progress import Progress, Step
from camifield.project.project import Project
from tests.making import make_project, save_sighting
from tests.media.pictures import camera_notes, drawn, heic, notes_at, packed


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


@pytest.fixture(name="photo")
def a_photo(tmp_path: Path) -> Path:
    """A picture on a stick."""
    path = tmp_path / "Барс у тропы.jpg"
    Image.new("RGB", (640, 480), "white").save(path)
    return path


def test_a_photo_is_kept_by_its_content(project: Project, photo: Path) -> None:
    """The same picture from two sticks is one picture; the one on the stick is left as it is."""
    before = photo.read_bytes()
    first, again = attach(project, photo), attach(project, photo)
    assert first == again == sha256(before).digest()
    assert photo.read_bytes() == before
    assert project.store.attachments([first])[first].size == len(before)


def test_a_record_speaks_of_it_and_a_small_picture_is_made(project: Project, photo: Path) -> None:
    """The detail page shows it without opening the large one."""
    digest = attach(project, photo)
    saved = save_sighting(project, photos=[digest.hex()])
    assert project.stored(saved.record).values["photos"] == [digest]
    small = thumbnail(project, digest)
    assert small is not None
    assert small.exists()


def test_what_is_no_picture_is_refused(project: Project, tmp_path: Path) -> None:
    """A film or a text with a picture's name is told, and nothing is kept of it."""
    path = tmp_path / "film.jpg"
    path.write_bytes(b"not a picture at all")
    with pytest.raises(Problem, match="photo-"):
        attach(project, path)
    assert thumbnail(project, sha256(b"nothing").digest()) is None


def card(folder: Path) -> Path:
    """A camera's card as it comes home: good photos beside what went wrong."""
    inside = folder / "DCIM" / "100CAN"
    inside.mkdir(parents=True)
    whole = packed(drawn(400, 300), exif=camera_notes())
    (inside / "1.JPG").write_bytes(whole)
    (inside / "2.heic").write_bytes(heic(drawn(300, 200), notes_at("2026:03:12 09:20:00")))
    (inside / "3 cut.jpg").write_bytes(packed(drawn(400, 300, "RGB"))[:900])
    (inside / "4 empty.jpg").touch()
    (inside / "5 text.jpg").write_bytes(b"date,species\n")
    wide = packed(drawn(400, 300)).replace(
        struct.pack(">HH", 300, 400), struct.pack(">HH", 50_000, 50_000), 1
    )
    (inside / "6 wide.jpg").write_bytes(wide)
    (inside / "7 again.JPG").write_bytes(whole)
    (inside / "8.png").write_bytes(packed(drawn(60, 40), "PNG"))
    (inside / "film.mp4").write_bytes(b"film")
    return folder / "DCIM"


def test_a_card_is_brought_in_and_what_is_broken_is_told(project: Project, tmp_path: Path) -> None:
    """One bad file among many stops nothing: each is told by name, and what can be kept of it is kept."""
    heard: list[Photo] = []
    found = bring_in(project, [card(tmp_path)], Progress(), heard.append)
    assert [photo.name for photo in found.photos] == ["1.JPG", "2.heic", "3 cut.jpg", "8.png"]
    assert heard == found.photos
    assert [(one.code, one.parameters["file"]) for one in found.problems] == [
        ("photo-not-readable", "3 cut.jpg"),
        ("photo-is-empty", "4 empty.jpg"),
        ("photo-not-an-image", "5 text.jpg"),
        ("photo-too-large", "6 wide.jpg"),
    ]
    assert (found.count, found.folders, found.inside, found.passed_over) == (8, 2, 8, 1)
    kept = project.store.attachments([photo.sha256 for photo in found.photos])
    assert kept[found.photos[1].sha256].camera.taken_at == "2026:03:12 09:20:00"
    assert kept[found.photos[2].sha256].problem == "photo-not-readable"
    assert thumbnail_path(project.folder, found.photos[1].sha256, TRAVELLING).is_file()


def test_stop_keeps_what_came_by_then(project: Project, tmp_path: Path) -> None:
    """Stop loses nothing: the photos that were stored are answered, and the rest stay on the card."""

    class Stopping(Progress):
        """Somebody presses Stop while the third photo is brought in."""

        def step(self, done: int, total: int = 0, doing: str = "") -> None:
            if done == 2:
                self.stop()
            super().step(done, total, doing)

    progress = Stopping()
    found = bring_in(project, [card(tmp_path)], progress)
    assert (found.is_stopped, len(found.photos), found.count) == (True, 2, 8)
    assert progress.latest == Step(2, 8, DOING)


def test_a_pasted_picture_is_stored_like_a_file(project: Project) -> None:
    """What a person cut out of a message is a photo too; its bytes are made where it is stored."""
    found = bring_in(project, [Pasted("pasted.png", lambda: packed(drawn(), "PNG"))], Progress())
    assert [(photo.name, photo.media_type) for photo in found.photos] == [("pasted.png", "image/png")]
    assert project.store.attachments([found.photos[0].sha256])
