"""What Today shows: who is here, what is unfinished, what was saved today and what nobody outside has yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from camifield.clock import milliseconds, moment
from camifield.kinds.names import EVENT_KINDS
from camifield.project.names import Person
from camifield.project.project import Project
from camifield.store.cards import Card
from camifield.store.draft import Draft
from camifield.store.query import CardQuery, Page

SHOWN_DRAFTS = 3
SHOWN_SAVED = 4
WEEKS = 14


class Unsent(NamedTuple):
    """What nobody outside has yet: how many records, None when they are not counted yet, and the day of the oldest."""

    records: int | None
    oldest: date | None = None


class TodayFacts(NamedTuple):
    """Everything on the page but the chart."""

    day: date
    laptop: str
    team: Sequence[Person]
    here: Sequence[bytes]
    typist: bytes | None
    drafts: Sequence[Draft]
    draft_count: int
    saved: Sequence[Card]
    records: int
    unsent: Unsent
    is_sample: bool


def today_facts(project: Project, at_most: int | None = None) -> TodayFacts:
    """Read the page; every part is a page of a list or a tally, so it is quick at any size.

    `at_most` as for `unsent`: what a first paint can spare.
    """
    day = project.today()
    settings = project.settings
    typist = project.typist if settings.typed_by else None
    drafts = project.drafts.page(limit=SHOWN_DRAFTS)
    midnight = milliseconds(moment(0) + timedelta(days=day.toordinal() - date(1970, 1, 1).toordinal()))
    since = midnight - round(project.clock.local_offset().total_seconds() * 1000)
    return TodayFacts(
        day=day,
        laptop=settings.laptop,
        team=project.names.team(),
        here=project.people_here(),
        typist=typist,
        drafts=drafts,
        draft_count=project.drafts.count(),
        saved=project.store.saved_since(since, EVENT_KINDS, SHOWN_SAVED),
        records=project.store.count(CardQuery(kinds=EVENT_KINDS)),
        unsent=unsent(project, at_most),
        is_sample=project.is_sample,
    )


def unsent(project: Project, at_most: int | None = None) -> Unsent:
    """The records that wait for an export; not counted where more than `at_most` rows must be looked at.

    Counting a million takes some ten milliseconds from memory, and a quarter of a second from a disk.
    """
    waiting = project.store.unsent_count(EVENT_KINDS, at_most)
    if not waiting:
        return Unsent(waiting)
    query = CardQuery(kinds=EVENT_KINDS, only_unsent=True)
    oldest = project.store.cards(query, Page(limit=1, newest_first=False))
    return Unsent(waiting, date.fromordinal(oldest[0].start_day) if oldest and oldest[0].start_day else None)


class Season(NamedTuple):
    """Records a week (not animals), the weeks by their Mondays, and in how many of them there was a patrol."""

    weeks: Sequence[date]
    counts: dict[str, list[int]]
    weeks_with_patrol: int

    @property
    def is_empty(self) -> bool:
        return not any(any(row) for row in self.counts.values())


def season(project: Project) -> Season:
    """The last fourteen weeks that have records: up to today, or up to the last record when that is longer ago."""
    last = project.today()
    newest = project.store.cards(CardQuery(kinds=EVENT_KINDS), Page(limit=1))
    if newest and newest[0].start_day:
        last = min(last, date.fromordinal(newest[0].start_day))
    monday = last - timedelta(days=last.weekday())
    first = monday - timedelta(weeks=WEEKS - 1)
    weeks = [first + timedelta(weeks=number) for number in range(WEEKS)]
    counts = {kind: [0] * WEEKS for kind in EVENT_KINDS}
    query = CardQuery(kinds=EVENT_KINDS, first_day=first.toordinal(), last_day=monday.toordinal() + 6)
    for kind, day, count in project.store.counts_by_day(query):
        if kind in counts:
            counts[kind][(day - first.toordinal()) // 7] += count
    counts.pop("track")  # a walk is told by its patrol
    patrols = sum(1 for count in counts.pop("patrol") if count)
    return Season(weeks, counts, patrols)
