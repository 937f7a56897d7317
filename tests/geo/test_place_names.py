"""Places of the basemap: the ones that matter first, and named in the reader's language where it is known."""

from __future__ import annotations

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
