"""The one door to Pillow: imported on first use, with only the decoders that photos need, and with bombs as errors."""

from __future__ import annotations

import struct
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from camifield.errors import Problem

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PIXELS = 100_000_000
DECODERS = ("JPEG", "PNG", "WEBP", "GIF")
# Photos of telephones have a library of their own, which is not loaded for anything else.
TELEPHONE = ("HEIF",)
_BOXED = b"ftyp"

# What decoders raise on bytes that no camera would write.
_BROKEN = (
    *(OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, ArithmeticError, struct.error),
    RuntimeError,
)

Result = TypeVar("Result")


def with_image(path: Path, name: str, work: Callable[[Image], Result]) -> Result:
    """Open the image at `path`, its pixels still packed, and hand it to `work`.

    `name` is what a person calls the file. Raises Problem ``photo-too-large`` for a decompression bomb,
    ``photo-not-readable`` for whatever the decoder cannot read (truncated files too), and OSError when the
    disk itself fails.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            warnings.filterwarnings(
                "ignore", category=UserWarning, module="PIL"
            )  # damaged notes of the camera
            with Image.open(path, formats=_decoders(path)) as image:
                return work(image)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as bomb:
        raise too_many_pixels(name) from bomb
    except _BROKEN as broken:
        if isinstance(broken, OSError) and broken.errno is not None:
            raise
        raise Problem("photo-not-readable", parameters={"file": name}) from broken


def _decoders(path: Path) -> tuple[str, ...]:
    """The decoders that may look at a file; the one for photos of telephones is learned with the first of these."""
    with path.open("rb") as file:
        if file.read(8)[4:] != _BOXED:
            return DECODERS
    _learn_telephones()
    return TELEPHONE


@cache
def _learn_telephones() -> None:
    from pi_heif import (
        register_heif_opener,  # pyright: ignore[reportUnknownVariableType] (it declares no types of its options)
    )

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)


def too_many_pixels(name: str) -> Problem:
    """The Problem of an image that would burst the memory when unpacked."""
    return Problem("photo-too-large", parameters={"file": name, "megapixels": MOST_PIXELS // 1_000_000})
