"""What the Map page knows: which records are asked for, what a mark is in words, where a place is. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from camifield.fields.place_words import plain_position, position_text, position_words
from camifield.fields.values import Entry
from camifield.folding import search_form
from camifield.geo.countries import country
from camifield.geo.mercator import from_unit, to_unit
from camifield.geo.position import read_position
from camifield.i18n.writing import whole_text
from camifield.kinds.names import EVENT_KINDS
from camifield.queries.titles import count_text, label_of, title
from camifield.queries.values import Box, Card, CardQuery
from ui.date_figures import day_in_figures
from ui.filters.question import Question
from ui.map.pointing import entries_at
from ui.map.viewport import REGION
from ui.map.viewport import Box as UnitBox
from ui.map_page.finder import PlaceFinder
from ui.widgets.option import Option

if TYPE_CHECKING:
    from camifield.queries.mapped import Look, Mapped

POSITION, KNOWN, TOWN, COUNTRY = "at", "place", "town", "country"
NEAR_LEVEL, TOWN_LEVEL = 11.0, 9.0
COARSEST_M = 11_000
"""The coarsest step in which a position is told here, whatever a pixel covers: a tenth of a degree."""
MOST_KNOWN = 4
MOST_LISTED = 50


class Line(NamedTuple):
    """One record in a list beside the map."""

    record: bytes
    kind: str
    title: str
    second: str


class Target(NamedTuple):
    """Where to go: a point at a level, or a box that is to be seen whole."""

    x: float
    y: float
    level: float
    box: UnitBox | None = None


class MapPresenter(Question):
    """The page's question, and the words of what stands on the map."""

    finder: PlaceFinder | None = None

    # What stands on the map

    def letters(self, known: Sequence[Look]) -> list[str]:
        """For each look the two or three letters that a mark of it wears: the animal's own name, shortened apart."""
        names = [self._name_of(one) for one in known]
        found: dict[str, str] = {}
        for name in names:
            if name not in found:
                found[name] = _shortened(name, set(found.values()))
        return [found[name] for name in names]

    def _name_of(self, look: Look) -> str:
        if look.species:
            return label_of("species", look.species, self.words, self.project.names)
        return self.words.say(f"kind.{look.kind}")

    def count_line(self, mapped: Mapped | None, total: int) -> str:
        """What stands beside the page's title; None while it is being looked up."""
        if mapped is None or not total:
            return ""
        language = self.words.language
        shown = self.words.say("map.shown", number=whole_text(mapped.count, language), count=mapped.count)
        if not mapped.placeless:
            return shown
        placeless = whole_text(mapped.placeless, language)
        return self.words.say("map.shown_and_placeless", shown=shown, placeless=placeless)

    def total(self) -> int:
        """How many records there are in all."""
        return self.project.store.count(CardQuery(kinds=EVENT_KINDS))

    def lines(self, cards: Sequence[int]) -> list[Line]:
        """The records of these card numbers, the newest first, at most MOST_LISTED."""
        newest = sorted(cards, reverse=True)[:MOST_LISTED]
        return [self._line(card) for card in self.project.store.cards_at(newest)]

    def _line(self, card: Card) -> Line:
        names, words = self.project.names, self.words
        shown = title(card, words, names)
        count = count_text(card, words)
        if count and card.kind == "sighting":
            shown = words.say("records.title_count", title=shown, count=count)
        day = day_in_figures(card.start_day, self.project.settings.date_order or "dmy")
        place = card.place_text or (names.name("place", card.place) if card.place else "")
        who = names.name("person", card.person) if card.person else ""
        return Line(card.id, card.kind, shown, " · ".join(filter(None, (day, place, who))))

    def mark_text(self, mapped: Mapped, members: Sequence[int]) -> str:
        """What a mark is: the record itself, or how many of what."""
        if len(members) == 1:
            found = self.lines([int(mapped.cards[members[0]])])
            return self.words.say("map.one", title=found[0].title, second=found[0].second) if found else ""
        return self.heap_text(mapped, members)

    def heap_text(self, mapped: Mapped, members: Sequence[int]) -> str:
        """How many records of which kinds."""
        counts: dict[str, int] = {}
        for member in members:
            kind = mapped.known[int(mapped.looks[member])].kind
            counts[kind] = counts.get(kind, 0) + 1
        language, total = self.words.language, len(members)
        each = self.words.say("title.list_mark").join(
            self.words.say(
                "map.of_kind", kind=self.words.say(f"kind.{kind}"), number=whole_text(number, language)
            )
            for kind, number in sorted(counts.items(), key=lambda one: -one[1])
        )
        return self.words.say("map.several", number=whole_text(total, language), count=total, each=each)

    # Places and positions

    def position_text(self, longitude: float, latitude: float, metres_per_px: float) -> str:
        """A position as the map can tell it, written as the person writes positions: no finer than a pixel."""
        step_m = min(metres_per_px, COARSEST_M)
        return position_text(latitude, longitude, self.words, self.project.settings.coordinates, step_m)

    def position_to_copy(self, longitude: float, latitude: float, metres_per_px: float) -> str:
        """The same for other programs, with a decimal point in every language."""
        step_m = min(metres_per_px, COARSEST_M)
        return plain_position(latitude, longitude, self.words, self.project.settings.coordinates, step_m)

    def entries_at(self, longitude: float, latitude: float, metres_per_px: float) -> dict[str, Entry]:
        """What a form begins with that is opened at a point of the map."""
        return entries_at(longitude, latitude, metres_per_px, self.project.asking(self.words))

    def home(self) -> UnitBox:
        """Where the map begins without any record: the country that this laptop is in, else the whole region."""
        found = country(self.project.settings.country or "")
        return REGION if found is None else _unit_box(found.box)

    def find(self, typed: str) -> list[Option]:
        """What a typed text may mean: a position as it is written, a known place, a country, a town."""
        wanted = search_form(typed)
        if not wanted:
            return []
        return [*self._positions(typed), *self._known(wanted), *self._countries(wanted), *self._towns(typed)]

    def _positions(self, typed: str) -> list[Option]:
        asking = self.project.asking(self.words)
        found = read_position(typed, country=asking.country).candidates
        return [
            Option(f"{POSITION} {one.latitude} {one.longitude}", position_words(one, asking), icon="place")
            for one in found
        ]

    def _known(self, wanted: str) -> list[Option]:
        places = [
            one
            for one in self.project.names.places.values()
            if one.latitude and one.longitude and _begins(wanted, (one.name, *one.others))
        ]
        return [
            Option(f"{KNOWN} {one.latitude} {one.longitude}", one.name, icon="place")
            for one in places[:MOST_KNOWN]
        ]

    def _countries(self, wanted: str) -> list[Option]:
        from camifield.fields.vocabulary import Vocabulary

        terms = Vocabulary("country").terms
        return [
            Option(f"{COUNTRY} {one.code}", one.label(self.words.language), icon="map")
            for one in terms
            if country(one.code) is not None and _begins(wanted, one.names())
        ][:2]

    def _towns(self, typed: str) -> list[Option]:
        towns = self.finder.find(typed) if self.finder else []
        return [
            Option(f"{TOWN} {one.x!r} {one.y!r}", one.name, icon="camp" if one.rank > 4 else "people")
            for one in towns
        ]

    def target(self, option: Option) -> Target:
        """Where an option of `find` is."""
        kind, *rest = option.key.split()
        if kind == COUNTRY:
            found = country(rest[0])
            west, north, east, south = _unit_box(found.box) if found else REGION
            return Target((west + east) / 2, (north + south) / 2, 5, (west, north, east, south))
        if kind == TOWN:
            return Target(float(rest[0]), float(rest[1]), TOWN_LEVEL)
        return Target(*to_unit(float(rest[1]), float(rest[0])), NEAR_LEVEL)


def area_of(box: UnitBox) -> Box:
    """A box of the map in degrees, as the store is asked."""
    west, north = from_unit(max(0.0, box[0]), box[1])
    east, south = from_unit(min(0.9999999, box[2]), box[3])
    return Box(west, east, south, north)


def _unit_box(box: tuple[float, float, float, float]) -> UnitBox:
    west, south, east, north = box
    return (*to_unit(west, north), *to_unit(east, south))


def _begins(wanted: str, names: Iterable[str]) -> bool:
    return any(search_form(name).startswith(wanted) for name in names)


def _shortened(name: str, taken: set[str]) -> str:
    """Two letters of a name that no other has: the first two, else the first and a later one, else three."""
    letters = [letter for letter in name if letter.isalnum()]
    if not letters:
        return ""
    first, rest = letters[0].upper(), [letter.lower() for letter in letters[1:]]
    for length in (1, 2):
        for start in range(len(rest)):
            short = first + "".join(rest[start : start + length])
            if short not in taken:
                return short
    return first + "".join(rest[:2])
