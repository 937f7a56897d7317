"""The words for north, south, east, west, latitude and longitude in the languages of the region, and their short forms.

They are compared as `camifield.folding.words` leaves them: small letters, no accents, ө as о, ү as у, қ as к, і as и.
The words are Russian, Kazakh (солтүстік ендік), Kyrgyz (түндүк кеңдик), Uzbek (shimoliy kenglik, шимолий кенглик),
Tajik (арзи шимолӣ), Turkmen (demirgazyk giňişlik), Mongolian (хойд өргөрөг), Persian, Pashto, Urdu, Hindi, Nepali,
Chinese, Japanese, Tibetan and English.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from camifield.folding import words

Meaning = Literal[
    "N", "S", "E", "W", "lat", "lon", "deg", "min", "sec", "m", "ft", "altitude", "accuracy", "x", "y", ""
]

# Short forms and whole phrases, written as folded; a phrase is its words with one space between, dots left out.
PHRASES: dict[str, Meaning] = {
    "n": "N", "s": "S", "e": "E", "w": "W",
    # Russian; the Latin c, b and e are what a Latin keyboard gives for С, В and Е
    "с": "N", "c": "N", "ю": "S", "в": "E", "b": "E", "е": "E", "з": "W", "сш": "N", "юш": "S", "вд": "E", "зд": "W",
    "с ш": "N", "c ш": "N", "ю ш": "S", "в д": "E", "b д": "E", "з д": "W", "ш": "lat", "д": "lon",
    # Kazakh: солтүстік ендік, оңтүстік ендік, шығыс бойлық, батыс бойлық
    "с е": "N", "о е": "S", "ш б": "E", "б б": "W", "се": "N", "ое": "S", "шб": "E", "бб": "W",
    # Kyrgyz: түндүк кеңдик, түштүк кеңдик, чыгыш узундук, батыш узундук
    "т к": "N", "тш к": "S", "ч у": "E", "б у": "W", "тк": "N", "чу": "E",
    # Mongolian: хойд өргөрөг, өмнөд өргөрөг, зүүн уртраг, баруун уртраг
    "хо": "N", "х о": "N", "оо": "S", "о о": "S", "зу": "E", "з у": "E", "бу": "W",
    # Uzbek in both scripts, Tajik, Turkmen
    "sh k": "N", "j k": "S", "shq u": "E", "sh u": "E", "ш к": "N", "ж к": "S", "шк у": "E", "ш у": "E", "г у": "W",
    "а ш": "N", "т ш": "E", "d g": "N", "gn g": "S", "g u": "E", "gb u": "W",
    # Devanagari, Chinese, Japanese
    "उ": "N", "द": "S", "पू": "E", "प": "W", "北": "N", "南": "S", "东": "E", "東": "E", "西": "W",
    # labels and units
    "lat": "lat", "lon": "lon", "lng": "lon", "long": "lon", "x": "x", "х": "x", "y": "y", "у": "y",
    "d": "deg", "deg": "deg", "degs": "deg", "гр": "deg", "град": "deg", "г": "deg", "度": "deg",
    "min": "min", "mins": "min", "мин": "min", "分": "min", "sec": "sec", "secs": "sec", "сек": "sec", "秒": "sec",
    "m": "m", "м": "m", "mtr": "m", "米": "m", "ft": "ft", "feet": "ft", "фут": "ft", "футов": "ft",
    "alt": "altitude", "h": "altitude", "z": "altitude", "ele": "altitude", "elev": "altitude", "выс": "altitude",
    "нум": "altitude", "м над": "m", "масл": "m", "masl": "m", "asl": "", "над уровнем моря": "",
    "acc": "accuracy", "epe": "accuracy", "err": "accuracy", "±": "accuracy",
    "and": "", "и": "", "و": "", "dd": "", "ddm": "", "wp": "", "wpt": "", "loc": "", "pos": "", "т": "", "ба": "", "ва": "", "және": "", "جغرافیایی": "", "البلد": "", "بلد": "",
}  # fmt: skip

# Beginnings of longer words, whatever their ending.
STEMS: tuple[tuple[str, Meaning], ...] = (
    ("north", "N"), ("south", "S"), ("east", "E"), ("west", "W"),
    ("север", "N"), ("сев", "N"), ("южн", "S"), ("восточн", "E"), ("вост", "E"), ("западн", "W"), ("зап", "W"),
    ("солтустик", "N"), ("онтустик", "S"), ("шыгыс", "E"), ("батыс", "W"),
    ("тундук", "N"), ("туштук", "S"), ("чыгыш", "E"), ("батыш", "W"),
    ("хойд", "N"), ("умард", "N"), ("омнод", "S"), ("зуун", "E"), ("дорнод", "E"), ("баруун", "W"), ("орнод", "W"),
    ("shimol", "N"), ("janub", "S"), ("sharq", "E"), ("garb", "W"),
    ("шимол", "N"), ("жануб", "S"), ("чануб", "S"), ("шарк", "E"), ("гарб", "W"),
    ("demirgazyk", "N"), ("gunorta", "S"), ("gundogar", "E"), ("gunbatar", "W"),
    ("شمال", "N"), ("جنوب", "S"), ("سهیل", "S"), ("شرق", "E"), ("مشرق", "E"), ("ختیځ", "E"),
    ("غرب", "W"), ("مغرب", "W"), ("لویدیځ", "W"),
    ("उत्तर", "N"), ("दक्षिण", "S"), ("पूर्व", "E"), ("पश्चिम", "W"),
    ("བྱང", "N"), ("ལྷོ", "S"), ("ཤར", "E"), ("ནུབ", "W"),
    ("latitud", "lat"), ("широт", "lat"), ("шир", "lat"), ("ендик", "lat"), ("кендик", "lat"), ("kenglik", "lat"),
    ("кенглик", "lat"), ("арз", "lat"), ("ginislik", "lat"), ("оргорог", "lat"), ("अक्षांश", "lat"), ("عرض", "lat"),
    ("longitud", "lon"), ("долгот", "lon"), ("долг", "lon"), ("бойлык", "lon"), ("узундук", "lon"),
    ("uzunlik", "lon"), ("узунлик", "lon"), ("тул", "lon"), ("uzaklyk", "lon"), ("uzynlyk", "lon"),
    ("уртраг", "lon"), ("देशांतर", "lon"), ("देशान्तर", "lon"), ("طول", "lon"),
    ("degree", "deg"), ("градус", "deg"), ("minute", "min"), ("минут", "min"), ("second", "sec"), ("секунд", "sec"),
    ("درجه", "deg"), ("دقیقه", "min"), ("ثانیه", "sec"), ("डिग्री", "deg"), ("अंश", "deg"), ("मिनट", "min"),
    ("मिनेट", "min"), ("सेकेन्ड", "sec"), ("सेकंड", "sec"), ("градуса", "deg"),
    ("meter", "m"), ("metre", "m"), ("метр", "m"), ("मीटर", "m"), ("متر", "m"),
    ("altitude", "altitude"), ("elevation", "altitude"), ("высот", "altitude"), ("ондор", "altitude"),
    ("биктик", "altitude"), ("бииктик", "altitude"), ("биикти", "altitude"), ("ارتفاع", "altitude"),
    ("accuracy", "accuracy"), ("precision", "accuracy"), ("точност", "accuracy"), ("погрешн", "accuracy"),
    ("нарийвчлал", "accuracy"), ("дәлд", "accuracy"),
    ("coord", ""), ("точк", ""), ("пункт", ""), ("мест", ""), ("цэг", ""), ("нукте", ""), ("waypoint", ""), ("location", ""),
    ("position", ""), ("point", ""), ("маршрут", ""), ("байршил", ""), ("кендиг", "lat"), ("ендиг", "lat"), ("оргорг", "lat"),
    ("узундуг", "lon"), ("бойлыг", "lon"), ("मार्ग", ""), ("位置", ""), ("موقعیت", ""), ("स्थान", ""),
     ("координат", ""), ("gps", ""), ("солбицол", ""), ("مختصات", ""), ("निर्देशांक", ""), ("dms", ""), ("decimal", ""), ("dropped", ""), ("pin", ""),
)  # fmt: skip

# Chinese and Japanese are written without spaces: these are cut out of a run, the longest first.
IDEOGRAPHS: tuple[tuple[str, Meaning], ...] = (
    ("北纬", "N"), ("北緯", "N"), ("南纬", "S"), ("南緯", "S"), ("东经", "E"), ("東經", "E"), ("東経", "E"),
    ("西经", "W"), ("西經", "W"), ("西経", "W"), ("纬度", "lat"), ("緯度", "lat"), ("经度", "lon"), ("經度", "lon"),
    ("経度", "lon"), ("海拔", "altitude"), ("高程", "altitude"), ("标高", "altitude"), ("標高", "altitude"),
    ("精度", "accuracy"), ("坐标", ""), ("座標", ""), ("坐標", ""), ("北", "N"), ("南", "S"), ("东", "E"), ("東", "E"),
    ("西", "W"), ("度", "deg"), ("分", "min"), ("秒", "sec"), ("米", "m"), ("公尺", "m"),
)  # fmt: skip

LONGEST_PHRASE = 3
HEMISPHERES = ("N", "S", "E", "W")


def meaning_of_word(word: str) -> Meaning | None:
    """What one folded word means here; None when it is not known, "" when it says nothing of the position."""
    known = PHRASES.get(word)
    if known is not None:
        return known
    return next((meaning for stem, meaning in _folded_stems() if word.startswith(stem)), None)


@cache
def _folded_stems() -> tuple[tuple[str, Meaning], ...]:
    return tuple((words(stem), meaning) for stem, meaning in STEMS)
