"""Which photos belong to one record: those taken within minutes and near each other; and whose clock was wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median_low

from camifield.geo.earth import distance_m
from camifield.project.shots import NONE, Shot, shift_of

# A photo is of another meeting when so much time or so much ground lies between it and the one before.
APART = timedelta(minutes=10)
APART_M = 1000.0


@dataclass(frozen=True, slots=True)
class ClockOffer:
    """A camera whose clock was `behind` the satellites' (negative: ahead): `shown_by` of its `count` photos show it."""

    model: str
    behind: timedelta
    shown_by: int
    count: int


def grouped(shots: Iterable[Shot], shifts: Mapping[str, timedelta] | None = None) -> list[list[Shot]]:
    """The photos of each draft, in the order of time; those without a time come last, by place.

    `shifts` are the corrections of cameras by their model. A photo is in the group of the one before it unless they
    are more than `APART` or `APART_M` from each other; one without a place is as near as the one before.
    """
    given, known = list(shots), shifts or {}
    timed = [(taken, shot) for shot in given if (taken := shot.taken(shift_of(shot, known))) is not None]
    timed.sort(key=lambda one: (one[0], one[1].name))
    groups: list[list[Shot]] = []
    before: datetime | None = None
    for taken, shot in timed:
        if before is None or taken - before > APART or _is_far(groups[-1], shot):
            groups.append([])
        groups[-1].append(shot)
        before = taken
    untimed = [shot for shot in given if shot.taken() is None]
    for place, shot in enumerate(untimed):
        if place == 0 or _is_far(groups[-1], shot):
            groups.append([])
        groups[-1].append(shot)
    return groups


def _is_far(group: Sequence[Shot], shot: Shot) -> bool:
    """Whether the photo was taken too far from the last of the group that has a place."""
    last = next((one for one in reversed(group) if one.has_place), None)
    if last is None or not shot.has_place:
        return False
    return distance_m(last.latitude, last.longitude, shot.latitude, shot.longitude) > APART_M


def clock_offers(shots: Sequence[Shot]) -> list[ClockOffer]:
    """The cameras whose clocks were wrong, by the photos that have both; the one with the most photos first."""
    by_model: dict[str, list[Shot]] = {}
    for shot in shots:
        if shot.clocks.camera is not None:
            by_model.setdefault(shot.camera.model or "", []).append(shot)
    offers: list[ClockOffer] = []
    for model, own in by_model.items():
        told = [shot.behind for shot in own if shot.behind is not None]
        wrong = [behind for behind in told if behind != NONE]
        if len(wrong) * 2 > len(told):  # one stale fix among many is no wrong clock
            offers.append(ClockOffer(model, median_low(wrong), len(wrong), len(own)))
    return sorted(offers, key=lambda offer: -offer.count)
