"""Which saves a wrong clock stamped, and between what times they must lie: from the headers of the log alone.

Along one laptop's saves time does not go back: the fewest saves that must be wrong for that are (the rest is the
longest series that never goes back by more than `SLACK_MS`). A lamport number says more: whoever wrote number n had
seen a save with number n-1, so the one was written after the other, whatever both clocks say. Where two laptops then
contradict each other, the one that contradicts more laptops is taken to be wrong; of only two, the one that is behind,
since an empty battery puts a clock back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

SLACK_MS: Final = 86_400_000
"""A clock that is off by less is nobody's concern: it is set by hand, and summer time comes and goes."""
SET_ANEW_MS: Final = 60_000
"""Going back by less is the clock keeping itself right."""
NEVER: Final = -(2**62)
ALWAYS: Final = 2**62
NO_PROJECTS: Mapping[bytes, bytes] = MappingProxyType({})


class Claim(NamedTuple):
    """One save: its place, and what the clock said (milliseconds since 1970).

    `is_sure`: the time came from a GPS or a hub. `is_settled`: somebody decided about it (then `at_ms` is by that
    decision), and it is never found wrong again; what that proves of others, it proves like any other time.
    `after_ms` is a time at which it was surely not written yet.
    """

    lamport: int
    feed: bytes
    seq: int
    at_ms: int
    is_sure: bool = False
    is_settled: bool = False
    after_ms: int = NEVER


class Why(StrEnum):
    """What speaks against the clock: before there was such a program, after now, or it went back or forward."""

    TOO_EARLY = "too-early"
    AHEAD_OF_US = "ahead-of-us"
    BEHIND = "behind"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class WrongRun:
    """Saves of one laptop that one wrong setting of its clock stamped, in their order.

    `least_ms` and `most_ms` bound what must be added to every time of it; None where nothing bounds it on that side.
    """

    claims: tuple[Claim, ...]
    why: Why
    least_ms: int | None
    most_ms: int | None

    @property
    def stretches(self) -> dict[bytes, tuple[int, int]]:
        """feed -> its first and last save in the run."""
        found: dict[bytes, tuple[int, int]] = {}
        for one in self.claims:
            first, last = found.get(one.feed, (one.seq, one.seq))
            found[one.feed] = min(first, one.seq), max(last, one.seq)
        return found

    @property
    def best_ms(self) -> int | None:
        """The likeliest correction: between both bounds, else the one there is."""
        if self.least_ms is None or self.most_ms is None:
            return self.least_ms if self.most_ms is None else self.most_ms
        return (self.least_ms + self.most_ms) // 2


@dataclass(slots=True)
class _Line:
    """One laptop's saves in the order of their lamport numbers, with what else bounds each of them."""

    key: bytes
    claims: list[Claim]
    floors: list[int] = field(default_factory=list[int])
    ceilings: list[int] = field(default_factory=list[int])
    wrong: list[Why | None] = field(default_factory=list[Why | None])


def find_wrong(
    lines: Mapping[bytes, Iterable[Claim]],
    *,
    made_ms: int,
    now_ms: int | None,
    projects: Mapping[bytes, bytes] = NO_PROJECTS,
    also_seen: Iterable[int] = (),
) -> dict[bytes, list[WrongRun]]:
    """The runs of wrong times of each laptop that has any.

    `made_ms` is when there was no such program yet. `now_ms` is the time here; None where this clock is itself wrong.
    `projects` says of laptops that worked alone in which project: their numbers were counted apart. `also_seen` are
    the lamport numbers of what is in no line, such as the roster.
    """
    made = [_Line(key, sorted(claims)) for key, claims in lines.items()]
    latest = ALWAYS if now_ms is None else now_ms
    for line in made:
        line.floors = [one.after_ms for one in line.claims]
        line.ceilings = [latest] * len(line.claims)
        line.wrong = [_impossible(one, made_ms, latest) for one in line.claims]
    _bound_each_other(made, list(_edges(made, projects, also_seen)))
    found: dict[bytes, list[WrongRun]] = {}
    for line in made:
        _judge(line)
        if runs := list(_runs(line)):
            found[line.key] = runs
    return found


def _impossible(claim: Claim, made_ms: int, latest: int) -> Why | None:
    if claim.is_sure:
        return None
    if claim.at_ms < made_ms:
        return Why.TOO_EARLY
    return Why.AHEAD_OF_US if claim.at_ms > latest + SLACK_MS else None


# Between laptops


class _Edge(NamedTuple):
    """A save of one line that was written after a save of another: (line, place) of both."""

    later: tuple[int, int]
    earlier: tuple[int, int]


def _bound_each_other(lines: Sequence[_Line], edges: Sequence[_Edge]) -> None:
    against: dict[int, set[int]] = {}
    for edge in edges:
        if _contradicts(lines, edge):
            against.setdefault(edge.later[0], set()).add(edge.earlier[0])
            against.setdefault(edge.earlier[0], set()).add(edge.later[0])
    for edge in edges:
        (at, place), (before, before_place) = edge
        later, earlier = lines[at].claims[place], lines[before].claims[before_place]
        blames_earlier = _contradicts(lines, edge) and not earlier.is_sure and (
            later.is_sure or len(against.get(before, ())) > len(against.get(at, ()))
        )  # fmt: skip
        blames_later = _contradicts(lines, edge) and not blames_earlier
        if lines[before].wrong[before_place] is None and not blames_earlier:
            lines[at].floors[place] = max(lines[at].floors[place], earlier.at_ms)
        if lines[at].wrong[place] is None and not blames_later:
            ceilings = lines[before].ceilings
            ceilings[before_place] = min(ceilings[before_place], later.at_ms)


def _contradicts(lines: Sequence[_Line], edge: _Edge) -> bool:
    (at, place), (before, before_place) = edge
    if lines[at].wrong[place] is not None or lines[before].wrong[before_place] is not None:
        return False
    return lines[at].claims[place].at_ms < lines[before].claims[before_place].at_ms - SLACK_MS


def _edges(
    lines: Sequence[_Line], projects: Mapping[bytes, bytes], also_seen: Iterable[int]
) -> Iterator[_Edge]:
    """What the lamport numbers prove; nothing where the same number was written twice, apart from each other."""
    holders: dict[int, tuple[int, int] | None] = dict.fromkeys(also_seen)
    for at, line in enumerate(lines):
        for place, claim in enumerate(line.claims):
            holders[claim.lamport] = None if claim.lamport in holders else (at, place)
    for at, line in enumerate(lines):
        last = 0
        for place, claim in enumerate(line.claims):
            seen = holders.get(claim.lamport - 1) if claim.lamport - 1 != last else None
            if (
                seen is not None
                and seen[0] != at
                and projects.get(lines[seen[0]].key) == projects.get(line.key)
            ):
                yield _Edge((at, place), seen)
            last = claim.lamport


# Along one laptop's saves


def _judge(line: _Line) -> None:
    """Say of every save whether its time can be kept: first by what others prove, then by the rest of the line."""
    _compare(line, ())
    _compare(line, _kept(line))


def _compare(line: _Line, kept: Container[int]) -> None:
    """Call wrong what lies before a time that is kept earlier in the line, or after one that is kept later in it.

    What bounds a save bounds those after it, or before it, as well.
    """
    floor, ceiling = NEVER, ALWAYS
    for place, claim in enumerate(line.claims):
        floor = line.floors[place] = max(floor, line.floors[place])
        if line.wrong[place] is None and not claim.is_sure and claim.at_ms < floor - SLACK_MS:
            line.wrong[place] = Why.BEHIND
        if place in kept:
            floor = max(floor, claim.at_ms)
    for place in reversed(range(len(line.claims))):
        claim = line.claims[place]
        ceiling = line.ceilings[place] = min(ceiling, line.ceilings[place])
        if line.wrong[place] is None and not claim.is_sure and claim.at_ms > ceiling + SLACK_MS:
            line.wrong[place] = Why.AHEAD
        if place in kept:
            ceiling = min(ceiling, claim.at_ms)


def _kept(line: _Line) -> frozenset[int]:
    """The places of the longest series of believable times that never goes back, and of all that are sure."""
    believed = [place for place, why in enumerate(line.wrong) if why is None]
    tops: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for place in believed:
        at_ms = line.claims[place].at_ms
        length = bisect_right(tops, at_ms)
        if length:
            before[place] = ends[length - 1]
        tops[length : length + 1] = [at_ms]
        ends[length : length + 1] = [place]
    kept: set[int] = {place for place in believed if line.claims[place].is_sure}
    at = ends[-1] if ends else None
    while at is not None:
        kept.add(at)
        at = before.get(at)
    return frozenset(kept)


def _runs(line: _Line) -> Iterator[WrongRun]:
    """The wrong saves, cut where the clock was set anew: where it went back, or where it went wrong another way."""
    pieces: list[list[int]] = []
    for place, why in enumerate(line.wrong):
        if why is None or line.claims[place].is_settled:
            continue
        last = pieces[-1][-1] if pieces else None
        if last is not None and last == place - 1 and _goes_on(line, last, place):
            pieces[-1].append(place)
        else:
            pieces.append([place])
    # Runs that follow each other bound each other: the later one lasted after the earlier one.
    passed = 0
    firsts: list[int] = []
    for number, piece in enumerate(pieces):
        follows = number > 0 and pieces[number - 1][-1] == piece[0] - 1
        passed = passed if follows else 0
        firsts.append(passed)
        passed += line.claims[piece[-1]].at_ms - line.claims[piece[0]].at_ms
    for piece, passed_before in zip(pieces, firsts, strict=True):
        yield _run(line, piece, passed_before)


def _goes_on(line: _Line, last: int, place: int) -> bool:
    """Whether the clock ran on between two wrong saves: it is not set back, and is wrong in the same direction."""
    ran_on = line.claims[place].at_ms >= line.claims[last].at_ms - SET_ANEW_MS
    return ran_on and _is_early(line.wrong[last]) == _is_early(line.wrong[place])


def _is_early(why: Why | None) -> bool:
    return why in (Why.TOO_EARLY, Why.BEHIND)


def _run(line: _Line, piece: Sequence[int], passed_ms: int) -> WrongRun:
    floors = [line.floors[place] - line.claims[place].at_ms for place in piece if line.floors[place] > NEVER]
    least = max(floors, default=None)
    if line.floors[piece[0]] > NEVER:
        started = line.floors[piece[0]] + passed_ms - line.claims[piece[0]].at_ms
        least = started if least is None else max(least, started)
    most = min(
        (line.ceilings[place] - line.claims[place].at_ms for place in piece if line.ceilings[place] < ALWAYS),
        default=None,
    )
    if least is not None and most is not None and least > most:
        # A cheap clock runs slow by minutes; what contradicts itself by more bounds nothing.
        least, most = (most, least) if least - most <= SLACK_MS else (None, None)
    why = line.wrong[piece[0]]
    assert why is not None
    return WrongRun(tuple(line.claims[place] for place in piece), why, least, most)
