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


def camera_notes(
    *, orientation: int = 1, position: bool = True, taken: str = "2026:03:12 23:40:01"
) -> Image.Exif:
    """EXIF as a camera writes it: a time with its offset and a place in degrees, minutes and seconds."""
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif.get_ifd(EXIF_FOLDER).update({0x9003: taken, 0x9011: "+08:00"})
    if position:
        degrees = (IFDRational(43), IFDRational(15), IFDRational(23544, 1000))
        exif.get_ifd(GPS_FOLDER).update(
            {1: "N", 2: degrees, 3: "W", 4: (IFDRational(107), IFDRational(30), IFDRational(0))}
        )
    return exif
