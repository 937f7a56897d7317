"""Positions in metres and on other datums, in every way that people write them, against PROJ."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
from pyproj import Transformer

from camifield.geo.earth import distance_m
from camifield.geo.position import Position, read_position

SHARED_CASES = Path(__file__).resolve().parents[4] / "shared" / "data" / "coordinates.csv"

UTM = """48T 371234 4823456
48 T 371234 4823456
48T 0371234 4823456
48 T 0371234 UTM 4823456
48T E371234 N4823456
48T 371234E 4823456N
48T 371234mE 4823456mN
48T 371234 m E, 4823456 m N
48T, 371234, 4823456
48T; 371234; 4823456
48T 371 234 4 823 456
48T 371,234 4,823,456
48T 371.234 4.823.456
48T 371'234 4'823'456
48t 371234 4823456
48N 371234 4823456
48 n 371234 4823456
48Т 371234 4823456
48С 371234 4823456
UTM 48N 371234 4823456
UTM48N 371234 4823456
UTM 48 371234 4823456
UTM zone 48N: 371234, 4823456
UTM Zone 48 North 371234 4823456
UTM zone 48 (northern hemisphere) E 371234 N 4823456
371234 4823456 48T
371234 4823456 (UTM 48N)
371234 4823456 zone 48
371234 4823456, зона 48N
48T 4823456 371234
48T N 4823456 E 371234
E 371234 N 4823456 (WGS84 UTM zone 48N)
WGS 84 / UTM zone 48N 371234 4823456
WGS-84, UTM, 48T, 371234, 4823456
EPSG:32648 371234 4823456
371234 4823456 EPSG:32648
SRID=32648;POINT(371234 4823456)
+proj=utm +zone=48 +datum=WGS84 +units=m 371234 4823456
ЮТМ 48N 371234 4823456
UTM зона 48 север 371234 4823456
зона 48T восток 371234 север 4823456
48-р бүс 371234 4823456 UTM
UTM 48-р бүс зүүн 371234 хойд 4823456
UTM 48 бүс E371234 N4823456
Zone: 48T Easting: 371234 Northing: 4823456
UTM X=371234 Y=4823456 zone 48N
x=371234, y=4823456, zone 48N
UTM زون ۴۸ ۳۷۱۲۳۴ ۴۸۲۳۴۵۶
UTM ४८N ३७१२३४ ४८२३४५६
４８T ３７１２３４ ４８２３４５６
UTM第48带 东371234 北4823456
48T 371234,0 4823456,0
48T 371234 4823456 1520 m
48T 371234 4823456 ±5m
"48T 371234 4823456"
[48T, 371234, 4823456]
MONREF97 UTM 48N 371234 4823456
\u200e48T\u00a0371\u202f234 4\u202f823\u202f456\u200f""".splitlines()

GAUSS_KRUGER = """13612345 4732109
4732109 13612345
13 612 345 4 732 109
13612345,0 4732109,0
X=4732109 Y=13612345
x: 4732109 y: 13612345
Х=4732109 У=13612345
х 4 732 109 у 13 612 345
Y=13612345 X=4732109
E 13612345 N 4732109
В 13612345 С 4732109
СК-42 13612345 4732109
СК42 X=4732109 Y=13612345
CK-42 X=4732109 Y=13612345
SK42 13612345 4732109
X=4732109 Y=13612345 (СК-42)
СК-42 зона 13: 612345, 4732109
СК-42, 13 зона, X=4732109, Y=612345
СК-42 13-я зона 4732109 612345
СК-42 зона №13 612345 4732109
Пулково 1942 13612345 4732109
Pulkovo 1942 / Gauss-Kruger zone 13 13612345 4732109
Гаусса-Крюгера, зона 13, X 4732109 Y 13612345
ГК зона 13 612345 4732109
Gauss-Krüger zone 13 612345 4732109
система координат 1942 года X=4732109 Y=13612345
EPSG:28413 4732109 13612345
СК-42 осевой меридиан 75: 612345 4732109
СК-42 13-аймақ 612345 4732109
СК-42 13 зонасы X=4732109 Y=612345
СК-42 6-градусная зона 13 612345 4732109
СК-42 X=4732109.0 м, Y=13612345.0 м
13612345 4732109 812 m""".splitlines()

OTHERS = [
    ("СК-42 18-р бүс X=4812345 Y=421098", 28418, 18421098, 4812345),
    ("СК-95 X=5623456 Y=14456789", 20014, 14456789, 5623456),
    ("Пулково 1995 зона 14 456789 5623456", 20014, 14456789, 5623456),
    ("ГСК-2011 зона 14 X=5623456 Y=14456789", 20914, 14456789, 5623456),
    ("CGCS2000 17456789 4456789", 4495, 17456789, 4456789),
    ("国家2000 X=4456789 Y=17456789", 4495, 17456789, 4456789),
    ("2000国家大地坐标系 X=4456789 Y=34456789", 4522, 34456789, 4456789),
    ("CGCS2000 3度带 34456789 4456789", 4522, 34456789, 4456789),
    ("CGCS2000 中央经线105 456789 4456789", 4507, 456789, 4456789),
    ("CGCS2000 L0=102 456789 4456789", 4543, 456789, 4456789),
    ("北京54 X=4456789 Y=17456789", 21417, 17456789, 4456789),
    ("1954北京坐标系 17带 456789 4456789", 21417, 17456789, 4456789),
    ("西安80 X=4456789 Y=17456789", 2331, 17456789, 4456789),
    ("Xi'an 1980 zone 17 456789 4456789", 2331, 17456789, 4456789),
    ("СК-63 зона K3 X=5123456 Y=3312345", 2940, 3312345, 5123456),
    ("Kyrg-06 zone 3 E 3312345 N 4623456", 7694, 3312345, 4623456),
    ("Кырг-06 X=4623456 Y=3312345", 7694, 3312345, 4623456),
    ("DRUKREF 03 E 212345 N 3056789", 5266, 212345, 3056789),
    ("Bhutan National Grid 212345 3056789", 5266, 212345, 3056789),
    ("ED50 UTM 39N 526500 3936800", 2059, 526500, 3936800),
    ("ED77 39S 526500 3936800", 2059, 526500, 3936800),
    ("39S 526500 3936800", 32639, 526500, 3936800),
    ("Kalianpur 1975 UTM 43N 526500 3736800", 24343, 526500, 3736800),
    ("Kalianpur 1962 / UTM zone 43N 526500 3736800", 24313, 526500, 3736800),
    ("Kalianpur 1975 India zone I 3500000 1100000", 24378, 3500000, 1100000),
    ("EPSG:3857 8562312 5349023", 3857, 8562312, 5349023),
]

DEGREES = [
    *((text.format("43.25654", "76.92848"), 4284, 43.25654, 76.92848) for text in (
        "СК-42 {} {}", "{}, {} (СК-42)", "Пулково 1942 {} {}", "EPSG:4284 {} {}", "СК-42: с.ш. {}, в.д. {}",
        "СК-42 широта {} долгота {}", "Система координат 1942 года {} {}", "SRID=4284;POINT({1} {0})",
    )),
    ("СК-42 43°15'36\" 76°55'48\"", 4284, 43.26, 76.93),
    ("Kalianpur 1975 34.1234 77.6543", 4146, 34.1234, 77.6543),
    ("Everest 1962 34.1234 74.6543", 4145, 34.1234, 74.6543),
    ("Nepal 1981 28.7123 83.9123", 6207, 28.7123, 83.9123),
    ("नेपाल १९८१ २८.७१२३ ८३.९१२३", 6207, 28.7123, 83.9123),
    ("ED50 35.5123 55.0123", 4154, 35.5123, 55.0123),
    ("ED77 35°30'00\"N 55°00'00\"E", 4154, 35.5, 55.0),
    ("Herat North 34.5123 69.1123", 4255, 34.5123, 69.1123),
    ("СК-95 52°30'00\" 91°06'00\"", 4200, 52.5, 91.1),
    ("ГСК-2011 52.5123 91.1123", 7683, 52.5123, 91.1123),
    ("CGCS2000 东经95.1234 北纬40.1234", 4490, 40.1234, 95.1234),
    ("Beijing 1954 38.1234 80.1234", 4214, 38.1234, 80.1234),
    ("Kyrg-06 41.5123 75.1234", 7686, 41.5123, 75.1234),
    ("FD58 27.8 52.5", 4132, 27.8, 52.5),
    ("MONREF97 43.5123 104.1234", 4326, 43.5123, 104.1234),
]  # fmt: skip


@cache
def to_wgs84(code: int) -> Transformer:
    """PROJ's own way to WGS 84, by the operation that it likes best."""
    return Transformer.from_crs(code, 4326, always_xy=True)


def metres_off(text: str, code: int, east: float, north: float) -> float:
    """How far our reading lies from PROJ's; the text must be understood, not asked about."""
    position = read_position(text).position
    assert position is not None, read_position(text)
    longitude, latitude = to_wgs84(code).transform(east, north)
    return distance_m(position.latitude, position.longitude, latitude, longitude)


@pytest.mark.parametrize("text", UTM)
def test_utm_is_read_however_it_is_written(text: str) -> None:
    """Zone before or after, band or hemisphere, any label, digits and thousands of any language: one point."""
    assert metres_off(text, 32648, 371234, 4823456) < 0.1
    position = read_position(text).position
    assert position is not None
    assert (position.system, position.origin and position.origin.zone) == ("UTM", "48N")


@pytest.mark.parametrize("text", GAUSS_KRUGER)
def test_gauss_kruger_is_read_however_it_is_written(text: str) -> None:
    """x and y, their Cyrillic twins, the zone in the easting or beside it: the military map's point, shifted to WGS 84."""
    assert metres_off(text, 28413, 13612345, 4732109) < 5
    position = read_position(text).position
    assert position is not None
    assert position.origin is not None
    assert (position.system, position.origin.operation) == ("gauss_kruger", "EPSG:15865")
    assert position.uncertainty_m in (5, 6)


@pytest.mark.parametrize(("text", "code", "east", "north"), OTHERS)
def test_other_grids_are_read(text: str, code: int, east: int, north: int) -> None:
    """Every grid of the region's maps lies where PROJ puts it."""
    assert metres_off(text, code, east, north) < 5


@pytest.mark.parametrize(("text", "code", "latitude", "longitude"), DEGREES)
def test_degrees_of_another_datum_are_shifted(
    text: str, code: int, latitude: float, longitude: float
) -> None:
    """Degrees that name a datum are no WGS 84 degrees, and are moved by the hundred metres that it makes."""
    assert metres_off(text, code, longitude, latitude) < 5


@pytest.mark.parametrize(
    ("text", "corner", "side"),
    [
        ("48TUP7123423456", (371234, 4823456), 1),
        ("48T UP 71234 23456", (371234, 4823456), 1),
        ("48 T UP 7123 2345", (371230, 4823450), 10),
        ("48tup712234", (371200, 4823400), 100),
        ("48TUP 71 23", (371000, 4823000), 1000),
        ("MGRS: 48T UP 7 2", (370000, 4820000), 10000),
        ("48ТUP7123423456", (371234, 4823456), 1),
        ("MGRS 48TUP7123423456 WGS84", (371234, 4823456), 1),
    ],
)
def test_mgrs_is_the_middle_of_its_square(text: str, corner: tuple[int, int], side: int) -> None:
    """Fewer digits are a larger square: its middle is the place, half its diagonal the uncertainty."""
    assert metres_off(text, 32648, corner[0] + side / 2, corner[1] + side / 2) < 0.1
    position = read_position(text).position
    assert position is not None
    assert position.system == "MGRS"
    assert position.uncertainty_m == pytest.approx(side * 0.7071, abs=2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("371234 4823456", "zone-needed"),
        ("UTM E371234 N4823456", "zone-needed"),
        ("СК-42 612345 4732109", "zone-needed"),
        ("Gauss-Kruger 612345 4732109", "zone-needed"),
        ("UTM 43.2 76.9", "place-not-understood"),
        ("61N 371234 4823456", "place-not-understood"),
        ("48T 371234 3823456", "band-and-northing-disagree"),
        ("СК-42 зона 12 X=4732109 Y=13612345", "zone-and-easting-disagree"),
        ("СК-42 зона 13 X=4732109 Y=1361234", "metres-outside-zone"),
        ("СК-42 СК-95 13612345 4732109", "two-systems"),
        ("СК-63 X=5123456 Y=3312345", "grid-not-public"),
        ("MUTM 84 512345 3123456", "grid-not-public"),
        ("МСК-25 512345 4123456", "other-datum"),
        ("EPSG:9999 43.2 76.9", "other-datum"),
        ("EPSG:32643 43.2 76.9", "other-datum"),
        ("Tokyo 43.2 76.9", "other-datum"),
        ("MGRS UP7123423456", "mgrs-incomplete"),
        ("48TUP712342345", "mgrs-incomplete"),
        ("48TAA7123423456", "mgrs-square-wrong"),
        ("百度 40.1 95.1", "phone-map-baidu"),
        ("48T 371234 4823456 999999", "more-than-one-position"),
        ("48T 371234 4823456 9999", "altitude-out-of-range"),
    ],
)
def test_what_is_not_sure_is_refused_with_its_reason(text: str, reason: str) -> None:
    """A zone that is lacking or wrong, and a system nobody published, give no point."""
    reading = read_position(text)
    assert (reading.candidates, reading.reason) == ((), reason)


def test_metres_without_a_zone_ask_for_the_zones_of_the_country() -> None:
    """In Mongolia five zones are possible and three hold the point there; each answer is read without a question."""
    reading = read_position("371234 4823456", country="MN")
    assert reading.reason == "zone-needed"
    assert [one.origin and one.origin.zone for one in reading.candidates] == [
        "46N",
        "47N",
        "48N",
        "49N",
        "50N",
    ][: len(reading.candidates)]
    for one in reading.candidates:
        again = read_position(one.written, country="MN").position
        assert again is not None
        assert (again.latitude, again.longitude) == (one.latitude, one.longitude)


def test_a_single_zone_is_only_suggested() -> None:
    """Where one zone of the country holds the metres, a person still says so: nothing is guessed."""
    reading = read_position("282345 3056789", country="BT")
    assert (reading.candidates, reading.reason) == ((), "zone-needed")
    assert read_position(reading.suggestion).position is not None


def test_a_name_that_means_several_systems_is_asked_about() -> None:
    """Kalianpur without its year is four systems; in India it is the one of 1975. An answer is not asked about again."""
    reading = read_position("Kalianpur 34.1 77.6")
    assert reading.reason == "several-systems"
    assert len(reading.candidates) == 4
    for one in reading.candidates:
        again = read_position(one.written).position
        assert again is not None
        assert again.origin == one.origin
    own = read_position("Kalianpur 34.1 77.6", country="IN").position
    assert own is not None
    assert own.origin is not None
    assert own.origin.datum == "kalianpur1975"


def test_bare_metres_in_china_are_asked_about() -> None:
    """A zone before the easting says Gauss-Krüger; in a project of China it may be any of three systems."""
    reading = read_position("17456789 4456789", country="CN")
    assert {one.origin and one.origin.datum for one in reading.candidates} == {
        "cgcs2000",
        "beijing54",
        "xian80",
    }


def test_bare_metres_and_lost_decimal_marks_are_both_offered() -> None:
    """Digits that are degrees without their mark and metres of a zone alike are a question, and each answer is final."""
    reading = read_position("4357089 10442502")
    assert reading.reason == "several-systems"
    assert [one.system for one in reading.candidates] == ["decimal_degrees", "gauss_kruger"]


def test_metres_without_a_word_are_told_as_sk42() -> None:
    """Reading bare metres as SK-42 is said, and a zone of three degrees too."""
    assert read_position("13612345 4732109").notes == ("taken-as-sk42",)
    narrow = read_position("СК-42 25612345 4732109")
    assert narrow.notes == ("taken-as-3-degree",)


def test_a_phone_map_of_china_is_turned_back_only_when_it_is_named() -> None:
    """The known pair comes back when the person says Amap; of a link both readings are shown; a receiver's stay."""
    named = read_position("高德 31.17530398, 121.53154186").position
    assert named is not None
    assert distance_m(named.latitude, named.longitude, "31.1774276", "121.5272106") < 1
    assert (named.origin and named.origin.code, named.uncertainty_m) == ("GCJ-02", 11)
    link = read_position("https://uri.amap.com/marker?position=121.53154186,31.17530398")
    assert link.reason == "phone-map-which"
    assert [one.origin is None for one in link.candidates] == [False, True]
    for one in link.candidates[:1]:
        assert read_position(one.written).position == one
    assert read_position("https://uri.amap.com/marker?position=60.9,43.2").position is not None
    assert read_position("https://map.baidu.com/@12958162,4825907,13z").reason == "phone-map-baidu"


def test_the_visible_cases_are_right() -> None:
    """The client's own cases are right within their tolerance, and each that must ask or refuse does."""
    if not SHARED_CASES.exists():
        pytest.skip("../shared is absent")
    with SHARED_CASES.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert len(rows) == 65
    assert [row["input"] for row in rows if not is_right(row)] == []


def is_right(row: dict[str, str]) -> bool:
    """Whether a case has the answer it should."""
    reading = read_position(row["input"])
    if not row["lat"]:
        return len(reading.candidates) != 1 and bool(reading.reason)
    point: Position | None = reading.position
    if point is None:
        return False
    return distance_m(point.latitude, point.longitude, row["lat"], row["lon"]) <= float(row["tol_m"])
