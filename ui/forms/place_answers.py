"""What a form knows of known places: which fit a text or lie near, what taking one answers, and making a new one. No Qt."""

from __future__ import annotations

from camifield.commands import sharing
from camifield.fields.place_words import KNOWN_PLACE
from camifield.fields.values import text_of
from camifield.folding import search_form
from camifield.project.names import KnownPlace
from camifield.queries.known_places import NearPlace, away_from, called, places_near, position_line
from ui.forms.presenter import FormPresenter
from ui.widgets.fitting import fitting
from ui.widgets.option import Option

PLACE, LOCALITY, TYPED = "place", "locality", "verbatim_coordinates"
FEWEST_LETTERS = 2
OFFERED = 12


class PlaceAnswers:
    """The known places of one form."""

    def __init__(self, presenter: FormPresenter) -> None:
        self._presenter = presenter
        self._near_of: tuple[object, ...] = ()
        self._near: list[NearPlace] = []

    def find(self, typed: str) -> list[Option]:
        """The known places that a text may mean; with nothing typed those that are near, then the rest by name."""
        places = sorted(self._presenter.project.names.places.values(), key=lambda one: one.name.casefold())
        if not search_form(typed):
            near = [one.place for one in self.near()]
            places = [*near, *(one for one in places if one not in near)]
        return fitting([self._option(one) for one in places], typed)[:OFFERED]

    def means(self, typed: str, option: Option) -> bool:
        """Whether a text is the name of this place and of no other: part of a name is rather a name of its own."""
        return [one.id.hex() for one in called(self._presenter.project, typed)] == [option.key]

    def near(self) -> list[NearPlace]:
        """The known places about the position that was given, the nearest first; none once one is named."""
        values = self._presenter.checked.values
        latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
        if not (latitude and longitude) or values.get(PLACE):
            return []
        asked = (latitude, longitude, self._presenter.words.language, self._presenter.project.names)
        if asked != self._near_of:
            self._near_of = asked
            self._near = places_near(self._presenter.project, latitude, longitude, self._presenter.words)
        return self._near

    @property
    def chosen(self) -> KnownPlace | None:
        """The known place that the record names."""
        place = self._presenter.checked.values.get(PLACE)
        return self._presenter.project.names.places.get(place) if isinstance(place, bytes) else None

    def option(self) -> Option | None:
        """The chosen place as the locality line shows it, where the locality is its name."""
        place = self.chosen
        typed = self._presenter.entries.get(LOCALITY)
        return self._option(place) if place is not None and place.name == typed else None

    def told(self) -> str:
        """What the chosen place has to do with the record's position."""
        place, presenter = self.chosen, self._presenter
        if place is None:
            return ""
        values, words = presenter.checked.values, presenter.words
        if text_of(values, "georeference_source") == KNOWN_PLACE and not presenter.entries.get(TYPED):
            position = position_line(place, presenter.asking)
            return words.say("form.place_gives", position=position) if position else ""
        latitude, longitude = text_of(values, "decimal_latitude"), text_of(values, "decimal_longitude")
        if not place.has_position:
            return words.say("form.place_without")
        return away_from(place, latitude, longitude, words) if latitude and longitude else ""

    def take(self, key: str) -> None:
        """Name a known place: its name is the locality, and without coordinates its position is the record's."""
        place = self._presenter.project.names.places.get(bytes.fromhex(key))
        if place is not None:
            self._presenter.answer(PLACE, key)
            self._presenter.answer(LOCALITY, place.name)
            self._presenter.leave(LOCALITY)

    def let_go(self) -> None:
        """Another name is typed: the place that was named is not meant any more."""
        self._presenter.answer(PLACE, "")

    def may_add(self, typed: str) -> bool:
        """Whether a typed name can become a known place: it has a position that is its own, and no known place the name."""
        values, name = self._presenter.checked.values, typed.strip()
        return (
            len(search_form(name)) >= FEWEST_LETTERS
            and bool(values.get("decimal_latitude") and values.get("decimal_longitude"))
            and not values.get(PLACE)
            and not called(self._presenter.project, name)
        )

    def add(self, typed: str) -> None:
        """Make the typed name a known place where the record lies, and name it. Raises Problem when it cannot be kept now."""
        presenter = self._presenter
        values, written = presenter.checked.values, presenter.entries.get(TYPED)
        plain = f"{text_of(values, 'decimal_latitude')} {text_of(values, 'decimal_longitude')}"
        where = written if isinstance(written, str) and written else plain
        place = sharing.add_place(presenter.project, typed, where, presenter.words)
        presenter.refresh(presenter.words)
        self.take(place.hex())

    @staticmethod
    def _option(place: KnownPlace) -> Option:
        return Option(place.id.hex(), place.name, icon="place", also=place.others)
