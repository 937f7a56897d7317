"""What a photo says beside what was typed, and the answers that it could give to questions that have none. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from camifield.commands.photo_facts import when_entries, where_entries
from camifield.fields.as_typed import as_typed
from camifield.fields.values import Entry, text_of
from camifield.geo.earth import distance_m
from camifield.project.shots import Shot, shots_of
from camifield.queries.photos import photo_told
from camifield.queries.positions import metres_text
from camifield.queries.telling import BETWEEN
from ui.forms.presenter import FormPresenter
from ui.widgets.severity import Severity

# A notebook is written some minutes after the photo, and some steps away from it.
SAME_TIME = timedelta(minutes=15)
SAME_PLACE_M = 100.0


class Offer(NamedTuple):
    """A verb, and the answers that it gives."""

    words: str
    entries: Mapping[str, Entry]


@dataclass(frozen=True, slots=True)
class PhotoLine:
    """One photo's line: what it says, how much it matters, and what can be taken from it."""

    sentence: str
    severity: Severity = "told"
    offers: tuple[Offer, ...] = ()


class PhotoLines:
    """The lines of the photos on one form."""

    def __init__(self, presenter: FormPresenter) -> None:
        self._presenter = presenter
        self._shots: dict[str, Shot] = {}

    def line(self, photo: str) -> PhotoLine | None:
        """The line of the photo with that hexadecimal name; None for one that is not known here."""
        shot = self._shot(photo)
        if shot is None:
            return None
        words = self._presenter.words
        told = photo_told(shot, words, self._presenter.asking.coordinates)
        said = BETWEEN.join(filter(None, (told.when, told.where, told.camera)))
        parts = [words.say("photos.says", name=told.name, said=said or words.say("photos.says_nothing"))]
        parts += filter(None, (told.clocks, self._typed_when(shot), self._typed_where(shot)))
        severity: Severity = "warning" if told.clocks else "told"
        return PhotoLine(" ".join(parts), severity, tuple(self._offers(shot)))

    def use(self, entries: Mapping[str, Entry]) -> None:
        """Give these answers to the questions that have none; what was typed is never written over."""
        presenter = self._presenter
        for name, entry in entries.items():
            if not presenter.entries.get(name):
                presenter.answer(name, as_typed(presenter.declared.fields[name], entry, presenter.asking))
                presenter.leave(name)

    def _shot(self, photo: str) -> Shot | None:
        if photo not in self._shots:
            found = shots_of(self._presenter.project, [bytes.fromhex(photo)])
            if not found:
                return None
            self._shots[photo] = found[0]
        return self._shots[photo]

    def _offers(self, shot: Shot) -> list[Offer]:
        """What the photo could still answer; with two clocks the person says which."""
        words = self._presenter.words
        where = self._where(shot)
        by_camera = self._when(shot, by_satellites=False)
        if shot.behind and by_camera:
            by_satellites = self._when(shot, by_satellites=True)
            offers = [
                Offer(words.say("photos.use_satellites"), by_satellites),
                Offer(words.say("photos.use_camera"), by_camera),
            ]
            return [*offers, Offer(words.say("photos.use_place"), where)] if where else offers
        both = by_camera | where
        key = (
            "photos.use_both"
            if by_camera and where
            else "photos.use_time"
            if by_camera
            else "photos.use_place"
        )
        return [Offer(words.say(key), both)] if both else []

    def _when(self, shot: Shot, *, by_satellites: bool) -> dict[str, Entry]:
        """The blank answers about the time; of a day that was typed differently the hour is no use."""
        entries = self._blank(when_entries(shot, by_satellites=by_satellites))
        typed = text_of(self._presenter.checked.values, "event_date")
        taken = shot.by_satellites() if by_satellites else shot.taken()
        is_other_day = typed and taken is not None and typed != taken.date().isoformat()
        is_asked = "event_date" in entries or "event_time" in entries
        return entries if is_asked and not is_other_day else {}

    def _where(self, shot: Shot) -> dict[str, Entry]:
        """The blank answers about the place, where none was given in any way."""
        presenter = self._presenter
        if presenter.entries.get("verbatim_coordinates") or presenter.entries.get("decimal_latitude"):
            return {}
        how = text_of(presenter.checked.values, "how_known")
        return self._blank(where_entries(presenter.declared, shot, presenter.asking, how))

    def _blank(self, entries: Mapping[str, Entry]) -> dict[str, Entry]:
        fields, given = self._presenter.declared.fields, self._presenter.entries
        return {name: entry for name, entry in entries.items() if name in fields and not given.get(name)}

    def _typed_when(self, shot: Shot) -> str:
        """What was typed of the time, where the photo says otherwise."""
        presenter, taken = self._presenter, shot.taken()
        date = text_of(presenter.checked.values, "event_date")
        if taken is None or not date:
            return ""
        time = text_of(presenter.checked.values, "event_time")
        if not _is_other_time(date, time, taken):
            return ""
        shown = presenter.declared.fields["event_date"].text(date, presenter.asking)
        typed = presenter.words.say("photos.when", day=shown, time=time) if time else shown
        return presenter.words.say("photos.typed_when", typed=typed)

    def _typed_where(self, shot: Shot) -> str:
        """How far what was typed is from where the photo was taken."""
        presenter = self._presenter
        values = presenter.checked.values
        latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
        if not (shot.has_place and latitude and longitude):
            return ""
        metres = distance_m(latitude, longitude, shot.latitude, shot.longitude)
        if metres <= SAME_PLACE_M:
            return ""
        far = metres_text(metres, presenter.words.language)
        return presenter.words.say("photos.typed_where", distance=far)


def _is_other_time(date: str, time: str, taken: datetime) -> bool:
    """Whether a typed day (and hour) is another than the photo's; a month or a range that holds the day is not."""
    day = taken.date().isoformat()
    if len(date) != len(day) or not time:
        first, _, last = date.partition("/")
        return not first <= day[: len(first)] <= (last or first)
    return abs(datetime.fromisoformat(f"{date}T{time}") - taken) > SAME_TIME
