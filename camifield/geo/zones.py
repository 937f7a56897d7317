"""The time zone of a place, offline: what a camera that knows no zone is compared with."""

from __future__ import annotations


def zone_of(latitude: float, longitude: float) -> str:
    """The IANA zone ("Asia/Bishkek") of a place in degrees of WGS 84; "" where there is none."""
    from tzfpy import get_tz

    return get_tz(longitude, latitude) or ""
