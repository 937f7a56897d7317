"""What a record is called in a list, in any language: made from its card alone, so that no kind needs to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.project.names import Names
from camifield.store.cards import Card

if TYPE_CHECKING:
    from camifield.fields.term import Term

MOST_ANIMALS = 3
FAR = ("patrol", "track")  # kinds whose card says how far somebody went
KILOMETRES = " km"  # as their cards have it


def label_of(vocabulary: str, code: str, words: Words, names: Names) -> str:
    """The word for a code, the team's own rows included."""
    from camifield.fields.vocabulary import Vocabulary

    own: list[Term] = list(names.own_terms.get(vocabulary, ()))
    return Vocabulary(vocabulary, own).label(code, words.language)


def title(card: Card, words: Words, names: Names) -> str:
    """The first line: the animal and how it is known, the herd, the attack."""
    if card.kind == "sighting":
        return _sighting(card, words, names)
    if card.kind == "grazing":
        return _grazing(card, words, names)
    if card.kind == "conflict":
        return _conflict(card, words, names)
    if card.kind == "patrol":
        return words.say("title.patrol_named", name=card.detail) if card.detail else words.say("kind.patrol")
    if card.kind == "track":
        return words.say("title.track_named", name=card.detail) if card.detail else words.say("kind.track")
    if card.kind == "person":
        return names.name("person", card.id)
    return card.detail or card.place_text or words.say(f"kind.{card.kind}")


def _animal(card: Card, words: Words, names: Names) -> str:
    return label_of("species", card.species, words, names) if card.species else words.say("title.no_animal")


def _sighting(card: Card, words: Words, names: Names) -> str:
    animal = _animal(card, words, names)
    known = card.detail if card.detail in ("absent", "sign", "camera", "dead", "told") else ""
    return words.say(f"title.sighting_{known}", animal=animal) if known else animal


def _grazing(card: Card, words: Words, names: Names) -> str:
    kind, *animals = card.detail.split()
    shown = [label_of("livestock_class", animal, words, names) for animal in animals[:MOST_ANIMALS]]
    if not shown:
        return label_of("grazing_type", kind, words, names)
    herd = words.say("title.list_mark").join(shown)
    return (
        words.say("title.herd", animals=herd) if kind == "herd_met" else words.say("title.camp", animals=herd)
    )


def _conflict(card: Card, words: Words, names: Names) -> str:
    animal = _animal(card, words, names)
    kind, *rest = card.detail.split() or [""]
    fate = rest[0] if rest and rest[0] in ("killed", "missing") else ""
    lost = rest[1:] if fate else rest
    if fate and lost and card.count_text.isdigit():
        shown = words.say("title.list_mark").join(
            label_of("livestock_class", one, words, names) for one in lost[:MOST_ANIMALS]
        )
        return words.say(f"title.attack_{fate}", animal=animal, lost=shown, count=int(card.count_text))
    if kind and kind != "depredation":
        return words.say("title.damage", animal=animal, what=label_of("conflict_type", kind, words, names))
    return words.say("title.attack", animal=animal)


def count_text(card: Card, words: Words) -> str:
    """How many, or how far, as the language writes it: "10–15", "34,5 км"."""
    if card.kind not in FAR:
        return card.count_text.replace("-", "–")
    kilometres = card.count_text.removesuffix(KILOMETRES)
    if not kilometres:
        return ""
    return words.say("title.kilometres", number=writing.number_text(kilometres, words.language))


def latin_name(card: Card) -> str:
    """The Latin name of the card's animal; empty where there is none."""
    from camifield.fields.vocabulary import Vocabulary

    if not card.species:
        return ""
    term = Vocabulary("species").term(card.species)
    return getattr(term, "current_name", "") if term is not None else ""
