"""Who and what the ids of a project stand for: people, known places, patrols, and the team's own words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from camifield.folding import ALIKE_ENOUGH, code_key, likeness_to_name, search_form
from camifield.i18n.words import LANGUAGES, Words

if TYPE_CHECKING:
    from camifield.fields.field import Spot
    from camifield.fields.term import Term

Rows = Callable[[str, Sequence[str]], Iterable[Sequence[object]]]
OWN = "own:"
_CODED = "="  # before a name as a code: no name begins so
NOBODY_ELSE: Mapping[bytes, bytes] = {}


class Person(NamedTuple):
    """Somebody of the team. `name` is blank on a laptop that may not know it."""

    id: bytes
    code: str
    name: str = ""
    role: str = ""
    observer_role: str = ""
    is_away: bool = False

    @property
    def shown(self) -> str:
        return self.name or self.code


class KnownPlace(NamedTuple):
    """A named place; coordinates are decimal strings, blank when it has none. unsure_m: the metres that they leave open."""

    id: bytes
    name: str
    other_names: str = ""
    kind: str = ""
    latitude: str = ""
    longitude: str = ""
    unsure_m: int = 0

    @property
    def has_position(self) -> bool:
        return bool(self.latitude and self.longitude)

    @property
    def others(self) -> tuple[str, ...]:
        """What else it is called."""
        return tuple(other_names_in(self.other_names))


class KnownPatrol(NamedTuple):
    """A patrol as it is offered on a form: its dates (EDTF), its name, its leader, its number.

    `coded` is what it is called outside of the laptop: the date as it is kept, and the leader's code.
    """

    id: bytes
    start: str = ""
    end: str = ""
    name: str = ""
    leader: str = ""
    number: str = ""
    coded: str = ""

    def shown(self, words: Words) -> str:
        """The patrol in words: "12–14 March 2026 · Spring · Aibek U."."""
        from camifield.i18n import writing

        span = self.start if not self.end or self.end == self.start else f"{self.start}/{self.end}"
        when = writing.date_text(span, words.language) if span else ""
        return " · ".join(filter(None, (when, self.name, self.leader, self.number)))


@dataclass(frozen=True)
class Names:
    """Everything that has a name in the project, read once and again when a shared kind changes.

    `same` is person -> the member of the team who they are: somebody who began alone on a second laptop is in `people`
    once, and records that speak of either speak of them.
    """

    people: Mapping[bytes, Person] = field(default_factory=dict[bytes, Person])
    same: Mapping[bytes, bytes] = field(default_factory=dict[bytes, bytes])
    places: Mapping[bytes, KnownPlace] = field(default_factory=dict[bytes, KnownPlace])
    patrols: Mapping[bytes, KnownPatrol] = field(default_factory=dict[bytes, KnownPatrol])
    own_terms: Mapping[str, Sequence[Term]] = field(default_factory=dict[str, "Sequence[Term]"])
    known_as: Mapping[tuple[str, str], Sequence[bytes]] = field(
        default_factory=dict[tuple[str, str], Sequence[bytes]]
    )

    def person_of(self, identifier: bytes) -> bytes:
        """The member that somebody is, or else they themselves."""
        return self.same.get(identifier, identifier)

    def person(self, identifier: bytes) -> Person | None:
        """Who an id of a person stands for; None when this laptop does not know."""
        return self.people.get(self.person_of(identifier))

    def find(self, kind: str, text: str) -> Sequence[bytes]:
        """Every person, place or patrol that is called so; case, letter variants and spaces do not matter.

        A place with a number in its name is found by it in the other alphabet too: САМ-07 is CAM-07.
        """
        found = self.known_as.get((kind, search_form(text)), ())
        return found or (self.known_as.get((kind, _code(text)), ()) if kind == "place" else ())

    def near(self, kind: str, text: str) -> Sequence[bytes]:
        """Those who are called almost so, the likest first: a letter too many, or one for another; the away left out."""
        wanted = search_form(text)
        if not wanted:
            return ()
        best: dict[bytes, float] = {}
        for (of, name), known in self.known_as.items():
            like = likeness_to_name(wanted, name) if of == kind and not name.startswith(_CODED) else 0.0
            if like < ALIKE_ENOUGH:
                continue
            for identifier in known:
                person = self.people.get(identifier)
                if person is None or not person.is_away:
                    best[identifier] = max(like, best.get(identifier, 0.0))
        return sorted(best, key=lambda identifier: -best[identifier])

    def name(self, kind: str, identifier: bytes, words: Words | None = None) -> str:
        """What an id is shown as, dates in `words`; the end of the id when this laptop does not know it."""
        if kind == "person" and (person := self.person(identifier)):
            return person.shown
        if kind == "place" and (place := self.places.get(identifier)):
            return place.name
        if kind == "patrol" and (patrol := self.patrols.get(identifier)):
            return patrol.shown(words) if words is not None else patrol.coded
        return f"…{identifier.hex()[-6:]}"

    def spot(self, identifier: bytes) -> Spot | None:
        """Where a known place lies; None for one without a position, and for one that this laptop does not know."""
        from camifield.fields.field import Spot

        place = self.places.get(identifier)
        if place is None or not place.has_position:
            return None
        return Spot(place.latitude, place.longitude, place.kind, place.unsure_m)

    def patrols_on(self, date: str) -> list[KnownPatrol]:
        """The patrols that were under way on a kept date (EDTF), or began on it and have no end; the newest first."""
        found = [one for one in self.patrols.values() if one.start and _is_during(date, one.start, one.end)]
        return sorted(found, key=lambda one: one.start, reverse=True)

    def own_categories(self) -> dict[str, str]:
        """How exactly the places of the team's own animals may be told to others: code -> category."""
        return {term.code: getattr(term, "sensitivity", "high") for term in self.own_terms.get("species", ())}

    def team(self) -> list[Person]:
        """The people who have not left, by name."""
        return sorted(
            (one for one in self.people.values() if not one.is_away), key=lambda one: one.shown.casefold()
        )


def read_names(rows: Rows, same: Mapping[bytes, bytes] = NOBODY_ELSE) -> Names:
    """Read the names from the typed tables. `rows(kind, columns)` gives the living records of a kind; `same` as in
    `Names`.
    """
    known: dict[tuple[str, str], list[bytes]] = {}

    def call(kind: str, identifier: bytes, *names: str) -> None:
        for name in dict.fromkeys(search_form(one) for one in names if one):
            called = known.setdefault((kind, name), []) if name else [identifier]
            if identifier not in called:
                called.append(identifier)

    people = _read_people(rows, same)
    for identifier, person in people.items():
        call("person", same.get(identifier, identifier), person.code, person.name)
    people = _each_once(people, same)
    places: dict[bytes, KnownPlace] = {}
    columns = ("id", "name", "other_names", "place_kind", "decimal_latitude", "decimal_longitude")
    columns = (*columns, "reading_uncertainty_in_meters")
    for identifier, name, others, kind, latitude, longitude, unsure in rows("place", columns):
        place = KnownPlace(
            _id(identifier),
            _text(name),
            _text(others),
            _text(kind),
            _text(latitude),
            _text(longitude),
            unsure if isinstance(unsure, int) else 0,
        )
        places[place.id] = place
        call("place", place.id, place.name, *place.others)
        for code in dict.fromkeys(map(_code, (place.name, *place.others))):
            if code and place.id not in (coded := known.setdefault(("place", code), [])):
                coded.append(place.id)
    patrols: dict[bytes, KnownPatrol] = {}
    columns = ("id", "record_number", "name", "start_date", "end_date", "leader")
    for identifier, number, name, start, end, leader in rows("patrol", columns):
        who = people.get(same.get(leader, leader)) if isinstance(leader, bytes) else None
        coded = " · ".join(filter(None, (_text(start), _text(name), who.code if who else "", _text(number))))
        patrols[_id(identifier)] = KnownPatrol(
            _id(identifier),
            _text(start),
            _text(end),
            _text(name),
            who.shown if who else "",
            _text(number),
            coded,
        )
        call("patrol", _id(identifier), _text(number), _text(name))
    return Names(people, same, places, patrols, _own_terms(rows), known)


def _read_people(rows: Rows, same: Mapping[bytes, bytes]) -> dict[bytes, Person]:
    """Every person's record, those of members first: what a member's own says of them goes before what another does."""
    found: dict[bytes, Person] = {}
    columns = ("id", "code", "name", "role", "observer_role", "is_away")
    for identifier, code, name, role, work, away in rows("person", columns):
        person = Person(_id(identifier), _text(code), _text(name), _text(role), _text(work), away == "yes")
        found[person.id] = person
    return dict(sorted(found.items(), key=lambda one: one[0] in same)) if same else found


def _each_once(people: Mapping[bytes, Person], same: Mapping[bytes, bytes]) -> dict[bytes, Person]:
    """People as members; until a member's own record came, what the other record says of them is all that is known."""
    found: dict[bytes, Person] = {}
    for identifier, person in people.items():
        member = same.get(identifier, identifier)
        found.setdefault(member, person._replace(id=member))
    return found


def _is_during(date: str, start: str, end: str) -> bool:
    """Whether two spans of kept dates share a day; dates that this version cannot read share none."""
    from camifield.fields.reading.edtf import end_of, start_of

    try:
        return start_of(start) <= end_of(date) and start_of(date) <= end_of(end or start)
    except ValueError:
        return False


def _code(name: str) -> str:
    """A name as a code, for those with a number in them; empty for any other."""
    return _CODED + code_key(name).replace("-", "").replace(" ", "") if any(map(str.isdigit, name)) else ""


def _codes() -> list[str]:
    """A word of the team's own stands for itself in every language."""
    return [language.code for language in LANGUAGES]


def _own_terms(rows: Rows) -> dict[str, list[Term]]:
    terms: dict[str, list[Term]] = {}
    columns = ("id", "name", "other_names", "latin_name", "sensitivity")
    for identifier, name, others, latin, guarded in rows("own_species", columns):
        from camifield.fields.term import Species

        labels: dict[str, str] = dict.fromkeys(_codes(), _text(name))
        code = OWN + _id(identifier).hex()
        own = Species(
            code,
            labels,
            other_names=tuple(other_names_in(_text(others))),
            current_name=_text(latin),
            sensitivity=_text(guarded) or "high",
            group="own",
        )
        terms.setdefault("species", []).append(own)
    for identifier, vocabulary, label in rows("own_term", ("id", "vocabulary", "label")):
        from camifield.fields.term import Term

        labels: dict[str, str] = dict.fromkeys(_codes(), _text(label))
        terms.setdefault(_text(vocabulary), []).append(Term(OWN + _id(identifier).hex(), labels))
    return terms


def other_names_in(text: str) -> list[str]:
    """The names in an answer that may hold several, parted by ";" or "|"."""
    return [part.strip() for part in text.replace("|", ";").split(";") if part.strip()]


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _id(cell: object) -> bytes:
    return cell if isinstance(cell, bytes) else b""
