"""The names by which people call datums, in the languages of the region, as patterns over capital letters."""

from __future__ import annotations

import re
from functools import cache

_SK = r"[СCS][КK]\s?-?\s?(?:19)?"
_POST = r"(?:\s?(?:COORDINATE\s+SYSTEM|坐标系|坐標系|大地坐标系))?"

# Each pattern with the datums that it may mean. The first that matches a stretch of text takes it.
_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"WGS\s?[-_/]?\s?(?:19)?84|ВГС\s?-?\s?84|WGS", ("wgs84",)),
    (r"ITRF\s?(?:19|20)?\d{0,2}", ("wgs84",)),
    (rf"{_SK}42(?!\d)(?:\s?Г(?:ОДА|\.)?(?![^\W\d_]))?", ("sk42",)),
    (r"(?:ПУЛКОВО|PULKOVO|PULKOWO)\s?-?\s?(?:19)?42", ("sk42",)),
    (r"СИСТЕМ\w*\s+КООРДИНАТ\s+(?:19)?42(?:\s?-?Г\w*\.?)?", ("sk42",)),
    (r"(?:ЭЛЛИПСОИД\w*\s+)?КРАСОВСК\w*|KRASS?OVSK[IY]+(?:\s?(?:19)?40)?", ("sk42",)),
    (rf"{_SK}95(?!\d)(?:\s?Г(?:ОДА|\.)?(?![^\W\d_]))?", ("sk95",)),
    (r"(?:ПУЛКОВО|PULKOVO|PULKOWO)\s?-?\s?(?:19)?95", ("sk95",)),
    (r"СИСТЕМ\w*\s+КООРДИНАТ\s+(?:19)?95(?:\s?-?Г\w*\.?)?", ("sk95",)),
    (r"ПУЛКОВО|PULKOVO", ("sk42", "sk95")),
    (r"[ГG][СCS][КK]\s?-?\s?(?:20)?11", ("gsk2011",)),
    (r"KYRG\s?-?\s?(?:20)?06|КЫРГ\s?-?\s?(?:20)?06|КИРГ\s?-?\s?(?:20)?06", ("kyrg06",)),
    (r"CGCS\s?-?\s?(?:2000|2K|00)?|国家\s?2000|2000\s?国家大地(?:坐标系)?|(?:大地\s?)?2000\s?坐标系|大地\s?2000", ("cgcs2000",)),
    (rf"(?:BEI?JING|PEKING|BJ|ПЕКИН)\s?-?\s?(?:19)?54{_POST}|北京\s?-?\s?(?:19)?54(?:坐标系?)?|(?:19)?54\s?年?\s?北京(?:坐标系?)?", ("beijing54",)),
    (rf"XI\s?'?\s?AN\s?-?\s?(?:19)?80{_POST}|СИАНЬ\s?-?\s?(?:19)?80|西安\s?-?\s?(?:19)?80(?:坐标系?)?|(?:19)?80\s?年?\s?西安(?:坐标系?)?", ("xian80",)),
    (r"(?:KALIANPUR|KALYANPUR|КАЛИАНПУР|कल्याणपुर|कालियानपुर)[\s(-]*(?:19)?75\)?|EVEREST[\s(-]*(?:1830[\s(-]*)?1975\)?(?:\s+DEFINITION\)?)?", ("kalianpur1975",)),
    (r"(?:KALIANPUR|KALYANPUR|КАЛИАНПУР|कल्याणपुर|कालियानपुर)[\s(-]*(?:19)?62\)?|EVEREST[\s(-]*(?:1830[\s(-]*)?1962\)?(?:\s+DEFINITION\)?)?", ("kalianpur1962",)),
    (r"(?:KALIANPUR|KALYANPUR|КАЛИАНПУР|कल्याणपुर|कालियानपुर)[\s(-]*(?:19)?37\)?", ("kalianpur1937",)),
    (r"(?:KALIANPUR|KALYANPUR|КАЛИАНПУР|कल्याणपुर|कालियानपुर)[\s(-]*1880\)?", ("kalianpur1880",)),
    (r"EVEREST[\s(-]*(?:1830[\s(-]*)?1937\)?(?:\s+ADJUSTMENT\)?)?", ("kalianpur1937", "nepal1981")),
    (r"(?:KALIANPUR|KALYANPUR|КАЛИАНПУР|कल्याणपुर|कालियानपुर)", ("kalianpur1975", "kalianpur1962", "kalianpur1937", "kalianpur1880")),
    (r"EVEREST(?:[\s(-]*1830\)?)?|एवरेस्ट", ("kalianpur1975", "kalianpur1962", "kalianpur1937", "nepal1981")),
    (r"(?:NEPAL|NEPALI|НЕПАЛ|नेपाल)[\s-]*(?:DATUM\s*)?(?:19)?81", ("nepal1981",)),
    (r"ED\s?-?\s?(?:19)?50\s?[(/]?\s?ED\s?-?\s?77\s?\)?|ED\s?-?\s?77|ED\s?-?\s?(?:19)?50|EUROPEAN\s+(?:DATUM\s+)?(?:OF\s+)?1950", ("ed77",)),
    (r"FD\s?-?\s?(?:19)?58|FINAL\s+DATUM\s+1958", ("fd58",)),
    (r"HERAT\s+NORTH|ГЕРАТ\s+СЕВ\w*", ("herat_north",)),
    (r"DRUK\s?(?:REF|NET)\s?-?\s?(?:20)?(?:03)?", ("drukref03",)),
    (r"MONREF\s?-?\s?(?:19)?(?:97)?|МОНРЕФ\s?-?\s?(?:97)?", ("monref97",)),
)  # fmt: skip
# Named by people, and not read: nothing here knows how they lie to WGS 84.
_STRANGERS = (
    r"NAD\s?-?\s?(?:19)?(?:27|83)|TOKYO|NAHRWAN|RASSADIRAN|INDIAN\s+19\d\d|ПЗ\s?-?\s?90(?:[.,]\d+)?|PZ\s?-?\s?90(?:[.,]\d+)?|"
    r"ETRS\s?-?\s?89|CLARKE\s+18\d\d|TIMBALAI|КРАСС?ОВСК|LUZON|AIN\s+EL\s+ABD|КАЗТМ|МСК\s?-?\s?\d+|MSK\s?-?\s?\d+|"
    r"火星(?:坐标系?)?外|INDIAN\s+DATUM"
)
_PHONE_MAPS = (
    r"GCJ\s?-?\s?(?:20)?02|火星(?:坐标系?)?|高德(?:地图)?|腾讯(?:地图)?|AMAP|A\s?MAP|GAODE|AUTONAVI|TENCENT(?:\s+MAPS?)?|QQ\s+MAPS?|"
    r"ГАОДЭ|СОГОУ|SOGOU|搜狗(?:地图)?"
)
_BAIDU = r"BD\s?-?\s?09(?:LL|MC)?|百度(?:地图)?(?:坐标系?)?|BAIDU(?:\s+MAPS?)?|БАЙДУ"


@cache
def datum_patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Each name with the datums that it may mean."""
    return tuple((_bounded(pattern), keys) for pattern, keys in _NAMES)


@cache
def any_datum() -> re.Pattern[str]:
    """Any name of a datum, a stranger or a phone map: a quick look before the slow one."""
    return _bounded("|".join([*(pattern for pattern, _ in _NAMES), _STRANGERS, _PHONE_MAPS, _BAIDU]))


@cache
def strangers() -> re.Pattern[str]:
    """Names of systems that are known to be systems, and are not read."""
    return _bounded(_STRANGERS)


@cache
def phone_maps() -> re.Pattern[str]:
    """Names that say: this came from a phone map of China, in GCJ-02."""
    return _bounded(_PHONE_MAPS)


@cache
def baidu() -> re.Pattern[str]:
    """Names of Baidu's map, which moves its places once more."""
    return _bounded(_BAIDU)


def _bounded(pattern: str) -> re.Pattern[str]:
    """The pattern where no Latin, Cyrillic or Devanagari letter goes on before it; Chinese is written without spaces."""
    return re.compile(rf"(?<![^\W\d_\u3000-\u9fff])(?:{pattern})(?![A-ZА-Я])")
