"""Any word in any script finds the records of whatever is called so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.saving import save
from camifield.project.project import Project
from camifield.queries.finding import expand
from camifield.queries.values import CardQuery
from tests.making import ENGLISH, conflict, make_project, person, save_sighting, sighting


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A snow leopard seen by Aibek, an argali seen by Gulnara, an attack of a wolf, a herd with a household."""
    made = make_project(tmp_path)
    save_sighting(made, species="SNL", locality="Kara-Jal")
    save_sighting(made, species="ARG", recorded_by=person(made, "Гулнара С."), locality="Арабель")
    save(made, "conflict", conflict(made), ENGLISH)
    herd = {
        **sighting(made),
        "grazing_type": "herd_met",
        "livestock": [{"animal": "sheep", "number": "200"}],
        "household_code": "H-0417",
    }
    save(
        made,
        "grazing",
        {name: herd[name] for name in herd if name not in ("how_known", "species", "certainty", "count")},
        ENGLISH,
    )
    yield made
    made.close()


def found(project: Project, words: str) -> list[tuple[str, str]]:
    """Kind and species of the records that a search finds."""
    query = CardQuery(words=words, kinds=("sighting", "grazing", "conflict", "patrol"))
    cards = project.store.cards(query, expand=expand(project))
    return sorted((card.kind, card.species or "") for card in cards)


@pytest.mark.parametrize(
    "words", ["snow", "Snow leopard", "барс", "ирбис", "Panthera un", "Uncia", "雪豹", "ирвэс"]
)
def test_an_animal_is_found_by_any_of_its_names(project: Project, words: str) -> None:
    """Rangers write Russian, agencies English, scientists Latin: each finds the same record."""
    assert found(project, words) == [("sighting", "SNL")]


@pytest.mark.parametrize("words", ["Aibek", "aib", "АИБЕК"])
def test_people_are_found_by_the_beginning_of_their_name(project: Project, words: str) -> None:
    """Who saw it is asked more often than anything else."""
    expected = [("grazing", ""), ("sighting", "SNL")] if words != "АИБЕК" else []
    assert found(project, words) == expected


def test_a_person_is_found_in_the_script_of_the_name(project: Project) -> None:
    """Names stand in the script their owners write."""
    assert found(project, "гулнара") == [("conflict", "WOL"), ("sighting", "ARG")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("M7-0001", [("sighting", "SNL")]),
        ("H-0417", [("grazing", "")]),
        ("kara jal", [("sighting", "SNL")]),
        ("арабель", [("sighting", "ARG")]),
        ("sheep", [("conflict", "WOL"), ("grazing", ""), ("sighting", "ARG")]),
        ("овца", [("conflict", "WOL"), ("grazing", "")]),
        ("ewe", [("conflict", "WOL")]),
        ("herd", [("grazing", "")]),
        ("нападение", [("conflict", "WOL")]),
        ("wolf aibek", []),
        ("snow aibek", [("sighting", "SNL")]),
    ],
)
def test_numbers_places_livestock_and_kinds_are_found(
    project: Project, words: str, expected: list[tuple[str, str]]
) -> None:
    """Whatever stands in the notebook is a way to the record; several words must all fit."""
    assert found(project, words) == expected


def test_a_short_word_does_not_find_every_record(project: Project) -> None:
    """ "ne" is not yet "new": two letters of a word that all records share would drown the answer."""
    assert found(project, "ne") == []
    assert len(found(project, "new")) == 4


def test_somebody_new_is_found_once_names_are_looked_up_again(project: Project) -> None:
    """A name that was given a minute ago must be searchable."""
    from camifield.commands.people import add_person

    add_person(project, "Nurlan B.", ENGLISH)
    save_sighting(project, species="LYN", recorded_by=person(project, "Nurlan B."))
    assert found(project, "nurl") == [("sighting", "LYN")]
