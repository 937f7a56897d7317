"""The camera's time and place come out as text, and damaged notes come out as nothing."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from camifield.media.exif import Camera, read_camera
from camifield.media.pillow import with_image
from tests.media.pictures import EXIF_FOLDER, GPS_FOLDER, camera_notes, drawn, heic, notes_at, packed


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


def test_what_a_receiver_in_the_camera_knows_is_read() -> None:
    """Its own clock, height, exactness and direction help to judge the place; the maker's name is said once."""
    exif = notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:07")
    exif.get_ifd(GPS_FOLDER).update(
        {5: b"\0", 6: IFDRational(16504, 10), 31: IFDRational(47, 10), 16: "T", 17: IFDRational(1345, 10)}
    )
    assert notes_of(exif) == Camera(
        "2026:03:12 09:20:00",
        "42.318600, 76.904120",
        "2026-03-12T03:20:07Z",
        altitude="1650.4",
        accuracy="4.7",
        heading="134.5",
        north="true",
        model="ACME Corp X100",
    )


@pytest.mark.parametrize(
    "said",
    [{9: "V"}, {18: "TOKYO"}, {18: "PULKOVO 1942"}, {2: (IFDRational(0),) * 3, 4: (IFDRational(0),) * 3}],
)
def test_a_place_that_is_not_where_the_camera_was_is_left_out(said: dict[int, object]) -> None:
    """A receiver without a fix, another datum and zero by zero are not quietly taken for a position."""
    exif = notes_at("2026:03:12 09:20:00")
    exif.get_ifd(GPS_FOLDER).update(said)
    assert notes_of(exif).gps is None
    assert notes_of(exif).taken_at == "2026:03:12 09:20:00"


def test_notes_cut_short_keep_what_is_whole() -> None:
    """A photo whose notes end in the middle is still a photo, and never stops the reading."""
    data = packed(drawn(), exif=notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:07"))
    start, length = data.index(b"Exif\0\0"), int.from_bytes(data[4:6], "big")
    for cut in range(8, length - 4, 7):
        notes = data[start : start + cut]
        short = data[:2] + b"\xff\xe1" + (len(notes) + 2).to_bytes(2, "big") + notes + data[4 + length :]
        with Image.open(BytesIO(short)) as image:
            assert read_camera(image).gps in (None, "42.318600, 76.904120")
            image.load()


def test_a_telephone_says_the_same_in_its_own_kind_of_file(tmp_path: Path) -> None:
    """HEIC carries the same notes as JPEG."""
    path = tmp_path / "IMG_1.HEIC"
    path.write_bytes(heic(drawn(), notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:07")))
    found = with_image(path, path.name, read_camera)
    assert (found.gps, found.gps_at) == ("42.318600, 76.904120", "2026-03-12T03:20:07Z")
