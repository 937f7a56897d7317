"""Protects GPX: what a ranger's receiver wrote comes in whole, and what is wrong with it is told."""

from __future__ import annotations

import math
import tracemalloc
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.features.gpx import moment, read_gpx
from camifield.geo.tracks import NO_TIME
from camifield.progress import Progress, Stopped
from tests.formats.features.making import gpx, written

WAYPOINT = (
    '<wpt lat="45.735199945" lon="14.377516648"><ele>812.5</ele><time>2026-03-14T05:10:00Z</time>'
    "<name>Ирбис</name><cmt>BIRDS NEST</cmt><sym>City (Small)</sym>"
    "<extensions><x:depth xmlns:x='http://x'>3</x:depth></extensions></wpt>"
)


def point(number: int, time: str = "") -> str:
    """A track point a little further on than the one before."""
    told = f"<time>{time}</time>" if time else ""
    return f'<trkpt lat="{43 + number / 1000}" lon="{77 + number / 1000}"><ele>{number}</ele>{told}</trkpt>'


def track(*segments: str, name: str = "Day 1") -> str:
    """A track of these segments."""
    return f"<trk><name>{name}</name>{''.join(f'<trkseg>{one}</trkseg>' for one in segments)}</trk>"


def test_a_waypoint_keeps_its_words_and_its_digits(tmp_path: Path) -> None:
    """The numbers stand as they were written, in any script, with what the maker of the unit added."""
    [found] = read_gpx(written(tmp_path / "a.gpx", gpx(WAYPOINT))).waypoints.features
    assert (found.latitude, found.longitude) == ("45.735199945", "14.377516648")
    assert found.parts == (((14.377516648, 45.735199945),),)
    assert dict(found.words) == {
        "ele": "812.5",
        "time": "2026-03-14T05:10:00Z",
        "name": "Ирбис",
        "cmt": "BIRDS NEST",
        "sym": "City (Small)",
        "depth": "3",
    }


def test_a_track_keeps_every_point_with_its_time(tmp_path: Path) -> None:
    """Segments stay apart, and a point without a time or a height has none."""
    inside = track(point(1, "2026-03-14T05:10:00Z") + point(2, "2026-03-14T11:10:01+06:00"), point(3))
    [found] = read_gpx(written(tmp_path / "a.gpx", gpx(inside, version="1.0"))).tracks
    first, second = found.segments
    assert (found.name, len(found)) == ("Day 1", 3)
    assert list(first.latitude) == [43.001, 43.002]
    assert second.at_ms[0] == NO_TIME
    assert first.at_ms[1] - first.at_ms[0] == 1000
    assert list(first.elevation) == [1.0, 2.0]


def test_routes_are_lines(tmp_path: Path) -> None:
    """A planned way is no track: it has corners and no times."""
    corners = '<rtept lat="43" lon="77"><name>a</name></rtept><rtept lat="44" lon="78"/>'
    [found] = read_gpx(
        written(tmp_path / "a.gpx", gpx(f"<rte><name>North</name>{corners}</rte>"))
    ).routes.features
    assert (found.shape, found.parts, found.words["name"]) == (
        "line",
        ([(77.0, 43.0), (78.0, 44.0)],),
        "North",
    )


def test_a_byte_order_mark_and_utf16_change_nothing(tmp_path: Path) -> None:
    """Programs of Windows write one or the other."""
    text = gpx(WAYPOINT)
    marked = written(tmp_path / "a.gpx", b"\xef\xbb\xbf" + text.encode())
    wide = written(tmp_path / "b.gpx", text.replace("UTF-8", "UTF-16").encode("utf-16"))
    assert read_gpx(marked).waypoints.features == read_gpx(wide).waypoints.features != ()


def test_empty_segments_and_places_off_the_earth_are_told(tmp_path: Path) -> None:
    """What has no place is left out of the track, and said; a waypoint keeps its words."""
    bad = '<trkpt lat="NaN" lon="77"/><trkpt lat="91" lon="77"/><trkpt lon="77"/>'
    wrong = '<wpt lat="43" lon="277"><name>Z</name></wpt>'
    found = read_gpx(written(tmp_path / "a.gpx", gpx(wrong + track("", bad + point(1)) + track(""))))
    assert [len(one) for one in found.tracks] == [1]
    assert {one.code: one.parameters["count"] for one in found.notices} == {
        "tracks-without-points": 1,
        "places-off-earth": 3,
    }
    [kept] = found.waypoints.features
    assert (kept.shape, kept.longitude, kept.words["name"]) == ("none", "277", "Z")
    assert [one.code for one in found.waypoints.notices] == ["places-off-earth"]


def test_a_file_that_ends_early_gives_what_it_has(tmp_path: Path) -> None:
    """A stick pulled out in the middle of a copy: what was read counts, and it is said."""
    whole = gpx(WAYPOINT + track(point(1) + point(2)))
    found = read_gpx(written(tmp_path / "a.gpx", whole[: whole.index("</trkseg>")]))
    assert len(found.waypoints.features) == 1
    assert [len(one) for one in found.tracks] == [2]
    assert [one.code for one in found.waypoints.notices] == ["file-ends-early"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><wpt lat="1" lon="2"><name>&x;</name></wpt></gpx>', "xml-with-entities"),
        ("<gpx", "file-is-damaged"),
        ("<html><body/></html>", "not-gpx"),
        ("<gpx>" + "<a>" * 5000, "file-is-damaged"),
    ],
)  # fmt: skip
def test_what_is_no_gpx_is_a_problem(tmp_path: Path, text: str, code: str) -> None:
    """Nothing of it is taken for a waypoint, and nothing else of the disk is read."""
    with pytest.raises(Problem) as caught:
        read_gpx(written(tmp_path / "a.gpx", text))
    assert caught.value.code == code


def test_many_points_take_little_memory(tmp_path: Path) -> None:
    """A season's log must fit a small laptop: some 32 bytes a point, not an object each."""
    count = 20_000
    path = written(tmp_path / "a.gpx", gpx(track("".join(point(number % 900) for number in range(count)))))
    tracemalloc.start()
    [found] = read_gpx(path).tracks
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == count
    assert most < count * 100 + 1_000_000


def test_stop_ends_the_reading(tmp_path: Path) -> None:
    """A file of a million points can be left alone at once."""
    path = written(tmp_path / "a.gpx", gpx(track("".join(point(number) for number in range(6_000)))))
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        read_gpx(path, progress)


@pytest.mark.parametrize("text", ["", "yesterday", "0001-01-01T00:00:00Z", "2026-13-01T00:00:00Z"])
def test_a_time_that_is_none(text: str) -> None:
    """A receiver that had no fix writes year 1, or nothing."""
    assert moment(text) == NO_TIME


def test_a_time_without_offset_is_utc() -> None:
    """As the standard says."""
    assert moment("2026-03-14T05:10:00") == moment("2026-03-14T05:10:00Z") == 1773465000000
    assert not math.isnan(moment("2026-03-14T05:10:00.250Z"))
