"""The range states: their boxes, money, calendars, offsets and the words for their provinces, from a packaged table."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from camifield import resources


class Country(NamedTuple):
    """Facts of one country; its names stand in the vocabulary `country`.

    box: west, south, east, north in degrees, coarse: a point outside is surely elsewhere, one inside may be.
    decimal_mark: what CLDR gives for its first language. zones: IANA names, the usual one first.
    calendar: the civil one (gregorian, solar_hijri, solar_hijri_af, bikram_sambat).
    level_words: for "en", "ru" and "mn", what its three levels of administration are called, largest first.
    source: where the row comes from and what of it waits for a confirmation.
    """

    iso2: str
    box: tuple[float, float, float, float]
    currency: str
    decimal_mark: str
    date_order: str
    zones: tuple[str, ...]
    calendar: str
    level_words: Mapping[str, tuple[str, str, str]]
    source: str


@cache
def countries() -> tuple[Country, ...]:
    """All range states, by their ISO 3166-1 code."""
    with resources.path("geo", "range_states.csv").open(encoding="utf-8", newline="") as table:
        rows = [_country(row) for row in csv.DictReader(table)]
    return tuple(sorted(rows, key=lambda row: row.iso2))


@cache
def country(iso2: str) -> Country | None:
    """The range state of an ISO 3166-1 alpha-2 code; None for any other code."""
    return next((row for row in countries() if row.iso2 == iso2.upper()), None)


def in_box(iso2: str, latitude: str | float, longitude: str | float) -> bool | None:
    """Whether a point lies in the country's box. None when the country is not a range state: then nothing is known."""
    found = country(iso2)
    return None if found is None else _holds(found, float(latitude), float(longitude))


def in_any_box(latitude: str | float, longitude: str | float) -> bool:
    """Whether a point lies in the box of at least one range state."""
    north, east = float(latitude), float(longitude)
    return any(_holds(row, north, east) for row in countries())


def _holds(row: Country, north: float, east: float) -> bool:
    west, south, east_edge, north_edge = row.box
    return south <= north <= north_edge and west <= east <= east_edge


def _country(row: Mapping[str, str]) -> Country:
    words = {
        language: (row[f"level1_{language}"], row[f"level2_{language}"], row[f"level3_{language}"])
        for language in ("en", "ru", "mn")
    }
    return Country(
        iso2=row["iso2"],
        box=(float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"])),
        currency=row["currency"],
        decimal_mark=row["decimal_mark"],
        date_order=row["date_order"],
        zones=tuple(row["zones"].split()),
        calendar=row["calendar"],
        level_words=MappingProxyType(words),
        source=row["source"],
    )
