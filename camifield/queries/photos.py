"""The pictures of a record, small for a list and large for the whole window."""

from __future__ import annotations

from pathlib import Path

from camifield.errors import Problem
from camifield.media.thumbnails import SIZES, thumbnail
from camifield.project.project import Project

SMALL, LARGE = SIZES[0], SIZES[-1]


def picture(project: Project, photo: bytes, longest: int = SMALL) -> Path | None:
    """A JPEG of the photo with that SHA-256; None when it is not on this laptop or cannot be shown.

    Made at the first look, which takes some 75 ms for a photo of 12 megapixels: ask beside the window.
    """
    try:
        return thumbnail(project.folder, photo, longest)
    except Problem:
        return None
