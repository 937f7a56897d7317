"""Grids and datums that a text names: recognised so that nobody's metres or shifted degrees are taken for WGS 84."""

from __future__ import annotations

import re
from functools import cache

from camifield.geo.readings import PositionReading

# Capital Cyrillic letters that stand in a zone such as 43Т for the Latin ones.
_TWINS = str.maketrans("АВСЕНКМОРТХУЅІЈ", "ABCEHKMOPTXYSIJ")

_DATUMS = (
    r"СК\s?-?\s?(?:42|63|95)|[CS]K\s?-?\s?(?:42|63|95)|CS\s?-?\s?63|ПУЛКОВО|PULKOVO|СИСТЕМА\s+КООРДИНАТ\s+19|"
    r"ГСК\s?-?\s?2011|GSK\s?-?\s?2011|KALIANPUR|EVEREST|INDIAN\s+19|NEPAL\s+19|HERAT|ED\s?-?\s?50|ED\s?-?\s?77|FD\s?-?\s?58|"
    r"BEIJING|北京\s?-?\s?(?:19)?54|XI'?AN|西安\s?-?\s?(?:19)?80|CGCS\s?-?\s?2000|国家\s?2000|GCJ\s?-?\s?02|BD\s?-?\s?09|火星|"
    r"DRUK|KYRG\s?-?\s?06|КЫРГ\s?-?\s?06|MONREF|NAD\s?-?\s?(?:27|83)"
)


def named_grid(text: str) -> PositionReading | None:
    """A refusal that says which system the text names; None when it names none.

    `text` has plain signs and no mention of WGS 84. The systems are not read: the reading has no point, and its reason is ``is-utm``,
    ``is-mgrs``, ``is-gauss-kruger`` or ``other-datum``.
    """
    upper = text.upper()
    latin = upper.translate(_TWINS)
    code = _epsg().search(upper)
    if code is not None:
        return _by_epsg(int(code.group(1)))
    has_metres = bool(_metres().search(upper))
    if _datum().search(upper):
        return PositionReading(reason="is-gauss-kruger" if has_metres else "other-datum")
    if _mgrs().search(latin):
        return PositionReading(reason="is-mgrs")
    if has_metres and (_gauss_kruger().search(upper) or _is_x_and_y(latin)):
        return PositionReading(reason="is-gauss-kruger")
    if has_metres and (_utm_word().search(upper) or _utm_zone().search(latin)):
        return PositionReading(reason="is-utm")
    return None


def without_datum(text: str) -> str:
    """The text without the name of WGS 84, which is what every reading is in anyway."""
    return _wgs84().sub(" ", text)


def _by_epsg(code: int) -> PositionReading:
    if 32601 <= code <= 32660 or 32701 <= code <= 32760:
        return PositionReading(reason="is-utm")
    if 28402 <= code <= 28432 or 2494 <= code <= 2758 or 2939 <= code <= 2941:
        return PositionReading(reason="is-gauss-kruger")
    return PositionReading(reason="other-datum")


def _is_x_and_y(latin: str) -> bool:
    """X and Y of a military map: Y has the zone before its six digits, X is a northing of seven."""
    values = dict(_x_or_y().findall(latin))
    return len(values.get("X", "")) == 7 and len(values.get("Y", "")) in (7, 8)


@cache
def _epsg() -> re.Pattern[str]:
    return re.compile(r"\bEPSG\s*:?\s*(\d{4,6})")


@cache
def _datum() -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{_DATUMS})")


@cache
def _metres() -> re.Pattern[str]:
    """A number with five whole digits or more, as no degrees have."""
    return re.compile(r"(?<![\d.,])\d{5,8}(?![\d])")


@cache
def _mgrs() -> re.Pattern[str]:
    """Zone, band and square, then an even number of digits in one or two groups, as in 43T FH 56450 90730."""
    return re.compile(
        r"^\W*(?:MGRS\W*)?\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?(?:\d{2}|\d{4}|\d{6}|\d{8}|\d{10}|(\d{1,5})\s+\d{1,5})\W*$|MGRS"
    )


@cache
def _utm_word() -> re.Pattern[str]:
    return re.compile(r"UTM|ЮТМ|\bZONE|ЗОНА|EASTING|NORTHING|区带")


@cache
def _utm_zone() -> re.Pattern[str]:
    """A zone with its band or hemisphere before the metres: 43T 656450, 48 N 372100."""
    return re.compile(r"^\W*\d{1,2}\s?[C-HJ-NP-X][\s,;:]+(?:[EX]\W*)?\d{5,7}")


@cache
def _gauss_kruger() -> re.Pattern[str]:
    return re.compile(r"GAUSS|ГАУСС|(?<![^\W\d_])ГК(?![^\W\d_])|KR[UÜ]E?GER|КРЮГЕР|高斯")


@cache
def _x_or_y() -> re.Pattern[str]:
    return re.compile(r"\b([XY])\s*[=:]?\s*(\d+)")


@cache
def _wgs84() -> re.Pattern[str]:
    return re.compile(
        r"(?i)[(\[]?\s*(?:epsg\s*:?\s*(?:4326|4979)|wgs\s*[-_]?\s*(?:19)?84|вгс\s*-?84)\s*[)\]]?\s*[:;,]?"
    )
