"""Writes Chinese names in Russian letters by the rule that Russian atlases use, so that no guess is needed for them.

Archimandrite Palladius' system, syllable by syllable; a name is written only where its syllables are sure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise


def _table(pairs: str) -> dict[str, str]:
    """ "a=а b=б" as a table."""
    return dict(pair.split("=") for pair in pairs.split())


INITIALS = _table("b=б p=п m=м f=ф d=д t=т n=н l=л g=г k=к h=х j=цз q=ц x=с zh=чж ch=ч sh=ш r=ж z=цз c=ц s=с")
# What follows j, q and x is soft, what follows zh, ch, sh and r (and z, c, s) is hard: "i" is two sounds in Chinese.
FINALS = _table(
    "a=а ai=ай an=ань ang=ан ao=ао e=э ei=эй en=энь eng=эн ou=оу ong=ун u=у ua=уа uai=уай uan=уань "
    "uang=уан ui=уй un=унь uo=о o=о i=и ia=я ian=янь iang=ян iao=яо ie=е in=инь ing=ин iong=юн iu=ю "
    "ü=юй üe=юэ"
)
SOFT = {"u": "юй", "ue": "юэ", "uan": "юань", "un": "юнь"}  # written u after j, q and x, spoken ü
ALONE = _table(
    "a=а ai=ай an=ань ang=ан ao=ао e=э en=энь er=эр ou=оу o=о wa=ва wai=вай wan=вань wang=ван wei=вэй "
    "wen=вэнь weng=вэн wo=во wu=у ya=я yan=янь yang=ян yao=яо ye=е yi=и yin=инь ying=ин yong=юн you=ю "
    "yu=юй yuan=юань yue=юэ yun=юнь"
)
# Which finals each row of initials has.
ROWS = {
    "b p m": "a ai an ang ao ei en eng i ian iao ie in ing o u",
    "m": "e iu ou",
    "p": "ou",
    "f": "a an ang ei en eng o ou u",
    "d t": "a ai an ang ao e ei eng i ian iao ie ing ong ou u uan ui un uo",
    "d": "en ia iu",
    "n l": "a ai an ang ao e ei eng i ian iang iao ie in ing iu ong ou u uan un uo ü üe",
    "n": "en",
    "l": "ia",
    "g k h": "a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
    "j q x": "i ia ian iang iao ie in ing iong iu u ue uan un",
    "zh ch sh r z c s": "an ang ao e en eng i ou u uan ui un uo",
    "zh ch sh z c s": "a ai",
    "zh ch r z c s": "ong",
    "zh ch sh": "ua uai uang",
    "zh sh z": "ei",
    "r": "ua",
}
VOWELS = frozenset("аеёиоуыэюя")
LONGEST = 6


def _syllables() -> dict[str, str]:
    found = dict(ALONE)
    for initials, finals in ROWS.items():
        for initial in initials.split():
            for final in finals.split():
                found[initial + final] = _written(initial, final)
    return found


def _written(initial: str, final: str) -> str:
    if initial in ("j", "q", "x") and final in SOFT:
        return INITIALS[initial] + SOFT[final]
    if initial in ("z", "c", "s") and final == "i":
        return INITIALS[initial] + "ы"
    if (initial, final) == ("h", "ui"):
        return "хуэй"
    return INITIALS[initial] + FINALS[final]


SYLLABLES = _syllables()


def palladius(name: str, others: Sequence[str] = ()) -> str:
    """A name of one word in pinyin ("Lanzhou") in Russian letters ("Ланьчжоу"), empty where its syllables are not sure.

    `others` may hold the same name syllable by syllable ("lan zhou"), as GeoNames does. Without that, an apostrophe
    or a single way to read the letters is needed: "Xian" may be one syllable or two.
    """
    letters = name.lower().replace("’", "'").replace("`", "'").replace("‘", "'")
    plain = letters.replace("'", "")
    if not plain.isalpha() or len(plain) < 2:
        return ""
    for other in others:
        parts = other.split()
        if "".join(parts) == plain and len(parts) > 1 and all(part in SYLLABLES for part in parts):
            return _joined(parts)
    read: list[str] = []
    for word in letters.split("'"):
        ways = list(_readings(word))
        plainest = [way for way in ways if not any(syllable[0] in "aeo" for syllable in way[1:])]
        if len(plainest) != 1 or (letters == plain and any(_is_rival(way, plainest[0]) for way in ways)):
            return ""
        read += plainest[0]
    return _joined(read)


def _is_rival(way: Sequence[str], plainest: Sequence[str]) -> bool:
    """Whether a name may as well be read another way: "jin an" beside "ji nan", "xi an" beside "xian"."""
    if way == plainest:
        return False
    return len(plainest) == 1 or any(
        before[-1] in "ng" and after[0] in "aeo" for before, after in pairwise(way)
    )


def _readings(word: str) -> Iterator[list[str]]:
    """All ways to read a word as syllables."""
    if not word:
        yield []
        return
    for length in range(1, min(LONGEST, len(word)) + 1):
        if word[:length] in SYLLABLES:
            for rest in _readings(word[length:]):
                yield [word[:length], *rest]


def _joined(syllables: Sequence[str]) -> str:
    """Syllables in one word: a hard sign keeps "н" (ng) apart from the vowel that follows."""
    whole = ""
    for syllable in syllables:
        written = SYLLABLES[syllable]
        is_apart = whole.endswith("н") and written[0] in VOWELS
        whole += ("ъ" if is_apart else "") + written
    return whole.capitalize()
