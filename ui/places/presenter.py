"""What the page of known places knows: the list as it is searched, each place in words, and what else names it. No Qt."""

from __future__ import annotations

from typing import NamedTuple

from camifield.errors import Problem
from camifield.fields.place_words import position_text
from camifield.folding import search_form
from camifield.geo.whereabouts import whereabouts
from camifield.i18n.words import Words
from camifield.project.names import KnownPlace
from camifield.project.project import Project
from camifield.queries.titles import label_of
from camifield.queries.understood import near_words
from camifield.queries.values import CardQuery
from ui.widgets.fitting import fitting
from ui.widgets.option import Option


class PlaceLine(NamedTuple):
    """One known place in words."""

    place: KnownPlace
    name: str
    others: str
    kind: str
    position: str


class PlacesPresenter:
    """The known places of a project."""

    def __init__(self, project: Project, words: Words) -> None:
        self._project = project
        self._words = words

    @property
    def count(self) -> int:
        """How many there are in all."""
        return len(self._project.names.places)

    def lines(self, typed: str) -> list[PlaceLine]:
        """The places with a name that fits the text, by name; all of them for none."""
        places = sorted(self._project.names.places.values(), key=lambda one: (search_form(one.name), one.id))
        found = fitting([Option(one.id.hex(), one.name, also=one.others) for one in places], typed)
        by_key = {one.id.hex(): one for one in places}
        return [self._line(by_key[one.key]) for one in found]

    def _line(self, place: KnownPlace) -> PlaceLine:
        names, words = self._project.names, self._words
        kind = label_of("place_kind", place.kind, words, names) if place.kind else ""
        between = words.say("title.list_mark")
        return PlaceLine(place, place.name, between.join(place.others), kind, self._position(place))

    def _position(self, place: KnownPlace) -> str:
        if not place.has_position:
            return self._words.say("places.no_position")
        writing = self._project.settings.coordinates
        return position_text(place.latitude, place.longitude, self._words, writing)

    def near(self, place: KnownPlace) -> str:
        """The town that it is near, for a tooltip; empty where nothing is known of that ground."""
        if not place.has_position:
            return ""
        try:
            return near_words(whereabouts(float(place.latitude), float(place.longitude)), self._words)
        except Problem:
            return ""

    def records_of(self, place: bytes) -> int:
        """How many records name it."""
        return self._project.store.count(CardQuery(places=(place,)))
