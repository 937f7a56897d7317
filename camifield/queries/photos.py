"""The pictures of a record, small for a list and large for the whole window, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from camifield.errors import Problem
from camifield.fields.clock_offset import MINUTE_MS, length_words
from camifield.fields.place_words import position_text
from camifield.i18n.words import Words
from camifield.i18n.writing import date_text, whole_text
from camifield.media.heads import ENDINGS
from camifield.media.thumbnails import SIZES, thumbnail
from camifield.project.project import Project
from camifield.project.shots import Shot, shift_of, shots_of
from camifield.queries.telling import BETWEEN

SMALL, LARGE = SIZES[0], SIZES[-1]
_YEARS_FROM_DAYS = 365
_DAYS_FROM_HOURS = 48


def picture(project: Project, photo: bytes, longest: int = SMALL) -> Path | None:
    """A JPEG of the photo with that SHA-256; None when it is not on this laptop or cannot be shown.

    Made at the first look, which takes some 75 ms for a photo of 12 megapixels: ask beside the window.
    """
    try:
        return thumbnail(project.folder, photo, longest)
    except Problem:
        return None


def copy_name(project: Project, photo: bytes) -> str:
    """What a copy of a photo is called: as its file was, else after its content."""
    known = project.store.attachments([photo]).get(photo)
    if known is None:
        return photo.hex()[:8]
    return known.name or f"{photo.hex()[:8]}{ENDINGS.get(known.media_type, '')}"


@dataclass(frozen=True, slots=True)
class PhotoTold:
    """One photo in words: what it is called, when and where it was taken, with what; each "" where it does not say.

    `clocks` is the sentence about a camera whose clock was wrong, "" where the clocks agree or there is but one.
    """

    name: str
    when: str
    where: str
    camera: str
    clocks: str


def photo_told(shot: Shot, words: Words, writing: str) -> PhotoTold:
    """What a photo says of itself; its place in the way of writing that the reader prefers."""
    taken = shot.taken()
    when = when_text(taken, words) if taken is not None else ""
    where = where_text(shot, words, writing)
    return PhotoTold(shot.name, when, where, shot.camera.model or "", _clocks(shot, words))


def photos_told(project: Project, digests: Sequence[bytes], words: Words) -> dict[bytes, PhotoTold]:
    """What the photos that are known here say of themselves."""
    writing = project.settings.coordinates
    return {shot.digest: photo_told(shot, words, writing) for shot in shots_of(project, digests)}


def when_text(taken: datetime, words: Words) -> str:
    """A local time in words: "12 March 2026, 09:20"."""
    day = date_text(taken.date().isoformat(), words.language)
    return words.say("photos.when", day=day, time=f"{taken:%H:%M}")


def span_text(span: timedelta, words: Words) -> str:
    """A length of time in words, whatever its sign: "22 h", "23 h 58 min", "3 d 4 h", "10 years"."""
    minutes = round(abs(span).total_seconds() / 60)
    days, hours = divmod(minutes // 60, 24)
    if days >= _YEARS_FROM_DAYS:
        return length_words(minutes * MINUTE_MS, words)
    if minutes >= _DAYS_FROM_HOURS * 60:
        return words.say("photos.span_days", days=days, hours=hours)
    if minutes < 60:
        return words.say("photos.span_minutes", minutes=minutes)
    key = "photos.span_hours" if minutes % 60 == 0 else "photos.span_hours_minutes"
    return words.say(key, hours=minutes // 60, minutes=minutes % 60)


def clock_text(behind: timedelta, words: Words) -> str:
    """How wrong a camera's clock was, as a sentence's end: "22 h behind", "1 h ahead"."""
    key = "photos.behind" if behind > timedelta(0) else "photos.ahead"
    return words.say(key, span=span_text(behind, words))


def _clocks(shot: Shot, words: Words) -> str:
    behind, satellites = shot.behind, shot.by_satellites()
    if not behind or satellites is None or shot.clocks.camera is None:
        return ""
    return words.say(
        "photos.two_clocks",
        camera=when_text(shot.clocks.camera, words),
        satellites=when_text(satellites, words),
        wrong=clock_text(behind, words),
    )


def where_text(shot: Shot, words: Words, writing: str) -> str:
    """Where a photo was taken, how exactly, and how high; "" where it does not say."""
    if not shot.has_place:
        return ""
    language = words.language
    parts = [position_text(shot.latitude, shot.longitude, words, writing)]
    if shot.camera.accuracy:
        parts.append(
            words.say("photos.accuracy", metres=whole_text(round(float(shot.camera.accuracy)), language))
        )
    if shot.camera.altitude:
        parts.append(
            words.say("photos.height", metres=whole_text(round(float(shot.camera.altitude)), language))
        )
    return BETWEEN.join(parts)


def group_when(group: Sequence[Shot], shifts: Mapping[str, timedelta], words: Words) -> str:
    """When the photos of a group were taken: "12 March 2026, 09:20 – 09:35"."""
    times = [taken for shot in group if (taken := shot.taken(shift_of(shot, shifts))) is not None]
    if not times:
        return words.say("photos.no_time")
    first, last = min(times), max(times)
    start = when_text(first, words)
    if last - first < timedelta(minutes=1):
        return start
    end = f"{last:%H:%M}" if last.date() == first.date() else when_text(last, words)
    return words.say("photos.from_to", first=start, last=end)


def group_where(group: Sequence[Shot], words: Words, writing: str) -> str:
    """How many photos a group has, and where they were taken."""
    count = words.say("photos.attached", count=len(group))
    placed = next((shot for shot in group if shot.has_place), None)
    where = where_text(placed, words, writing) if placed is not None else words.say("photos.no_place")
    return BETWEEN.join((count, where))
