"""How likely a text is, as something that a person wrote: by its letters, their neighbours and their case, in bits.

Bytes decoded by the wrong table give rare letters, capitals inside words and signs among digits. The measure is
the number of bits that a simple model of each script needs for the characters beyond ASCII: fewer is likelier, and
sums over different tables of one sample can be compared. Frequencies: Russian after Lyashevskaya and Sharov's
dictionary, Arabic and Persian letters by their rank, Chinese characters by their rank; rounded, for nothing more
than telling tables apart is asked of them.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from functools import cache

_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё"
_CYRILLIC_PER_MILLE = (
    110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19, 17, 17, 16, 16, 14, 12, 10, 9, 7, 6, 5, 4, 3, 3, 1, 3,
)  # fmt: skip
# Kazakh, Kyrgyz, Mongolian and their like; є and ї stand for ө and ү in old Mongolian fonts.
_CYRILLIC_OWN = "әғқңөұүһіӨҮҢҚҒӘҰҺІєїЄЇ"
_ARABIC = "ايلنرهمودتبسشعکكگفقحخجصطپزذضثغظژچیىأإآةءئؤ"
_PAIRS = re.compile(
    "ст|но|то|на|ен|ов|ни|ра|во|ко|ро|не|ос|по|ли|пр|ре|го|ер|ан|ат|та|ка|ор|ло|ел|ом|ин|ет|ле|да|ий|ый|ая|ть"
)
_CASE = re.compile("[а-яёәғқңөұүһіє-ї][А-ЯЁӘҒҚҢӨҰҮҺІЄ-Ї]")
_FOREIGN = re.compile("[A-Za-z][\u0400-\u06ff\uff61-\uff9f]|[\u0400-\u06ff\uff61-\uff9f][A-Za-z]")
_IN_NUMBER = re.compile(r"(?<=\d)[^\W\d_A-Za-z\u4e00-\u9fff\u3040-\u30ff](?=[\d\s\"',;.]|$)", re.MULTILINE)
_DEGREES = re.compile("(?<=[0-9])[°º′″’”±№]|№(?= ?[0-9])")
_ACCENTED = re.compile("[A-Za-z][\u00c0-\u00ff]|[\u00c0-\u00ff][A-Za-z]")
_LATIN_COMMON = "éèáàíóúñçäöüßâêîôûëïøåæãõ"
# The commonest characters, simplified and traditional, with those that stand in tables of the field.
_HANZI = frozenset(
    "的一是不了在人有我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學对對可里裡后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手用主行方又如前所本见見经經头頭面公同三四五六七八九十百千万二两"
    "县縣省市区區乡鄉镇鎮村山河川谷草原林地雪豹狼熊羊牛马馬羚岩北南东東西调查調查监测監測观觀察记记录記錄数數量种種物动動植海拔度经纬緯距离離备備注註号號日期间間点點位置姓名编編性别別成幼体體雌雄照片相机機测試试痕迹跡粪糞足尿"
    "年月日時分町市村県府内外付近目撃頭場所番号種別集落誘引物情報人身被害目撃者道路方向住宅林内川沿確認地区"
)
_HIRAGANA_BITS, _KATAKANA_BITS, _HANZI_BITS, _RARE_HANZI_BITS = 6.0, 7.5, 8.0, 12.5
_FAR_HANZI_BITS = 19.0
_WORST = 26.0


def bits(text: str, common_hanzi: frozenset[int] | None = None) -> float:
    """The bits that the characters beyond ASCII need; lower is likelier.

    `common_hanzi`: first bytes of the table's own block of common characters, given as code points by the caller.
    """
    counts = Counter(character for character in text if character > "\x7f")
    total = sum(count * _character_bits(character, common_hanzi) for character, count in counts.items())
    total -= 1.5 * len(_PAIRS.findall(text))
    total += 6.0 * len(_CASE.findall(text))
    total += 6.0 * len(_FOREIGN.findall(text))
    total += 7.0 * len(_IN_NUMBER.findall(text))
    total -= 5.0 * len(_DEGREES.findall(text))
    return total - 2.5 * len(_ACCENTED.findall(text))


def _character_bits(character: str, common_hanzi: frozenset[int] | None) -> float:
    code = ord(character)
    if 0x4E00 <= code <= 0x9FFF:
        if character in _HANZI:
            return _HANZI_BITS
        return _FAR_HANZI_BITS if common_hanzi is not None and code not in common_hanzi else _RARE_HANZI_BITS
    return _letter_bits(character)


@cache
def _letter_bits(character: str) -> float:
    code = ord(character)
    lower = character.lower()
    if lower in _CYRILLIC:
        share = _CYRILLIC_PER_MILLE[_CYRILLIC.index(lower)] / 1000
        return -math.log2(share) + (0.0 if character == lower else 1.0)
    if character in _CYRILLIC_OWN:
        return 6.0
    if character in _ARABIC:
        return 3.2 + 0.12 * _ARABIC.index(character)
    if 0x3041 <= code <= 0x3096:
        return _HIRAGANA_BITS
    if 0x30A1 <= code <= 0x30FC:
        return _KATAKANA_BITS
    if lower in _LATIN_COMMON:
        return 7.0 + 0.15 * _LATIN_COMMON.index(lower) + (0.0 if character == lower else 2.0)
    if character in "°«»№–—…±’‘“”\u00a0º²³·":
        return 8.5
    if character in "、。「」（）〜～・，：；！？％－＋／　":
        return 7.5
    if 0xFF10 <= code <= 0xFF5A or 0x0660 <= code <= 0x06F9 or 0x2150 <= code <= 0x2189:
        return 9.0
    return _strange_bits(character, code)


def _strange_bits(character: str, code: int) -> float:
    """Characters that are seldom meant: the letters of rarer languages, then signs, then what nobody types."""
    category = unicodedata.category(character)
    if character == "\ufffd" or category in ("Cc", "Co", "Cn", "Cs"):
        return _WORST
    if 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or code > 0xFFFF:
        return 24.0
    if 0xFF61 <= code <= 0xFF9F:
        return 11.0
    if 0x2500 <= code <= 0x259F:
        return 15.0
    if category[0] == "L":
        return 11.0
    return 13.0
