"""Places of the basemap: the ones that matter first, and named in the reader's language where it is known."""

from __future__ import annotations

import re

import pytest

from camifield.geo.basemap import basemap
from camifield.geo.place_names import place_names


def found(name: str) -> int:
    """The first place of that name in Latin letters."""
    names = place_names()
    return next(index for index in range(len(names)) if names.name(index, "en") == name)


def test_names_in_the_language_of_the_window() -> None:
    """Known names come in Russian, Mongolian, Kazakh, Persian and Chinese."""
    names = place_names()
    assert names.name(found("Ulaanbaatar"), "mn") == "Улаанбаатар"
    assert names.name(found("Ulaanbaatar"), "ru") == "Улан-Батор"
    assert names.name(found("Naryn"), "ru") == "Нарын"
    assert names.name(found("Almaty"), "kk") == "Алматы"
    assert names.name(found("Beijing"), "zh") == "北京"
    assert names.name(found("Tehran"), "fa") == "تهران"


def test_an_unknown_name_falls_back() -> None:
    """Mongolian readers get the Russian name, everybody else the Latin one; a language without names is no error."""
    names = place_names()
    assert names.name(found("Naryn"), "mn") == "Нарын"
    assert names.name(found("Naryn"), "de") == "Naryn"
    assert all(names.name(index, "en") for index in range(len(names)))


def test_capitals_first_then_what_is_largest_around() -> None:
    """Ranks run from capitals to villages in the order of the list, and the empty steppe has labels too."""
    places = basemap().places()
    assert (places.rank[:-1] <= places.rank[1:]).all()
    for capital in (
        "Astana",
        "Bishkek",
        "Ulaanbaatar",
        "Dushanbe",
        "Ashgabat",
        "Tashkent",
        "Kabul",
        "Thimphu",
    ):
        assert places.rank[found(capital)] == 0
    assert places.rank[found("Mörön")] <= 2
    assert places.rank[found("Murghob")] <= 2
    assert 20_000 < len(places.x) < 60_000


def test_places_lie_where_they_are() -> None:
    """Naryn is found in the unit square at 41.43 N, 75.99 E."""
    places = basemap().places()
    index = found("Naryn")
    assert abs(places.x[index] - (75.9957 + 180) / 360) < 1e-5
    assert abs(places.y[index] - 0.37297) < 1e-3
    assert places.name(index, "ru") == "Нарын"


RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя-. 0123456789")
NOT_RUSSIAN = re.compile(
    "ъ$|ъ[- ]|[^н]ъ[^еёюя]|(?:ськ|цьк)(?:ий|а|е|о)?(?:$|[- ])|ець$|ньск|[гкх]ь[аоуы]|чы| (?:ошсь|ош|шаары|балһсн|хот|кала)$"
)


def test_russian_names_are_in_russian() -> None:
    """No name has a letter or an ending that is only another language's; where none is sure there is a Latin one."""
    names = place_names()
    russian = [name for index in range(len(names)) if not (name := names.name(index, "ru")).isascii()]
    cyrillic = [name for name in russian if re.search("[\u0400-\u04ff]", name)]
    assert len(cyrillic) > 10_000
    assert [name for name in cyrillic if not set(name.lower()) <= RUSSIAN] == []
    assert [name for name in cyrillic if NOT_RUSSIAN.search(name.lower())] == []


CITIES = {
    "Moscow": "Москва",
    "Saint Petersburg": "Санкт-Петербург",
    "Novosibirsk": "Новосибирск",
    "Omsk": "Омск",
    "Khabarovsk": "Хабаровск",
    "Volgograd": "Волгоград",
    "Makhachkala": "Махачкала",
    "Orenburg": "Оренбург",
    "Rostov-on-Don": "Ростов-на-Дону",
    "Ulan-Ude": "Улан-Удэ",
    "Gorno-Altaysk": "Горно-Алтайск",
    "Almaty": "Алматы",
    "Astana": "Астана",
    "Shymkent": "Шымкент",
    "Petropavl": "Петропавловск",
    "Oral": "Уральск",
    "Karagandy": "Караганда",
    "Oskemen": "Усть-Каменогорск",
    "Bishkek": "Бишкек",
    "Osh": "Ош",
    "Naryn": "Нарын",
    "Karakol": "Каракол",
    "At-Bashy": "Ат-Баши",
    "Dushanbe": "Душанбе",
    "Khujand": "Худжанд",
    "Khorugh": "Хорог",
    "Murghob": "Мургаб",
    "Tashkent": "Ташкент",
    "Samarkand": "Самарканд",
    "Andijan": "Андижан",
    "Nukus": "Нукус",
    "Ashgabat": "Ашхабад",
    "Mary": "Мары",
    "Ulaanbaatar": "Улан-Батор",
    "Khovd": "Ховд",
    "Ölgii": "Улгий",
    "Uliastai": "Улясутай",
    "Choibalsan": "Чойбалсан",
    "Beijing": "Пекин",
    "Ürümqi": "Урумчи",
    "Kashgar": "Кашгар",
    "Hotan": "Хотан",
    "Hohhot": "Хух-Хото",
    "Lhasa": "Лхаса",
    "Hefei": "Хэфэй",
    "Luzhou": "Лучжоу",
    "Xinyang": "Синьян",
    "Jinan": "Цзинань",
    "Kabul": "Кабул",
    "Islamabad": "Исламабад",
    "Delhi": "Дели",
    "Kathmandu": "Катманду",
    "Thimphu": "Тхимпху",
    "Tehran": "Тегеран",
    "Mashhad": "Мешхед",
    "Kyiv": "Киев",
    "Odesa": "Одесса",
    "Riga": "Рига",
    "Bucharest": "Бухарест",
    "Beirut": "Бейрут",
    "Sado": "Садо",
}


@pytest.mark.parametrize(("english", "russian"), CITIES.items())
def test_well_known_cities_have_their_russian_names(english: str, russian: str) -> None:
    """A ranger who reads one of these wrong will not believe the rest of the map."""
    names = place_names()
    assert names.name(found(english), "ru") == russian


def test_names_in_mongolian_are_mongolian() -> None:
    """The places of Mongolia keep their long vowels; a city abroad has the name that CLDR knows."""
    names = place_names()
    assert names.name(found("Uliastai"), "mn") == "Улиастай"
    assert names.name(found("Delgermörön"), "mn") == "Дэлгэрмөрөн"
    assert names.name(found("Irkutsk"), "mn") == "Эрхүү"
    assert names.name(found("Beijing"), "mn") == "Бээжин"
    written = {names.name(index, "mn") for index in range(len(names))}
    mixed = [one for one in written if re.search("[а-яөү]", one.lower()) and re.search("[a-z]", one.lower())]
    assert mixed == []
