"""Full-text search: any script, any word order, names that are not in the index, and filters in the same walk."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from camifield.store import query as q
from camifield.store.query import Bin, CardQuery, settled, token
from camifield.store.search import MOST_ENDINGS, indexed_words, words_of
from tests.store.making import SECRET, SNOW_LEOPARD, Laptop

TEXTS = {
    "ru": "Свежий след на снегу у ёлки",
    "ky": "Кар үстүндө жаңы из",
    "fa": "یوزپلنگ در کنار چشمه",
    "ne": "हिउँ चितुवाको पाइला",
    "zh": "雪豹在山口出没",
    "mn": "Ирвэс Өмнөговьд",
    "bo": "གསའ་གཟིག",
    "en": "Pallas's cat, 2 kittens",
}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("свежий", "ru"),
        ("СНЕГУ след", "ru"),
        ("елки", "ru"),
        ("ёлки", "ru"),
        ("снег", "ru"),
        ("жаны", "ky"),
        ("устундо", "ky"),
        ("يوزپلنگ", "fa"),
        ("چشمه", "fa"),
        ("चितुवा", "ne"),
        ("雪豹", "zh"),
        ("豹在", "zh"),
        ("山口出没", "zh"),
        ("没", "zh"),
        ("өмнөговь", "mn"),
        ("омного", "mn"),
        ("གཟིག", "bo"),
        ("pallas", "en"),
        ("KITT", "en"),
        ("2 cat", "en"),
    ],
)
def test_words_are_found_in_every_script(laptop: Laptop, typed: str, expected: str) -> None:
    """Case, yo and ye, letter variants and the beginnings of words; each finds its own record and no other."""
    for language, text in TEXTS.items():
        laptop.save({"remarks": text, "record_number": language})
    assert [card.number for card in laptop.store.cards(CardQuery(words=typed))] == [expected]


@pytest.mark.parametrize("typed", ["волк", "снегу волк", "豹雪", "!!!", "—", "s_snl", "x_deleted", '"', "a*"])
def test_what_is_not_there_is_not_found(laptop: Laptop, typed: str) -> None:
    """Every word must be there; signs alone find nothing, and neither do the index's own filter words or syntax."""
    laptop.save(SNOW_LEOPARD)
    assert laptop.store.cards(CardQuery(words=typed)) == []
    assert laptop.store.count(CardQuery(words=typed)) == 0


def test_blank_words_ask_nothing(laptop: Laptop) -> None:
    """A search box with a blank in it shows all records."""
    laptop.save(SNOW_LEOPARD)
    assert len(laptop.store.cards(CardQuery(words="  "))) == 1


def test_a_single_letter_is_a_word_and_a_single_ideograph_a_beginning(laptop: Laptop) -> None:
    """One letter begins half of all words and is slow to no use; one Chinese character says a lot."""
    laptop.save({"remarks": "снег 2 雪豹", "record_number": "1"})
    assert laptop.store.count(CardQuery(words="с")) == 0
    assert laptop.store.count(CardQuery(words="2")) == 1
    assert laptop.store.count(CardQuery(words="雪")) == 1


def test_names_are_found_through_the_tokens_they_stand_for(laptop: Laptop) -> None:
    """A species or a person is found by a name in any language that the caller knows, without being indexed."""
    person = laptop.new_id()
    laptop.save({**SNOW_LEOPARD, "recorded_by": person})
    laptop.save({**SNOW_LEOPARD, "species": "wlf"})
    names = {"ирб": [token(q.SPECIES, "snl")], "аиб": [token(q.PERSON, person)]}

    def expand(word: str) -> Sequence[str]:
        return names.get(word[:3], ())

    assert laptop.store.count(CardQuery(words="ирбис"), expand) == 1
    assert laptop.store.count(CardQuery(words="ирбис перевал"), expand) == 1
    assert laptop.store.count(CardQuery(words="айбек снегу"), expand) == 1
    assert laptop.store.count(CardQuery(words="ирбис волк"), expand) == 0


def test_restricted_words_are_found_but_marked(laptop: Laptop) -> None:
    """Who holds the restricted stream finds a record by the informant's name; the index tells such words apart."""
    laptop.save({**SNOW_LEOPARD, **SECRET})
    assert laptop.store.count(CardQuery(words="азамат")) == 1
    assert indexed_words(["снег"], ["Азамат"], ["k_trace"]) == "снег r_азамат k_trace"


def test_a_beginning_of_very_many_words_still_finds_them_all(laptop: Laptop) -> None:
    """Beyond the number of endings that are looked up, FTS5's own prefix search takes over, with the same answer."""
    for start in range(0, MOST_ENDINGS + 60, 20):
        numbers = " ".join(f"код{number:04}" for number in range(start, start + 20))
        laptop.save({**SNOW_LEOPARD, "remarks": numbers})
    records = (MOST_ENDINGS + 60) // 20
    assert laptop.store.count(CardQuery(words="код")) == records
    assert laptop.store.count(CardQuery(words="код0001")) == 1
    assert laptop.store.count(CardQuery(words="код", species=("snl",))) == records


def test_filters_and_words_meet(laptop: Laptop) -> None:
    """Any of a filter's values, all of the filters, and the words, in one answer in the order of dates."""
    for day, species, state in (
        (1, "snl", "new"),
        (2, "wlf", "new"),
        (3, "snl", "checked"),
        (4, "ibx", "new"),
    ):
        laptop.save(
            {
                **SNOW_LEOPARD,
                "event_date": f"2026-01-0{day}",
                "species": species,
                "record_state": state,
                "record_number": str(day),
            }
        )

    def numbers(query: CardQuery) -> list[str]:
        return [card.number for card in laptop.store.cards(query)]

    assert numbers(CardQuery(species=("snl", "ibx"))) == ["4", "3", "1"]
    assert numbers(CardQuery(species=("snl",), states=("new",), words="снегу")) == ["1"]
    assert numbers(CardQuery(kinds=("trace",), states=("checked",))) == ["3"]
    assert numbers(CardQuery(kinds=("little_person",))) == []


def test_an_edit_takes_the_old_words_out(laptop: Laptop) -> None:
    """A word that was corrected away finds nothing any more, and a deleted record is not found outside the bin."""
    record = laptop.save(SNOW_LEOPARD)
    laptop.edit(record, {"remarks": {"remarks": "помёт"}})
    assert laptop.store.count(CardQuery(words="снегу")) == 0
    assert laptop.store.count(CardQuery(words="помет")) == 1
    laptop.edit(record, {}, deleted=True)
    assert laptop.store.count(CardQuery(words="помет")) == 0
    assert laptop.store.count(CardQuery(words="помет", bin=Bin.ONLY)) == 1
    assert laptop.store.count(CardQuery(words="помет", bin=Bin.INCLUDED)) == 1


def test_a_kinds_own_tokens_filter(laptop: Laptop) -> None:
    """Codes with capitals and signs are one filter word, the same for the record and for the question."""
    laptop.save({**SNOW_LEOPARD, "losses": [{"id": "0a0a0a0a0a0a", "order": 1, "animal": "ewe"}]})
    laptop.save(SNOW_LEOPARD)
    assert laptop.store.count(CardQuery(tokens=(("a_Sheep",),))) == 1
    assert laptop.store.count(CardQuery(tokens=(("a_sheep",),))) == 0
    assert settled("a_Sheep") != settled("a_sheep")


def test_a_pasted_page_is_a_search_for_its_first_words(laptop: Laptop) -> None:
    """A text of any length is answered at once."""
    laptop.save(SNOW_LEOPARD)
    page = "перевал " * 5000 + "снегу " + " ".join(f"word{number}" for number in range(5000))
    assert laptop.store.count(CardQuery(words=page)) == 0
    assert laptop.store.count(CardQuery(words="перевал снегу " * 5000)) == 1


def test_words_never_look_like_tokens() -> None:
    """No text can forge a filter word: the sign between family and value is in no word."""
    assert all("_" not in word for word in words_of("s_snl x_deleted r_name __ _"))
