"""The lists that answers come from: codes, their words in every language, and how what people write is recognised.

The packaged rows are CSV files in `resources/vocabularies`, one a list, read when first asked for. A project adds
rows of its own; its row with a packaged code takes the place of the packaged one, so that an agency can correct a
fact. Latin names are never keys: those of the wild camel and the wild yak are also the names of livestock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache

from camifield.fields.term import Species, Term, packaged
from camifield.folding import ALIKE_ENOUGH, code_key, letter_triples, search_form

# Answers that stay at the end of a list, below the project's own rows.
_LAST = frozenset({"unknown", "other", "not_on_list", "UNK"})
_RANK_WORDS = frozenset({"sp", "spp", "ssp", "subsp", "var"})
_DOUBTS = frozenset("?？؟")
# Ranks of a find: lower is better.
_EXACT, _AT_START, _AT_WORD, _WORD_BY_WORD, _INSIDE, _NOWHERE = range(6)


class Vocabulary:
    """One list: the packaged rows of `name` with the project's own (`extra`), in the order they are offered.

    Making one costs next to nothing: what is worked out is kept. An unknown name raises FileNotFoundError.
    """

    def __init__(self, name: str, extra: Sequence[Term] = ()) -> None:
        self.name = name
        self._names = _names(name, tuple(extra))

    @property
    def terms(self) -> tuple[Term, ...]:
        """All rows; "other" and "not known" stay last."""
        return self._names.terms

    def term(self, code: str) -> Term | None:
        """The row with exactly that code."""
        return self._names.by_code.get(code)

    def label(self, code: str, language: str) -> str:
        """The word for a code; the code itself when this version does not know it, so that it still shows."""
        term = self.term(code)
        return code if term is None else term.label(language)

    def match(self, text: str) -> list[str]:
        """The codes of all rows that are called exactly so, in any language and spelling; several when in doubt.

        A Latin name with its author, or of a subspecies that is not listed, is taken as its species. A genus
        alone ("Vulpes sp.") is all its species, unless a row stands for the genus. A written doubt ("wolf?",
        "Canis cf. lupus") matches nothing: it must not become a certainty.
        """
        return self._names.match(text)

    def find(self, text: str, language: str, limit: int = 12) -> list[Term]:
        """Type-ahead: the rows with a name that holds what is typed, best first; rows spelt alike when there is none.

        Best is a label in the reader's language that begins with the text, then a name in another language or in
        Latin that does, then words inside names. Nothing typed gives the first rows.
        """
        return self._names.find(text, language, limit)

    def begins(self, text: str, code: str) -> bool:
        """Whether any name of the row, in any language or in Latin, is the text or begins with it."""
        return self._names.begins(text, code)


def species(extra: Sequence[Term] = ()) -> tuple[Species, ...]:
    """The animals of the packaged table and, with `extra`, the project's own."""
    return _animals(tuple(extra))


@lru_cache(maxsize=64)
def _animals(extra: tuple[Term, ...]) -> tuple[Species, ...]:
    return tuple(term for term in _names("species", extra).terms if isinstance(term, Species))


def species_by_code(code: str, extra: Sequence[Term] = ()) -> Species | None:
    """One animal, or uncertain answer, by its code."""
    term = _names("species", tuple(extra)).by_code.get(code)
    return term if isinstance(term, Species) else None


@lru_cache(maxsize=256)
def _names(name: str, extra: tuple[Term, ...]) -> _Names:
    own = {term.code: term for term in extra}
    given = [own.pop(term.code, term) for term in packaged(name)]
    first = [term for term in given if term.code not in _LAST]
    last = [term for term in given if term.code in _LAST]
    return _Names((*first, *own.values(), *last))


class _Names:
    """The rows of one list and all their names, folded, each prepared when first needed."""

    def __init__(self, terms: tuple[Term, ...]) -> None:
        self.terms = terms
        self.by_code = {term.code: term for term in terms}
        self._own_labels: dict[str, dict[str, tuple[str, ...]]] = {}

    @cached_property
    def _called(self) -> dict[str, list[str]]:
        """Folded name -> codes, in the order of the list."""
        found: dict[str, dict[str, None]] = {}
        for term in self.terms:
            names = {folded for name in term.names() for folded in _foldings(name)}
            for name in names | {" ".join(_taxon(latin)) for latin in term.latin_names()}:
                found.setdefault(name, {})[term.code] = None
        return {name: list(codes) for name, codes in found.items() if name}

    @cached_property
    def _closed_up(self) -> dict[str, list[str]]:
        """The same without spaces: "snowleopard"."""
        found: dict[str, dict[str, None]] = {}
        for name, codes in self._called.items():
            found.setdefault(name.replace(" ", ""), {}).update(dict.fromkeys(codes))
        return {name: list(codes) for name, codes in found.items()}

    @cached_property
    def _latin(self) -> dict[str, list[str]]:
        """Latin genus, and genus with species -> codes of everything within it."""
        found: dict[str, dict[str, None]] = {}
        for term in self.terms:
            for latin in term.latin_names():
                taxon = _taxon(latin)
                for name in {" ".join(taxon[:1]), " ".join(taxon[:2])}:
                    found.setdefault(name, {})[term.code] = None
        return {name: list(codes) for name, codes in found.items()}

    def match(self, text: str) -> list[str]:
        text = text.strip()
        if text in self.by_code:
            return [text]
        folded = search_form(text)
        if not folded or _DOUBTS.intersection(text):
            return []
        found = self._called.get(folded) or self._closed_up.get(folded.replace(" ", ""))
        return list(found) if found else self._match_code(text) or self._match_latin(text)

    def _match_code(self, text: str) -> list[str]:
        """A code typed with letters of another script that look the same."""
        is_code = text.isupper() and any("A" <= letter <= "Z" for letter in text)
        code = code_key(text) if is_code else ""
        return [code] if code in self.by_code else []

    def _match_latin(self, text: str) -> list[str]:
        taxon = _taxon(text)
        name, binomial = " ".join(taxon), " ".join(taxon[:2])
        if len(taxon) > 2 and binomial in self._latin:
            return list(self._called.get(binomial) or self._latin[binomial])
        found = self._called.get(name) if name in self._latin else None
        return list(found or self._latin.get(name, ()))

    def find(self, text: str, language: str, limit: int) -> list[Term]:
        typed = search_form(text)
        if not typed:
            return list(self.terms[:limit])
        own = self._labels_in(language)
        ranks: dict[str, tuple[int, ...]] = {}
        for name, codes in self._called.items():
            place = _place(typed, name)
            if place == _NOWHERE:
                continue
            for code in codes:
                rank = (place, 0) if place == _EXACT else (place, int(name not in own[code]))
                ranks[code] = min(rank, ranks.get(code, rank))
        if text.upper() in self.by_code:
            ranks[text.upper()] = (_EXACT, 0)
        if not ranks:
            return self._alike(typed, limit)
        # Of rows that are called exactly so, the one whose label shows it comes first.
        for code, rank in ranks.items():
            ranks[code] = (*rank, min(_place(typed, name) for name in own[code]))
        return self._in_order(ranks, limit)

    def begins(self, text: str, code: str) -> bool:
        typed, term = search_form(text), self.by_code.get(code)
        if not typed or term is None:
            return False
        named = any(folded.startswith(typed) for name in term.names() for folded in _foldings(name))
        return named or text.strip().casefold() == code.casefold()

    def _alike(self, typed: str, limit: int) -> list[Term]:
        """Rows with a name that shares most of its letter triples with what is typed."""
        wanted = letter_triples(typed)
        best: dict[str, tuple[int, ...]] = {}
        for name, triples in self._triples.items():
            likeness = 2 * len(wanted & triples) / (len(wanted) + len(triples))
            if likeness < ALIKE_ENOUGH:
                continue
            for code in self._called[name]:
                best[code] = min((-round(likeness * 1000),), best.get(code, (0,)))
        return self._in_order(best, limit)

    @cached_property
    def _triples(self) -> dict[str, frozenset[str]]:
        return {name: letter_triples(name) for name in self._called}

    def _in_order(self, ranks: dict[str, tuple[int, ...]], limit: int) -> list[Term]:
        order = {term.code: number for number, term in enumerate(self.terms)}
        best = sorted(ranks, key=lambda code: (ranks[code], order[code]))
        return [self.by_code[code] for code in best[:limit]]

    def _labels_in(self, language: str) -> dict[str, tuple[str, ...]]:
        if language not in self._own_labels:
            folded = {term.code: tuple(_foldings(term.label(language))) for term in self.terms}
            self._own_labels[language] = folded
        return self._own_labels[language]


def _foldings(name: str) -> Iterator[str]:
    """A name as it is compared, and without what stands in brackets: "Horse (domestic)" is also "horse"."""
    yield search_form(name)
    before, bracket, _ = name.partition("(")
    if bracket and before.strip():
        yield search_form(before)


def _taxon(name: str) -> tuple[str, ...]:
    """The words of a Latin name without the marks of rank."""
    return tuple(word for word in search_form(name).split() if word not in _RANK_WORDS)


def _place(typed: str, name: str) -> int:
    """Where the typed text stands in a name: all of it, its beginning, at a word, word by word, inside, nowhere."""
    if name.startswith(typed):
        return _EXACT if name == typed else _AT_START
    if f" {typed}" in name:
        return _AT_WORD
    if " " in typed and all(f" {word}" in f" {name}" for word in typed.split()):
        return _WORD_BY_WORD
    return _INSIDE if len(typed) > 2 and typed in name else _NOWHERE
