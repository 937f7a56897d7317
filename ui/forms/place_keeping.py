"""What the line for a place is told by the rest of its form, and gives it: the animal seen from there, a point of the map. No Qt."""

from __future__ import annotations

from typing import NamedTuple

from camifield.fields.as_typed import as_typed
from camifield.fields.place_words import position_text
from camifield.fields.values import text_of
from camifield.geo.countries import country
from camifield.geo.mercator import to_unit
from camifield.queries.seen_from import Animal, animal_of
from camifield.queries.values import Page
from ui.forms.presenter import FormPresenter
from ui.map.pointing import entries_at
from ui.map.viewport import REGION, Box

PLACE, SOURCE = "verbatim_coordinates", "georeference_source"
UNSURE = "coordinate_uncertainty_in_meters"
LATITUDE, LONGITUDE = "decimal_latitude", "decimal_longitude"
HERE_LEVEL, NEAR_LEVEL = 10.0, 8.0
LATEST = 20  # so many of the newest records are looked at for one with a place


class Start(NamedTuple):
    """Where picking begins: what is to be seen, the nearest level, and whether the middle is this record's place."""

    box: Box
    level: float
    is_place: bool = False


class PlaceKeeping:
    """The place of one form."""

    def __init__(self, presenter: FormPresenter) -> None:
        self._presenter = presenter

    def animal(self) -> Animal | None:
        """Where the animal was, when the place is the observer's."""
        return animal_of(self._presenter.checked.values, self._presenter.asking)

    def start(self) -> Start:
        """The place that is typed, else that of the newest record, else the team's country, else the region."""
        values = self._presenter.checked.values
        latitude, longitude = text_of(values, LATITUDE), text_of(values, LONGITUDE)
        if latitude and longitude:
            return Start(_box_at(float(latitude), float(longitude)), HERE_LEVEL, is_place=True)
        project = self._presenter.project
        for card in project.store.cards(page=Page(limit=LATEST)):
            if card.latitude is not None and card.longitude is not None:
                return Start(_box_at(card.latitude, card.longitude), NEAR_LEVEL)
        found = country(project.settings.country or "")
        if found is None:
            return Start(REGION, NEAR_LEVEL)
        west, south, east, north = found.box
        return Start((*to_unit(west, north), *to_unit(east, south)), NEAR_LEVEL)

    def has_borders(self) -> bool:
        """Whether this laptop draws borders."""
        return self._presenter.project.settings.map_borders

    def text_at(self, longitude: float, latitude: float, metres_per_px: float) -> str:
        """A point of the map as the person writes positions."""
        asking = self._presenter.asking
        return position_text(latitude, longitude, asking.words, asking.coordinates, min(metres_per_px, 5000))

    def take(self, longitude: float, latitude: float, metres_per_px: float) -> None:
        """Answer the place by a point of the map; what was said of another place's exactness goes."""
        presenter = self._presenter
        given = entries_at(longitude, latitude, metres_per_px, presenter.asking)
        for name in (PLACE, SOURCE, UNSURE):
            if name in presenter.declared.fields:
                field, entry = presenter.declared.fields[name], given.get(name, "")
                presenter.answer(name, as_typed(field, entry, presenter.asking) if entry else "")
        presenter.leave(PLACE)


def _box_at(latitude: float, longitude: float) -> Box:
    return (*to_unit(longitude, latitude), *to_unit(longitude, latitude))
