"""Photos become drafts with the time and place that they tell, and nothing that they do not."""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from camifield.commands.photo_drafts import make_drafts
from camifield.commands.photo_groups import clock_offers, grouped
from camifield.commands.photos import bring_in
from camifield.commands.saving import save
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.project.shots import Shot, shots_of
from tests.making import ENGLISH, make_project, person
from tests.media.pictures import GPS_FOLDER, drawn, notes_at, packed


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


def brought(project: Project, folder: Path, *photos: Image.Exif) -> list[Shot]:
    """Photos with these notes, each a picture of its own, brought in from files."""
    paths = [folder / f"{number}.jpg" for number in range(len(photos))]
    for number, (path, notes) in enumerate(zip(paths, photos, strict=True)):
        path.write_bytes(packed(drawn(64 + number, 48), exif=notes))
    found = bring_in(project, paths, Progress())
    return shots_of(project, [photo.sha256 for photo in found.photos])


def test_two_meetings_become_two_drafts(project: Project, tmp_path: Path) -> None:
    """Each with its photos, its first time, its place and how exact that is; the person goes on from there."""
    near = notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00")
    near.get_ifd(GPS_FOLDER).update({31: 8.0, 6: 1650.4, 16: "T", 17: 134.5})
    shots = brought(
        project, tmp_path, near, notes_at("2026:03:12 09:22:00", place=None), notes_at("2026:03:12 15:02:00")
    )
    ids, changes = make_drafts(project, "sighting", grouped(shots), {}, ENGLISH)
    assert changes.drafts
    first, second = (project.drafts.get(one) for one in ids)
    assert first is not None
    assert second is not None
    assert {name: first.entries[name] for name in ("event_time", "verbatim_coordinates", "elevation")} == {
        "event_time": "09:20",
        "verbatim_coordinates": "42.318600, 76.904120",
        "elevation": "1650",
    }
    assert first.entries["photos"] == [shots[0].digest.hex(), shots[1].digest.hex()]
    assert first.entries["georeference_source"] == "photo_exif"
    assert first.entries["coordinate_uncertainty_in_meters"] == "8"
    assert (first.entries["bearing_deg"], first.entries["bearing_north"]) == ("134.5", "true")
    assert (first.origin.how, first.origin.file) == ("photo", "0.jpg, 1.jpg")
    assert second.entries["event_time"] == "15:02"


def test_such_a_draft_is_saved_like_any_other(project: Project, tmp_path: Path) -> None:
    """What the photo gave is what is kept, once the person has said what it was."""
    shots = brought(project, tmp_path, notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00"))
    ids, _ = make_drafts(project, "sighting", [shots], {}, ENGLISH)
    draft = project.drafts.get(ids[0])
    assert draft is not None
    saved = save(
        project,
        "sighting",
        {
            **draft.entries,
            "recorded_by": person(project),
            "species": "ARG",
            "how_known": "saw",
            "certainty": "certain",
        },
        ENGLISH,
        draft=ids[0],
    )
    values = project.stored(saved.record).values
    assert values["event_date"] == "2026-03-12"
    assert values["decimal_latitude"] == "42.318600"
    assert values["position_of"] == "observer"
    assert (values["utc_offset"], values["offset_source"]) == ("+06:00", "place")


def test_a_corrected_clock_moves_the_day(project: Project, tmp_path: Path) -> None:
    """A camera 22 hours behind: with the correction the record is of the next day, and the photo stays as it is."""
    shots = brought(project, tmp_path, notes_at("2026:03:11 11:20:00", "2026:03:12 03:20:00"))
    (offer,) = clock_offers(shots)
    assert offer.behind == timedelta(hours=22)
    ids, _ = make_drafts(project, "grazing", [shots], {offer.model: offer.behind}, ENGLISH)
    draft = project.drafts.get(ids[0])
    assert draft is not None
    assert (draft.title.date, draft.entries["event_time"]) == (draft.entries["event_date"], "09:20")
    assert "12" in str(draft.entries["event_date"])
    assert "position_of" not in draft.entries


def test_a_photo_that_tells_nothing_gives_nothing(project: Project, tmp_path: Path) -> None:
    """A picture from a messenger has lost its notes: no date and no place are made up for it."""
    path = tmp_path / "sent.png"
    path.write_bytes(packed(drawn(), "PNG"))
    found = bring_in(project, [path], Progress())
    shots = shots_of(project, [found.photos[0].sha256])
    ids, _ = make_drafts(project, "sighting", grouped(shots), {}, ENGLISH)
    draft = project.drafts.get(ids[0])
    assert draft is not None
    assert not {"event_date", "event_time", "verbatim_coordinates", "utc_offset"} & set(draft.entries)
