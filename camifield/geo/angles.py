"""One coordinate from its parts: degrees, minutes, seconds, sign and letter, with the step of its last digit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from camifield.geo.readings import Axis, Refused, System

SEVEN_DECIMALS = Decimal("0.0000001")
SYSTEMS: tuple[System, System, System] = ("decimal_degrees", "DM", "DMS")
_UNITS = ("deg", "min", "sec")
_AXES: dict[str, Axis] = {
    "N": "latitude",
    "S": "latitude",
    "lat": "latitude",
    "E": "longitude",
    "W": "longitude",
    "lon": "longitude",
}


class Part(NamedTuple):
    """A number as typed (ASCII, decimal point), the unit after it (deg, min, sec or nothing) and its sign."""

    text: str
    unit: str = ""
    sign: str = ""
    is_joined: bool = False

    @property
    def whole_digits(self) -> int:
        return len(self.text.partition(".")[0])

    @property
    def has_decimals(self) -> bool:
        return "." in self.text


class Angle(NamedTuple):
    """A coordinate: its decimal string, what the text says it is (None: nothing), its system and its step in degrees."""

    text: str
    axis: Axis | None
    system: System
    precision: Decimal

    @property
    def value(self) -> Decimal:
        return Decimal(self.text)


def angle_of(parts: Sequence[Part], direction: str = "") -> Angle:
    """The angle of one to three parts; `direction` is N, S, E, W, lat, lon or nothing.

    Raises Refused when minutes or seconds are 60 or more, when sign and letter disagree, or when the parts do not
    belong together.
    """
    if direction in ("N", "S", "E", "W") and len(parts) == 1 and parts[0].whole_digits >= 4:
        parts = unpacked(parts[0], direction)
    numbers = _by_unit(parts)
    if any("." in number for number in numbers[:-1]):
        raise Refused("place-not-understood")
    if len(numbers) > 1 and Decimal(numbers[1]) >= 60:
        raise Refused("minutes-out-of-range")
    if len(numbers) > 2 and Decimal(numbers[2]) >= 60:
        raise Refused("seconds-out-of-range")
    sign = _sign(parts[0].sign, direction)
    decimals = len(numbers[-1].partition(".")[2])
    step = Decimal(1).scaleb(-decimals) / (1, 60, 3600)[len(numbers) - 1]
    if len(numbers) == 1:
        text = _typed(numbers[0])
    else:
        value = sum((Decimal(number) / 60**power for power, number in enumerate(numbers)), Decimal(0))
        text = f"{value.quantize(SEVEN_DECIMALS):f}"
    if Decimal(text) == 0:
        sign = ""
    return Angle(sign + text, _AXES.get(direction), SYSTEMS[len(numbers) - 1], step)


def unpacked(part: Part, direction: str) -> list[Part]:
    """Degrees, minutes and seconds written without a gap (412543.2 N, 07559.4667 E), as their parts.

    The letter tells how many digits are degrees; a longitude under 100 may lack its first zero. A number that does not
    fit is given back whole.
    """
    whole, _, decimals = part.text.partition(".")
    after_degrees = (len(whole) - 2) if direction in ("N", "S") else (len(whole) - 2) // 2 * 2
    if after_degrees not in (2, 4) or len(whole) - after_degrees not in (2, 3):
        return [part]
    cut = len(whole) - after_degrees
    pieces = [whole[:cut], *(whole[at : at + 2] for at in range(cut, len(whole), 2))]
    if decimals:
        pieces[-1] += f".{decimals}"
    if any(Decimal(piece) >= 60 for piece in pieces[1:]):
        return [part]
    return [Part(piece, sign=part.sign if at == 0 else "") for at, piece in enumerate(pieces)]


def _by_unit(parts: Sequence[Part]) -> list[str]:
    """The numbers as degrees, minutes, seconds. A missing unit is the next one; missing minutes are 0."""
    numbers: list[str] = []
    for part in parts:
        place = _UNITS.index(part.unit) if part.unit else len(numbers)
        if place == len(numbers) + 1 and numbers:
            numbers.append("0")
        if place != len(numbers) or place > 2:
            raise Refused("place-not-understood")
        numbers.append(part.text)
    if not numbers:
        raise Refused("two-numbers-needed")
    return numbers


def _sign(typed: str, direction: str) -> str:
    if (typed == "-" and direction in ("N", "E")) or (typed == "+" and direction in ("S", "W")):
        raise Refused("sign-and-letter-disagree")
    return "-" if typed == "-" or direction in ("S", "W") else ""


def _typed(number: str) -> str:
    """The digits as typed, without leading zeros: 076.92848 is 76.92848."""
    whole, point, decimals = number.partition(".")
    return (whole.lstrip("0") or "0") + (point + decimals if decimals else "")
