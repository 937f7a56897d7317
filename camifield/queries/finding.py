"""What a typed word may name: an animal in any language, livestock, a person, a place, a kind of record, a state.

Names are not in the store's index, so that renaming somebody indexes nothing anew; a typed word is turned into the
filter words of everything that is called so.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from camifield.fields.term import Term
from camifield.fields.vocabulary import Vocabulary
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.names import EVENT_KINDS
from camifield.project.names import Names
from camifield.project.project import Project
from camifield.queries.values import Expand
from camifield.store.query import KIND, PERSON, PLACE, SPECIES, STATE, token
from camifield.store.search import words_of

ANIMAL, CONFLICT_TYPE, KNOWN_BY = "a", "c", "h"
# Words of many records ("new", "animal") are only meant when most of the word is there.
LEAST_LETTERS = 3
MOST_TOKENS = 250


class NameIndex:
    """Words of names, each with the filter words of whatever is called so."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """`names` gives (name as written, filter word)."""
        found: dict[str, dict[str, None]] = {}
        for name, filter_word in names:
            for word in words_of(name):
                found.setdefault(word, {})[filter_word] = None
        self._tokens: Mapping[str, Mapping[str, None]] = found
        self._words = sorted(found)

    def exactly(self, word: str) -> Iterable[str]:
        """The filter words of names that hold this very word."""
        return self._tokens.get(word, ())

    def beginning(self, start: str) -> Iterator[str]:
        """The filter words of names with a word that begins so."""
        for place in range(bisect_left(self._words, start), len(self._words)):
            if not self._words[place].startswith(start):
                return
            yield from self._tokens[self._words[place]]


def expand(project: Project) -> Expand:
    """What the store's search wants: a folded word, to the filter words of all that it may name; none for most words.

    Like every word of a search, it is taken for the beginning of one; a single letter only for itself. It knows the
    people, places and own animals of this moment; ask again after a shared record changed.
    """
    own = NameIndex(_own_names(project.names))

    def expanded(word: str) -> Sequence[str]:
        found: dict[str, None] = {}
        for index in (_animals(), own):
            found.update(dict.fromkeys(index.exactly(word) if len(word) == 1 else index.beginning(word)))
        is_long_enough = len(word) >= LEAST_LETTERS or not word.isalpha()
        found.update(dict.fromkeys(_kinds().beginning(word) if is_long_enough else _kinds().exactly(word)))
        return list(found)[:MOST_TOKENS]

    return expanded


def prepare() -> None:
    """Make the lists that are the same for every project, so that the first word typed does not wait 30 ms for them."""
    _animals()
    _kinds()


@cache
def _animals() -> NameIndex:
    """Wild animals and livestock of the packaged lists, by every name in every language."""
    return NameIndex((*_names_of("species", SPECIES), *_livestock()))


def _livestock() -> Iterator[tuple[str, str]]:
    """A kind of livestock finds its classes too: "sheep" finds the ewes."""
    classes = Vocabulary("livestock_class").terms
    for kind in Vocabulary("livestock").terms:
        codes = [one.code for one in classes if one.columns.get("kind") == kind.code]
        for name in kind.names():
            yield from ((name, token(ANIMAL, code)) for code in dict.fromkeys((kind.code, *codes)))
    for one in classes:
        yield from ((name, token(ANIMAL, one.code)) for name in one.names())


@cache
def _kinds() -> NameIndex:
    """Kinds of records, states, what happened, and how it is known, in the words of the window's languages."""
    names = [
        (Words(language.code).say(f"kind.{kind}"), token(KIND, kind))
        for kind in EVENT_KINDS
        for language in LANGUAGES
    ]
    lists = (("record_state", STATE), ("conflict_type", CONFLICT_TYPE), ("how_known", KNOWN_BY))
    return NameIndex((*names, *(pair for name, family in lists for pair in _labels_of(name, family))))


def _labels_of(vocabulary: str, family: str) -> Iterator[tuple[str, str]]:
    for term in Vocabulary(vocabulary).terms:
        yield from ((label, token(family, term.code)) for label in term.labels.values())


def _names_of(vocabulary: str, family: str, terms: Sequence[Term] | None = None) -> Iterator[tuple[str, str]]:
    for term in Vocabulary(vocabulary).terms if terms is None else terms:
        yield from ((name, token(family, term.code)) for name in term.names())


def _own_names(names: Names) -> Iterator[tuple[str, str]]:
    """What this project itself has named."""
    for person in names.people.values():
        also = [one for one, member in names.same.items() if member == person.id]
        for name in filter(None, (person.name, person.code)):
            yield from ((name, token(PERSON, one)) for one in (person.id, *also))
    for place in names.places.values():
        yield from ((name, token(PLACE, place.id)) for name in (place.name, place.other_names) if name)
    yield from _names_of("species", SPECIES, names.own_terms.get("species", ()))
    for vocabulary in ("livestock", "livestock_class"):
        yield from _names_of(vocabulary, ANIMAL, names.own_terms.get(vocabulary, ()))
