"""The camera's time and place come out as text, and damaged notes come out as nothing."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from camifield.media.exif import Camera, read_camera
from tests.media.pictures import EXIF_FOLDER, GPS_FOLDER, camera_notes, drawn, packed


def notes_of(exif: Image.Exif) -> Camera:
    """What is read from a real JPEG that carries these notes."""
    with Image.open(BytesIO(packed(drawn(), exif=exif))) as image:
        return read_camera(image)


def test_time_and_place_are_read() -> None:
    """A ranger may take date and place from the photo: they must be the camera's own, west and all."""
    assert notes_of(camera_notes()) == Camera("2026:03:12 23:40:01 +08:00", "43.256540, -107.500000")


@pytest.mark.parametrize(
    "parts",
    [
        (IFDRational(0, 0), IFDRational(0, 0), IFDRational(0, 0)),
        (IFDRational(91), IFDRational(0), IFDRational(0)),
    ],
)
def test_a_place_that_cannot_be_is_left_out(parts: tuple[IFDRational, ...]) -> None:
    """Cameras without a fix write zero by zero, and damaged ones a latitude past the pole."""
    exif = camera_notes()
    exif.get_ifd(GPS_FOLDER)[2] = parts
    assert notes_of(exif).gps is None


def test_a_clock_that_was_never_set_says_nothing() -> None:
    """A time of zeros is no time; the date of change stands in when there is one."""
    assert notes_of(camera_notes(taken="0000:00:00 00:00:00")).taken_at is None
    exif = Image.Exif()
    exif[0x0132] = "2026:03:13 07:00:00"
    assert notes_of(exif).taken_at == "2026:03:13 07:00:00"


def test_control_letters_are_left_out() -> None:
    """Text out of a file is kept as plain text, whatever it carried."""
    exif = camera_notes(taken="2026:03:12\x07 10:00:00")
    assert notes_of(exif).taken_at == "2026:03:12 10:00:00 +08:00"
    assert exif.get_ifd(EXIF_FOLDER)
