"""Bring in the tracks of a receiver: looked at day by day, kept with every point, and taken back as one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from camifield.commands.many import Done, save_many
from camifield.commands.saving import Incomplete, with_offset
from camifield.fields.grouping import changed_groups, groups_of
from camifield.fields.place_words import in_chosen_writing
from camifield.fields.reading.offsets import offset_of, offset_text, zone_offset
from camifield.fields.validation import entries_of, validate
from camifield.fields.values import Entry
from camifield.formats.features.gpx import Track, read_gpx
from camifield.formats.reading.notices import Notice
from camifield.geo.tracks import MOST_POINTS, NO_TIME, Points, There, packed
from camifield.geo.zones import zone_of
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.query import CardQuery
from camifield.store.writing import Save

KIND = "track"


@dataclass(frozen=True, slots=True)
class Walk:
    """One track of one local day, or a track without times (then `day` is None and somebody has to say it).

    offset: of local time there, +HH:MM. begins, ends: local HH:MM, empty without times. length_m: along the points.
    is_here: the same points are kept already. patrol: the one that was under way that day, where only one was.
    """

    name: str
    points: Points
    day: date | None
    offset: str
    begins: str
    ends: str
    length_m: float
    is_here: bool = False
    patrol: bytes | None = None


@dataclass(frozen=True, slots=True)
class WalksLooked:
    """What a GPX file holds: its walks by time, how many waypoints lie beside them, and what is worth telling."""

    file: str
    walks: tuple[Walk, ...]
    waypoints: int
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A walk to keep: who carried the receiver, on which patrol, and on which day where the receiver does not say."""

    walk: Walk
    person: bytes
    patrol: bytes | None = None
    day: date | None = None


def look_at(project: Project, path: Path, progress: Progress | None = None) -> WalksLooked:
    """Read a GPX file. Nothing is written. Raises the Problems of `formats.features.gpx.read_gpx`, and Stopped."""
    project.learn()
    gpx = read_gpx(path, progress)
    found = [walk for track in gpx.tracks for walk in _walks(project, track)]
    known = _known(project, [one.day for one in found])
    walks = [_completed(project, walk, known) for walk in found]
    walks.sort(key=lambda one: (one.day is None, one.day, one.begins))
    notices = (*gpx.waypoints.notices, *gpx.notices)
    return WalksLooked(path.name, tuple(walks), len(gpx.waypoints.features), notices)


def keep(
    project: Project, file: str, chosen: Sequence[Chosen], words: Words, progress: Progress | None = None
) -> Done:
    """Keep these walks as records, under one id that takes them back. Raises Incomplete where one has no day, and the
    store's own Problems.
    """
    project.learn()
    saves = [_save_of(project, file, one, words) for one in chosen]
    return save_many(project, saves, Action.SAVE, progress=progress, total=len(saves), doing="tracks.keeping")


def _save_of(project: Project, file: str, one: Chosen, words: Words) -> Save:
    walk, declared = one.walk, kind_of(KIND)
    day, last_day = one.day or walk.day, _last_day(walk)
    entries: dict[str, Entry] = {
        "name": walk.name,
        "start_date": day.isoformat() if day else "",
        "start_time": walk.begins,
        "end_date": last_day.isoformat() if last_day and last_day != day else "",
        "end_time": walk.ends,
        "utc_offset": walk.offset,
        "recorded_by": one.person.hex(),
        "patrol": one.patrol.hex() if one.patrol else "",
        "points": packed(walk.points),
        "source_file": file,
    }
    checked = validate(declared, entries, project.asking(words))
    if not checked.is_complete:
        raise Incomplete(checked.findings)
    return Save(new_id(project.clock, project.entropy), KIND, groups_of(declared, checked.values))


def _last_day(walk: Walk) -> date | None:
    last = walk.points.last_ms
    return _local(last, walk.offset).date() if last is not None else None


def _local(at_ms: int, offset: str) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC).replace(tzinfo=None) + offset_of(offset)


def offset_there(project: Project, latitude: float, longitude: float, at_ms: int) -> str:
    """The offset of local time at a place and a moment; the laptop's own where no zone is known."""
    moment = datetime.fromtimestamp(at_ms / 1000, UTC)
    found = zone_offset(zone_of(latitude, longitude), moment.date(), moment.time())
    return found or offset_text(project.clock.local_offset())


def _walks(project: Project, track: Track) -> Iterator[Walk]:
    """A track cut at local midnights, so that a receiver that was never switched off gives a track a day."""
    day: date | None = None
    points, offset = Points(), ""
    for segment in track.segments:
        is_new = True
        for east, north, up, at_ms in zip(
            segment.longitude, segment.latitude, segment.elevation, segment.at_ms, strict=True
        ):
            if at_ms != NO_TIME and not offset:
                offset = offset_there(project, north, east, at_ms)
            here = _local(at_ms, offset).date() if at_ms != NO_TIME else day
            if len(points) and ((day is not None and here != day) or len(points) == MOST_POINTS):
                yield _walk(track.name, points, day, offset)
                points, is_new = Points(), False
            day = here
            if is_new and len(points):
                points.breaks.append(len(points))
            is_new = False
            points.add(east, north, up, at_ms)
    if len(points):
        yield _walk(track.name, points, day, offset)


def _walk(name: str, points: Points, day: date | None, offset: str) -> Walk:
    first, last = points.first_ms, points.last_ms
    begins = f"{_local(first, offset):%H:%M}" if first is not None else ""
    ends = f"{_local(last, offset):%H:%M}" if last is not None else ""
    return Walk(name, points, day, offset, begins, ends, points.length_m)


def _completed(project: Project, walk: Walk, known: frozenset[str]) -> Walk:
    patrols = project.names.patrols_on(walk.day.isoformat()) if walk.day else []
    patrol = patrols[0].id if len(patrols) == 1 else None
    return replace(walk, is_here=packed(walk.points) in known, patrol=patrol)


def _known(project: Project, days: Sequence[date | None]) -> frozenset[str]:
    """The points of every track of those days that is kept already; of all days where one walk has none."""
    dated = [day for day in days if day is not None]
    first, last = (min(dated), max(dated)) if dated and len(dated) == len(days) else (None, None)
    query = CardQuery(
        kinds=(KIND,),
        first_day=first.toordinal() if first else None,
        last_day=last.toordinal() if last else None,
    )
    pieces = project.store.rows(KIND, query, ("points",))
    return frozenset(str(cells[-1]) for piece in pieces for cells in piece if cells[-1])


def put_on_track(project: Project, places: Mapping[bytes, There], words: Words, why: str = "") -> Done:
    """Give these records the places that a track tells for their times, as one action that is undone as one.

    A record that has a place by now, or was changed so that the place does not fit it, is left as it is.
    """
    project.learn()
    saves = [
        save
        for record, there in places.items()
        if (save := _placed(project, record, there, words, why)) is not None
    ]
    return save_many(project, saves, Action.SAVE, doing="tracks.placing", total=len(saves))


def _placed(project: Project, record: bytes, there: There, words: Words, why: str) -> Save | None:
    stored = project.stored(record)
    if stored.values.get("verbatim_coordinates") or stored.values.get("decimal_latitude"):
        return None
    declared = kind_of(stored.kind)
    asking = project.asking(words)
    here = in_chosen_writing(f"{there.latitude:.5f}, {there.longitude:.5f}", asking)
    entries = {
        **entries_of(declared, stored.values),
        "verbatim_coordinates": here,
        "georeference_source": "track",
    }
    checked = validate(declared, entries, asking)
    groups = changed_groups(declared, stored.values, with_offset(project, checked.values))
    if not checked.is_complete or not groups:
        return None
    return Save(stored.id, stored.kind, groups, why=why or None, bases=stored.heads)
