"""Attach a photo: kept once by content before any record speaks of it."""

from __future__ import annotations

from pathlib import Path

from camifield.clock import milliseconds
from camifield.errors import Problem
from camifield.media.photos import store_photo
from camifield.media.thumbnails import thumbnail as make_thumbnail
from camifield.project.project import Project


def attach(project: Project, source: Path) -> bytes:
    """Store the file's bytes and answer their SHA-256. Raises Problem ``photo-…`` for what is no picture."""
    photo = store_photo(project.folder, source)
    project.store.note_photos([photo], milliseconds(project.clock.now()))
    return photo.sha256


def thumbnail(project: Project, photo: bytes) -> Path | None:
    """The small picture of an attached photo; None when it cannot be shown here."""
    try:
        return make_thumbnail(project.folder, photo)
    except Problem:  # gone, or not readable: a form with the rest of the record is opened all the same
        return None
