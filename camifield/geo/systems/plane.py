"""Two numbers of metres as they stand in a text: their digits put together, their labels, and what stands beside them."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal
from functools import cache
from typing import NamedTuple

from camifield.geo.degrees import commas_as_marks
from camifield.geo.readings import Refused
from camifield.geo.segments import gathered
from camifield.geo.tokens import tokens_of

_FEWEST_DIGITS = 6
_AXES = {
    "N": "north",
    "S": "north",
    "lat": "north",
    "E": "east",
    "W": "east",
    "lon": "east",
    "x": "x",
    "y": "y",
}


class Metres(NamedTuple):
    """A number of metres as typed (ASCII, decimal point), and what is said of it: north, east, x, y or nothing."""

    text: str
    axis: str = ""

    @property
    def value(self) -> float:
        return float(self.text)

    @property
    def step_m(self) -> float:
        """One unit of the last digit typed."""
        return 10.0 ** -len(self.text.partition(".")[2])


class Plane(NamedTuple):
    """Both numbers in the order typed, and the height and accuracy in metres that the text itself states."""

    first: Metres
    second: Metres
    altitude_m: str | None = None
    accuracy_m: int | None = None


def plane_of(text: str) -> Plane:
    """The two numbers of a text that names its system elsewhere. Raises Refused with the reason.

    Spaces, points, commas and apostrophes between thousands are put together; a comma before one or two last digits is
    a decimal mark.
    """
    found = gathered(tokens_of(commas_as_marks(_labelled(_joined(text)))))
    large: list[Metres] = []
    small: list[str] = []
    for segment in found.segments:
        for at, part in enumerate(segment.parts):
            if part.unit:
                raise Refused("place-not-understood")
            if part.whole_digits >= _FEWEST_DIGITS:
                large.append(
                    Metres(part.text.lstrip("0") or "0", _AXES.get(segment.direction, "") if at == 0 else "")
                )
            else:
                small.append(part.sign.replace("+", "") + part.text)
    if len(large) != 2 or len(small) > 2 or any(len(one.partition(".")[0].lstrip("-")) > 4 for one in small):
        raise Refused("two-numbers-needed" if len(large) < 2 else "more-than-one-position")
    if found.order is not None:
        large = [one._replace(axis=_AXES[word]) for one, word in zip(large, found.order, strict=True)]
    altitudes, accuracies = [*found.altitudes, *small], list(found.accuracies)
    accuracies += altitudes[1:]
    accuracy = Decimal(accuracies[0]).to_integral_value(ROUND_CEILING) if accuracies else None
    return Plane(
        large[0],
        large[1],
        f"{Decimal(altitudes[0]):f}" if altitudes else None,
        None if accuracy is None else abs(int(accuracy)),
    )


def orders(plane: Plane, *, is_soviet: bool) -> list[tuple[Metres, Metres]]:
    """The pairs of easting and northing that the labels leave open, the likelier first.

    On the military maps of the Union x is north and y east, elsewhere it is the other way about; the size of the
    numbers mostly settles it, so both are given.
    """
    first, second = plane.first, plane.second
    axes = (first.axis, second.axis)
    if "east" in axes or "north" in axes:
        if axes[0] == axes[1]:
            raise Refused("two-latitudes" if axes[0] == "north" else "two-longitudes")
        return [(first, second)] if axes[0] == "east" or axes[1] == "north" else [(second, first)]
    is_x_first = axes[0] == "x" or axes[1] == "y"
    if axes != ("", ""):
        x, y = (first, second) if is_x_first else (second, first)
        return [(y, x), (x, y)] if is_soviet else [(x, y), (y, x)]
    return [(first, second), (second, first)]


def _labelled(text: str) -> str:
    """The text with the words that only metres have brought to plain letters: mE, 横坐标, and no unit after a number."""
    text = _chinese_x().sub(" x ", text)
    text = _chinese_y().sub(" y ", text)
    text = _metre_letter().sub(r" \1 ", text)
    return _unit().sub(r"\1 ", text)


def _joined(text: str) -> str:
    """The text with its thousands put together. Raises nothing: what cannot be settled stays as it is."""
    for mark in (".", ",", "'"):
        grouped = re.compile(rf"(?<![\d.,])\d{{1,2}}{re.escape(mark)}\d{{3}}{re.escape(mark)}\d{{3}}(?!\d)")
        if grouped.search(text):
            pattern = re.compile(rf"(?<![\d.,'])\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?!\d)")
            text = pattern.sub(lambda found, mark=mark: found[0].replace(mark, ""), text)
    text = re.sub(r"(?<=\d{6}),(?=\d{6})", " ; ", text)
    return _groups().sub(lambda found: _regrouped(found[0]), text)


def _regrouped(run: str) -> str:
    """One run of groups of three digits as one number, or as two where that is the only way; else unchanged."""
    groups = run.split(" ")
    decimals = ""
    last = re.fullmatch(r"(\d{3})([.,]\d+)", groups[-1])
    if last is not None:
        groups[-1], decimals = last[1], last[2]
    if sum(map(len, groups)) <= 8:
        return "".join(groups) + decimals
    halves = [
        (left, right)
        for cut in range(1, len(groups))
        if 6 <= len(left := "".join(groups[:cut])) <= 8 and 6 <= len(right := "".join(groups[cut:])) <= 8
    ]
    return f"{halves[0][0]} {halves[0][1]}{decimals}" if len(halves) == 1 else run


@cache
def _groups() -> re.Pattern[str]:
    return re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?:[.,]\d+)?(?![\d])")


@cache
def _metre_letter() -> re.Pattern[str]:
    """m E, mN, м В after a number: which way, with the unit before it."""
    return re.compile(r"(?i)(?<=\d)\s?[mм]\.?\s?([enвс])\b\.?")


@cache
def _unit() -> re.Pattern[str]:
    """Metres after a number too large for a height, or after its decimals."""
    return re.compile(r"(?i)(\d{6}(?:[.,]\d+)?)\s?(?:m|м|米|метр\w*|met(?:re|er)s?)(?![^\W\d_\u3000-\u9fff])")


@cache
def _chinese_x() -> re.Pattern[str]:
    return re.compile("纵坐标|縱坐標|纵")


@cache
def _chinese_y() -> re.Pattern[str]:
    return re.compile("横坐标|橫坐標|横")
