"""What the photos of a project say of when and where they were taken, each with the offset that its clock is read with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from camifield.geo.whereabouts import whereabouts
from camifield.media.exif import Camera
from camifield.media.moments import Clocks, clocks_of

if TYPE_CHECKING:
    from camifield.project.project import Project

NONE = timedelta(0)
# Which offset a camera's clock is read with: its own words, the zone of the place, or the laptop's.
OffsetFrom = Literal["photo", "place", "laptop"]


@dataclass(frozen=True, slots=True)
class Shot:
    """One photo: what its camera says, and how its clock is to be read. `offset` is the difference from UTC there.

    `latitude` and `longitude` are decimal degrees as text; `place_from` says whether the camera gave them or a track.
    """

    digest: bytes
    name: str
    camera: Camera
    clocks: Clocks
    offset: timedelta
    offset_from: OffsetFrom
    latitude: str = ""
    longitude: str = ""
    place_from: Literal["photo", "track", ""] = ""

    @property
    def has_place(self) -> bool:
        return bool(self.latitude)

    @property
    def behind(self) -> timedelta | None:
        """How far its camera's clock was behind the satellites'; zero where they agree, None without both."""
        return self.clocks.behind(self.offset)

    def taken(self, shift: timedelta = NONE) -> datetime | None:
        """The local time of the photo, its camera's clock put forward by `shift`; of the satellites where it has no other."""
        if self.clocks.camera is not None:
            return self.clocks.camera + shift
        return self.by_satellites()

    def by_satellites(self) -> datetime | None:
        """The satellites' time as local time."""
        found = self.clocks.satellites
        return found.replace(tzinfo=None) + self.offset if found is not None else None

    def taken_utc(self, shift: timedelta = NONE) -> datetime | None:
        """The time in UTC (without a zone), for who matches photos with a track."""
        taken = self.taken(shift)
        return taken - self.offset if taken is not None else None


def shots_of(project: Project, digests: Sequence[bytes]) -> list[Shot]:
    """The photos that are known here, in this order."""
    known = project.store.attachments(digests)
    return [
        shot_of(project, digest, known[digest].name, known[digest].camera)
        for digest in digests
        if digest in known
    ]


def shot_of(project: Project, digest: bytes, name: str, camera: Camera) -> Shot:
    """One photo's claims with the offset that its clock is read with."""
    clocks = clocks_of(camera)
    latitude, _, longitude = (camera.gps or "").partition(", ")
    offset, source = _offset_of(project, clocks, latitude, longitude)
    return Shot(
        digest, name, camera, clocks, offset, source, latitude, longitude, "photo" if latitude else ""
    )


def _offset_of(
    project: Project, clocks: Clocks, latitude: str, longitude: str
) -> tuple[timedelta, OffsetFrom]:
    if clocks.offset is not None:
        return clocks.offset, "photo"
    moment = clocks.satellites or clocks.camera
    if latitude and moment is not None:
        found = whereabouts(float(latitude), float(longitude)).utc_offset(moment.date(), moment.time())
        if found is not None:
            return found, "place"
    return project.clock.local_offset(), "laptop"


Track = Callable[[datetime], tuple[str, str] | None]


def located(shots: Iterable[Shot], track: Track, shifts: Mapping[str, timedelta]) -> list[Shot]:
    """The shots, those without a place of their own put where `track` says that people were.

    `track` is asked with UTC (without a zone) and answers latitude and longitude as text, or None. `shifts` are the
    corrections of cameras by their model.
    """
    found: list[Shot] = []
    for shot in shots:
        at = shot.taken_utc(shift_of(shot, shifts))
        place = None if shot.has_place or at is None else track(at)
        found.append(
            shot
            if place is None
            else replace(shot, latitude=place[0], longitude=place[1], place_from="track")
        )
    return found


def shift_of(shot: Shot, shifts: Mapping[str, timedelta]) -> timedelta:
    """By how much the clock of this photo's camera is put forward."""
    return shifts.get(shot.camera.model or "", NONE)
