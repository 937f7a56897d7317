"""Photos without a place take one from a track of their time, and lose it again when their time changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from camifield.commands import tracks
from camifield.commands.photos import Pasted, bring_in
from camifield.commands.tracks import Chosen
from camifield.progress import Progress
from camifield.project.project import Project
from tests.formats.features.making import gpx, written
from tests.making import ENGLISH, make_project, person
from tests.media.pictures import drawn, notes_at, packed
from ui.photos.presenter import PhotosPresenter


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project on a laptop at +06:00, with a track north from 42.0 between 09:00 and 09:59 of 12 March."""
    made = make_project(tmp_path)
    points = "".join(
        f'<trkpt lat="{42 + at / 1000:.4f}" lon="76.5"><time>2026-03-12T03:{at:02}:00Z</time></trkpt>'
        for at in range(60)
    )
    path = written(tmp_path / "walk.gpx", gpx(f"<trk><name>Walk</name><trkseg>{points}</trkseg></trk>"))
    chosen = [
        Chosen(walk, bytes.fromhex(person(made)), day=None) for walk in tracks.look_at(made, path).walks
    ]
    tracks.keep(made, "walk.gpx", chosen, ENGLISH)
    yield made
    made.close()


def presenter(project: Project, *taken: str) -> PhotosPresenter:
    """The page's presenter with photos of these times, none of which has a place."""
    made = PhotosPresenter(project, ENGLISH)
    photos = [packed(drawn(64 + at, 48), exif=notes_at(one, place=None)) for at, one in enumerate(taken)]
    sources = [Pasted(f"{at}.jpg", lambda data=data: data) for at, data in enumerate(photos)]
    made.add(bring_in(project, sources, Progress()))
    return made


def test_a_track_tells_where_a_photo_was_taken(project: Project) -> None:
    """A ten minutes' walk is a draft; with the places of the track the draft knows where, and from what."""
    made = presenter(project, "2026:03:12 09:20:00", "2026:03:12 14:00:00")
    assert made.lacks_place() == 2
    made.take_places(made.look_in_tracks(Progress()))
    assert [(shot.latitude, shot.place_from) for shot in made.shots] == [("42.02000", "track"), ("", "")]
    assert made.told == ["Photos that a track gave a place: 1."]
    ids, _ = made.make(Progress())
    draft = project.drafts.get(ids[0])
    assert draft is not None
    assert draft.entries["verbatim_coordinates"] == "42.02000, 76.50000"
    assert draft.entries["georeference_source"] == "track"


def test_a_corrected_clock_asks_the_track_anew(project: Project) -> None:
    """Half an hour later the track was elsewhere: the place of the wrong time must not stay."""
    made = presenter(project, "2026:03:12 09:20:00")
    made.take_places(made.look_in_tracks(Progress()))
    made.correct("ACME Corp X100", timedelta(minutes=30))
    assert not made.shots[0].has_place
    made.take_places(made.look_in_tracks(Progress()))
    assert made.shots[0].latitude == "42.05000"


def test_without_tracks_nothing_is_offered(tmp_path: Path) -> None:
    """Where no track is kept there is nothing to look in."""
    project = make_project(tmp_path)
    assert presenter(project, "2026:03:12 09:20:00").lacks_place() == 0
    project.close()
