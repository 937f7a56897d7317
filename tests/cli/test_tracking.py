"""Protects `camifield tracks`: what a receiver kept comes in from a terminal, once, and records find their places."""

from __future__ import annotations

from pathlib import Path

from tests.cli.terminal import WHO, Terminal
from tests.formats.features.making import gpx, written


def walk(tmp_path: Path, *, timed: bool = True) -> str:
    """A GPX file with a waypoint and a walk of three points in the morning of 11 March 2026."""
    points = "".join(
        f'<trkpt lat="{42 + at / 100}" lon="76.5">'
        + (f"<time>2026-03-11T04:{at:02}:00Z</time>" if timed else "")
        + "</trkpt>"
        for at in range(0, 30, 10)
    )
    inside = f'<wpt lat="42" lon="76"/><trk><name>East</name><trkseg>{points}</trkseg></trk>'
    return str(written(tmp_path / "walk.gpx", gpx(inside)))


def test_a_preview_keeps_nothing(terminal: Terminal, tmp_path: Path) -> None:
    """What is in the file is told, and nothing is written, whatever else was said."""
    for said in ((), ("--place",)):
        done = terminal("tracks", walk(tmp_path), "--preview", *said)
        assert done.code == 0
        assert "East" in done.out
        assert "camifield import" in done.out
    assert terminal("list").out.startswith("0 records")


def test_a_preview_moves_no_record(terminal: Terminal, tmp_path: Path) -> None:
    """A record that an earlier track would place stays where it is while a file is only looked at."""
    sighting = ("species=argali", "how=saw", "sure=certain", "count=3", "locality=Tosor", "country=KG")
    when = ("date=2026-03-11", "time=10:15", f"who={WHO}")
    assert terminal("record", "sighting", *sighting, *when).code == 0
    assert terminal("tracks", walk(tmp_path), "--who", WHO).code == 0
    [looked] = terminal.json("tracks", walk(tmp_path), "--preview", "--place")["files"]
    assert "placed" not in looked
    [placed] = terminal.json("tracks", walk(tmp_path), "--who", WHO, "--place")["files"]
    assert len(placed["placed"]) == 1


def test_a_track_is_kept_once_and_a_record_finds_its_place(terminal: Terminal, tmp_path: Path) -> None:
    """Said twice, it is here once; a sighting with a time and no place gets the place on the track."""
    plain = (
        "species=argali",
        "how=saw",
        "sure=certain",
        "count=3",
        "locality=Tosor",
        "date=2026-03-11",
        "time=10:15",
        f"who={WHO}",
    )
    assert terminal("record", "sighting", *plain, "country=KG").code == 0
    [file] = terminal.json("tracks", walk(tmp_path), "--who", WHO, "--place")["files"]
    assert [one["is_kept"] for one in file["walks"]] == [True]
    assert len(file["placed"]) == 1
    assert "42.15" in terminal("show", file["placed"][0]).out
    [again] = terminal.json("tracks", walk(tmp_path), "--who", WHO)["files"]
    assert [one["is_here"] for one in again["walks"]] == [True]
    assert terminal("undo", file["batch"]).code == 0


def test_a_track_without_times_waits_for_its_day(terminal: Terminal, tmp_path: Path) -> None:
    """The exit code says that something is left; with a day it is kept."""
    assert terminal("tracks", walk(tmp_path, timed=False), "--who", WHO).code == 3
    assert terminal("tracks", walk(tmp_path, timed=False), "--who", WHO, "--date", "11.03.2026").code == 0
    assert "Track: East" in terminal("list").out


def test_what_was_said_wrongly_is_told(terminal: Terminal, tmp_path: Path) -> None:
    """A name that nobody has, a day that is none, a file that is no GPX: each is said, and nothing is kept."""
    assert terminal("tracks", walk(tmp_path), "--who", "Nobody").code == 1
    assert terminal("tracks", walk(tmp_path), "--date", "someday").code == 2
    assert terminal("tracks", str(written(tmp_path / "a.gpx", "<html/>"))).code == 1
    assert terminal("list").out.startswith("0 records")
