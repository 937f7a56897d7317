"""Photos of one meeting stay together, those of another make a draft of their own, and a wrong clock is found out."""

from __future__ import annotations

from datetime import datetime, timedelta

from camifield.commands.photo_groups import APART, ClockOffer, clock_offers, grouped
from camifield.media.exif import Camera
from camifield.media.moments import clocks_of
from camifield.project.shots import Shot

NOON = datetime(2026, 3, 12, 12, 0)


def shot(
    name: str,
    minutes: float | None = 0,
    place: str = "",
    *,
    model: str = "X100",
    satellites: timedelta | None = None,
) -> Shot:
    """A photo so many minutes after noon at +06:00; `satellites` is how far the camera was behind them."""
    taken = NOON + timedelta(minutes=minutes) if minutes is not None else None
    told = taken + satellites - timedelta(hours=6) if taken and satellites is not None else None
    camera = Camera(
        f"{taken:%Y:%m:%d %H:%M:%S}" if taken else None,
        place or None,
        f"{told:%Y-%m-%dT%H:%M:%SZ}" if told else None,
        model=model,
    )
    latitude, _, longitude = place.partition(", ")
    offset = timedelta(hours=6)
    return Shot(name.encode(), name, camera, clocks_of(camera), offset, "laptop", latitude, longitude)


def names(groups: list[list[Shot]]) -> list[str]:
    """The groups as text, a word a group."""
    return ["".join(one.name for one in group) for group in groups]


def test_photos_of_one_meeting_stay_together() -> None:
    """A burst at a herd goes on as long as no pause is longer than ten minutes, in whatever order it was dropped."""
    assert names(grouped([shot("c", 18), shot("a", 0), shot("b", 9)])) == ["abc"]


def test_minutes_or_kilometres_apart_make_another() -> None:
    """A long pause or a long way is another meeting; a photo without a place is as near as the one before."""
    one, near, far = "42.31860, 76.90412", "42.31900, 76.90500", "42.34000, 76.90412"
    assert names(grouped([shot("a"), shot("b", 10), shot("c", 21)])) == ["ab", "c"]
    assert names(grouped([shot("a", 0, one), shot("b", 1, near), shot("c", 2, far)])) == ["ab", "c"]
    assert names(grouped([shot("a", 0, one), shot("b", 1), shot("c", 2, far), shot("d", 3)])) == ["ab", "cd"]


def test_photos_without_a_time_stand_by_themselves() -> None:
    """Nobody knows when they were taken: they are last, by place, for the person to join to another."""
    far = "43.00000, 76.90412"
    given = [shot("x", None), shot("a"), shot("y", None, "42.31860, 76.90412"), shot("z", None, far)]
    assert names(grouped(given)) == ["a", "xy", "z"]
    assert grouped([]) == []


def test_two_cameras_come_together_when_one_is_put_right() -> None:
    """The same meeting by two cameras is one draft once the wrong clock is corrected."""
    right, wrong = shot("a", 0), shot("b", -22 * 60, model="Old")
    assert names(grouped([right, wrong])) == ["b", "a"]
    assert names(grouped([right, wrong], {"Old": timedelta(hours=22)})) == ["ab"]


def test_a_wrong_clock_is_offered_for_all_photos_of_its_camera() -> None:
    """Three photos with a fix tell of the clock of all five; another camera is left alone."""
    behind = timedelta(hours=22)
    own = [shot(str(number), number, satellites=behind if number < 3 else None) for number in range(5)]
    offers = clock_offers([*own, shot("p", model="Phone", satellites=timedelta(0))])
    assert offers == [ClockOffer("X100", behind, 3, 5)]


def test_one_stale_fix_is_no_wrong_clock() -> None:
    """A receiver that kept an old moment for one photo does not move the others."""
    good = [shot(str(number), number, satellites=timedelta(0)) for number in range(3)]
    assert clock_offers([*good, shot("s", 5, satellites=timedelta(minutes=-40))]) == []
    assert timedelta(minutes=5) < APART
