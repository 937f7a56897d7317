"""Photos beside a handed-over file: originals for the agency, bare copies for anyone else, and all of it accounted for."""

from __future__ import annotations

from collections.abc import Generator
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from camifield.commands.handing_over import HandedOver, Wish, export_csv, export_workbook
from camifield.commands.photos import Pasted, attach
from camifield.commands.photos_along import photos_sentence
from camifield.ids import id_text
from camifield.media.photos import photo_path
from camifield.progress import Progress, Stopped
from camifield.project.project import Project
from camifield.security.references import reference_of
from tests.commands.workbooks import about
from tests.making import ENGLISH, make_project, save_sighting
from tests.media.pictures import drawn, heic, notes_at, packed

NOTES = ("2026:03:12 09:20:00", "2026:03:12 03:20:00")


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A snow leopard with two photos, an argali with one that is only elsewhere and one that is damaged."""
    project = make_project(tmp_path)
    first = attach(project, Pasted("a.jpg", lambda: packed(drawn(320, 240), exif=notes_at(*NOTES))))
    second = attach(project, Pasted("b.heic", lambda: heic(drawn(200, 100), notes_at(*NOTES))))
    save_sighting(project, species="SNL", photos=[first.hex(), second.hex()])
    damaged = attach(project, Pasted("c.jpg", lambda: packed(drawn(300, 200))[:900]))
    save_sighting(project, photos=[(b"\x07" * 32).hex(), damaged.hex()])
    save_sighting(project)
    yield project
    project.close()


def handed(project: Project, path: Path, *, is_exact: bool) -> HandedOver:
    """The workbook with its photos."""
    wish = Wish(path, is_exact=is_exact, receiver="Bern", purpose="map", with_photos=True)
    return export_workbook(project, wish, ENGLISH, Progress())


def test_the_agency_gets_the_originals(project: Project, tmp_path: Path) -> None:
    """Byte by byte, named after the number that stands in the workbook; what is lacking is counted and told."""
    done = handed(project, tmp_path / "CAMI.xlsx", is_exact=True)
    folder = tmp_path / "CAMI-photos"
    assert (done.photos.folder, done.photos.given, done.photos.elsewhere) == (folder, 3, 1)
    number = next(card.number for card in project.store.cards() if card.species == "SNL")
    assert {one.name for one in folder.iterdir() if one.name.startswith(number)} == {
        f"{number}-1.jpg",
        f"{number}-2.heic",
    }
    first = next(card.id for card in project.store.cards() if card.species == "SNL")
    digests = project.stored(first).values["photos"]
    assert isinstance(digests, list)
    for place, ending in ((1, ".jpg"), (2, ".heic")):
        original = photo_path(project.folder, bytes(digests[place - 1])).read_bytes()  # pyright: ignore[reportArgumentType]
        assert (folder / f"{number}-{place}{ending}").read_bytes() == original
    told = about(tmp_path / "CAMI.xlsx")
    assert str(told["Photos"]).startswith("3 in the folder CAMI-photos")
    assert told["Photos that are on other laptops only"] == 1


def test_others_get_copies_that_tell_nothing(project: Project, tmp_path: Path) -> None:
    """No position, no time, no camera, no number of ours in the names; of a damaged one there is no copy."""
    done = handed(project, tmp_path / "CAMI.xlsx", is_exact=False)
    assert (done.photos.given, done.photos.elsewhere, done.photos.left_out) == (2, 1, 1)
    card = next(card for card in project.store.cards() if card.species == "SNL")
    reference = reference_of(project.store.project or b"", card.id)
    names = sorted(one.name for one in (tmp_path / "CAMI-photos").iterdir())
    assert names == [f"{reference}-1.jpg", f"{reference}-2.jpg"]
    for name in names:
        data = (tmp_path / "CAMI-photos" / name).read_bytes()
        assert not [word for word in (b"ACME", b"2026", b"Exif") if word in data]
        with Image.open(BytesIO(data)) as image:
            assert not image.getexif()
    everything = b"".join(path.read_bytes() for path in (tmp_path / "CAMI-photos").iterdir())
    assert id_text(card.id).encode() not in everything
    said = photos_sentence(done.photos, ENGLISH)
    assert "2 photos are in the folder CAMI-photos." in said
    assert "1 is damaged and was left out." in said


@pytest.mark.parametrize(
    "changes",
    [
        {"species": "CHE", "country_code": "IR", "verbatim_coordinates": "33.1 56.5"},
        {"is_told": "informant"},
        {"how_known": "dead", "cause_of_death": "poison"},
    ],
)
def test_photos_that_show_too_much_are_withheld_from_others(tmp_path: Path, changes: dict[str, str]) -> None:
    """A camera trap prints its day into the picture; a photo of a crime or an informant shows a face."""
    project = make_project(tmp_path)
    photo = attach(project, Pasted("a.jpg", lambda: packed(drawn(320, 240))))
    save_sighting(project, photos=[photo.hex()], **changes)
    done = handed(project, tmp_path / "CAMI.xlsx", is_exact=False)
    assert (done.photos.given, done.photos.withheld) == (0, 1)
    assert not (tmp_path / "CAMI-photos").exists()
    assert "withheld" in photos_sentence(done.photos, ENGLISH)
    assert handed(project, tmp_path / "own.xlsx", is_exact=True).photos.given == 1
    project.close()


def test_a_second_export_never_mixes_with_the_first(project: Project, tmp_path: Path) -> None:
    """Originals for the agency lie there already: the copies for others go into a folder of their own."""
    handed(project, tmp_path / "CAMI.xlsx", is_exact=True)
    done = handed(project, tmp_path / "CAMI.xlsx", is_exact=False)
    assert done.photos.folder == tmp_path / "CAMI-photos-2"
    assert len(list((tmp_path / "CAMI-photos").iterdir())) == 3
    assert len(list((tmp_path / "CAMI-photos-2").iterdir())) == 2


def test_without_the_wish_no_photo_goes_out(project: Project, tmp_path: Path) -> None:
    """Photos go along only when somebody asked for them."""
    export_workbook(project, Wish(tmp_path / "CAMI.xlsx"), ENGLISH, Progress())
    assert not list(tmp_path.glob("CAMI-*"))
    assert "Photos" not in about(tmp_path / "CAMI.xlsx")


def test_csv_takes_them_along_as_well(project: Project, tmp_path: Path) -> None:
    """The same folder beside CSV files."""
    done = export_csv(project, Wish(tmp_path / "out.csv", with_photos=True), ENGLISH, Progress())
    assert done.photos.folder == tmp_path / "out-photos"
    assert "out-photos" in (tmp_path / "out-about.csv").read_text("utf-8-sig")


def test_stop_leaves_neither_file_nor_folder(project: Project, tmp_path: Path) -> None:
    """A stopped export leaves nothing half done beside it."""
    (tmp_path / "out").mkdir()
    progress = Progress()
    progress.stop()
    wish = Wish(tmp_path / "out" / "CAMI.xlsx", with_photos=True)
    with pytest.raises(Stopped):
        export_workbook(project, wish, ENGLISH, progress)
    assert list((tmp_path / "out").iterdir()) == []
