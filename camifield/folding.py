"""Letters and digits that look or sound alike, brought to one form: to read what people type, and to find it again.

`plain` is what every reader does first; `words` is how a reader compares words; `code_key` compares codes;
`search_form` is what the search index holds, and what it is asked. The folded text is for comparing and reading only:
what a person typed is always kept beside it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

# Which letters are one letter for searching. The rule: what a person types on a keyboard that lacks the letter
# (a Russian keyboard in Kazakhstan, an Arabic one in Iran), or what an old font wrote in its place.
# Letters whose usual replacement differs from person to person (Pashto retroflexes, Tajik ҷ as дж) are left,
# but for ҷ, which is typed as ч by those who only drop its tail. Letters with accents (ё, й, ў, ӣ, ӯ, ş, ň, ä)
# need no line here: every accent is taken off.
_ONE_LETTER = str.maketrans({
    # Kazakh, Kyrgyz, Mongolian, Tajik, Uzbek on a Russian keyboard
    "ә": "а", "ө": "о", "ү": "у", "ұ": "у", "ң": "н", "қ": "к", "ғ": "г", "і": "и", "һ": "х", "ҳ": "х", "ҷ": "ч",
    "є": "о", "ї": "у",  # old Mongolian fonts drew ө and ү in the place of these two
    # Persian, Pashto, Urdu and Uyghur on an Arabic keyboard, and the other way about
    "ي": "ی", "ى": "ی", "ې": "ی", "ۍ": "ی", "ے": "ی", "ك": "ک", "ڪ": "ک", "ګ": "گ", "ة": "ه", "ە": "ه", "ہ": "ه",
    "ھ": "ه", "ۃ": "ه", "ٱ": "ا", "ں": "ن",
    "ँ": "ं",  # the two nasal signs of Hindi and Nepali are written one for the other
    # Latin letters whose stroke or tail is a part of them
    "ı": "i", "ł": "l", "đ": "d", "ø": "o", "æ": "ae", "œ": "oe", "ŋ": "n", "ə": "a",
})  # fmt: skip
_APOSTROPHES = "'`´’‘ʻʼʹʽˈ′＇"
_TSHEG = "\u0f0b"
# Cyrillic letters that a person cannot tell from a Latin one. Lower case for words, upper case for codes.
_CYRILLIC_TWINS = str.maketrans("авекмнорстух", "abekmhopctyx")
_LATIN_TWINS = str.maketrans("abekmhopctyx", "авекмнорстух")
_CODE_TWINS = str.maketrans("АВЕЅІЈКМНОРСТУХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ–—−‐‑‒", "ABESIJKMHOPCTYXABEZHIKMNOPTYX------")


def plain(text: str) -> str:
    """The text without invisible marks, its digits and full-width signs in ASCII, every run of white space one space.

    Letters and the signs of degrees keep their look. Nothing is refused.
    """
    if not text.isascii():
        text = text.translate(_PLAIN)
    return " ".join(text.replace("\0", " ").split())


def words(text: str) -> str:
    """The text in small letters without accents, look-alike letters of one keyboard for another made one; signs stay."""
    return text.lower() if text.isascii() else text.casefold().translate(_WORDS)


def code_key(text: str) -> str:
    """What two writings of one code have in common: capitals, Latin for Cyrillic and Greek twins, O beside a digit as 0.

    For comparing codes ("М7-О147" typed in Cyrillic is "M7-0147"), never for showing.
    """
    folded = plain(text).upper().translate(_CODE_TWINS)
    folded = re.sub(r"(?<=\d)O|O(?=\d)", "0", folded)
    return re.sub(r"(?<=[A-Z]) (?=\d)|(?<=\d) (?=[A-Z])|\s(?=-)|(?<=-)\s", "", folded)


def search_form(text: str) -> str:
    """What is put into the search index: folded words, separated by single spaces, made of letters and digits only.

    Chinese and Japanese are cut into pairs of characters, Tibetan into pairs of syllables, each run followed by its
    last one alone, so that every character begins some token and can be found by a prefix. An index that takes
    tokens apart at ASCII signs only (FTS5 ``tokenize = 'ascii'``) keeps each of them whole.
    """
    if text.isascii():
        lowered = text.lower()
        if "'" in lowered or "`" in lowered:
            lowered = _without_apostrophes(lowered)
        return " ".join(lowered.translate(_ASCII).split())
    folded = _searchable(text)
    if not _of_unspaced().search(folded):
        return " ".join(folded.split())
    return " ".join(_with_pairs(folded))


ALIKE_ENOUGH = 0.5
"""From this likeness on, one name may be the other misspelt."""


def likeness(first: str, second: str) -> float:
    """How much of their letter triples two folded names share, from 0 to 1."""
    one, other = letter_triples(first), letter_triples(second)
    return 2 * len(one & other) / (len(one) + len(other))


def likeness_to_name(typed: str, name: str) -> float:
    """How much a folded text is like a folded name, or like one word of it."""
    return max(likeness(typed, part) for part in (name, *name.split()))


@lru_cache(maxsize=4096)
def letter_triples(name: str) -> frozenset[str]:
    """All runs of three letters of a folded name, its beginning and end counted in; never empty."""
    padded = f"  {name} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def _with_pairs(folded: str) -> Iterator[str]:
    """Folded words in order, runs of scripts without word spaces cut into pairs."""
    for word in _unspaced().sub(r" \g<0> ", folded).split():
        if _unspaced().match(word):
            yield from _pairs(word)
        else:
            yield word


def _searchable(text: str) -> str:
    """The text in folded letters and digits, look-alike letters in one script, whatever else a blank."""
    folded = _odd().sub(_searched, unicodedata.normalize("NFKC", text).casefold())
    if "'" in folded:
        folded = _without_apostrophes(folded)
    if _mixed_scripts().search(folded):
        folded = " ".join(map(_one_script, folded.split()))
    return folded


def _searched(sign: re.Match[str]) -> str:
    return _SEARCH[ord(sign[0])]


def _pairs(run: str) -> Iterator[str]:
    """A run of a script without word spaces, as pairs of its units (characters; Tibetan: syllables), then the last alone."""
    is_tibetan = "\u0f00" <= run[0] <= "\u0fff"
    units = [unit for unit in run.split(_TSHEG) if unit] if is_tibetan else list(run)
    for first, second in pairwise(units):
        yield first + second
    yield from units[-1:]


def _one_script(word: str) -> str:
    """A word whose letters mix Latin and Cyrillic twins, or a code of Cyrillic twins with digits, in one script."""
    has_digit = any(character.isdigit() for character in word)
    has_latin = any("a" <= character <= "z" for character in word)
    if not (has_digit or has_latin):
        return word
    latin = word.translate(_CYRILLIC_TWINS)
    if latin.isascii():
        return latin
    return word.translate(_LATIN_TWINS) if has_latin else word


def _without_apostrophes(text: str) -> str:
    """Pallas's is pallas, o'zbek is ozbek: the English ending goes, any other apostrophe closes up."""
    text = text.replace("`", "'")
    return _possessive().sub("", text).replace("'", "")


@cache
def _possessive() -> re.Pattern[str]:
    return re.compile(r"(?<=\w)'s(?!\w)")


@cache
def _mixed_scripts() -> re.Pattern[str]:
    # Begins with the rarer side in either case: five times as fast over Russian text as the plain alternatives.
    return re.compile("[0-9a-z](?:(?=[а-я])|(?<=[а-я].))")


@cache
def _odd() -> re.Pattern[str]:
    """Signs that folding may change. The others are most of every text, and a pattern passes over them quickest."""
    return re.compile("[^0-9a-zа-ик-я \n]")


_EAST_ASIAN = (
    "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_TIBETAN = "\u0f0b\u0f40-\u0fbc"


@cache
def _unspaced() -> re.Pattern[str]:
    """Runs of the scripts that are written without spaces between words."""
    return re.compile(f"[{_EAST_ASIAN}]+|[{_TIBETAN}]+")


@cache
def _of_unspaced() -> re.Pattern[str]:
    """One sign of such a script: one class alone is ten times as fast to look for as the runs."""
    return re.compile(f"[{_EAST_ASIAN}{_TIBETAN}]")


class _Table(dict[int, str]):
    """A table for str.translate that works out each character once, when it is first met."""

    def __init__(self, fold: Callable[[str], str]) -> None:
        super().__init__()
        self._fold = fold

    def __missing__(self, code: int) -> str:
        folded = self._fold(chr(code))
        self[code] = folded
        return folded


def _plain_character(character: str) -> str:
    """Invisible marks gone, spaces, full-width signs and digits in ASCII."""
    if unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    if character.isspace():
        return " "
    if "\uff01" <= character <= "\uff5e" or "\ufe50" <= character <= "\ufe6b":
        return unicodedata.normalize("NFKC", character)
    return _digit(character) or character


def _word_character(character: str) -> str:
    """Letters folded, digits in ASCII, marks that are not letters left where they stand."""
    if character in _APOSTROPHES:
        return "'"
    if _is_accent(character) or unicodedata.category(character) == "Cf":
        return ""
    return _digit(character) or _letter(character)


def _search_character(character: str) -> str:
    """As for words, and whatever is neither letter nor digit nor vowel sign becomes a space."""
    if character in (_TSHEG, "\u0f0c"):
        return _TSHEG
    folded = _word_character(character)
    if folded in ("", "'") or unicodedata.category(folded[0])[0] in "LNM":
        return folded
    return " "


def _digit(character: str) -> str:
    """The ASCII digit of a decimal digit of any script; empty for anything else."""
    value = unicodedata.decimal(character, None)
    return "" if value is None else str(int(value))


def _is_accent(character: str) -> bool:
    """A mark that people leave out: accents on Latin and Cyrillic, short vowels of Arabic script, the Indic nukta."""
    code = ord(character)
    return (
        0x0300 <= code <= 0x036F
        or 0x0483 <= code <= 0x0487
        or 0x0610 <= code <= 0x061A
        or 0x064B <= code <= 0x065F
        or code in (0x0640, 0x0670, 0x093C)
        or 0x06D6 <= code <= 0x06ED
        or 0x1AB0 <= code <= 0x1AFF
        or 0x1DC0 <= code <= 0x1DFF
        or 0x20D0 <= code <= 0x20FF
        or 0xFE20 <= code <= 0xFE2F
    )


def _letter(character: str) -> str:
    """One letter without its accent, as the table of one-letter pairs says. Kana and Tibetan keep their marks."""
    known = _ONE_LETTER.get(ord(character))
    if known is not None:
        return str(known)
    code = ord(character)
    if code < 0x0980 or 0x1E00 <= code <= 0x1FFF:
        parts = unicodedata.decomposition(character)
        if parts and not parts.startswith("<"):
            return _letter(chr(int(parts.split()[0], 16)))
    return character


_PLAIN = _Table(_plain_character)
_WORDS = _Table(_word_character)
_SEARCH = _Table(_search_character)
_ASCII = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))
