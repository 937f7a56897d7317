"""What tracks know of other records: where somebody was at a moment, and which records have a time and no place."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from camifield.fields.reading.moments import moment_ms
from camifield.fields.values import Values, text_of
from camifield.geo.earth import distance_m
from camifield.geo.tracks import There, Way
from camifield.kinds.names import PLACED_KINDS
from camifield.kinds.track import points_of
from camifield.project.project import Project
from camifield.store.cards import Card, Page
from camifield.store.query import CardQuery

MOST_TRACKS = 60
MOST_DAYS = 40
MOST_POINTS = 300_000  # some twenty megabytes
MOST_RECORDS = 2_000
FARTHEST_S = 600  # a point ten minutes away says little of where somebody was


@dataclass(frozen=True, slots=True)
class OnTrack:
    """Where a track was at a moment: which one, and who carried the receiver."""

    track: bytes
    person: bytes | None
    there: There


@dataclass(frozen=True, slots=True)
class Fitting:
    """A record that has a time and no place, and the place that a track of the same person tells for it."""

    record: bytes
    card: Card
    track: bytes
    there: There


def moment_of(values: Values) -> int | None:
    """When something was, in milliseconds since 1970; None unless a whole day, a time to the minute and an offset are said."""
    day, at, offset = (text_of(values, name) for name in ("event_date", "event_time", "utc_offset"))
    if text_of(values, "time_is_about"):
        return None
    return moment_ms(day, at, offset)


class Batch:
    """The tracks of one look at many moments: what was unpacked is remembered, at most `MOST_POINTS` points of it.

    For one thread, and for as long as nothing is saved.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._cards: dict[tuple[date, bytes | None], list[Card]] = {}
        self._ways: OrderedDict[bytes, Way | None] = OrderedDict()
        self._held = 0

    def where_was(self, day: date, at_ms: int, person: bytes | None = None) -> list[OnTrack]:
        """As the function of that name."""
        found: list[OnTrack] = []
        for card in self._tracks_about(day, person):
            way = self._way(card.id)
            there = way.at(at_ms) if way is not None else None
            if there is not None and there.away_s <= FARTHEST_S:
                found.append(OnTrack(card.id, card.person, there))
        return sorted(found, key=lambda one: one.there.away_s)

    def _tracks_about(self, day: date, person: bytes | None) -> list[Card]:
        key = day, person
        if key not in self._cards:
            if len(self._cards) >= MOST_DAYS:
                self._cards.clear()
            query = CardQuery(
                kinds=("track",),
                people=(person,) if person else (),
                first_day=day.toordinal() - 1,
                last_day=day.toordinal() + 1,
            )
            self._cards[key] = list(self._project.store.cards(query, Page(limit=MOST_TRACKS)))
        return self._cards[key]

    def _way(self, track: bytes) -> Way | None:
        """The points of a track in the order of their times; those not asked for longest are let go."""
        if track in self._ways:
            self._ways.move_to_end(track)
            return self._ways[track]
        points = points_of(self._project.stored(track).values)
        way = self._ways[track] = Way(points) if points is not None else None
        self._held += len(way) if way is not None else 0
        while self._held > MOST_POINTS and len(self._ways) > 1:
            _, gone = self._ways.popitem(last=False)
            self._held -= len(gone) if gone is not None else 0
        return way


def where_was(project: Project, day: date, at_ms: int, person: bytes | None = None) -> list[OnTrack]:
    """Where the tracks of about that day were at a moment, the surest first; of one person, when one is given.

    Nothing farther than `FARTHEST_S` seconds from a point of the track counts. For many moments ask one `Batch`.
    """
    return Batch(project).where_was(day, at_ms, person)


def has_tracks(project: Project) -> bool:
    """Whether any track is kept here."""
    return project.store.count(CardQuery(kinds=("track",))) > 0


def track_at(project: Project, near_m: float) -> Callable[[datetime], tuple[str, str] | None]:
    """Where people were at a moment of UTC (without a zone), as latitude and longitude in text; by one track, or by
    several that are within `near_m` metres of each other. None where no track tells, or where they part.
    """

    batch = Batch(project)

    def at(moment: datetime) -> tuple[str, str] | None:
        known = batch.where_was(moment.date(), round(moment.replace(tzinfo=UTC).timestamp() * 1000))
        if not known:
            return None
        first = known[0].there
        for one in known[1:]:
            other = one.there
            if distance_m(first.latitude, first.longitude, other.latitude, other.longitude) > near_m:
                return None
        return f"{first.latitude:.5f}", f"{first.longitude:.5f}"

    return at


def without_place(project: Project, days: Sequence[date]) -> list[Fitting]:
    """The records of those days that have a time and no place, with the place that a track of the same person tells."""
    batch = Batch(project)
    return [one for day in sorted(set(days)) for one in _of_day(project, day, batch)]


def _of_day(project: Project, day: date, batch: Batch) -> Iterator[Fitting]:
    query = CardQuery(kinds=PLACED_KINDS, first_day=day.toordinal(), last_day=day.toordinal())
    for card in project.store.cards(query, Page(limit=MOST_RECORDS)):
        if card.latitude is not None or card.person is None:
            continue
        at_ms = moment_of(project.stored(card.id).values)
        known = batch.where_was(day, at_ms, card.person) if at_ms is not None else []
        if known:
            yield Fitting(card.id, card, known[0].track, known[0].there)
