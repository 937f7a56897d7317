"""What the camera wrote beside the picture: when, where and with what, as text, for a person to accept or not."""

from __future__ import annotations

import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, SupportsFloat, TypeVar, cast

if TYPE_CHECKING:
    from PIL.Image import Image

# Exif 2.32 (CIPA DC-008): numbers of the tags and of the two folders that hold them.
_EXIF_FOLDER, _GPS_FOLDER = 0x8769, 0x8825
_WHEN = ((0x9003, 0x9011), (0x9004, 0x9012))  # original, then digitised, each with its offset from UTC
_CHANGED, _CHANGED_OFFSET = 0x0132, 0x9010
_MAKE, _MODEL, _ORIENTATION = 0x010F, 0x0110, 0x0112
_LATITUDE, _LONGITUDE = (1, 2, 90), (3, 4, 180)
_BELOW_SEA, _ALTITUDE, _CLOCK, _STATUS = 5, 6, 7, 9
_NORTH, _DIRECTION, _DATUM, _DAY, _ERROR = 16, 17, 18, 29, 31
_NO_FIX = "V"  # the receiver said itself that it had none: what stands there is where it was last
# A camera that names another datum means other numbers; a blank one is WGS 84, as receivers are set.
_WGS84 = frozenset(("", "WGS84", "WGS1984", "WGS-84"))
_FARTHEST_M, _HIGHEST_M = 100_000.0, 12_000.0
_Found = TypeVar("_Found")
_BROKEN = (ValueError, TypeError, LookupError, ArithmeticError, struct.error, OSError, SyntaxError)


@dataclass(frozen=True, slots=True)
class Camera:
    """The camera's claims as text; None where it says nothing that can be.

    `taken_at` as it wrote it ("2008:10:22 16:28:39", with " +06:00" when it says so); `gps` as decimal degrees of
    WGS 84 ("43.256540, -107.500000"); `gps_at` the UTC of its receiver ("2008-10-23T14:27:07Z"); `altitude` and
    `accuracy` in metres; `heading` in degrees, with `north` "true" or "magnetic"; `model` what the camera is called.
    """

    taken_at: str | None = None
    gps: str | None = None
    gps_at: str | None = None
    altitude: str | None = None
    accuracy: str | None = None
    heading: str | None = None
    north: str | None = None
    model: str | None = None


NO_NOTES = Camera()


def read_camera(image: Image) -> Camera:
    """The camera's own notes; what is missing or damaged among them is None. Never raises on bad notes."""
    exif = _tried(image.getexif)
    if exif is None:
        return NO_NOTES
    notes = _tried(lambda: exif.get_ifd(_EXIF_FOLDER)) or {}
    receiver = cast("Mapping[int, object]", _tried(lambda: exif.get_ifd(_GPS_FOLDER)) or {})
    top = cast("Mapping[int, object]", _tried(lambda: dict(exif)) or {})
    position = _position(receiver)
    heading, north = _heading(receiver)
    return Camera(
        _taken(notes) or _stamped(top.get(_CHANGED), notes.get(_CHANGED_OFFSET)),
        position,
        _satellite_time(receiver),
        _altitude(receiver) if position else None,
        _within(receiver.get(_ERROR), 0.1, _FARTHEST_M) if position else None,
        heading,
        north,
        _model(top),
    )


def orientation_of(image: Image) -> int:
    """How the picture is to be turned (1 to 8, as EXIF counts); 1 where it does not say."""
    exif = _tried(image.getexif)
    found = exif.get(_ORIENTATION) if exif is not None else None
    return found if isinstance(found, int) and 1 <= found <= 8 else 1


def _tried(read: Callable[[], _Found]) -> _Found | None:
    """What a reader finds; None where the notes are cut short or point outside themselves."""
    try:
        return read()
    except _BROKEN:
        return None


def _taken(tags: Mapping[int, object]) -> str | None:
    return next(
        (found for when, offset in _WHEN if (found := _stamped(tags.get(when), tags.get(offset)))), None
    )


def _stamped(when: object, offset: object) -> str | None:
    text, zone = _text(when), _text(offset)
    return f"{text} {zone}" if text and zone else text


def _text(value: object) -> str | None:
    """A short text of a tag; None when it is blank, all zeros (a camera whose clock was never set) or no text."""
    if not isinstance(value, str):
        return None
    text = "".join(letter for letter in value if letter.isprintable()).strip()[:40]
    return text if text.strip("0: ") else None


def _model(tags: Mapping[int, object]) -> str | None:
    """Make and model, the make once: "NIKON COOLPIX P6000", "Apple iPhone 12"."""
    make, model = _text(tags.get(_MAKE)) or "", _text(tags.get(_MODEL)) or ""
    is_named = not make or model.casefold().startswith(make.split()[0].casefold())
    return (model if is_named else f"{make} {model}").strip() or None


def _position(tags: Mapping[int, object]) -> str | None:
    datum = (_text(tags.get(_DATUM)) or "").replace(" ", "").upper()
    if _text(tags.get(_STATUS)) == _NO_FIX or datum not in _WGS84:
        return None
    latitude, longitude = _degrees(tags, *_LATITUDE), _degrees(tags, *_LONGITUDE)
    if latitude is None or longitude is None or (latitude == 0 and longitude == 0):
        return None
    return f"{latitude:.6f}, {longitude:.6f}"


def _degrees(tags: Mapping[int, object], reference: int, number: int, most: int) -> float | None:
    """Signed decimal degrees of a (degrees, minutes, seconds) tag and its letter."""
    letter = _text(tags.get(reference))
    total = _sixtieths(tags.get(number))
    if letter not in ("N", "S", "E", "W") or total is None or not 0 <= total <= most:
        return None
    return -total if letter in ("S", "W") else total


def _sixtieths(parts: object) -> float | None:
    """The value of up to three numbers, each a sixtieth of the one before."""
    if not isinstance(parts, tuple):
        return None
    numbers = [_number(part) for part in cast("tuple[object, ...]", parts)[:3]]
    total = sum(part / 60**place for place, part in enumerate(numbers))
    return total if numbers and math.isfinite(total) else None


def _number(part: object) -> float:
    """The value of a rational; NaN when its divisor is zero, as cameras without a fix write, or for no number."""
    try:
        return float(part) if isinstance(part, SupportsFloat) else math.nan
    except ZeroDivisionError:
        return math.nan


def _within(value: object, least: float, most: float) -> str | None:
    """A number as text with one digit after the point; None outside the bounds."""
    number = _number(value)
    return f"{number:.1f}" if least <= number <= most else None


def _altitude(tags: Mapping[int, object]) -> str | None:
    height = _within(tags.get(_ALTITUDE), 0, _HIGHEST_M)
    is_below = tags.get(_BELOW_SEA) in (1, b"\x01")
    return f"-{height}" if height and is_below else height


def _heading(tags: Mapping[int, object]) -> tuple[str | None, str | None]:
    degrees = _number(tags.get(_DIRECTION))
    if not 0 <= degrees <= 360:
        return None, None
    north = {"T": "true", "M": "magnetic"}.get(_text(tags.get(_NORTH)) or "")
    return f"{degrees % 360:.1f}", north


def _satellite_time(tags: Mapping[int, object]) -> str | None:
    """The receiver's own UTC; it has a day of its own, without which its hours say nothing."""
    day, hours = (_text(tags.get(_DAY)) or "").replace(":", "-"), _sixtieths(tags.get(_CLOCK))
    if len(day) != 10 or hours is None or not 0 <= hours < 24:
        return None
    seconds = round(hours * 3600) % 86_400
    return f"{day}T{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}Z"
