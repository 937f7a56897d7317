"""Which column goes to which field of one kind: the best of heading and content together, each field taken once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.folding import plain
from camifield.formats.mapping import mappings
from camifield.formats.mapping.evidence import Sample, looks_alike, weight
from camifield.formats.mapping.heading_book import Candidate, book_of
from camifield.formats.mapping.mappings import ColumnMapping
from camifield.formats.mapping.targets import (
    DATE_PARTS,
    GRID,
    LEAVE,
    OWN_LINE,
    SPECIAL,
    YEAR,
    LineTarget,
    field_of,
    line_target,
    takes_many,
)

LEAST, SURE = 0.45, 0.75
_FEWEST_SEGMENTS = 4
_MOSTLY = 0.8
_LARGEST_LATITUDE = 90
_SEGMENT_WORDS = frozenset(("0", "1", "NA", "N/A", "na", "", "-"))
_NUMBERED = re.compile(r"([^\d]*?)[\s_.]*(\d{1,4})$")
_ORDERS = ("dmy", "mdy", "ymd")


class Claim(NamedTuple):
    """One column's wish for one target."""

    score: float
    column: int
    candidate: Candidate


@dataclass(frozen=True)
class Assigned:
    """The columns of a sheet with their targets for one kind, each with its score."""

    declared: Declared
    columns: tuple[ColumnMapping, ...]
    scores: dict[int, float]

    @property
    def targets(self) -> dict[str, int]:
        """Target -> the first column that goes there."""
        found: dict[str, int] = {}
        for column in self.columns:
            found.setdefault(column.target, column.index)
        return found

    def has(self, target: str) -> bool:
        """Whether some column answers the field, itself or in its parts; a repeat's name means any of its lines."""
        if target == "event_date" and YEAR in self.targets:
            return True
        return any(one == target or one.startswith(f"{target}.") for one in self.targets)


def assign(declared: Declared, samples: Sequence[Sample], asking: Asking) -> Assigned:
    """The best target for every column of the sheet, as a table of this kind."""
    taken = dict(_segments(declared, samples))
    claims = sorted(_claims(declared, samples, asking, taken), key=lambda one: (-one.score, one.column))
    used: set[str] = {one.target for one in taken.values()}
    for claim in claims:
        target = claim.candidate.target
        if claim.column in taken or (target in used and not takes_many(declared, target)):
            continue
        taken[claim.column] = claim.candidate._replace(score=claim.score)
        used.add(target)
    _coordinates_by_content(declared, samples, taken)
    _settle_overlaps(taken)
    columns = tuple(_column(sample, taken.get(sample.index)) for sample in samples)
    return Assigned(declared, columns, {index: one.score for index, one in taken.items()})


def _claims(
    declared: Declared, samples: Sequence[Sample], asking: Asking, taken: dict[int, Candidate]
) -> Iterator[Claim]:
    book = book_of(declared.name)
    has_segments = any(one.target.startswith("segments.") for one in taken.values())
    for sample in samples:
        if sample.index in taken:
            continue
        found = False
        for candidate in book.candidates(sample.heading, sample.parts, sample.other):
            score = candidate.score * weight(sample, declared, candidate.target, asking)
            if score >= LEAST:
                found = found or candidate.target not in SPECIAL
                yield Claim(score, sample.index, candidate)
        if not found:
            yield from _by_content(declared, sample, asking, has_segments=has_segments)


def _by_content(declared: Declared, sample: Sample, asking: Asking, *, has_segments: bool) -> Iterator[Claim]:
    """What a column under a heading that says nothing looks like: a date, animals, coordinates."""
    if len(sample.said) < 2:
        return
    date = next((name for name in ("event_date", "start_date") if name in declared.fields), "")
    looks: list[tuple[str, float]] = []
    if sample.facts.kind == "date" and date:
        looks.append((date, 0.6))
    if has_segments and sample.is_unique and sample.facts.kind != "date":
        looks.append(("locality", 0.0))
    if sample.facts.kind == "text":
        looks += [(name, 0.7) for name in ("species", "verbatim_coordinates") if name in declared.fields]
    for target, least in looks:
        field = field_of(declared, target)
        fit = sample.fit(field, asking) if field is not None else None
        if fit is not None and fit >= least:
            yield Claim(0.5 * fit, sample.index, Candidate(target, 0.5, mappings.BY_CONTENT))


def _coordinates_by_content(
    declared: Declared, samples: Sequence[Sample], taken: dict[int, Candidate]
) -> None:
    """Two neighbouring columns of decimals under headings that say nothing: a latitude and a longitude, to be looked at."""
    targets = {one.target for one in taken.values()}
    if "decimal_latitude" not in declared.fields or targets & {
        "decimal_latitude",
        "decimal_longitude",
        "verbatim_coordinates",
    }:
        return
    free = [one for one in samples if one.index not in taken and one.share_of_degrees >= _MOSTLY]
    pairs = [(one, other) for one, other in pairwise(free) if other.index == one.index + 1]
    if len(pairs) != 1:
        return
    first, second = pairs[0]
    north, east = (second, first) if first.largest > _LARGEST_LATITUDE else (first, second)
    if north.largest > _LARGEST_LATITUDE:
        return
    taken[north.index] = Candidate("decimal_latitude", 0.5, mappings.BY_CONTENT)
    taken[east.index] = Candidate("decimal_longitude", 0.5, mappings.BY_CONTENT)


def _segments(declared: Declared, samples: Sequence[Sample]) -> Iterator[tuple[int, Candidate]]:
    """Columns headed 1, 2, 3 ... that hold only 1, 0 and NA: the segments of a walked cell, as sign surveys write them."""
    if "segments" not in declared.repeats:
        return
    numbered: dict[str, list[tuple[int, Sample]]] = {}
    for sample in samples:
        found = _NUMBERED.fullmatch(plain(sample.heading))
        if found:
            numbered.setdefault(found[1].strip().casefold(), []).append((int(found[2]), sample))
    for group in numbered.values():
        run = [sample for _, sample in group]
        steps = {after - before for (before, _), (after, _) in pairwise(group)}
        if len(run) >= _FEWEST_SEGMENTS and steps == {1} and looks_alike(run, _SEGMENT_WORDS):
            for sample in run:
                target = str(LineTarget("segments", plain(sample.heading), "result"))
                yield sample.index, Candidate(target, 0.95, mappings.BY_CONTENT)


def _settle_overlaps(taken: dict[int, Candidate]) -> None:
    """What is said twice is taken once: parts of a date beside the date, a pair beside its two coordinates, and the like."""
    targets = {one.target for one in taken.values()}
    drop: set[str] = set()
    if "event_date" in targets or YEAR not in targets:
        drop.update(DATE_PARTS)
    if {"decimal_latitude", "decimal_longitude"} <= targets:
        drop.update(("verbatim_coordinates", GRID))
    for index, one in list(taken.items()):
        line = line_target(one.target)
        is_second_key = (
            line is not None
            and line.label == OWN_LINE
            and line.field == "segment"
            and "segments.+.result" not in targets
        )
        if one.target in drop or is_second_key:
            taken[index] = Candidate(LEAVE, one.score, one.because)


def _column(sample: Sample, candidate: Candidate | None) -> ColumnMapping:
    facts = sample.facts
    order = facts.date_order if facts.date_order in _ORDERS else None
    if candidate is None:
        is_empty = facts.filled == 0
        return ColumnMapping(
            sample.index, sample.heading, LEAVE, is_sure=is_empty, decimal=facts.decimal, date_order=order
        )
    return ColumnMapping(
        sample.index,
        sample.heading,
        candidate.target,
        is_sure=candidate.score >= SURE,
        because=candidate.because,
        decimal=facts.decimal,
        date_order=order,
    )
