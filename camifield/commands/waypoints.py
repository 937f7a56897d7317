"""The rows of a register as waypoints, and typed rows of tracks as tracks: what a GPX file is made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from camifield.fields.reading.moments import moment_ms
from camifield.fields.values import Cell
from camifield.formats.gpx_out import Waypoint
from camifield.formats.workbook.plan import Cell as Shown
from camifield.formats.workbook.plan import Sheet
from camifield.geo.tracks import Points, unpacked

_TOLD = ("species", "count", "livestock", "locality", "village")
_LONGEST_COMMENT = 250


def waypoints_of(sheet: Sheet, counts: dict[str, int]) -> Iterator[Waypoint]:
    """The rows of a register that have a place, exact or generalised as the row is. `counts` grows by the kind."""
    keys = [column.key for column in sheet.columns]
    for cells in sheet.rows():
        row = dict(zip(keys, cells, strict=True))
        latitude, longitude = row.get("decimal_latitude"), row.get("decimal_longitude")
        if not isinstance(latitude, int | float) or not isinstance(longitude, int | float):
            continue
        counts[sheet.name] = counts.get(sheet.name, 0) + 1
        elevation = row.get("elevation")
        yield Waypoint(
            latitude=float(latitude),
            longitude=float(longitude),
            name=str(row.get("record_number") or row.get("id") or ""),
            comment=_comment(row),
            kind=sheet.title,
            elevation=float(elevation) if isinstance(elevation, int | float) else None,
            at_ms=_moment(row),
        )


def tracks_of(rows: Iterator[Sequence[Cell]]) -> Iterator[tuple[str, Points]]:
    """Tracks of rows of (name, points); one that a newer version packed is passed over."""
    for name, packed in rows:
        try:
            yield str(name or ""), unpacked(str(packed or ""))
        except ValueError:
            continue


def _comment(row: dict[str, Shown]) -> str:
    told = (str(row.get(name) or "") for name in (*_TOLD, "event_date"))
    return " · ".join(filter(None, told))[:_LONGEST_COMMENT]


def _moment(row: dict[str, Shown]) -> int | None:
    """When it was, where the day, the time and the offset are all in the row."""
    day, at, offset = (str(row.get(name)) for name in ("event_date", "event_time", "utc_offset"))
    return moment_ms(day, at, offset)
