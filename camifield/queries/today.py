"""What Today shows: who is here, what is unfinished, what was saved today and what nobody outside has yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from camifield.clock import milliseconds, moment
from camifield.project.names import Person
from camifield.project.project import Project
from camifield.store.cards import Card
from camifield.store.draft import Draft
from camifield.store.query import CardQuery, Page

EVENT_KINDS = ("sighting", "grazing", "conflict", "patrol")
SHOWN_DRAFTS = 3
SHOWN_SAVED = 4
WEEKS = 14


@dataclass(frozen=True, slots=True)
class TodayFacts:
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
    not_exported: int
    oldest_not_exported: date | None
    is_sample: bool


def today_facts(project: Project) -> TodayFacts:
    """Read the page; every part is a page of a list or a tally, so it is quick at any size."""
    day = project.today()
    settings = project.settings
    here = [bytes.fromhex(person) for person in settings.people_of(day)]
    typist = bytes.fromhex(settings.typed_by) if settings.typed_by else None
    drafts = project.drafts.page(limit=SHOWN_DRAFTS)
    midnight = milliseconds(moment(0) + timedelta(days=day.toordinal() - date(1970, 1, 1).toordinal()))
    since = midnight - round(project.clock.local_offset().total_seconds() * 1000)
    unsent = CardQuery(kinds=EVENT_KINDS, only_unsent=True)
    by_kind = project.store.unsent_counts()  # a tenth of what counting the answer of a query takes
    waiting = sum(by_kind.get(kind, 0) for kind in EVENT_KINDS)
    oldest = project.store.cards(unsent, Page(limit=1, newest_first=False)) if waiting else []
    return TodayFacts(
        day=day,
        laptop=settings.laptop,
        team=project.names.team(),
        here=here,
        typist=typist,
        drafts=drafts,
        draft_count=project.drafts.count(),
        saved=project.store.saved_since(since, EVENT_KINDS, SHOWN_SAVED),
        records=project.store.count(CardQuery(kinds=EVENT_KINDS)),
        not_exported=waiting,
        oldest_not_exported=date.fromordinal(oldest[0].start_day) if oldest and oldest[0].start_day else None,
        is_sample=project.is_sample,
    )


@dataclass(frozen=True, slots=True)
class Season:
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
    patrols = sum(1 for count in counts.pop("patrol") if count)
    return Season(weeks, counts, patrols)
