"""Small pictures for lists and pages, made when first looked at and kept beside the project."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.heads import HEIC, read_head
from camifield.media.photos import photo_path
from camifield.media.pillow import MOST_PIXELS, with_image

if TYPE_CHECKING:
    from PIL.Image import Image

THUMBNAILS = "thumbnails"
# The longest side in pixels: a row of a list, a card, a whole page. Few sizes, so that the folder stays small.
SIZES = (160, 480, 1600)
_SMALL = 480
# The one that travels to laptops without the original: large enough to tell a leopard from a lynx, some 30 KB.
TRAVELLING = 480
_QUALITY = 82


def thumbnail_path(folder: Folder, digest: bytes, size: int) -> Path:
    """Where the small picture of that size (one of `SIZES`) lies, whether it is there or not."""
    return folder.path(THUMBNAILS, digest.hex()[:2], f"{digest.hex()}-{size}.jpg")


def thumbnail(folder: Folder, digest: bytes, longest: int = SIZES[0], name: str = "") -> Path | None:
    """A JPEG of the photo with that SHA-256, upright, its longest side the next of `SIZES` at or above `longest`.

    Never larger than the original, and without the camera's notes. None when the photo is kept but this version
    cannot show its kind or its size. Of an original that is on another laptop, what came of it is shown: no larger
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
    if head.media_type == HEIC or head.pixels > MOST_PIXELS:
        return None
    folder.write(with_image(source, shown, lambda image: _shrink(image, size)), *names)
    return target


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


def _shrink(image: Image, size: int) -> bytes:
    """The JPEG bytes of the image turned upright, on white where it is transparent."""
    from PIL import Image as Images
    from PIL import ImageOps

    gap = (
        1.0 if size > _SMALL else 2.0
    )  # a large one is unpacked no larger than needed: half the time, same look
    image.thumbnail((size, size), Images.Resampling.BICUBIC, reducing_gap=gap)
    upright = ImageOps.exif_transpose(image)
    if upright.has_transparency_data:
        sheet = Images.new("RGBA", upright.size, "white")
        sheet.alpha_composite(upright.convert("RGBA"))
        upright = sheet
    out = BytesIO()
    upright.convert("RGB").save(out, "JPEG", quality=_QUALITY)
    return out.getvalue()
