"""Degrees as people type them: decimal, with minutes, with seconds, letters before or after or none at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from functools import cache

from camifield.geo.angles import Angle, Part, angle_of, unpacked
from camifield.geo.judging import Extras, judged, likely, merged, offered
from camifield.geo.large_numbers import large_pair
from camifield.geo.readings import PositionReading, Refused
from camifield.geo.segments import Segment, Written, gathered
from camifield.geo.signs import SECOND
from camifield.geo.tokens import tokens_of

MOST_ALTITUDE_DECIMALS = 3
_METRE_AXES = {"N": "north", "S": "north", "lat": "north", "E": "east", "W": "east", "lon": "east"}


def read_degrees(text: str, country: str | None = None) -> PositionReading:
    """The reading of a text with plain signs. Where commas or a dash can be taken two ways, both are tried."""
    text = _plain_marks(text)
    dash = _dash_or_minus()
    if dash.search(text):
        return merged([_read(dash.sub(r"\1 ; ", text), country), _read(dash.sub(r"\1 -", text), country)])
    return _read_commas(text, country)


def one_angle(text: str) -> Angle:
    """The only coordinate of a text, for a column of its own. Commas between digits are decimal marks.

    Raises Refused; ``one-number-needed`` when there are two, ``decimal-mark-lost`` for a number too large for degrees.
    """
    found = gathered(tokens_of(commas_as_marks(text)))
    segments = _reflowed(found)
    if not segments:
        raise Refused("place-not-understood")
    if len(segments) > 1:
        raise Refused("one-number-needed")
    segment = segments[0]
    if _large(segment) is not None:
        raise Refused("decimal-mark-lost")
    return angle_of(segment.parts, segment.direction)


def commas_as_marks(text: str) -> str:
    """Each comma between two numbers a decimal mark where neither has one yet, from the left; the rest separate."""
    return _tight().sub(" , ", _comma_number().sub(r"\1.\2", text))


def _plain_marks(text: str) -> str:
    """Without the quotes of a table's cells, and with points for the slashes that Iran writes as decimal marks."""
    if text.startswith(SECOND):
        text = text.replace(SECOND, "")
    quoted = _quoted_pair().fullmatch(text.strip())
    if quoted is not None:
        text = f"{quoted[1]} ; {quoted[2]}"
    text = _dotted_seconds().sub(r"\1.\2", text)
    text = _whole_again(text)
    slashes = _slash_number()
    if len(slashes.findall(text)) == 2 and not re.search(r"\d[.,]\d", text):
        text = slashes.sub(r"\1.\2", text)
    return text


def _whole_again(text: str) -> str:
    """Numbers as a spreadsheet shows large ones, 4.325.654 or 4.325654E+06, as their digits, where two stand so."""
    for mark in (".", ","):
        grouped = re.compile(rf"(?<![\d.,])\d{{1,3}}(?:{re.escape(mark)}\d{{3}}){{2}}(?![\d.,]\d|\d)")
        if len(grouped.findall(text)) == 2:
            return grouped.sub(lambda found, mark=mark: found[0].replace(mark, ""), text)
    if len(_scientific().findall(text)) == 2:
        return _scientific().sub(lambda found: f"{Decimal(found[0].replace(',', '.')):f}", text)
    return text


def _read_commas(text: str, country: str | None) -> PositionReading:
    if not _tight().search(text):
        return _read(text, country)
    stops, marks = _tight().sub(" , ", text), commas_as_marks(text)
    if stops == marks:
        return _read(stops, country)
    as_stops, as_marks = _read(stops, country), _read(marks, country)
    numbers = re.findall(r"\d+(?:\.\d+)?", text)
    if _chain().search(text) and len(numbers) in (6, 7) and as_stops.candidates:
        return as_stops
    if not _point().search(text):
        if not _chain().search(text) and as_marks.candidates:
            return as_marks
        if as_marks.reason == "two-numbers-needed":
            meant = as_stops.position
            return PositionReading(reason="two-numbers-needed", suggestion=offered(meant) if meant else "")
    return merged([as_marks, as_stops])


def _read(text: str, country: str | None) -> PositionReading:
    """The reading when every comma is a separator and every point a decimal mark."""
    try:
        found = gathered(tokens_of(text))
        segments = _reflowed(found)
        if len(segments) < 2:
            raise Refused("two-numbers-needed")
        if _begins_with_a_point_number(segments):
            raise Refused("more-than-one-position")
        extras = _extras(found, segments[2:])
        first, second = segments[:2]
        if found.order is not None:
            first.direction, second.direction = found.order
        if first.direction in ("x", "y") or second.direction in ("x", "y"):
            return _x_and_y(first, second, extras, country)
        numbers = [_large(segment) for segment in (first, second)]
        if any(number is not None for number in numbers):
            texts = [
                number or segment.parts[0].text for number, segment in zip(numbers, segments, strict=False)
            ]
            axes = (_METRE_AXES.get(first.direction, ""), _METRE_AXES.get(second.direction, ""))
            return large_pair(texts[0], texts[1], country, axes)
        return judged(
            angle_of(first.parts, first.direction),
            angle_of(second.parts, second.direction),
            extras,
            country=country,
        )
    except Refused as refused:
        return PositionReading(reason=refused.reason, suggestion=refused.suggestion)


def _large(segment: Segment) -> str | None:
    """The number of a segment that is no degrees: four whole digits and more, or groups as of thousands; else None."""
    first = segment.parts[0]
    if any(part.unit for part in segment.parts):
        return None
    if len(segment.parts) == 1:
        is_packed = segment.direction in ("N", "S", "E", "W") and len(unpacked(first, segment.direction)) > 1
        return first.text if first.whole_digits >= 4 and not is_packed else None
    is_whole = not any(part.has_decimals or part.is_joined for part in segment.parts)
    if is_whole and any(part.whole_digits >= 3 for part in segment.parts[1:]):
        return "".join(part.text for part in segment.parts)
    return None


def _extras(found: Written, rest: Sequence[Segment]) -> Extras:
    """Height and accuracy: named ones first, then what follows the two coordinates without a name.

    Raises Refused("more-than-one-position") when what follows looks like coordinates.
    """
    unnamed: list[str] = []
    for segment in rest:
        for part in segment.parts:
            decimals = len(part.text.partition(".")[2])
            if segment.direction or part.unit or part.is_joined or decimals > MOST_ALTITUDE_DECIMALS:
                raise Refused("more-than-one-position")
            unnamed.append(part.sign.replace("+", "") + part.text)
    altitudes, accuracies = [*found.altitudes, *unnamed], list(found.accuracies)
    if len(altitudes) + len(accuracies) > 2:
        raise Refused("more-than-one-position")
    accuracies += altitudes[1:]
    accuracy = Decimal(accuracies[0]).to_integral_value(ROUND_CEILING) if accuracies else None
    return Extras(
        altitude_m=f"{Decimal(altitudes[0]):f}" if altitudes else None,
        accuracy_m=None if accuracy is None else abs(int(accuracy)),
    )


def _begins_with_a_point_number(segments: Sequence[Segment]) -> bool:
    """Whether bare numbers are rather "5 42.318 76.904", the fifth point of a list, than a place at 5 degrees."""
    if len(segments) != 3 or not all(segment.is_bare and len(segment.parts) == 1 for segment in segments):
        return False
    first, *rest = (segment.parts[0] for segment in segments)
    return not first.has_decimals and all(len(part.text.partition(".")[2]) >= 2 for part in rest)


def _x_and_y(first: Segment, second: Segment, extras: Extras, country: str | None) -> PositionReading:
    """x is east on a screen and north on a Soviet map: the one that lies among the range states, else a question."""
    if {first.direction, second.direction} != {"x", "y"}:
        raise Refused("place-not-understood")
    large = [_large(segment) for segment in (first, second)]
    if large[0] is not None and large[1] is not None:
        return large_pair(large[0], large[1], country, (first.direction, second.direction))
    if large != [None, None]:
        raise Refused("zone-needed")
    x, y = (angle_of(one.parts) for one in sorted((first, second), key=lambda one: one.direction))
    readings = [
        judged(north, east, extras, country=country, is_order_told=True) for north, east in ((y, x), (x, y))
    ]
    for reading in readings:
        point = reading.position
        if point and likely(Decimal(point.latitude), Decimal(point.longitude), country):
            return reading
    return merged(readings)


def _reflowed(found: Written) -> list[Segment]:
    """The segments; numbers without any sign or letter are divided by how many there are and what they can be."""
    segments = found.segments
    if not all(segment.is_bare for segment in segments):
        return segments
    if found.is_divided and any(len(segment.parts) > 1 for segment in segments):
        return segments
    parts = [part for segment in segments for part in segment.parts]
    size = _parts_each(parts)
    pairs = [parts[:size], parts[size : 2 * size]]
    return [Segment(pair) for pair in [*pairs, *([part] for part in parts[2 * size :])] if pair]


def _parts_each(parts: Sequence[Part]) -> int:
    """How many of the bare numbers make one coordinate: three, two or one."""
    if len(parts) in (6, 7) and _can_be_angles(parts[0:3], parts[3:6]):
        return 3
    if len(parts) in (4, 5) and _can_be_angles(parts[0:2], parts[2:4]):
        minutes = (parts[1], parts[3])
        if all(Decimal(part.text) < 60 for part in minutes):
            return 2
        if all(part.has_decimals for part in minutes):
            raise Refused("minutes-out-of-range")
    half = len(parts) // 2
    are_groups = len(parts) in (4, 6) and not any(part.has_decimals for part in parts)
    if are_groups and all(part.whole_digits >= 3 for part in (parts[1], parts[half + 1])):
        return half
    return 1


def _can_be_angles(*angles: Sequence[Part]) -> bool:
    return all(
        not any(part.has_decimals for part in parts[:-1])
        and parts[0].whole_digits <= 3
        and all(part.whole_digits <= 2 and not part.sign for part in parts[1:])
        for parts in angles
    )


@cache
def _tight() -> re.Pattern[str]:
    return re.compile(r"(?<=\d),(?=\d)")


@cache
def _comma_number() -> re.Pattern[str]:
    """Two numbers with a comma between, neither of which has a point."""
    return re.compile(r"(?<!\d)(?<!\d\.)(\d+),(\d+)(?!\d*\.\d)")


@cache
def _chain() -> re.Pattern[str]:
    return re.compile(r"\d,\d+,\d")


@cache
def _point() -> re.Pattern[str]:
    return re.compile(r"\.\d")


@cache
def _quoted_pair() -> re.Pattern[str]:
    """Two cells in apostrophes, as a list of texts is printed."""
    return re.compile(r"'([^']+)'\s*[,;]\s*'([^']+)'")


@cache
def _dotted_seconds() -> re.Pattern[str]:
    """43.15.23,5: points between the parts, and a comma in the seconds."""
    return re.compile(r"(?<![\d.])(\d{1,3}\.\d{1,2}\.\d{1,2}),(\d+)(?!\.?\d)")


@cache
def _scientific() -> re.Pattern[str]:
    """A number with its power of ten, and with enough decimals that none was lost."""
    return re.compile(r"(?<![\d.,])\d[.,]\d{5,}[eE](?:\+\d{1,2}|0)(?!\d)")


@cache
def _slash_number() -> re.Pattern[str]:
    return re.compile(r"(?<![\d/])(\d{1,3})/(\d{2,})(?![\d/])")


@cache
def _dash_or_minus() -> re.Pattern[str]:
    """A dash that clings to two decimal numbers: it divides them, or makes the second one negative."""
    return re.compile(r"(\d\.\d+)-(?=\d+\.\d)")
