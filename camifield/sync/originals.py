"""Originals of photos: brought and handed over by choice, apart from the records, which never wait for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from camifield.errors import Problem
from camifield.media.photos import photo_path
from camifield.progress import Progress, Stopped
from camifield.sync.arrivals import Arrivals
from camifield.sync.outlook import Side
from camifield.sync.road import PhotoFile, PhotosGiven, Road


@dataclass
class PhotosTaken:
    """Originals that came, so far, and what could not be read."""

    digests: list[bytes] = field(default_factory=list[bytes])
    problems: list[Problem] = field(default_factory=list[Problem])
    is_stopped: bool = False


def take_photos(side: Side, road: Road, wanted: Sequence[bytes], progress: Progress) -> PhotosTaken:
    """Bring these originals from the road; each is noted by the store when it is whole. Stop ends it, and is no error."""
    taken, arrivals = PhotosTaken(), Arrivals(side.folder)
    lacking = [digest for digest in wanted if not photo_path(side.folder, digest).is_file()]
    try:
        for digest in road.fetch_photos(lacking, arrivals, progress):
            side.holding.note_photos(arrivals.photos, side.party.now_ms())
            arrivals.photos.clear()
            taken.digests.append(digest)
    except Stopped:
        taken.is_stopped = True
    taken.problems += arrivals.problems
    return taken


def hand_photos(road: Road, photos: Iterable[PhotoFile], progress: Progress) -> PhotosGiven:
    """Lay these originals on the road, in this order. Raises Problem and Stopped; those that lie there stay."""
    return road.give_photos(photos, progress)
