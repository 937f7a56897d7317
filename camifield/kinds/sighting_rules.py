"""The rules across the answers of a sighting: counts against classes, range, and what is easily confused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from camifield.fields.count import bounds
from camifield.fields.field import Asking
from camifield.fields.findings import Finding, Suggestion, error, warning
from camifield.fields.rules import needs
from camifield.fields.term import Species
from camifield.fields.values import Value, lines_of, text_of, whole_of
from camifield.fields.vocabulary import species_by_code
from camifield.kinds.animal_position import BEARING, DISTANCE, MAGNETIC, NORTH, OBSERVER, TRUE
from camifield.kinds.event_filling import where

CLASSES = ("adult_males", "adult_females", "young", "unclassified", "subadults", "yearlings")
DEAD_CLASSES = ("dead_males", "dead_females", "dead_young", "dead_unclassified")
HORNS = ("horn_class_1", "horn_class_2", "horn_class_3", "horn_class_4")


def _species(values: Mapping[str, Value], asking: Asking) -> Species | None:
    return species_by_code(text_of(values, "species"), asking.own_terms.get("species", ()))


def _sum(values: Mapping[str, Value], names: tuple[str, ...]) -> int | None:
    answered = [number for name in names if (number := whole_of(values, name)) is not None]
    return sum(answered) if answered else None


@needs("count")
def classes_against_total(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Males, females and young can never be more than all; when all were counted exactly they should be all."""
    del asking
    answered = [names for names in (CLASSES, DEAD_CLASSES) if not values.keys().isdisjoint(names)]
    kept = text_of(values, "count")
    allowed = bounds(kept) if kept and answered else None
    findings: list[Finding] = []
    for names in answered:
        total = _sum(values, names)
        if total is None or allowed is None:
            continue
        if total > allowed[1] and kept.isdigit():
            findings.append(error("classes-over-total", "count", total=total, count=kept))
        elif total > allowed[1]:
            mend = Suggestion({"count": str(total)}, str(total))
            findings.append(warning("classes-over-total-asked", "count", mend, total=total, count=kept))
        elif kept.isdigit() and total < allowed[0]:
            findings.append(warning("classes-under-total", "count", total=total, count=kept))
    return findings


@needs("adult_males")
def horns_against_males(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Horn classes are a division of the adult males."""
    del asking
    horns, males = _sum(values, HORNS), whole_of(values, "adult_males")
    if horns is None or males is None or horns <= males:
        return []
    return [error("horns-over-males", "horn_class_1", horns=horns, males=males)]


def nothing_found_needs_effort(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """ "None found" means nothing without the search behind it; and none found is not "three seen"."""
    del asking
    kept = text_of(values, "count")
    if text_of(values, "occurrence") == "absent":
        findings = [] if kept in ("", "0") else [error("count-with-none-found", "count", count=kept)]
        walked = [line for line in lines_of(values, "segments") if line.get("result") != "not_walked"]
        if not (values.get("patrol") or values.get("effort_km") or walked):
            findings.append(error("effort-needed", "occurrence"))
        return findings
    if kept == "0":
        mend = Suggestion({"occurrence": "absent"}, "")
        return [error("zero-without-none-found", "count", mend)]
    return []


@needs("species", "count")
def count_is_ordinary(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Ten snow leopards together are a slip of the finger, twenty thousand gazelles are not."""
    species, kept = _species(values, asking), text_of(values, "count")
    allowed = bounds(kept) if kept else None
    if species is None or allowed is None or not species.soft_max or text_of(values, "how_known") == "dead":
        return []
    if allowed[0] <= species.soft_max:
        return []
    shown = species.label(asking.words.language)
    return [
        warning("count-out-of-the-ordinary", "count", species=shown, count=allowed[0], most=species.soft_max)
    ]


@needs("species")
def inside_range(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A species outside its range states is asked about, never refused: by the point, else the country that was named.

    What lives on the other side of a border 5 km off, or in any state that claims the ground, is nothing out of the way.
    """
    species = _species(values, asking)
    if species is None or text_of(values, "occurrence") == "absent":
        return []
    here = where(values)
    if here is not None and here.is_known and not here.is_sea:
        states = (here.country,) if here.country else here.claimants
        possible_in = (*states, *here.neighbours)
    else:
        states = tuple(filter(None, (text_of(values, "country_code") or asking.country,)))
        possible_in = states
    if not states or any(species.lives_in(one) != "no" for one in possible_in):
        return []
    label = asking.vocabulary("country").label
    shown = " / ".join(label(one, asking.words.language) for one in states)
    name = species.label(asking.words.language)
    possible = asking.vocabulary("certainty").label("possible", asking.words.language)
    mend = Suggestion({"certainty": "possible"}, possible)
    return [warning("species-out-of-range", "species", mend, species=name, country=shown)]


@needs("species")
def not_confused(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Wild and domestic are asked apart in one plain question: the commonest costly error."""
    species = _species(values, asking)
    if (
        species is None
        or not species.confused_with
        or text_of(values, "certainty") in ("possible", "unknown")
    ):
        return []
    language = asking.words.language
    if species.group == "canid" and text_of(values, "certainty") == "certain":
        return []  # "wolf or dog" is offered among the animals, so a sure wolf was a choice already
    others = [one for code in species.confused_with if (one := species_by_code(code)) is not None]
    if not others or species.is_domestic == others[0].is_domestic:
        return []
    offers = tuple(Suggestion({"species": one.code}, one.label(language)) for one in others[:2])
    return [
        warning(
            "easily-confused",
            "species",
            *offers,
            species=species.label(language),
            other=others[0].label(language),
        )
    ]


@needs("how_known", "count")
def many_dead(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Three or more dead within a day may be the beginning of a die-off: ask for its questions."""
    kept = text_of(values, "count")
    allowed = bounds(kept) if kept else None
    if text_of(values, "how_known") != "dead" or allowed is None or allowed[0] < 3:
        return []
    if text_of(values, "mortality_scale") in ("cluster", "die_off"):
        return []
    offers = tuple(
        Suggestion(
            {"mortality_scale": code}, asking.vocabulary("mortality_scale").label(code, asking.words.language)
        )
        for code in ("cluster", "die_off")
    )
    return [warning("three-or-more-dead", "mortality_scale", *offers, count=kept)]


def seen_from_the_observer(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Distance, bearing and north go together: what is missing is asked for, and whose the position is. Nothing is guessed."""
    has_distance, has_bearing = DISTANCE in values, BEARING in values
    if not (has_distance or has_bearing) or "decimal_latitude" not in values:
        return []
    whose = text_of(values, "position_of")
    if not whose:
        whose_is_it = _offers("position_of", (OBSERVER, "animal"), asking)
        both = has_distance and has_bearing
        return [warning("whose-position", "position_of", *whose_is_it)] if both else []
    if whose != OBSERVER:
        return []
    if not has_bearing:
        return [warning("bearing-needed", BEARING, distance=text_of(values, DISTANCE))]
    if not has_distance:
        return [warning("distance-needed", DISTANCE)]
    if not text_of(values, NORTH):
        return [warning("north-needed", NORTH, *_offers(NORTH, (MAGNETIC, TRUE), asking))]
    return []


def _offers(name: str, codes: Sequence[str], asking: Asking) -> list[Suggestion]:
    """Answers to a question, in the reader's words."""
    label, language = asking.vocabulary(name).label, asking.words.language
    return [Suggestion({name: code}, label(code, language)) for code in codes]


RULES = (
    seen_from_the_observer,
    classes_against_total,
    horns_against_males,
    nothing_found_needs_effort,
    count_is_ordinary,
    inside_range,
    not_confused,
    many_dead,
)
