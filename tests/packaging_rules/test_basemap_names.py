"""How the script that builds the basemap tells names in Russian and Mongolian: rules, choice, and what is set down by hand."""

from __future__ import annotations

import csv
from collections import Counter
from typing import Any

import pytest

import basemap_places as places
from basemap_mongolian import mongolian, russian_of
from basemap_palladius import palladius
from basemap_russian import chosen_russian, is_russian, zone_names


@pytest.mark.parametrize(
    ("pinyin", "russian"),
    [
        ("Lanzhou", "Ланьчжоу"),
        ("Xi’an", "Сиань"),
        ("Chongqing", "Чунцин"),
        ("Zhangye", "Чжанъе"),
        ("Chang'an", "Чанъань"),
        ("Shenyang", "Шэньян"),
        ("Guangyuan", "Гуанъюань"),
        ("Huizhou", "Хуэйчжоу"),
        ("Jiuquan", "Цзюцюань"),
        ("Zigong", "Цзыгун"),
        ("Rizhao", "Жичжао"),
        ("Xuzhou", "Сюйчжоу"),
        ("Lüliang", "Люйлян"),
        ("Luoyang", "Лоян"),
        ("Wenzhou", "Вэньчжоу"),
        ("Shuozhou", "Шочжоу"),
    ],
)
def test_chinese_names_are_written_by_the_rule_of_atlases(pinyin: str, russian: str) -> None:
    """Palladius' system: soft after j, q, x, "ы" after z, c, s, a hard sign between "н" (ng) and a vowel."""
    assert palladius(pinyin) == russian


@pytest.mark.parametrize("name", ["Harbin", "Korla", "Ürümqi", "Golmud", "Qapqal", "Bayan Nur", ""])
def test_names_that_are_not_pinyin_are_not_written_by_its_rule(name: str) -> None:
    """Uyghur, Mongolian and Tibetan names have syllables that Chinese has not."""
    assert not palladius(name)


def test_a_name_with_two_readings_waits_for_its_syllables() -> None:
    """ "Jinan" may be ji-nan or jin-an: only the name syllable by syllable decides."""
    assert not palladius("Jinan")
    assert palladius("Jinan", ["Dzhinan", "ji nan shi", "ji nan"]) == "Цзинань"
    assert palladius("Jinan", ["jin an"]) == "Цзиньань"
    assert not palladius("Xian")


def test_mongolian_names_are_read_back_from_their_latin_spelling() -> None:
    """Long vowels stay in Mongolian and are short in Russian; where Russian has several ways there is no name."""
    assert mongolian("Tsagaan-Olom") == "Цагаан-Олом"
    assert mongolian("Delgermörön") == "Дэлгэрмөрөн"
    assert mongolian("Chandmanĭ") == "Чандмань"
    assert mongolian("Choibalsan") == "Чойбалсан"
    assert mongolian("Dzüünbulag") == "Зүүнбулаг"
    assert not mongolian("Qaraqum")
    assert russian_of("Tsagaan-Olom") == "Цаган-Олом"
    assert russian_of("Hüremt") == "Хурэмт"
    assert not russian_of("Delgermörön")
    assert not russian_of("Dzüünbulag")


@pytest.mark.parametrize(
    "name",
    [
        "Новосибирьскъ",
        "Омськ",
        "Донецьк",
        "Витьбьскъ",
        "Бейрут ошсь",
        "Ахмадабад шаары",
        "Магьачкъала",
        "Смоленьск",
        "Череповець",
        "Київ",
        "Мәскеу",
        "Нови Сад хот",
        "Чытагонг",
        "ВЕРХНЕБАКАНСКИЙ",
    ],
)
def test_names_of_other_languages_are_not_russian(name: str) -> None:
    """Ukrainian, Church Slavonic, Kyrgyz, Avar, Kazakh, Mongolian and Belarusian names stand beside the Russian ones."""
    assert not is_russian(name)


@pytest.mark.parametrize(
    "name", ["Ош", "Йошкар-Ола", "Усть-Каменогорск", "Чжанъе", "Шымкент", "Подольск", "Сольцы", "Васьково"]
)
def test_names_that_look_unusual_are_russian_all_the_same(name: str) -> None:
    """What rejects foreign names must not reject these."""
    assert is_russian(name)


@pytest.mark.parametrize(
    ("main", "names", "iso2", "wanted"),
    [
        ("Omsk", ["Омбы", "Омва", "Омск", "Омськ", "Омьскъ"], "RU", "Омск"),
        ("Perm", ["Перм", "Пермь"], "RU", "Пермь"),
        ("Mirny", ["Мирни", "Мирний", "Мирный"], "RU", "Мирный"),
        ("Bratsk", ["Брацк", "Братск"], "RU", "Братск"),
        ("Sestroretsk", ["Сестроретск", "Сестрорецк"], "RU", "Сестрорецк"),
        ("Shadrinsk", ["Шадрынск", "Шадринск"], "RU", "Шадринск"),
        ("Shchyolkovo", ["Щелково", "Щёлково", "Шчолково"], "RU", "Щёлково"),
        ("Rostov-na-Donu", ["Ростов на Дону", "Ростов-на-Дону"], "RU", "Ростов-на-Дону"),
        ("Sado", ["Япония"], "JP", ""),
        ("Agar", ["Агар-агар"], "IN", ""),
        ("Sahiwal", ["Сахивале"], "PK", ""),
        ("Plovdiv", ["Пловдив"], "BG", ""),
    ],
)
def test_the_russian_name_is_chosen_among_others(main: str, names: list[str], iso2: str, wanted: str) -> None:
    """Of names that sound alike the one in Russian spelling; none that is another place's or in another case."""
    assert chosen_russian(main, names, iso2) == wanted


def test_cities_of_time_zones_have_cldr_names() -> None:
    """The largest place of a zone that has its name is the zone's city; others of the zone get nothing."""
    cities: list[dict[str, Any]] = [
        {"geonameid": 1, "name": "Almaty", "timezone": "Asia/Almaty", "population": 9, "alternatenames": []},
        {"geonameid": 2, "name": "Taraz", "timezone": "Asia/Almaty", "population": 99, "alternatenames": []},
        {
            "geonameid": 3,
            "name": "Kathmandu",
            "timezone": "Asia/Kathmandu",
            "population": 9,
            "alternatenames": [],
        },
        {
            "geonameid": 4,
            "name": "Ulan Bator",
            "timezone": "Asia/Ulaanbaatar",
            "population": 9,
            "alternatenames": ["Ulaanbaatar"],
        },
    ]
    told = zone_names(cities, ("ru", "mn"))
    assert {number: names["ru"] for number, names in told.items()} == {
        1: "Алматы",
        3: "Катманду",
        4: "Улан-Батор",
    }
    assert told[4]["mn"] == "Улаанбаатар"


def test_two_entries_of_one_town_are_one_place() -> None:
    """The larger stands for the smaller of the same name near it; one of the same name far away stays."""
    town: dict[str, Any] = {
        "countrycode": "UZ",
        "alternatenames": [],
        "admin1code": "",
        "timezone": "Asia/Samarkand",
    }
    cities = [
        {**town, "geonameid": 1, "name": "Koson", "latitude": 39.03, "longitude": 65.6, "population": 60_000},
        {
            **town,
            "geonameid": 2,
            "name": "Koson Shahri",
            "latitude": 39.04,
            "longitude": 65.6,
            "population": 900,
        },
        {**town, "geonameid": 3, "name": "Koson", "latitude": 41.0, "longitude": 71.0, "population": 800},
    ]
    found = places.chosen(cities, set())
    assert [place.population for place in found] == [60_000, 800]
    assert {place.names["en"] for place in found} == {"Koson"}


def test_a_town_is_called_as_maps_call_it_and_counted_without_its_district() -> None:
    """No scholar's marks in an English name; a district's people do not make its seat a great city."""
    town: dict[str, Any] = {"alternatenames": [], "admin1code": "", "timezone": "Asia/Kabul"}
    cities = [
        {
            **town,
            "geonameid": 1,
            "countrycode": "AF",
            "name": "Shīnḏanḏ",
            "latitude": 33,
            "longitude": 62,
            "population": 900,
        },
        {
            **town,
            "geonameid": 1790842,
            "countrycode": "CN",
            "name": "Wuzhong",
            "latitude": 38,
            "longitude": 106,
            "population": 7_000_000,
        },
    ]
    found = {place.names["en"]: place for place in places.chosen(cities, set())}
    assert found["Shindand"].names["ru"] == "Шинданд"
    assert found["Wuzhong"].population < 1_000_000
    assert found["Wuzhong"].rank > 0
    assert places.PEOPLE not in found["Wuzhong"].names


def test_what_is_set_down_by_hand_is_in_order() -> None:
    """One row for a place and language, sorted, and every Russian name in Russian letters."""
    with places.CORRECTIONS.open(encoding="utf-8", newline="") as table:
        rows = [tuple(row.values()) for row in csv.DictReader(table)]
    keys = [row[:3] for row in rows]
    assert not [key for key, times in Counter(keys).items() if times > 1]
    assert keys == sorted(keys)
    for _, _, language, better in rows:
        assert language in (*places.LANGUAGES, places.PEOPLE)
        assert (language == places.PEOPLE) == better.isdecimal()
        assert better == better.strip()
        if language == "ru":
            assert set(better.lower()) <= set("абвгдеёжзийклмнопрстуфхцчшщъыьэюя-. 0123456789")
