"""The laptops' clocks for people who decide about them: which were wrong and by how much, and what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from camifield.clock import MADE, milliseconds
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.clock_spans import (
    ClockLaptop,
    ClockMatters,
    ClockSpan,
    DecidedClock,
    Example,
    Stretch,
    WrongClock,
)
from camifield.queries.laptops import laptop_code, laptop_name, person_shown
from camifield.revisions.authority import DECIDERS
from camifield.revisions.clocks import Correction, Corrections
from camifield.revisions.headers import Stream
from camifield.revisions.wrong_clocks import NEVER, Claim, WrongRun, find_wrong
from camifield.security.hashing import ID_BYTES
from camifield.store.clocks import Begun, Stamp

MADE_MS = milliseconds(datetime(MADE.year, MADE.month, MADE.day, tzinfo=UTC))
MINUTE_MS = 60_000
DAY_MS = 86_400_000
MOST_EXAMPLES = 3


def clock_matters(project: Project, words: Words) -> ClockMatters:
    """Look through the times of all saves: some 0.5 s for 100,000 of them."""
    project.learn()
    return ClockLook(project, words).matters()


def clock_of_laptop(
    project: Project, code: str, words: Words, first: bytes | None = None, last: bytes | None = None
) -> ClockSpan | None:
    """The saves of the laptop with this code ("M3"), for a clock that nothing here proves wrong: all of them, or from
    that of the record `first` to that of `last`. None where there are none.
    """
    project.learn()
    looked = ClockLook(project, words)
    named = next((one for one in looked.laptops() if one.code.casefold() == code.casefold()), None)
    return looked.of_laptop(named, first, last) if named is not None and code else None


def laptops_by_feed(project: Project) -> dict[bytes, tuple[bytes, bytes]]:
    """Feed -> what stands for one clock (the open feed written with it), and the device (or the person, of a feed
    that was adopted).
    """
    roster = project.identity.roster
    found: dict[bytes, tuple[bytes, bytes]] = {}
    for device in roster.devices.values():
        for incarnation in device.incarnations:
            for stream in (Stream.OPEN, Stream.RESTRICTED):
                found[incarnation.feed(stream)] = incarnation.feed(Stream.OPEN), device.id
    of_key = {
        (one.project, one.signing.public): feed
        for feed, one in sorted(roster.adopted.items())
        if one.stream == Stream.OPEN
    }
    for feed, one in roster.adopted.items():
        clock = of_key.get((one.project, one.signing.public), feed)
        device = next((two.id for two in roster.devices.values() if two.signing == one.signing), one.person)
        found.setdefault(feed, (clock, device))
    return found


class ClockLook:
    """One look at the log, for all answers; some 0.3 s for 100,000 saves. The kinds must have been learned."""

    def __init__(self, project: Project, words: Words) -> None:
        self._project = project
        self._words = words
        self._laptops = laptops_by_feed(project)
        self._corrections: Corrections = project.corrections
        self._stamps: dict[bytes, list[Stamp]] = {}
        for stamp in project.store.stamps():
            self._stamps.setdefault(stamp.feed, []).append(stamp)
        now_ms = milliseconds(project.clock.now())
        self._now_ms = now_ms if now_ms >= MADE_MS else None

    def matters(self) -> ClockMatters:
        role = self._project.identity.roster.role_of(self._project.typist)
        wrong = tuple(sorted(self._wrong(), key=lambda one: one.span.key))
        return ClockMatters(wrong, tuple(self._decided()), role in DECIDERS)

    # What cannot have been right

    def _wrong(self) -> Iterator[WrongClock]:
        runs = self._runs({})
        if not runs:
            return
        days = {
            (one.feed, one.seq): after
            for some in runs.values()
            for run in some
            for one in self._begun(_stretches(run))
            if (after := self._surely_after(one)) is not None
        }
        for clock, found in self._runs(days).items():
            last = max(
                stamp.lamport for feed in self._feeds_of(clock) for stamp in self._stamps.get(feed, ())
            )
            for run in found:
                most = run.most_ms
                if run.claims[-1].lamport == last:
                    most = self._by_receipts(clock, run)
                bounded = replace(run, most_ms=most)
                span = self._span(_stretches(run))
                yield WrongClock(span, str(run.why), run.least_ms, most, _to_minutes(bounded.best_ms))

    def _runs(self, after: Mapping[tuple[bytes, int], int]) -> dict[bytes, list[WrongRun]]:
        lines: dict[bytes, list[Claim]] = {}
        for feed, stamps in self._stamps.items():
            clock, _ = self._laptops.get(feed, (feed, feed))
            lines.setdefault(clock, []).extend(self._claim(one, after) for one in stamps)
        adopted = self._project.identity.roster.adopted
        projects = {
            clock: adopted[feed].project for feed, (clock, _) in self._laptops.items() if feed in adopted
        }
        seen = self._project.store.roster_lamports()
        return find_wrong(lines, made_ms=MADE_MS, now_ms=self._now_ms, projects=projects, also_seen=seen)

    def _claim(self, stamp: Stamp, after: Mapping[tuple[bytes, int], int]) -> Claim:
        held = self._corrections.of(stamp.feed, stamp.seq)
        at_ms = stamp.at_ms + held.offset_ms if held is not None else stamp.at_ms
        place = (stamp.feed, stamp.seq)
        is_settled = held is not None
        return Claim(stamp.lamport, *place, at_ms, stamp.is_sure, is_settled, after.get(place, NEVER))

    def _surely_after(self, begun: Begun) -> int | None:
        """The beginning of the day of which the record tells; None where that is not known, or not to be believed."""
        if not begun.day:
            return None
        day = datetime.combine(date.fromordinal(begun.day), datetime.min.time(), UTC)
        at_ms = milliseconds(day - self._project.clock.local_offset())
        is_believed = at_ms >= MADE_MS and (self._now_ms is None or at_ms <= self._now_ms)
        return at_ms if is_believed else None

    def _by_receipts(self, clock: bytes, run: WrongRun) -> int | None:
        """The upper bound, lowered by when that laptop's latest word was seen here, if its clock still ran on."""
        device = self._laptops.get(run.claims[-1].feed, (clock, clock))[1]
        most = run.most_ms
        for receipt in self._project.store.receipts():
            found = receipt.seen_ms - receipt.at_ms
            ran_on = receipt.device == device and receipt.at_ms >= run.claims[-1].at_ms - MINUTE_MS
            if ran_on and (run.least_ms is None or found >= run.least_ms):
                most = found if most is None else min(most, found)
        return most

    def laptops(self) -> list[ClockLaptop]:
        """The laptops that saved anything, by name: all who type on one have one clock."""
        roster = self._project.identity.roster
        found: dict[str, dict[bytes, str]] = {}
        for feed in self._stamps:
            device = self._laptops.get(feed, (feed, feed))[1]
            known = roster.devices.get(device)
            code = laptop_code(self._project, roster, known) if known is not None else ""
            found.setdefault(code or device.hex(), {})[device] = self._laptop(feed)
        mark = self._words.say("title.list_mark")
        laptops = [
            ClockLaptop(
                "" if len(key) == 2 * ID_BYTES else key, mark.join(sorted(of.values())), frozenset(of)
            )
            for key, of in found.items()
        ]
        return sorted(laptops, key=lambda one: (one.name.casefold(), sorted(one.devices)))

    def of_laptop(
        self, laptop: ClockLaptop, first: bytes | None = None, last: bytes | None = None
    ) -> ClockSpan | None:
        """Its saves, from that of the record `first` to that of `last`; None where there are none."""
        saves = self._project.store.first_and_last_saves([one for one in (first, last) if one])
        bounds = [
            next((one.lamport for one in self._stamps.get(save.feed, ()) if one.seq == save.seq), None)
            for save in (saves[one][0] for one in (first, last) if one and one in saves)
        ]
        if len(bounds) < sum(one is not None for one in (first, last)):
            return None
        least = bounds[0] if first and bounds else None
        most = bounds[-1] if last and bounds else None
        stretches: list[Stretch] = []
        for feed, stamps in self._stamps.items():
            inside = [
                one.seq
                for one in stamps
                if (least is None or one.lamport >= least) and (most is None or one.lamport <= most)
            ]
            if inside and self._laptops.get(feed, (feed, feed))[1] in laptop.devices:
                stretches.append(Stretch(feed, min(inside), max(inside)))
        return self._span(stretches) if stretches else None

    # What was decided

    def _decided(self) -> Iterator[DecidedClock]:
        rivals: dict[bytes, set[bytes]] = {}
        beaten: set[bytes] = set()
        for held, other in self._corrections.rivals():
            rivals.setdefault(held.commit, set()).add(other.commit)
            rivals.setdefault(other.commit, set()).add(held.commit)
            beaten.add(other.commit)
        decisions: dict[tuple[bytes, int], list[Correction]] = {}
        for one in self._corrections.all:
            decisions.setdefault((one.commit, one.offset_ms), []).append(one)
        for (commit, offset_ms), found in sorted(
            decisions.items(), key=lambda one: one[1][0].lamport, reverse=True
        ):
            span = self._span([Stretch(one.feed, one.first, one.last) for one in found])
            yield DecidedClock(
                span,
                commit,
                tuple(one.record for one in found),
                offset_ms,
                self._project.names.name("person", found[0].author),
                found[0].reason,
                commit not in beaten,
                tuple(sorted(rivals.get(commit, ()))),
            )

    # Telling

    def _feeds_of(self, clock: bytes) -> list[bytes]:
        return [feed for feed in self._stamps if self._laptops.get(feed, (feed, feed))[0] == clock]

    def _begun(self, stretches: Iterable[Stretch]) -> list[Begun]:
        """The records that were begun there, each once."""
        found: dict[bytes, Begun] = {}
        for one in stretches:
            for begun in self._project.store.begun_in(*one):
                found.setdefault(begun.record, begun)
        return sorted(found.values(), key=lambda one: (one.at_ms, one.record))

    def _span(self, stretches: Sequence[Stretch]) -> ClockSpan:
        stretches = sorted(stretches, key=lambda one: (self._stream_of(one.feed), one))
        inside = [
            stamp
            for one in stretches
            for stamp in self._stamps.get(one.feed, ())
            if one.first <= stamp.seq <= one.last
        ]
        times = [stamp.at_ms for stamp in sorted(inside, key=lambda stamp: stamp.lamport)] or [0]
        begun = [one for one in self._begun(stretches) if one.kind != "clock_correction"]
        return ClockSpan(
            f"{stretches[0].feed.hex()[:8]}-{stretches[0].first}",
            self._laptop(stretches[0].feed),
            tuple(stretches),
            times[0],
            times[-1],
            len(inside),
            len(begun),
            tuple(Example(one.record, one.at_ms) for one in begun[:MOST_EXAMPLES]),
        )

    def _stream_of(self, feed: bytes) -> bool:
        """The open feed first: it is the one that names the clock."""
        return self._laptops.get(feed, (feed, feed))[0] != feed

    def _laptop(self, feed: bytes) -> str:
        device = self._laptops.get(feed, (feed, feed))[1]
        if device in self._project.identity.roster.devices:
            return laptop_name(self._project, device, self._words)
        return person_shown(self._project, device, self._words)


def _stretches(run: WrongRun) -> list[Stretch]:
    return [Stretch(feed, first, last) for feed, (first, last) in run.stretches.items()]


def _to_minutes(offset_ms: int | None) -> int | None:
    return None if offset_ms is None else round(offset_ms / MINUTE_MS) * MINUTE_MS
