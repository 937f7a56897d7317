"""What the page of meetings shows: what is on this laptop alone, whom we met when, who has what, and what waits outside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from camifield.clock import moment
from camifield.i18n.words import Words
from camifield.kinds.names import EVENT_KINDS
from camifield.project.project import Project
from camifield.queries.laptops import laptop_code, laptop_name, person_shown
from camifield.queries.telling import moment_text
from camifield.revisions.headers import Stream
from camifield.store.meetings import Meeting


@dataclass(frozen=True, slots=True)
class OnlyHere:
    """Records that would be lost with this laptop: how many of each kind, and the day of the oldest such change."""

    counts: Mapping[str, int]
    oldest: date | None

    @property
    def total(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Colleague:
    """Another laptop of the team: whose it is, when we last heard from it (None: never), and what it lacks.

    `code` is the person's, `laptop` what its record numbers begin with (empty before its first record here).
    `lacks` counts records of this laptop that its latest receipt does not cover. `is_clock_off` says that its clock
    told another day than ours when we met.
    """

    device: bytes
    person: str
    code: str
    role: str
    seen_ms: int | None
    seen: str
    lacks: int
    is_clock_off: bool
    laptop: str = ""


@dataclass(frozen=True, slots=True)
class MeetingsFacts:
    """Everything on the page before a road is chosen. `quarantined` is reason -> commits that were not let in, and
    `refused_people` reason -> whose laptops wrote them, where that is known.
    """

    only_here: OnlyHere
    colleagues: tuple[Colleague, ...]
    meetings: tuple[Meeting, ...]
    quarantined: Mapping[str, int]
    is_team: bool
    refused_people: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


DAY_MS = 86_400_000


def meetings_facts(project: Project, words: Words) -> MeetingsFacts:
    """Read the page. For the worker: with many feeds and a long log it may take a second."""
    quarantined: dict[str, int] = {}
    people: dict[str, dict[str, None]] = {}
    feeds = project.identity.roster.feeds
    for one in project.store.quarantined():
        quarantined[one.reason] = quarantined.get(one.reason, 0) + 1
        known = feeds.get(one.feed)
        if known is not None:
            name = laptop_name(project, known.device.id, words)
            people.setdefault(one.reason, {})[name] = None
    colleagues = colleagues_of(project, words)
    return MeetingsFacts(
        only_here(project),
        colleagues,
        tuple(project.store.meetings()),
        quarantined,
        bool(colleagues),
        {reason: tuple(names) for reason, names in people.items()},
    )


def only_here(project: Project) -> OnlyHere:
    """By the signed receipts of all others; keys of this same laptop do not count."""
    own = [device.id for device in project.identity.own_devices()]
    found = project.store.only_here(own)
    counts = {kind: found.counts[kind] for kind in EVENT_KINDS if found.counts.get(kind)}
    oldest = None
    if counts and found.oldest_ms is not None:
        oldest = (moment(found.oldest_ms) + project.clock.local_offset()).date()
    return OnlyHere(counts, oldest)


def colleagues_of(project: Project, words: Words) -> tuple[Colleague, ...]:
    """Every other living laptop of the team, the one we heard from last first."""
    roster = project.identity.roster
    own = {device.id for device in project.identity.own_devices()}
    receipts = {one.device: one for one in project.store.receipts()}
    found: list[Colleague] = []
    for device in roster.recipients(Stream.OPEN):
        if device.id in own:
            continue
        receipt = receipts.get(device.id)
        lacks = project.store.not_covered_by(device.id).counts
        person = project.names.people.get(device.person)
        found.append(
            Colleague(
                device.id,
                person_shown(project, device.person, words),
                person.code if person else "",
                roster.role_of(device.person) or "",
                receipt.seen_ms if receipt else None,
                moment_text(receipt.seen_ms, project, words) if receipt else "",
                sum(count for kind, count in lacks.items() if kind in EVENT_KINDS),
                receipt is not None and abs(receipt.at_ms - receipt.seen_ms) > DAY_MS * 30,
                laptop_code(project, roster, device),
            )
        )
    return tuple(sorted(found, key=lambda one: (-(one.seen_ms or 0), one.person)))
