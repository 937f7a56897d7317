"""The words for the parts of a day and for "about", in the languages of the region."""

from __future__ import annotations

from functools import cache

from camifield.folding import words

# Beginnings of words, by the code of the vocabulary `part_of_day`. Evening is dusk: the list has no evening.
_PARTS: dict[str, str] = {
    **dict.fromkeys(("dawn", "daybreak", "sunrise", "рассвет", "на рассвете", "зар", "восход", "үүр", "таң", "шафак"), "dawn"),
    **dict.fromkeys(
        ("morning", "утр", "с утра", "өглөө", "ертең", "таңерт", "эртең менен", "эрте", "ertalab", "эрталаб", "субҳ",
         "пагоҳ", "ertir", "صبح", "सुबह", "बिहान", "早上", "早晨", "上午", "午前", "凌晨"), "morning"),
    **dict.fromkeys(
        ("midday", "noon", "полдень", "в полдень", "полудень", "үд дунд", "үд", "түс", "түш", "тушдо", "zuhr", "ظهر", "दोपहर", "दिउँसो",
         "中午", "正午"), "midday"),
    **dict.fromkeys(
        ("afternoon", "после обеда", "после полудня", "дня", "днем", "үдээс хойш", "түстен кейін", "түштөн кийин",
         "tushdan keyin", "тушдан кейин", "بعدازظهر", "بعد از ظهر", "下午", "午後"), "afternoon"),
    **dict.fromkeys(
        ("evening", "dusk", "sunset", "вечер", "сумерк", "закат", "орой", "оройн", "бүрий", "кеш", "кешке", "кечинде",
         "кечкурун", "kechqurun", "agşam", "شام", "عصر", "غروب", "बेलुका", "साँझ", "शाम", "傍晚", "晚上", "夕方"), "dusk"),
    **dict.fromkeys(
        ("night", "midnight", "ноч", "полноч", "шөнө", "түн", "түнү", "tun", "tunda", "tungi", "шаб", "gije", "شب", "رات", "रात", "राति",
         "夜", "半夜", "深夜"), "night"),
}  # fmt: skip

_ABOUT = (
    "about", "around", "approx", "approximately", "circa", "ca", "около", "примерно", "приблизительно",
    "ориентировочно", "где-то", "орчим", "орчимд", "ойролцоогоор", "шамамен", "шамасында", "чамасы", "чамасында",
    "taxminan", "тахминан", "حدود", "تقریبا", "लगभग", "करिब", "约", "大约", "約", "頃", "ごろ", "左右", "~", "≈",
)  # fmt: skip


def part_of_day(word: str) -> str:
    """The code of the part of the day that a folded word (or phrase) names; empty for any other word."""
    exact = _parts().get(word)
    if exact is not None:
        return exact
    return next((code for stem, code in _parts().items() if len(stem) > 2 and word.startswith(stem)), "")


def means_about(word: str) -> bool:
    """Whether a folded word says that what stands beside it is not exact."""
    return word in _about()


@cache
def part_phrases() -> tuple[str, ...]:
    """The phrases of several words, and those of scripts without spaces, folded, the longest first."""
    found = [stem for stem in _parts() if " " in stem or "\u3040" <= stem[0] <= "\u9fff"]
    return tuple(sorted(found, key=lambda stem: -len(stem)))


@cache
def _parts() -> dict[str, str]:
    return {words(stem): code for stem, code in _PARTS.items()}


@cache
def _about() -> frozenset[str]:
    return frozenset(map(words, _ABOUT))
