"""What the camera wrote beside the picture: when and where, as text, for a person to accept or not."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, SupportsFloat

if TYPE_CHECKING:
    from PIL.Image import Image

# Exif 2.32 (CIPA DC-008): numbers of the tags and of the two folders that hold them.
_EXIF_FOLDER, _GPS_FOLDER = 0x8769, 0x8825
_WHEN = ((0x9003, 0x9011), (0x9004, 0x9012))  # original, then digitised, each with its offset from UTC
_CHANGED = 0x0132
_LATITUDE, _LONGITUDE = (1, 2, 90), (3, 4, 180)


@dataclass(frozen=True, slots=True)
class Camera:
    """`taken_at` as the camera wrote it ("2008:10:22 16:28:39", with "+06:00" when it says so); `gps` as decimal degrees."""

    taken_at: str | None = None
    gps: str | None = None


def read_camera(image: Image) -> Camera:
    """The camera's own notes; what is missing or damaged among them is None."""
    exif = image.getexif()
    return Camera(
        _taken(exif.get_ifd(_EXIF_FOLDER)) or _text(exif.get(_CHANGED)),
        _position(exif.get_ifd(_GPS_FOLDER)),
    )


def _taken(tags: Mapping[int, object]) -> str | None:
    for when, offset in _WHEN:
        if text := _text(tags.get(when)):
            return f"{text} {zone}" if (zone := _text(tags.get(offset))) else text
    return None


def _text(value: object) -> str | None:
    """A short text of a tag; None when it is blank, all zeros (a camera whose clock was never set) or no text."""
    if not isinstance(value, str):
        return None
    text = "".join(letter for letter in value if letter.isprintable()).strip()[:40]
    return text if text.strip("0: ") else None


def _position(tags: Mapping[int, object]) -> str | None:
    latitude, longitude = _degrees(tags, *_LATITUDE), _degrees(tags, *_LONGITUDE)
    if latitude is None or longitude is None:
        return None
    return f"{latitude:.6f}, {longitude:.6f}"


def _degrees(tags: Mapping[int, object], reference: int, number: int, most: int) -> float | None:
    """Signed decimal degrees of a (degrees, minutes, seconds) tag and its letter."""
    parts, letter = tags.get(number), _text(tags.get(reference))
    if not isinstance(parts, tuple) or letter not in ("N", "S", "E", "W"):
        return None
    total = 0.0
    for place, part in enumerate(parts[:3]):  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType] (a tuple of whatever the file held)
        if not isinstance(part, SupportsFloat):
            return None
        total += _number(part) / 60**place
    if math.isnan(total) or not 0 <= total <= most:
        return None
    return -total if letter in ("S", "W") else total


def _number(part: SupportsFloat) -> float:
    """The value of a rational; NaN when its divisor is zero, as cameras without a fix write."""
    try:
        return float(part)
    except ZeroDivisionError:
        return math.nan
