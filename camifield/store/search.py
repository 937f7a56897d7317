"""Full-text search: what is indexed of a record, and a query turned into one FTS5 expression over words and filters."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence

from camifield.folding import search_form
from camifield.store import query as q
from camifield.store.query import CardQuery, settled, token

# The names of species, people and places are not in the index: a query word, in its search form, is expanded to
# the filter words of what it may name. So names in any language find records, and renaming anything indexes nothing anew.
Expand = Callable[[str], Sequence[str]]

MOST_ENDINGS = 300  # beyond this many words of one beginning, FTS5's own prefix search is the faster one
MOST_WORDS = 16  # somebody pasted a page into the search box: its first words say enough
_FIRST_IDEOGRAPH = "\u2e80"
_AFTER_ALL = "\U0010ffff"


def expand_nothing(_word: str) -> Sequence[str]:
    """For a caller that knows no names."""
    return ()


def words_of(text: str) -> list[str]:
    """The words that a text is found by, folded and cut; letters and digits only, never an underscore."""
    return search_form(text).split()


def indexed_words(texts: Iterable[str], restricted_texts: Sequence[str], tokens: Iterable[str]) -> str:
    """What `found` holds of one record: each word once, those of restricted fields marked as such, then the tokens.

    The tokens are `settled` already.
    """
    kept = dict.fromkeys(words_of("\n".join(texts)))
    if restricted_texts:
        kept.update(dict.fromkeys(f"{q.RESTRICTED}_{word}" for word in words_of("\n".join(restricted_texts))))
    kept.update(dict.fromkeys(tokens))
    return " ".join(kept)


class Vocabulary:
    """The indexed words that begin with a given one, read from the index itself."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def beginning_with(self, start: str) -> list[str] | None:
        """All words that begin with `start`; None when there are more than MOST_ENDINGS.

        Each look-up jumps over the occurrences of the word before it: a word of half a million records costs no
        more than a rare one.
        """
        found: list[str] = []
        least = start
        while len(found) <= MOST_ENDINGS:
            row = self._connection.execute(
                "SELECT term FROM found_words WHERE term >= ? AND term < ? LIMIT 1",
                (least, start + _AFTER_ALL),
            ).fetchone()
            if row is None:
                return found
            found.append(row[0])
            least = row[0] + "\x01"
        return None


def match_expression(query: CardQuery, expand: Expand, vocabulary: Vocabulary) -> str | None:
    """The FTS5 expression of a query's words and filters; None when it has neither, "" when nothing can match.

    One expression, so that any mixture is one walk through sorted lists, newest first, that ends with the page.
    """
    typed = list(dict.fromkeys(words_of(query.words)))[:MOST_WORDS]
    clauses = [_any_of_word(word, expand, vocabulary) for word in typed]
    if "" in clauses or (query.words.strip() and not clauses):
        return ""
    clauses.extend(_any_of(tokens) for tokens in _filters(query) if tokens)
    if query.bin is q.Bin.ONLY:
        clauses.append(_quoted(q.IN_BIN))
    if query.only_in_conflict:
        clauses.append(_quoted(q.IN_CONFLICT))
    if not clauses:
        return None
    expression = " AND ".join(clauses)
    return f"({expression}) NOT {_quoted(q.IN_BIN)}" if query.bin is q.Bin.LEFT_OUT else expression


def _filters(query: CardQuery) -> Iterable[list[str]]:
    yield [token(q.KIND, kind) for kind in query.kinds]
    yield [token(q.SPECIES, species) for species in query.species]
    yield [token(q.PERSON, person) for person in query.people]
    yield [token(q.PLACE, place) for place in query.places]
    yield [token(q.STATE, state) for state in query.states]
    yield [token(q.BATCH, batch) for batch in query.batches]
    yield from ([settled(one) for one in tokens] for tokens in query.tokens)


def _any_of_word(word: str, expand: Expand, vocabulary: Vocabulary) -> str:
    """One typed word: any indexed word that begins so, open or restricted, or what it may name."""
    if len(word) == 1 and word < _FIRST_IDEOGRAPH:
        named = expand(word)  # one letter begins half of all words
        return _any_of([word, f"{q.RESTRICTED}_{word}", *named, *map(q.otherwise, named)])
    named = expand(word)
    found: list[str] = [*named, *map(q.otherwise, named)]
    prefixes: list[str] = []
    for start in (word, f"{q.RESTRICTED}_{word}"):
        endings = vocabulary.beginning_with(start)
        if endings is None:
            prefixes.append(f"{_quoted(start)}*")
        else:
            found.extend(endings)
    return _any_of(found, prefixes)


def _any_of(words: Sequence[str], prefixes: Sequence[str] = ()) -> str:
    quoted = [*map(_quoted, words), *prefixes]
    return f"({' OR '.join(quoted)})" if quoted else ""


def _quoted(word: str) -> str:
    doubled = word.replace('"', '""')
    return f'"{doubled}"'
