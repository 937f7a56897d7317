"""Whether a text names somebody: what leaves the team shows people by their codes, and a remark may still say who it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from camifield.folding import words

_VOWELS = frozenset("aeiouyаеиоуыэюяё")
_SHORTEST = (
    4  # shorter parts of names are words of the language too; the whole name is looked for all the same
)
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{2,}")
_WORD = re.compile(r"[^\W\d_]+")


class NamedPeople:
    """The names of a team, and the question whether a text speaks one of them.

    A part of a name is met at the beginning of a word, without its last vowel, so that "Гулнара" is met in "с Гулнарой".
    It errs on the side of the person: a text that only seems to name somebody is named too.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._team = _pattern(tuple(names))

    def are_in(self, text: str, besides: tuple[str, ...] = ()) -> bool:
        """Whether the text names one of the team, or one of `besides` (the owner, the informant of the record)."""
        folded = words(text)
        patterns = (self._team, _pattern(besides)) if besides else (self._team,)
        return any(pattern is not None and pattern.search(folded) is not None for pattern in patterns)


@lru_cache(maxsize=2048)
def _pattern(names: tuple[str, ...]) -> re.Pattern[str] | None:
    starts = sorted({re.escape(start) for name in names for start in _starts(words(name))})
    anywhere = sorted({found for name in names for found in _UNSPACED.findall(name)})
    choices = [rf"(?<!\w)(?:{'|'.join(starts)})"] if starts else []
    return re.compile("|".join((*choices, *anywhere))) if choices or anywhere else None


def _starts(name: str) -> Iterator[str]:
    """How a word begins that is this name, or one of its longer parts."""
    if sum(letter.isalpha() for letter in name) >= _SHORTEST:
        yield name.strip()
    for part in _WORD.findall(name):
        if len(part) >= _SHORTEST:
            yield part[:-1] if part[-1] in _VOWELS and len(part) > _SHORTEST else part
