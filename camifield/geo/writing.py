"""A position written for people: decimal degrees, degrees and minutes, or degrees, minutes and seconds."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

Style = Literal["DD", "DM", "DMS"]

# Decimals shown at least and at most. The most hold the seventh decimal of a degree, so nothing is lost on reading back.
_DECIMALS: dict[Style, tuple[int, int]] = {"DD": (0, 15), "DM": (3, 6), "DMS": (1, 4)}


def format_position(latitude: str, longitude: str, style: Style = "DD", decimals: int | None = None) -> str:
    """Both coordinates with N, S, E, W after them, which `read_position` reads back as the same point.

    With `decimals`, so many stand after the point of the last number, rounded; without, all that are there.

    >>> format_position("43.2101389", "100.6", "DMS")
    '43°12\\'36.5" N, 100°36\\'00.0" E'
    """
    north = _angle(Decimal(latitude), style, decimals)
    east = _angle(Decimal(longitude), style, decimals)
    return f"{north} {'S' if latitude.startswith('-') else 'N'}, {east} {'W' if longitude.startswith('-') else 'E'}"


def _angle(degrees: Decimal, style: Style, decimals: int | None) -> str:
    degrees = abs(degrees)
    if style == "DD":
        return f"{degrees:f}°" if decimals is None else f"{degrees:.{decimals}f}°"
    least, most = _DECIMALS[style] if decimals is None else (decimals, decimals)
    per_degree = 60 if style == "DM" else 3600
    units = round(degrees * per_degree, most)
    whole, rest = divmod(units, per_degree)
    if style == "DM":
        return f"{int(whole)}°{_decimals(rest, least)}'"
    minutes, seconds = divmod(rest, 60)
    return f"{int(whole)}°{int(minutes):02}'{_decimals(seconds, least)}\""


def _decimals(value: Decimal, least: int) -> str:
    """Two digits before the point, and after it as many as are needed, `least` at least."""
    whole, _, decimals = f"{value:f}".partition(".")
    kept = decimals.rstrip("0").ljust(least, "0")
    return f"{whole:0>2}.{kept}" if kept else f"{whole:0>2}"
