"""Small pictures for lists and pages, made when first looked at and kept beside the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.heads import read_head
from camifield.media.photos import photo_path
from camifield.media.pillow import MOST_PIXELS, with_image
from camifield.media.shrinking import as_jpeg, shrink, smaller

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAILS = "thumbnails"
# The longest side in pixels: a row of a list, a card, a whole page. Few sizes, so that the folder stays small.
SIZES = (160, 480, 1600)
# The one that travels to laptops without the original: large enough to tell a leopard from a lynx, some 30 KB.
TRAVELLING = 480


def thumbnail_path(folder: Folder, digest: bytes, size: int) -> Path:
    """Where the small picture of that size (one of `SIZES`) lies, whether it is there or not."""
    return folder.path(THUMBNAILS, digest.hex()[:2], f"{digest.hex()}-{size}.jpg")


def thumbnail(folder: Folder, digest: bytes, longest: int = SIZES[0], name: str = "") -> Path | None:
    """A JPEG of the photo with that SHA-256, upright, its longest side the next of `SIZES` at or above `longest`.

    Never larger than the original, and without the camera's notes. None when the photo is kept but is too large to
    be unpacked. Of an original that is on another laptop, what came of it is shown: no larger
    than `TRAVELLING`. `name` is what a person calls the photo. Raises Problem ``photo-not-here`` and
    ``photo-not-readable``.
    """
    size = next((one for one in SIZES if one >= longest), SIZES[-1])
    names = (THUMBNAILS, digest.hex()[:2], f"{digest.hex()}-{size}.jpg")
    target = folder.path(*names)
    if target.is_file():
        return target
    shown = name or digest.hex()[:8]
    source = photo_path(folder, digest)
    if not source.is_file():
        source = folder.path(*travelling_names(digest))
        if not source.is_file():
            raise Problem("photo-not-here", parameters={"file": shown})
        if size >= TRAVELLING:
            return source
    with source.open("rb") as file:
        head = read_head(file)
    if head is None:
        raise Problem("photo-not-readable", parameters={"file": shown})
    if head.pixels > MOST_PIXELS:
        return None
    folder.write(with_image(source, shown, lambda image: as_jpeg(shrink(image, size))), *names)
    return target


def small_pictures(folder: Folder) -> Callable[[bytes, Image], None]:
    """What keeps the small pictures of a photo while it is unpacked for the first time: those of a list and of a card."""

    def keep(digest: bytes, image: Image) -> None:
        picture = shrink(image, TRAVELLING)
        folder.write(as_jpeg(picture), *travelling_names(digest))
        least = f"{digest.hex()}-{SIZES[0]}.jpg"
        folder.write(as_jpeg(smaller(picture, SIZES[0])), THUMBNAILS, digest.hex()[:2], least)

    return keep


def travelling_names(digest: bytes) -> tuple[str, str, str]:
    """Where in the project's folder the small picture lies that travels."""
    return THUMBNAILS, digest.hex()[:2], f"{digest.hex()}-{TRAVELLING}.jpg"


def travelling_digest(name: str) -> bytes | None:
    """The SHA-256 of the photo whose small picture has this file's name; None for another file."""
    digest, dash, ending = name.partition("-")
    if not dash or ending != f"{TRAVELLING}.jpg" or len(digest) != 64 or digest.strip("0123456789abcdef"):
        return None
    return bytes.fromhex(digest)


def forget_thumbnails(folder: Folder, digest: bytes) -> None:
    """Throw the small pictures of a photo away; they are made anew from the original at the next look."""
    for size in SIZES:
        folder.remove(THUMBNAILS, digest.hex()[:2], f"{digest.hex()}-{size}.jpg")
