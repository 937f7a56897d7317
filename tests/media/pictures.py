"""Real pictures for the tests, drawn here so that the project ships none."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

ORIENTATION, EXIF_FOLDER, GPS_FOLDER = 0x0112, 0x8769, 0x8825


def drawn(width: int = 64, height: int = 48, mode: str = "RGB") -> Image.Image:
    """A picture whose left half is dark and right half is light, so that turning it can be seen."""
    picture = Image.linear_gradient("L").rotate(90).resize((width, height))
    return picture.convert(mode)


def packed(picture: Image.Image, kind: str = "JPEG", exif: Image.Exif | None = None) -> bytes:
    """The picture as the bytes of a file of that kind."""
    out = BytesIO()
    if exif is None:
        picture.save(out, kind)
    else:
        picture.save(out, kind, exif=exif)
    return out.getvalue()


def heic(picture: Image.Image, exif: Image.Exif | None = None) -> bytes:
    """The picture as a telephone writes it, by a library that the program itself does not have."""
    from pillow_heif import from_pillow

    out = BytesIO()
    notes = exif.tobytes() if exif is not None else None
    from_pillow(picture).save(out, exif=notes)  # pyright: ignore[reportUnknownMemberType] (it has no types)
    return out.getvalue()


def camera_notes(
    *, orientation: int = 1, position: bool = True, taken: str = "2026:03:12 23:40:01", offset: str = "+08:00"
) -> Image.Exif:
    """EXIF as a camera writes it: a time with its offset and a place in degrees, minutes and seconds."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(EXIF_FOLDER)[0x9003] = taken
    if offset:
        exif.get_ifd(EXIF_FOLDER)[0x9011] = offset
    if position:
        degrees = (IFDRational(43), IFDRational(15), IFDRational(23544, 1000))
        exif.get_ifd(GPS_FOLDER).update(
            {1: "N", 2: degrees, 3: "W", 4: (IFDRational(107), IFDRational(30), IFDRational(0))}
        )
    return exif


def degrees(number: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Degrees, minutes and seconds as EXIF writes them."""
    whole, minutes = int(number), int(number * 60) % 60
    return IFDRational(whole), IFDRational(minutes), IFDRational(round((number * 3600 % 60) * 1000), 1000)


def notes_at(
    taken: str,
    satellites: str = "",
    place: tuple[float, float] | None = (42.3186, 76.90412),
    model: str = "X100",
) -> Image.Exif:
    """A camera without a zone whose receiver wrote its own UTC ("2026:03:12 03:20:00") and a place north and east."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "ACME Corp", model
    exif.get_ifd(EXIF_FOLDER)[0x9003] = taken
    receiver = exif.get_ifd(GPS_FOLDER)
    if place is not None:
        receiver.update({1: "N", 2: degrees(place[0]), 3: "E", 4: degrees(place[1])})
    if satellites:
        day, _, clock = satellites.partition(" ")
        receiver.update({29: day, 7: tuple(IFDRational(int(part)) for part in clock.split(":"))})
    return exif
