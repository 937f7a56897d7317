"""Attaching a photo: kept once by content before any record speaks of it."""

from __future__ import annotations

from collections.abc import Generator
from hashlib import sha256
from pathlib import Path

import pytest
from PIL import Image

from camifield.commands.photos import attach, thumbnail
from camifield.errors import Problem
from camifield.project.project import Project
from tests.making import make_project, save_sighting


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
