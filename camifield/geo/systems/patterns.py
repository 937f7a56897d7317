"""How people write codes, zones, bands and grids beside their numbers, as patterns over capital letters."""

from __future__ import annotations

import re
from functools import cache

_ZONE_WORD = (
    r"ZONE|ZONA|ZONASI|ZON|ЗОНА|ЗОНЕ|ЗОНЫ|ЗОНУ|ЗОН|ЗОНАСЫ|БҮС|БYС|АЙМАҚ|БЕЛДЕУ|АЛКАК|МИНТАҚАИ?|ZOLAK|"
    r"ناحیه|منطقه|زون|قاچ|क्षेत्र|ज़ोन|जोन|带号|分带号|带|HUSO|FUSE"
)
_ORDINAL = r"(?:\s?-?\s?(?:Я|Й|АЯ|Р|ДУГААР|ДҮГЭЭР|ШЫ|ШІ|ІНШІ|ЫНШЫ|ЧИ|ЧЫ|TH|ND|RD|ST))?"
_SIDE = r"(?:\s*,?\s*\(?\s*(?P<side>NORTH(?:ERN)?|СЕВ(?:ЕР\w*)?|ХОЙД|ШИМОЛ\w*|SOUTH(?:ERN)?|ЮЖН\w*)\.?(?:\s*(?:HEMISPHERE|ПОЛУШАРИ\w*))?\s*\)?)?"


@cache
def epsg() -> re.Pattern[str]:
    """An EPSG code, as EPSG:32643, SRID=32643 or a URN."""
    return re.compile(
        r"(?:URN:OGC:DEF:CRS:|\+INIT=|SRS=|CRS=)?\b(?:EPSG|SRID|ЕПСГ)\s*[:=#]{0,2}\s*(\d{4,6})\s*[;:]?"
    )


@cache
def cs63() -> re.Pattern[str]:
    """SK-63 with the zone of its secret list where one is named: SK-63 K3."""
    area = r"(?:\s*[-,(]?\s*(?:ZONE|ЗОНА|РАЙОН|AREA|DISTRICT)?\s*[-:]?\s*(?P<area>[ABCKXАВСКХ])\s?[-–]?\s?(?:ZONE|ЗОНА)?\s?(?P<number>\d)(?!\d)\)?)?"
    return re.compile(
        rf"(?<![^\W\d_])(?:[СCS][КK]\s?-?\s?(?:19)?63|CS\s?-?\s?(?:19)?63|СИСТЕМ\w*\s+КООРДИНАТ\s+(?:19)?63(?:\s?Г\w*\.?)?){area}"
    )


@cache
def metres() -> re.Pattern[str]:
    """A number with six whole digits or more, as no degrees have, also in groups of three."""
    return re.compile(
        r"(?<![\d.,])0*\d{6,8}(?!\d)|(?<![\d.,])\d{1,3}(?:[ .,']\d{3}){2}(?!\d)|(?<!\d)\d{3}[ ,']\d{3}(?!\d)"
    )


@cache
def mgrs() -> re.Pattern[str]:
    """Zone, band and square, then an even number of digits in one or two groups, as in 43T FH 56450 90730."""
    return re.compile(
        r"(?<![\w.,])0?(\d{1,2})\s*[-,]?\s*([C-HJ-NP-X])[\s,-]*([A-HJ-NP-Z])\s?([A-HJ-NP-V])[\s,-]*(\d{1,5}[\s,]+\d{1,5}|\d{2,10})(?![\w])(?![.,]\d)"
    )


@cache
def mgrs_word() -> re.Pattern[str]:
    """The name of MGRS and of its twins."""
    return re.compile(r"(?<![^\W\d_])(?:MGRS|UTMREF|USNG|МГРС)(?![^\W\d_])\s*[:=]?")


@cache
def bhutan() -> re.Pattern[str]:
    """Bhutan's one grid."""
    return re.compile(r"BHUTAN\s+NATIONAL\s+GRID")


@cache
def mutm() -> re.Pattern[str]:
    """Nepal's own variant of UTM, whose parameters EPSG does not have."""
    return re.compile(r"(?<![^\W\d_])M(?:ODIFIED\s+)?UTM\s?-?\s?(?:8[147])?")


@cache
def india() -> re.Pattern[str]:
    """A zone of India's cones: India zone IIa."""
    return re.compile(r"(?<![^\W\d_])INDIA\s+(?:GRID\s+)?ZONE\s+(IV\s?[AB]|I{1,3}\s?[AB]?)(?![^\W\d_])")


@cache
def utm_zone() -> re.Pattern[str]:
    """UTM with its zone behind it, with or without a word between."""
    return re.compile(
        rf"(?<![^\W\d_])(?:UTM|ЮТМ|УТМ)\s*[-:,/_]?\s*(?:(?:{_ZONE_WORD})\s*(?:№|NO\.?|#)?\s*[:=]?\s*)?"
        rf"(?P<zone>\d{{1,2}})(?!\d|[.,]\d)(?P<letter>\s?-?\s?(?:[C-DF-HJ-NP-WСТ](?![^\W\d_])|X(?=[\s,;:]*\d*[XE\s])(?!\s*[=:])))?{_SIDE}"
    )


@cache
def utm() -> re.Pattern[str]:
    """The name of UTM."""
    return re.compile(r"(?<![^\W\d_])(?:UTM|U\.T\.M\.?|ЮТМ|УТМ|通用横轴墨卡托)(?![^\W\d_])(?:\s+GRID)?")


@cache
def gauss_kruger() -> re.Pattern[str]:
    """The name of Gauss-Krüger in the languages of the region."""
    return re.compile(
        r"(?<![^\W\d_])(?:GAUSS\s?[-/–]?\s?(?:KR[UÜ]?E?GER)?|KR[UÜ]E?GER|ГАУСС\w*\s?[-–]?\s?(?:КРЮГЕР\w*)?|КРЮГЕР\w*|Г\s?-\s?К|ГК|GK)(?![^\W\d_])"
        r"|高斯[-·\s]?(?:克吕格|克里格)?(?:投影)?(?:坐标)?"
    )


@cache
def width() -> re.Pattern[str]:
    """How wide the zones are: "3-degree", "3°", "трёхградусная", "3度带"; a degree sign after a longer number is no width."""
    return re.compile(
        r"(?<![\d.,])([36]|ТР[ЕЁ]Х|ШЕСТИ)\s?-?\s?(?:Х\s?-?\s?)?(?:DEGREES?|DEG|ГРАДУСН\w*|ГРАДУС\w*|°|度(?:分?带)?(?!\d))(?:\s?(?:分带|ZONES)(?!\w))?"
    )


@cache
def meridian() -> re.Pattern[str]:
    """A central meridian in degrees: CM 75, L0=75, осевой меридиан 75."""
    return re.compile(
        r"(?:(?<![^\W\d_])(?:CM|C\.M\.|L0|L₀|ЦМ|ОМ|ОСЕВО\w+\s+МЕРИДИАН\w*|ЦЕНТРАЛЬН\w+\s+МЕРИДИАН\w*|CENTRAL\s+MERIDIAN)|中央(?:经线|子午线)|\+LON_0)"
        r"\s*[=:]?\s*(\d{2,3}(?:[.,]\d+)?)(?!\d)\s*(?:°|度)?\s*(?:[EВ](?=[\s,;:)]))?"
    )


@cache
def zone_after_word() -> re.Pattern[str]:
    """zone 43N, зона 13, 带号13."""
    return re.compile(
        rf"(?<![^\W\d_])(?:{_ZONE_WORD}|Z)\s*(?:№|NO\.?|#|НОМЕР)?\s*[:=-]?\s*(?P<zone>\d{{1,2}})(?!\d|[.,]\d)"
        rf"(?P<letter>\s?-?\s?[C-DF-HJ-NP-WСТ](?![^\W\d_])(?!\s*[=:]))?{_SIDE}"
    )


@cache
def zone_before_word() -> re.Pattern[str]:
    """13-я зона, 18-р бүс, 13带."""
    return re.compile(
        rf"(?:第\s*)?(?<![\d.,])(?P<zone>\d{{1,2}})(?P<letter>[C-DF-HJ-NP-XТ])?{_ORDINAL}\s?-?\s*(?:{_ZONE_WORD})(?![^\W\d_\u3000-\u9fff])"
    )


@cache
def proj_zone() -> re.Pattern[str]:
    """The zone of a PROJ string."""
    return re.compile(r"\+ZONE=(?P<zone>\d{1,2})")


@cache
def zone_alone() -> re.Pattern[str]:
    """A zone with its band or hemisphere beside metres: 43T, 48 N; never 43 E or 43 X =, which label numbers."""
    return re.compile(
        r"(?<![\w.,°'\"=])(?P<zone>\d{1,2})\s?-?\s?(?P<letter>[C-DF-HJ-NP-WАСНКМРТ]|(?<=\d)X)(?![^\W_])(?!\s*[=°'\"])"
    )


@cache
def noise() -> re.Pattern[str]:
    """Words that say only that a system follows."""
    return re.compile(
        r"(?<![^\W\d_])(?:MAP\s+DATUM|DATUM|ДАТУМ|СИСТЕМ\w*\s+КООРДИНАТ|COORDINATE\s+(?:REFERENCE\s+)?SYSTEM|CRS|SRS|GRID|СЕТК\w+|"
        r"COORDINATES?|COORDS?|POINT|КООРДИНАТ\w*|СОЛБИЦ\w+|КООРДИНАТТАР\w*|ПРЯМОУГОЛЬН\w+|ПРОЕКЦИ\w+|PROJECTION|POSITION|БАЙРШИЛ\w*|ТОРЛОЛ\w*|"
        r"ГОДА|NEW|PROJ|ELLPS|UNITS|NO_DEFS|TYPE|ZONES?|ЗОНА|НОМЕР|NUMBER|HEMISPHERE)(?![^\W\d_])\s*[:=]?|坐标系统?|坐标|坐標|地图|投影|"
        r"\+[A-Z_]+=[A-Z0-9]*|\+[A-Z_]+"
    )


@cache
def brackets() -> re.Pattern[str]:
    """Brackets around nothing."""
    return re.compile(r"\(\s*[,;:/\s]*\)|\[\s*[,;:/\s]*\]")


@cache
def edges() -> re.Pattern[str]:
    """Punctuation left over at both ends and twice in the middle."""
    return re.compile(r"^(?:[\s,;:/|)'\"]|[.-](?!\d))+|[\s,;:/|(-]+$")
