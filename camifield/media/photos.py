"""Photos as files named by their content: kept whole before any record refers to them, and only once."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.media.exif import NO_NOTES, Camera, read_camera
from camifield.media.heads import Head, read_head
from camifield.media.pillow import MOST_PIXELS, too_many_pixels, with_image

if TYPE_CHECKING:
    from PIL.Image import Image

PHOTOS = "photos"
MOST_BYTES = 100_000_000
# Even a plain blue sky takes a byte for every 20 to 30 pixels; what claims far more is made to burst a decoder.
_MOST_PIXELS_A_BYTE = 100
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Photo:
    """A kept photo. `width` and `height` are pixels as stored, before the camera's orientation turns them.

    `camera` holds the camera's claims as text. `problem` tells a person why the kept original cannot
    be shown: ``photo-not-readable`` (damaged or cut short) or ``photo-kept-unshown`` (more pixels than can be unpacked).
    """

    sha256: bytes
    size: int
    media_type: str
    name: str | None = None
    width: int | None = None
    height: int | None = None
    camera: Camera = NO_NOTES
    problem: Problem | None = field(default=None, compare=False)


def photo_path(folder: Folder, digest: bytes) -> Path:
    """Where the photo of that SHA-256 lies in the project's folder, whether it is there or not."""
    return folder.path(*_names(digest))


Look = Callable[[bytes, "Image"], None]


def store_photo(
    folder: Folder, source: Path | bytes, name: str | None = None, look: Look | None = None
) -> Photo:
    """Keep a photo of a file or of bytes under ``photos/ab/<sha256>``, safely on the disk when this returns.

    `name` is what the person called it (a path's own name when not given); it is kept as text only. A damaged
    photo is kept too, with its `problem`. `look` is given the SHA-256 and the opened image, and must read all of it;
    without one the photo is only looked through. Raises Problem ``photo-cannot-be-opened``, ``photo-is-empty``,
    ``photo-not-an-image``, ``photo-too-large`` (a decompression bomb), ``photo-too-many-bytes`` and
    ``disk-is-full``; then nothing is kept.
    """
    shown = _as_text(name or (source.name if isinstance(source, Path) else ""))
    data = _read(source, shown)
    head = read_head(BytesIO(data))
    if head is None:
        code = "photo-not-an-image" if data else "photo-is-empty"
        raise Problem(code, parameters={"file": shown})
    if head.pixels > max(MOST_PIXELS, len(data) * _MOST_PIXELS_A_BYTE):
        raise too_many_pixels(shown)
    digest, size = sha256(data).digest(), len(data)
    _keep(folder, data, digest)
    del data  # the decoder reads the file: the photo lies in memory once, not twice
    camera, problem = _look(photo_path(folder, digest), digest, head, shown, look or _unpack_small)
    return Photo(digest, size, head.media_type, shown or None, head.width, head.height, camera, problem)


def _names(digest: bytes) -> tuple[str, str, str]:
    if len(digest) != 32:
        raise ValueError("a SHA-256 has 32 bytes")
    return PHOTOS, digest.hex()[:2], digest.hex()


def _as_text(name: str) -> str:
    """A file's name as text that can be kept and shown: no folders, no control letters, no broken Unicode."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    whole = last.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter for letter in whole if letter.isprintable()).strip()[:_LONGEST_NAME]


def _read(source: Path | bytes, shown: str) -> bytes:
    if isinstance(source, bytes):
        data = source
    else:
        try:
            if not source.is_file():  # a pipe or a device would never end
                raise FileNotFoundError(errno.ENOENT, "not a file")
            with source.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise Problem("photo-cannot-be-opened", parameters={"file": shown}) from error
    if len(data) > MOST_BYTES:
        raise Problem(
            "photo-too-many-bytes", parameters={"file": shown, "megabytes": MOST_BYTES // 1_000_000}
        )
    return data


def _keep(folder: Folder, data: bytes, digest: bytes) -> None:
    """Write the file unless the same content lies there already; a copy that lost bytes is written anew."""
    path = photo_path(folder, digest)
    if path.is_file() and path.stat().st_size == len(data):
        return
    try:
        folder.write(data, *_names(digest))
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Problem("disk-is-full", parameters={"megabytes": -(-len(data) // 1_000_000)}) from error
        raise


def _look(path: Path, digest: bytes, head: Head, shown: str, look: Look) -> tuple[Camera, Problem | None]:
    """The camera's notes, and whether the picture can be unpacked to its last line."""
    found = NO_NOTES

    def work(image: Image) -> None:
        nonlocal found
        found = read_camera(image)
        look(digest, image)

    if head.pixels > MOST_PIXELS:
        return found, Problem(
            "photo-kept-unshown", parameters={"file": shown, "megapixels": MOST_PIXELS // 1_000_000}
        )
    try:
        with_image(path, shown, work)
    except Problem as problem:
        return found, problem
    return found, None


def _unpack_small(_digest: bytes, image: Image) -> None:
    """Read every byte of the picture, a JPEG at an eighth of its size: 5 times faster and as sure."""
    image.draft("RGB", (image.width // 8, image.height // 8))
    image.load()
