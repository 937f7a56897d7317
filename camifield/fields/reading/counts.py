"""A count in one box: how many, and how well counted, from the short texts that people write in a notebook."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple, get_args

from camifield.fields.reading.unknown import means_unknown
from camifield.folding import plain, words

CountType = Literal["exact", "estimate", "at_least", "range", "not_counted"]
COUNT_TYPES: tuple[CountType, ...] = get_args(CountType)
UNKNOWN = "?"
MOST_DIGITS = 15
LONGEST_TEXT = 200


class CountReading(NamedTuple):
    """`value` is the canonical text: 12, ~12, 12+, 10-15 or ?; None when refused for `reason`.

    individual_count: the number for exact and estimate; least: for at_least and range; most: for range. `suggestion`
    is a text that would be understood. Reasons: ``count-not-understood``, ``count-negative``, ``not-a-whole-number``,
    ``number-in-powers``, ``count-at-most`` (a highest number without a lowest), ``count-reversed`` (15-10).
    """

    value: str | None = None
    count_type: CountType | None = None
    individual_count: int | None = None
    least: int | None = None
    most: int | None = None
    reason: str = ""
    suggestion: str = ""


# What a word or a sign beside the number means: about, at least, at most, to, between ... and, or nothing ("head").
_WORDS: dict[str, str] = {
    **dict.fromkeys(
        ("около", "примерно", "приблизительно", "ориентировочно", "порядка", "about", "approx", "approximately", "around",
         "circa", "ca", "c", "est", "орчим", "ойролцоогоор", "шамамен", "шамасында", "чамасы", "чамасында", "taxminan",
         "тахминан", "takmynan", "حدود", "تقریبا", "约", "大约", "約", "左右", "लगभग", "करिब", "करीब"), "~"),
    **dict.fromkeys(
        ("at least", "not less than", "no less than", "minimum", "min", "more than", "over", "не менее", "не меньше",
         "минимум", "мин", "более", "больше", "свыше", "как минимум", "хамгийн багадаа", "дор хаяж", "багадаа",
         "кеминде", "камида", "kamida", "на кам аз", "حداقل", "至少", "最少", "以上", "कम्तीमा"), "+"),
    **dict.fromkeys(
        ("at most", "up to", "no more than", "not more than", "less than", "under", "maximum", "max", "не более",
         "не больше", "менее", "меньше", "максимум", "до", "ихдээ", "حداکثر", "最多", "以下"), "<"),
    **dict.fromkeys(("between", "между"), "^"),
    **dict.fromkeys(("and", "и"), "&"),
    **dict.fromkeys(("to", "or", "или", "либо", "аас", "ээс", "оос", "эсвэл", "到", "至", "または"), "-"),
    **dict.fromkeys(
        ("from", "от", "с", "голов", "голова", "головы", "гол", "шт", "штук", "штука", "штуки",
         "особь", "особи", "особей", "экз", "животных", "животное", "животные", "animal", "animals", "head", "heads",
         "individual", "individuals", "ind", "inds", "indiv", "pcs", "толгой", "бодгаль", "ширхэг", "ш", "бас", "бош",
         "bosh", "ta", "та", "راس", "رأس", "عدد", "頭", "头", "只", "隻", "匹", "个", "個", "वटा", "ओटा"), ""),
}  # fmt: skip


@lru_cache(
    maxsize=4096
)  # a kept count is read again by every rule and derived column, and tables repeat themselves
def read_count(text: str) -> CountReading:
    """The count that a text states. Reading a canonical text gives it back."""
    if len(text) > LONGEST_TEXT:
        return CountReading(reason="count-not-understood")
    if means_unknown(text):
        return CountReading(UNKNOWN, "not_counted")
    typed = words(plain(text))
    if _powers().fullmatch(typed):
        return CountReading(reason="number-in-powers")
    numbers = _number().findall(typed)
    shape = _shape(_number().sub("#", typed))
    if shape is None or not 1 <= len(numbers) <= 2:
        return CountReading(reason="count-not-understood")
    if shape.startswith("-") and len(numbers) == 1:
        return CountReading(reason="count-negative")
    counts = [_whole(number) for number in numbers]
    if None in counts:
        return CountReading(reason="not-a-whole-number")
    return _meaning(shape, [count for count in counts if count is not None])


def _meaning(shape: str, counts: list[int]) -> CountReading:
    """The reading of a shape such as "~#", "#+" or "#-#"."""
    first, last = counts[0], counts[-1]
    if max(counts) >= 10**MOST_DIGITS:
        return CountReading(reason="count-not-understood")
    if len(counts) == 2:
        if shape.strip("~") not in _RANGES:
            return CountReading(reason="count-not-understood")
        if first > last:
            return CountReading(reason="count-reversed", suggestion=f"{last}-{first}")
        if first < last:
            return CountReading(f"{first}-{last}", "range", least=first, most=last)
        return CountReading(str(first), "exact", first)
    signs = set(shape) - {"#"}
    if not signs:
        return CountReading(str(first), "exact", first)
    if signs == {"~"}:
        return CountReading(f"~{first}", "estimate", first)
    if signs in ({"+"}, {"+", "~"}):
        return CountReading(f"{first}+", "at_least", least=first)
    if signs in ({"<"}, {"<", "~"}):
        return CountReading(reason="count-at-most", suggestion=f"1-{first}" if first > 1 else str(first))
    return CountReading(reason="count-not-understood")


def _shape(rest: str) -> str | None:
    """The text around the numbers as signs only; None at a word that nothing is known of."""
    for phrase, sign in _phrases():
        rest = rest.replace(phrase, f" {sign} ")
    shape = ""
    for piece in _pieces().findall(rest):
        sign = _SIGNS.get(piece)
        if sign is None:
            sign = _folded_words().get(piece)
        if sign is None:
            return None
        shape += sign
    return _doubled().sub(r"\1", shape)


_RANGES = ("#-#", "#~#", "#<#", "^#&#")
_SIGNS = {
    "#": "#", "~": "~", "≈": "~", "∼": "~", "±": "~", "+": "+", ">": "+", "≥": "+", "=": "", "<": "<", "≤": "<",
    "-": "-", "–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "〜": "-", "…": "-", "..": "-", "...": "-",
    ".": "", "(": "", ")": "", ",": "",
}  # fmt: skip


def _whole(number: str) -> int | None:
    """The value of digits with groups; None when there are decimals other than zeros."""
    if _grouped().fullmatch(number):
        return int(re.sub(r"\D", "", number))
    whole, _, decimals = number.replace(",", ".").partition(".")
    return None if decimals.strip("0") else int(whole)


@cache
def _folded_words() -> dict[str, str]:
    return {words(plain(word)): sign for word, sign in _WORDS.items()}


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    """Phrases of several words, and words of scripts without spaces, the longest first."""
    folded = _folded_words().items()
    long = [(word, sign) for word, sign in folded if " " in word or "\u3040" <= word[0] <= "\u9fff"]
    return tuple(sorted(long, key=lambda pair: -len(pair[0])))


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[1-9]\d{0,2}(?:[ ,.']\d{3})+(?!\d)|[1-9]\d?(?:,\d{2})+,\d{3}(?!\d)|\d+(?:[.,]\d+)?")


@cache
def _grouped() -> re.Pattern[str]:
    return re.compile(r"\d+|[1-9]\d{0,2}(?:[ ,.']\d{3})+|[1-9]\d?(?:,\d{2})+,\d{3}")


@cache
def _pieces() -> re.Pattern[str]:
    return re.compile(r"\.{2,3}|[^\W\d_]+|[^\s\w]|#")


@cache
def _doubled() -> re.Pattern[str]:
    """>= and => and ~~ say one thing."""
    return re.compile(r"([~+<-])\1+")


@cache
def _powers() -> re.Pattern[str]:
    return re.compile(r"[+-]?\d+(?:[.,]\d+)?[eе][+-]?\d+")
