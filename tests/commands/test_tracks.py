"""Protects tracks that come in: cut by local days, kept once, and giving records their places by time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from camifield.commands import tracks
from camifield.commands.saving import Incomplete, save
from camifield.commands.tracks import Chosen, Walk
from camifield.commands.undoing import undo
from camifield.kinds.track import points_of
from camifield.project.project import Project
from camifield.queries import tracked
from camifield.queries.tracked import where_was, without_place
from camifield.store.query import CardQuery
from camifield.store.records import StoredRecord
from tests.formats.features.making import gpx, written
from tests.making import ENGLISH, make_project, person, sighting

BEGAN = datetime(2026, 3, 11, 16, 0, tzinfo=UTC)  # 22:00 in Kyrgyzstan


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Project:
    """A project with two people."""
    return make_project(tmp_path)


def file(tmp_path: Path, *, minutes: int = 240, timed: bool = True, name: str = "Night") -> Path:
    """A walk northwards of a point a minute from ten in the evening on."""
    points = "".join(
        f'<trkpt lat="{42 + at / 1000:.4f}" lon="76.5"><ele>1800</ele>'
        + (f"<time>{BEGAN + timedelta(minutes=at):%Y-%m-%dT%H:%M:%SZ}</time>" if timed else "")
        + "</trkpt>"
        for at in range(minutes)
    )
    inside = f'<wpt lat="42" lon="76"/><trk><name>{name}</name><trkseg>{points}</trkseg></trk>'
    return written(tmp_path / "walk.gpx", gpx(inside))


def keep(project: Project, walks: list[Walk], day: date | None = None) -> bytes:
    """Keep these walks as Aibek's; the id that takes them back."""
    aibek = bytes.fromhex(person(project))
    chosen = [Chosen(walk, aibek, day=day) for walk in walks]
    return tracks.keep(project, "walk.gpx", chosen, ENGLISH).batch


def test_a_receiver_that_was_never_switched_off_gives_a_track_a_day(project: Project, tmp_path: Path) -> None:
    """Cut at midnight of the place, not of Greenwich; no point is lost at the cut."""
    looked = tracks.look_at(project, file(tmp_path))
    assert [(one.day, one.begins, one.ends, len(one.points)) for one in looked.walks] == [
        (date(2026, 3, 11), "22:00", "23:59", 120),
        (date(2026, 3, 12), "00:00", "01:59", 120),
    ]
    assert (looked.waypoints, looked.walks[0].offset, looked.walks[0].name) == (1, "+06:00", "Night")
    assert round(looked.walks[0].length_m) == pytest.approx(119 * 111.2, rel=0.01)


def test_a_kept_track_has_every_point_and_goes_back_as_one(project: Project, tmp_path: Path) -> None:
    """The record holds the points; one undo takes away what came in together."""
    looked = tracks.look_at(project, file(tmp_path))
    batch = keep(project, list(looked.walks))
    [first, second] = sorted(
        project.store.records_of_kind("track"), key=lambda one: str(one.values["start_date"])
    )
    points = points_of(first.values)
    assert points is not None
    assert list(points.at_ms) == list(looked.walks[0].points.at_ms)
    assert (first.values["start_date"], first.values["start_time"]) == ("2026-03-11", "22:00")
    assert second.values["end_time"] == "01:59"
    undo(project, batch)
    assert project.store.count(CardQuery(kinds=("track",))) == 0


def test_the_same_file_again_is_known(project: Project, tmp_path: Path) -> None:
    """What is here already is said, so that nobody walks twice."""
    keep(project, list(tracks.look_at(project, file(tmp_path, minutes=30)).walks))
    assert [one.is_here for one in tracks.look_at(project, file(tmp_path)).walks] == [False, False]
    assert [one.is_here for one in tracks.look_at(project, file(tmp_path, minutes=30)).walks] == [True]


def test_a_walk_without_times_is_known_beside_one_with_times(project: Project, tmp_path: Path) -> None:
    """It was kept on a day that somebody said: it is looked for on every day, not on those of its neighbour."""
    untimed = list(tracks.look_at(project, file(tmp_path, minutes=30, timed=False)).walks)
    keep(project, untimed, date(2025, 6, 1))
    points = "".join(
        f'<trkpt lat="{42 + at / 1000:.4f}" lon="76.5"><ele>1800</ele></trkpt>' for at in range(30)
    )
    timed = f'<trkpt lat="43" lon="76"><time>{BEGAN:%Y-%m-%dT%H:%M:%SZ}</time></trkpt>'
    inside = f"<trk><trkseg>{points}</trkseg></trk><trk><trkseg>{timed}</trkseg></trk>"
    looked = tracks.look_at(project, written(tmp_path / "both.gpx", gpx(inside)))
    assert [(one.day, one.is_here) for one in looked.walks] == [(date(2026, 3, 11), False), (None, True)]


def test_the_patrol_of_the_day_is_offered(project: Project, tmp_path: Path) -> None:
    """Where only one was under way; of two nobody guesses."""
    entries = {"start_date": "2026-03-10", "end_date": "2026-03-11", "leader": person(project)}
    patrol = save(project, "patrol", entries, ENGLISH).record
    assert [one.patrol for one in tracks.look_at(project, file(tmp_path)).walks] == [patrol, None]
    save(project, "patrol", entries, ENGLISH)
    assert [one.patrol for one in tracks.look_at(project, file(tmp_path)).walks] == [None, None]


def test_a_track_without_times_asks_for_its_day(project: Project, tmp_path: Path) -> None:
    """It is kept under the day that somebody says, and not without one."""
    [walk] = tracks.look_at(project, file(tmp_path, timed=False)).walks
    assert (walk.day, walk.begins) == (None, "")
    with pytest.raises(Incomplete):
        keep(project, [walk])
    keep(project, [walk], day=date(2026, 3, 9))
    [record] = project.store.records_of_kind("track")
    assert record.values["start_date"] == "2026-03-09"


def test_a_record_with_a_time_finds_its_place_on_the_track(project: Project, tmp_path: Path) -> None:
    """Of the same person, between two points; as one action that goes back as one; a place that is there stays."""
    keep(project, list(tracks.look_at(project, file(tmp_path)).walks))
    plain = {
        "verbatim_coordinates": "",
        "locality": "Tosor",
        "event_date": "2026-03-11",
        "utc_offset": "+06:00",
    }
    aibek = save(project, "sighting", sighting(project, **plain, event_time="22:10"), ENGLISH).record
    other = {**plain, "recorded_by": person(project, "Гулнара С.")}
    save(project, "sighting", sighting(project, **other, event_time="22:10"), ENGLISH)
    save(project, "sighting", sighting(project, **plain, event_time="20:10"), ENGLISH)
    [fitting] = without_place(project, [date(2026, 3, 11)])
    assert (fitting.record, round(fitting.there.latitude, 4)) == (aibek, 42.01)
    done = tracks.put_on_track(project, {fitting.record: fitting.there}, ENGLISH, "walk.gpx")
    values = project.stored(aibek).values
    assert values["verbatim_coordinates"] == "42.01000, 76.50000"
    assert values["georeference_source"] == "track"
    assert without_place(project, [date(2026, 3, 11)]) == []
    assert tracks.put_on_track(project, {fitting.record: fitting.there}, ENGLISH).count == 0
    undo(project, done.batch)
    assert "verbatim_coordinates" not in project.stored(aibek).values


def test_where_somebody_was(project: Project, tmp_path: Path) -> None:
    """At a moment, of anybody or of one person; not when the receiver was silent for long."""
    keep(project, list(tracks.look_at(project, file(tmp_path, minutes=60)).walks))
    at_ms = round((BEGAN + timedelta(minutes=5, seconds=30)).timestamp() * 1000)
    [found] = where_was(project, date(2026, 3, 11), at_ms)
    assert round(found.there.latitude, 4) == 42.0055
    assert where_was(project, date(2026, 3, 11), at_ms, bytes.fromhex(person(project, "Гулнара С."))) == []
    assert where_was(project, date(2026, 3, 11), at_ms + 7_200_000) == []


def test_many_moments_unpack_a_track_once(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand photos of a day ask the same tracks: each is read once, and where memory ends the rest are read anew."""
    one, other = (
        "".join(
            f'<trkpt lat="42.{way}{at}" lon="76.5"><time>2026-03-11T04:0{at}:00Z</time></trkpt>'
            for at in range(6)
        )
        for way in (1, 2)
    )
    path = written(
        tmp_path / "two.gpx", gpx("".join(f"<trk><trkseg>{way}</trkseg></trk>" for way in (one, other)))
    )
    who = bytes.fromhex(person(project))
    tracks.keep(
        project, path.name, [Chosen(walk, who) for walk in tracks.look_at(project, path).walks], ENGLISH
    )
    read: list[bytes] = []
    stored = project.stored

    def counted(record: bytes) -> StoredRecord:
        read.append(record)
        return stored(record)

    monkeypatch.setattr(project, "stored", counted)
    moments = [datetime(2026, 3, 11, 4, 0, second, tzinfo=UTC) for second in range(0, 60, 10)]
    batch = tracked.Batch(project)
    found = [batch.where_was(date(2026, 3, 11), round(at.timestamp() * 1000)) for at in moments]
    assert len(read) == 2
    assert [len(one) for one in found] == [2] * 6
    alone = [where_was(project, date(2026, 3, 11), round(at.timestamp() * 1000)) for at in moments]
    assert [[one.there for one in some] for some in found] == [[one.there for one in some] for some in alone]
    read.clear()
    monkeypatch.setattr(tracked, "MOST_POINTS", 7)  # of the twelve
    small = tracked.Batch(project)
    assert [small.where_was(date(2026, 3, 11), round(at.timestamp() * 1000)) for at in moments] == found
    assert len(read) == 12
