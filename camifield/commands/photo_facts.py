"""What a photo says of when and where it was taken, as answers that a form may take over."""

from __future__ import annotations

from datetime import timedelta

from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.place_words import in_chosen_writing
from camifield.fields.reading.offsets import offset_text
from camifield.fields.values import Entry
from camifield.project.shots import NONE, Shot

# How an animal's sign or body is known: the camera stood at it, and its place is the animal's.
AT_THE_CAMERA = frozenset(("sign", "dead", "camera"))
_HIGHEST_M, _LOWEST_M = 8850, -160


def when_entries(shot: Shot, shift: timedelta = NONE, *, by_satellites: bool = False) -> dict[str, Entry]:
    """The answers about the time, as they are kept: the day, the hour, and the offset where it is not the laptop's."""
    taken = shot.by_satellites() if by_satellites else shot.taken(shift)
    if taken is None:
        return {}
    entries: dict[str, Entry] = {
        "event_date": taken.date().isoformat(),
        "event_time": taken.strftime("%H:%M"),
    }
    if shot.offset_from != "laptop":
        entries |= {"utc_offset": offset_text(shot.offset), "offset_source": shot.offset_from}
    return entries


def where_entries(declared: Declared, shot: Shot, asking: Asking, how_known: str = "") -> dict[str, Entry]:
    """The answers about the place, written as the reader writes positions.

    It is where the camera was: the person's place, unless what is told lay before it.
    """
    if not shot.has_place:
        return {}
    entries: dict[str, Entry] = {
        "verbatim_coordinates": in_chosen_writing(f"{shot.latitude}, {shot.longitude}", asking),
        "georeference_source": "photo_exif" if shot.place_from == "photo" else "track",
    }
    camera = shot.camera
    if shot.place_from == "photo":
        if camera.accuracy and float(camera.accuracy) >= 1:
            entries["coordinate_uncertainty_in_meters"] = str(round(float(camera.accuracy)))
        if camera.altitude and _LOWEST_M <= float(camera.altitude) <= _HIGHEST_M:
            entries["elevation"] = str(round(float(camera.altitude)))
    is_of_the_person = how_known not in AT_THE_CAMERA and "distance_m" in declared.fields
    if is_of_the_person:
        entries["position_of"] = "observer"
        if camera.heading and camera.north:
            entries |= {"bearing_deg": camera.heading, "bearing_north": camera.north}
    return {name: entry for name, entry in entries.items() if name in declared.fields}
