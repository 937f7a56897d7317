"""A position in every writing that people use: understood, asked or refused, and never guessed silently."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.geo.position import (
    format_position,
    read_latitude,
    read_longitude,
    read_pair,
    read_position,
)

DECIMAL = """42.31860, 74.90412
42.31860 74.90412
42,31860 74,90412
42,31860, 74,90412
42,31860,74,90412
42.31860;74.90412
42.31860,74.90412,
42·31860 74·90412
42.31860 - 74.90412
42.31860 / 74.90412
<42.31860, 74.90412>
[42.31860; 74.90412]
"42.31860","74.90412"
'42.31860, 74.90412
４２.３１８６０，７４.９０４１２
\u200e42.31860,\u00a074.90412\u200f
\ufeff42.31860\u202f74.90412
042.31860 074.90412
42.31860. 74.90412.
N42.31860 E74.90412
N 42.31860, E 74.90412
42.31860n 74.90412e
42.31860° N, 74.90412° E
74.90412 E 42.31860 N
42.31860º 74.90412˚
42.31860*N 74.90412oE
lat: 42.31860, lon: 74.90412
Lat 42.31860 N Long 74.90412 E
Latitude=42.31860&Longitude=74.90412
φ 42.31860 λ 74.90412
x=74.90412 y=42.31860
Lat/Lon: 42.31860, 74.90412
lat lon 42.31860 74.90412
Широта, долгота: 42,31860 74,90412
74.90412, 42.31860 (lon, lat)
N/E 42.31860 74.90412
42,31860с.ш.74,90412в.д.
42.31860N74.90412E
42 .31860 74 .90412
42.31860^N 74.90412^E
'42.31860', '74.90412'
координаты точки: 42,31860; 74,90412
DD 42.31860 74.90412
42.31860 deg N, 74.90412 deg E
Долгота 74,90412 Широта 42,31860
Широта 42,31860 Долгота 74,90412
Ш 42,31860 Д 74,90412
42,31860 с.ш. 74,90412 в.д.
42,31860 с. ш., 74,90412 в. д.
42,31860 СШ 74,90412 ВД
С42,31860 В74,90412
C42,31860 B74,90412
северная широта 42,31860; восточная долгота 74,90412
Координаты: 42,31860; 74,90412
GPS: 42.31860 74.90412
WGS84 42.31860 74.90412
42.31860 74.90412 (WGS 84)
EPSG:4326 42.31860 74.90412
өргөрөг 42.31860 уртраг 74.90412
ендік 42,31860 бойлық 74,90412
kenglik 42,31860 uzunlik 74,90412
۴۲٫۳۱۸۶۰ شمال ۷۴٫۹۰۴۱۲ شرق
۴۲/۳۱۸۶۰ ۷۴/۹۰۴۱۲
عرض جغرافیایی ۴۲٫۳۱۸۶۰ طول جغرافیایی ۷۴٫۹۰۴۱۲
४२.३१८६० उत्तर, ७४.९०४१२ पूर्व
अक्षांश ४२.३१८६० देशांतर ७४.९०४१२
北纬42.31860度 东经74.90412度
纬度：42.31860，经度：74.90412""".splitlines()

SEXAGESIMAL = """42°19'06.96"N 74°54'14.83"E
42°19’06.96”N, 74°54’14.83”E
42º19'06,96"N 74º54'14,83"E
42°19′6.96″ 74°54′14.83″
42° 19' 6.96'' N 74° 54' 14.83'' E
42* 19' 6.96" N, 74* 54' 14.83" E
42-19-06.96N 74-54-14.83E
42°-19'-06.96" N 74°-54'-14.83" E
42:19:06.96 74:54:14.83
42:19:06,96 N 74:54:14,83 E
42 19 06.96 74 54 14.83
42 19 6.96, 74 54 14.83
42,19,6.96,74,54,14.83
42.19.06.96 74.54.14.83
42.19.06,96 74.54.14,83
42°19’06,96’’ 74°54’14,83’’
42°19´6.96´´ N 74°54´14.83´´ E
42°19'06.96"N,74°54'14.83"E,812m
lat 42d19m6.96s lon 74d54m14.83s
42 19 6.96N 74 54 14.83E
N42°19'6.96 E74°54'14.83
Lat/Lon: 42 19 6.96 74 54 14.83
42d19m6.96sN 74d54m14.83sE
42d 19m 6.96s N, 74d 54m 14.83s E
42 deg 19 min 6.96 sec N, 74 deg 54 min 14.83 sec E
421906.96N 0745414.83E
N421906.96 E745414.83
N 42° 19' 06.96" / E 74° 54' 14.83"
74°54'14.83" в.д. 42°19'06.96" с.ш.
С 42°19'06.96" В 74°54'14.83"
42 градуса 19 минут 6,96 секунд северной широты, 74 градуса 54 минуты 14,83 секунды восточной долготы
42 гр. 19 мин. 6,96 сек. с.ш. 74 гр. 54 мин. 14,83 сек. в.д.
Широта: 42°19'06,96" с.ш.; долгота: 74°54'14,83" в.д.
42°19'06.96"Т.К. 74°54'14.83"Ч.У.
түндүк кеңдик 42°19'06.96" чыгыш узундук 74°54'14.83"
42°19'06.96"sh.k. 74°54'14.83"shq.u.
42°19'06.96"shimoliy kenglik 74°54'14.83"sharqiy uzunlik
42°19'06.96"шимолий кенглик 74°54'14.83"шарқий узунлик
42°19'06.96" с.е. 74°54'14.83" ш.б.
42°19'06.96" солтүстік ендік 74°54'14.83" шығыс бойлық
d.g. 42°19'06.96" g.u. 74°54'14.83"
demirgazyk giňişlik 42°19'06.96" gündogar uzaklyk 74°54'14.83"
арзи шимолӣ 42°19'06.96" тӯли шарқӣ 74°54'14.83"
ХӨ 42°19'06.96" ЗУ 74°54'14.83"
42°19'06.96" Х.Ө. 74°54'14.83" З.У.
хойд өргөрөг 42°19'06.96" зүүн уртраг 74°54'14.83"
东经74度54分14.83秒，北纬42度19分06.96秒
北緯42度19分6.96秒 東経74度54分14.83秒
۴۲°۱۹'۰۶٫۹۶" شمال ۷۴°۵۴'۱۴٫۸۳" ختيځ
४२°१९′६.९६″उ ७४°५४′१४.८३″पू""".splitlines()

MINUTES = """42°19.116'N 74°54.247'E
N 42° 19.116 E 74° 54.247
4219.116,N,07454.247,E
4219.116N 7454.247E
42 19.116, 74 54.247
42 19,116 74 54,247
N42 19.116 E074 54.247
42°19,116' с.ш. 74°54,247' в.д.""".splitlines()


@pytest.mark.parametrize("text", DECIMAL)
def test_decimal_degrees_are_read_exactly(text: str) -> None:
    """No writing of decimal degrees loses a digit or changes places."""
    position = read_position(text).position
    assert position is not None
    assert (position.latitude, position.longitude) == ("42.31860", "74.90412")
    assert (position.system, position.precision_degrees) == ("decimal_degrees", "0.00001")
    assert position.uncertainty_m == 2


@pytest.mark.parametrize("text", SEXAGESIMAL)
def test_degrees_minutes_and_seconds_are_read(text: str) -> None:
    """Each way of writing seconds, in every language of the region, gives the same seven decimals."""
    position = read_position(text).position
    assert position is not None
    assert (position.latitude, position.longitude) == ("42.3186000", "74.9041194")
    assert position.system == "DMS"


@pytest.mark.parametrize("text", MINUTES)
def test_degrees_and_minutes_are_read(text: str) -> None:
    """What a Garmin shows by default, and what it sends by cable, is read."""
    position = read_position(text).position
    assert position is not None
    assert (position.latitude, position.longitude) == ("42.3186000", "74.9041167")
    assert (position.system, position.uncertainty_m) == ("DM", 3)


@pytest.mark.parametrize(
    ("text", "altitude", "accuracy"),
    [
        ("42.31860, 74.90412, 812 m", "812", None),
        ("42.31860 74.90412 812", "812", None),
        ("42.31860 74.90412 812.5 4.2", "812.5", 5),
        ("42.31860, 74.90412 alt 812", "812", None),
        ("42.31860 74.90412 h=812 м ±5 м", "812", 5),
        ("42,31860° с.ш., 74,90412° в.д., высота 812 м", "812", None),
        ("42.31860 / 74.90412 +-5m", None, 5),
        ("42.31860, 74.90412 (±5 m)", None, 5),
        ("42.31860, 74.90412 точность 5 м", None, 5),
        ("42.31860, 74.90412, 2660 ft", "810.8", None),
        ("42.31860, 74.90412, -120 m", "-120", None),
    ],
)
def test_height_and_accuracy_are_kept_apart(text: str, altitude: str | None, accuracy: int | None) -> None:
    """A third number is a height, a number after ± an accuracy; neither may be taken for a coordinate."""
    position = read_position(text).position
    assert position is not None
    assert (position.latitude, position.longitude) == ("42.31860", "74.90412")
    assert (position.altitude_m, position.accuracy_m) == (altitude, accuracy)


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("", "two-numbers-needed", ""),
        ("42.31860", "two-numbers-needed", ""),
        ("42,76", "two-numbers-needed", "42° N, 76° E"),
        ("95,31860 76,90412", "latitude-out-of-range", "76.90412° N, 95.31860° E"),
        ("143.20001, 71.5", "latitude-out-of-range", "71.5° N, 143.20001° E"),
        ("N 95.3 E 76.9", "latitude-out-of-range", ""),
        ("42.3186 199.123", "longitude-out-of-range", ""),
        ("42.31860, 42.31860", "same-value-twice", ""),
        ("0 0", "null-island", ""),
        ("0.000, 0.000", "null-island", ""),
        ("42 61 00 N 76 00 00 E", "minutes-out-of-range", ""),
        ("42 10 75 N 76 00 00 E", "seconds-out-of-range", ""),
        ("+4275+07654/", "minutes-out-of-range", ""),
        ("-42.3 N 76.9 E", "sign-and-letter-disagree", ""),
        ("42.3 N 76.9 N", "two-latitudes", ""),
        ("42.3 E 76.9 E", "two-longitudes", ""),
        ("42.3 76.9 99999", "altitude-out-of-range", ""),
        ("42.1111 76.2222 43.3333 76.4444", "more-than-one-position", ""),
        ("42.1 N 76.2 E; 43.3 N 76.4 E", "more-than-one-position", ""),
        ("GPS 5 42.318 76.904", "more-than-one-position", ""),
        ("wolf den 42.3 76.9", "place-not-understood", ""),
        ("42.3? 76.9", "place-not-understood", ""),
        ("42.3.18 76.9", "place-not-understood", ""),
        ("42.5 30 N 76 E", "more-than-one-position", ""),
        ("nan nan", "place-not-understood", ""),
        ("4" * 2001, "place-not-understood", ""),
        ("656450 4790730", "zone-needed", ""),
        ("8562312.5 5349023.1", "zone-needed", ""),
        ("x=656450 y=4790730", "zone-needed", ""),
        ("432565 769285", "decimal-mark-lost", "43.2565° N, 76.9285° E"),
        ("43 75.5 76 55.5", "minutes-out-of-range", ""),
        ("6654347 4792300", "decimal-mark-lost", "47.92300° N, 66.54347° E"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(text: str, reason: str, suggestion: str) -> None:
    """Every reason code is reached, gives no point, and suggests only what would be understood."""
    reading = read_position(text)
    assert (reading.candidates, reading.reason, reading.suggestion) == ((), reason, suggestion)
    if suggestion:
        assert read_position(suggestion).position is not None


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("76.90412 42.31860", {("76.90412", "42.31860"), ("42.31860", "76.90412")}),
        ("42.31860-74.90412", {("42.31860", "74.90412"), ("42.31860", "-74.90412")}),
        ("42,19,76,54", {("42.19", "76.54"), ("42.3166667", "76.9000000")}),
        ("42.31860 76,90", {("42.31860", "76.90"), ("42.31860", "76")}),
        ("421907 765415", {("42.1907", "76.5415"), ("42.3186111", "76.9041667")}),
        ("x=50.1 y=52.2", {("52.2", "50.1")}),
        ("x=20.1 y=12.2", {("12.2", "20.1"), ("20.1", "12.2")}),
    ],
)
def test_two_readings_are_both_offered(text: str, points: set[tuple[str, str]]) -> None:
    """Where a text can be read two ways the person is asked, and is never given one of them silently."""
    reading = read_position(text)
    assert {(one.latitude, one.longitude) for one in reading.candidates} == points
    assert reading.reason == ("several-places" if len(points) > 1 else "")


def test_longitude_first_is_taken_only_when_it_cannot_be_otherwise() -> None:
    """A first number over 90 is a longitude when that lies among the range states, and the reading says so."""
    reading = read_position("104.425023 43.570892")
    assert reading.position is not None
    assert reading.position.latitude == "43.570892"
    assert reading.notes == ("longitude-came-first",)


def test_a_named_country_settles_what_lies_in_it() -> None:
    """Two numbers that fit the region both ways are asked when only the swap lies in the country that was named."""
    text = "46.5 48.9"
    assert read_position(text).position is not None
    assert len(read_position("59.1 50.2", country="KZ").candidates) == 2
    assert read_position("50.2 59.1", country="kz").position is not None


def test_a_point_far_away_is_read_with_a_note() -> None:
    """The reader judges no place on earth impossible; it only says that the point is outside the range states."""
    reading = read_position("42.31860 176.90412 12")
    assert reading.position is not None
    assert reading.notes == ("outside-range-states",)


@pytest.mark.parametrize(
    "text",
    [
        "4231860 7690412",
        "4.231.860 7.690.412",
        "4,231,860 7,690,412",
        "4.231860E+06 7.690412E+06",
        "42 318 60; 76 904 12",
        "42 31860 76 90412",
        "42.31860 7690412",
    ],
)
def test_a_lost_decimal_mark_is_put_back_only_when_one_way_fits(text: str) -> None:
    """What a spreadsheet made of degrees is mended where five decimals and the region leave one reading, and says so."""
    reading = read_position(text)
    assert reading.position is not None
    assert (reading.position.latitude, reading.position.longitude) == ("42.31860", "76.90412")
    assert reading.notes == ("decimal-mark-restored",)


def test_precision_comes_from_the_digits_typed() -> None:
    """The uncertainty grows with every digit that was left out, and is that of the coarser coordinate."""
    coarse = read_position("42.3 74.90412").position
    assert coarse is not None
    assert (coarse.precision_degrees, coarse.latitude) == ("0.1", "42.3")
    metres = [
        read_position(f"{'42.31860'[:n]} {'74.90412'[:n]}").candidates[0].uncertainty_m
        for n in (4, 5, 6, 7, 8)
    ]
    assert metres == [13831, 1383, 139, 14, 2]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42,31860", "42.31860"),
        ("42.31860° N", "42.31860"),
        ("С 42°19'06\"", "42.3183333"),
        ("421906N", "42.3183333"),
        ("-42.5", "-42.5"),
        ("۴۲٫۳", "42.3"),
        ("0", "0"),
        ("90", "90"),
    ],
)
def test_a_latitude_alone_is_read(text: str, value: str) -> None:
    """A column of latitudes takes every writing that the whole position takes."""
    assert read_latitude(text).value == value


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("95", "latitude-out-of-range", ""),
        ("76.9 E", "is-longitude", ""),
        ("42.3, 76.9", "one-number-needed", ""),
        ("4231860", "decimal-mark-lost", "42.31860"),
        ("den", "place-not-understood", ""),
        ("", "place-not-understood", ""),
        ("СК-42 42.3", "other-datum", ""),
        ("42°61'", "minutes-out-of-range", ""),
    ],
)
def test_a_latitude_that_is_none_is_refused(text: str, reason: str, suggestion: str) -> None:
    """A cell that is no latitude has a reason, and no value."""
    reading = read_latitude(text)
    assert (reading.value, reading.reason, reading.suggestion) == (None, reason, suggestion)


@pytest.mark.parametrize(
    ("text", "value", "reason", "suggestion"),
    [
        ("076,90412", "76.90412", "", ""),
        ("76:54:14.83", "76.9041194", "", ""),
        ("-199", None, "longitude-out-of-range", ""),
        ("42 N", None, "is-latitude", ""),
        ("7690412", None, "decimal-mark-lost", "76.90412"),
        ("10442502", None, "decimal-mark-lost", "104.42502"),
    ],
)
def test_a_longitude_alone_is_read_or_refused(
    text: str, value: str | None, reason: str, suggestion: str
) -> None:
    """A longitude of -199, as it stands in a real file, is refused; three digits before the mark are found again."""
    reading = read_longitude(text)
    assert (reading.value, reading.reason, reading.suggestion) == (value, reason, suggestion)


def test_two_columns_get_the_checks_of_a_typed_position() -> None:
    """Swapped columns are asked about; the same value twice and a letter of the other axis are refused."""
    understood = read_pair("42,31860", "76,90412").position
    assert understood is not None
    assert understood.longitude == "76.90412"
    assert len(read_pair("76.90412", "42.31860").candidates) == 2
    assert read_pair("42.3", "42.3").reason == "same-value-twice"
    assert read_pair("42.3 E", "76.9").reason == "is-longitude"


def test_a_candidate_written_out_is_read_back_as_that_candidate() -> None:
    """Choosing one of two readings must not ask again."""
    for candidate in read_position("76.90412 42.31860").candidates:
        again = read_position(format_position(candidate.latitude, candidate.longitude)).position
        assert again is not None
        assert (again.latitude, again.longitude) == (candidate.latitude, candidate.longitude)


DEGREES = st.decimals(min_value=Decimal("0.0000001"), max_value=Decimal("89.9999999"), places=7)
EAST = st.decimals(min_value=Decimal("0.0000001"), max_value=Decimal("179.9999999"), places=7)
SIGN = st.sampled_from(["", "-"])


@given(DEGREES, EAST, SIGN, SIGN, st.sampled_from(["DD", "DM", "DMS"]))
def test_what_is_written_is_read_back(
    north: Decimal, east: Decimal, south: str, west: str, style: str
) -> None:
    """Every position, written in every style, reads back as itself to the last of seven decimals."""
    latitude, longitude = f"{south}{north:f}", f"{west}{east:f}"
    written = format_position(latitude, longitude, style)  # pyright: ignore[reportArgumentType] - drawn from the styles
    reading = read_position(written)
    if north == east and south == west:
        assert reading.reason == "same-value-twice"
        return
    assert reading.position is not None
    assert Decimal(reading.position.latitude) == Decimal(latitude)
    assert Decimal(reading.position.longitude) == Decimal(longitude)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Whatever is pasted gives points, or a reason; never an exception, and never a point outside the globe."""
    reading = read_position(text)
    assert (len(reading.candidates) == 1) == (not reading.reason)
    for one in reading.candidates:
        assert abs(Decimal(one.latitude)) <= 90
        assert abs(Decimal(one.longitude)) <= 180


@given(st.text(alphabet="0123456789.,;:-+/°'\" NSEWсвюзmds", max_size=40))
def test_no_jumble_of_digits_and_signs_breaks_the_reader(text: str) -> None:
    """The signs of coordinates in any order give a reading or a reason."""
    reading = read_position(text)
    assert (len(reading.candidates) == 1) == (not reading.reason)
    assert read_latitude(text).value is not None or read_latitude(text).reason


@given(st.from_regex(r"-?(0|[1-9][0-9]{0,2})\.[0-9]{1,12}", fullmatch=True))
def test_plain_degrees_say_the_same_as_with_their_sign(text: str) -> None:
    """Protects the short road that most cells of a table take: it must answer as the long one does, refusals too."""
    assert read_latitude(text) == read_latitude(f"{text}°")
    assert read_longitude(text) == read_longitude(f"{text}°")
