"""Protects GPX that goes out: what a receiver reads back is what was kept, whatever people wrote in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.formats.features.gpx import read_gpx
from camifield.formats.gpx_out import Waypoint, write_gpx
from camifield.geo.tracks import NO_TIME, Points
from camifield.progress import Progress, Stopped


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    """Waypoints with their words, heights and times; tracks with their breaks; signs that XML cannot hold left out."""
    points = Points(breaks=[2])
    points.add(77.1234567, 43.0, 812.5, 1773205200000)
    points.add(77.2, 43.1)
    points.add(77.3, 43.2, at_ms=1773205200250)
    waypoints = [
        Waypoint(43.25, 76.9, "M7-0001", 'Ирбис <&> "1"\x00\x0b 雪豹', "Sighting", 2000, 1773205200000),
        Waypoint(-1, 2, ""),
    ]
    path = tmp_path / "a.gpx"
    assert write_gpx(path, waypoints, [("Day", points)], "about", 1773205200000, Progress()) == (2, 1)
    found = read_gpx(path)
    first, second = found.waypoints.features
    assert (first.latitude, first.longitude) == ("43.2500000", "76.9000000")
    assert dict(first.words) == {
        "ele": "2000", "time": "2026-03-11T05:00:00Z", "name": "M7-0001",
        "cmt": 'Ирбис <&> "1" 雪豹', "desc": 'Ирбис <&> "1" 雪豹', "type": "Sighting",
    }  # fmt: skip
    assert dict(second.words) == {}
    [track] = found.tracks
    assert [list(one.at_ms) for one in track.segments] == [[1773205200000, NO_TIME], [1773205200250]]
    assert list(track.segments[0].longitude) == [77.1234567, 77.2]


def test_stop_ends_it(tmp_path: Path) -> None:
    """A season of points can be left alone."""
    progress = Progress()
    progress.stop()
    many = (Waypoint(43, 77, str(number)) for number in range(2_000))
    with pytest.raises(Stopped):
        write_gpx(tmp_path / "a.gpx", many, [], "", 0, progress)
