"""A written position cut into numbers, signs and words that mean something; nothing is decided here."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from camifield.folding import words
from camifield.geo.direction_words import HEMISPHERES, IDEOGRAPHS, LONGEST_PHRASE, PHRASES, meaning_of_word
from camifield.geo.readings import Refused


class Token(NamedTuple):
    """`kind` is number, sign, stop (a separator), join (of parts of one angle) or a meaning of `direction_words`."""

    kind: str
    text: str


_UNITS = {"°": "deg", "'": "min", '"': "sec"}
_STOPS = ",;/|&"
LONGEST_NUMBER = 25
_SILENT = "()[]{}<>=._"


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text whose signs are plain and whose decimal marks are points.

    Raises Refused("place-not-understood") at a word that nothing is known of: leaving it out would be a guess.
    """
    found: list[Token] = []
    pieces = _pieces().findall(_uzbek_west().sub(" garbiy ", text))
    at = 0
    while at < len(pieces):
        piece: str = pieces[at]
        if piece[-1] in "0123456789":
            _take_number(piece, found)
        elif piece in _UNITS:
            found.append(Token(_UNITS[piece], piece))
        elif piece == "±":
            found.append(Token("accuracy", piece))
        elif _is_word(piece):
            at = _take_words(pieces, at, found)
            continue
        else:
            _take_sign(piece, found, after_space=at > 0 and pieces[at - 1].isspace())
        at += 1
    dotted = sum(token.text == "." for token in found)
    if dotted and sum(token.kind == "number" for token in found) * 2 != dotted * 3:
        raise Refused("place-not-understood")
    return found


def _take_number(piece: str, found: list[Token]) -> None:
    """A number; one with two or three points is degrees, minutes and seconds with points between, as in 43.15.23.5.

    Only where every number of the text is written so: a single one is a slip of the hand.
    """
    parts = piece.split(".", 3)
    if len(piece) > LONGEST_NUMBER or piece.count(".") > 3:
        raise Refused("place-not-understood")
    if len(parts) < 3:
        found.append(Token("number", piece))
        return
    parts[2:] = [".".join(parts[2:])]
    for at, part in enumerate(parts):
        if at:
            found.append(Token("join", "."))
        found.append(Token("number", part))


def _take_sign(piece: str, found: list[Token], *, after_space: bool) -> None:
    """A mark between numbers. A dash after a number is a separator when spaces stand on both sides or a letter before,
    a minus when it clings to what follows, and joins the parts of one angle when it clings to both."""
    mark = piece.strip()
    last = found[-1].kind if found else ""
    if mark in ("+", "-"):
        follows = last in ("number", "deg", "min", "sec", *HEMISPHERES)
        if follows and (piece != mark or (last in HEMISPHERES and mark == "-")):
            found.append(Token("stop", mark))
        elif follows and mark == "-" and not after_space:
            found.append(Token("join", mark))
        else:
            found.append(Token("sign", mark))
    elif mark == ":":
        if last == "number":
            found.append(Token("join", mark))
    elif mark and mark in _STOPS:
        found.append(Token("stop", mark))
    elif mark and mark not in _SILENT:
        raise Refused("place-not-understood")


def _take_words(pieces: list[str], start: int, found: list[Token]) -> int:
    """Read the longest known phrase that begins at `start`; returns the index after it."""
    for length in range(LONGEST_PHRASE, 1, -1):
        phrase, end = _phrase(pieces, start, length)
        meaning = PHRASES.get(phrase)
        if meaning is not None:
            found.append(Token(meaning, phrase))
            return end
    word = pieces[start]
    folded = words(word)
    meaning = meaning_of_word(folded)
    if meaning is not None:
        found.append(Token(meaning, word))
    elif "\u3040" <= word[0] <= "\u9fff":
        _take_ideographs(word, found)
    else:
        _take_run_together(folded, found)
    return start + 1


def _phrase(pieces: list[str], start: int, length: int) -> tuple[str, int]:
    """`length` words from `start` on, folded, with nothing but dots and spaces between; "" when there are fewer."""
    taken: list[str] = []
    at = start
    while at < len(pieces) and len(taken) < length:
        if _is_word(pieces[at]):
            taken.append(words(pieces[at]))
        elif pieces[at].strip() not in ("", "."):
            break
        at += 1
    return (" ".join(taken), at) if len(taken) == length else ("", start)


def _take_run_together(folded: str, found: list[Token]) -> None:
    """A unit and a letter without a space, as in 43.2sN. Raises Refused for anything else."""
    for cut in (1, 3):
        unit, direction = PHRASES.get(folded[:cut]), PHRASES.get(folded[cut:])
        if folded[:cut] in ("s", "с"):
            unit = "sec"
        elif folded[:cut] in ("m", "м"):
            unit = "min"
        if unit in ("deg", "min", "sec") and direction in HEMISPHERES:
            found += [Token(unit, folded[:cut]), Token(direction, folded[cut:])]
            return
    raise Refused("place-not-understood")


def _take_ideographs(run: str, found: list[Token]) -> None:
    at = 0
    while at < len(run):
        for word, meaning in IDEOGRAPHS:
            if run.startswith(word, at):
                found.append(Token(meaning, word))
                at += len(word)
                break
        else:
            raise Refused("place-not-understood")


def _is_word(piece: str) -> bool:
    return piece[0].isalpha()


@cache
def _pieces() -> re.Pattern[str]:
    """Numbers, words with their vowel signs, signs with the space after them (it tells a minus from a dash), the rest."""
    return re.compile(
        r"\d+(?:\.\d+)*|(?<![^\W\d_])\.\d+"
        r"|[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0f71-\u0fbc])*"
        r"|[+-] ?|\S|\s+"
    )


@cache
def _uzbek_west() -> re.Pattern[str]:
    """g'.u. and g'arbiy: the apostrophe is a part of the letter, not a minute."""
    return re.compile(r"(?i)(?<![^\W\d_])g'(?:\.\s?u\.?|arb\w*)(?:\s+uzunlik)?(?![^\W\d_])")
