"""The animal's position in words, on the page of its record, and in the tables that lists, maps and exports read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.saving import save
from camifield.fields.validation import entries_of
from camifield.fields.values import Entry
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.catalogue import kind
from camifield.project.project import Project
from camifield.queries.records import detail
from camifield.queries.seen_from import animal_of
from camifield.store.query import CardQuery
from tests.making import ENGLISH, make_project, save_sighting

SEEN: dict[str, Entry] = {
    "position_of": "observer",
    "distance_m": "800",
    "bearing_deg": "135",
    "bearing_north": "magnetic",
    "distance_method": "laser",
}
COLUMNS = ("decimal_latitude", "decimal_longitude", "uncertainty_m", "verbatim_coordinates")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


def told(project: Project) -> tuple[object, ...]:
    """The row of the only sighting."""
    ((row,),) = project.store.rows("sighting", CardQuery(), COLUMNS)
    return row[-len(COLUMNS) :]


def test_tables_and_the_map_have_the_animal_and_the_log_the_observer(project: Project) -> None:
    """What was answered is kept; the row, the card and with it every map and filter by area tell where the animal was."""
    record = save_sighting(project, **SEEN).record
    assert told(project) == (42.313094, 76.9103755, 115, "42.31860 76.90412")
    assert project.stored(record).values["decimal_latitude"] == "42.31860"
    card = project.store.cards_of([record])[record]
    assert (card.latitude, card.longitude) == (42.313094, 76.9103755)


def test_another_distance_moves_it_again(project: Project) -> None:
    """Put right years later, the distance leads on from the observer, not from where the animal was taken to be."""
    record = save_sighting(project, **SEEN).record
    entries = {**entries_of(kind("sighting"), project.stored(record).values), "distance_m": "80"}
    save(project, "sighting", entries, ENGLISH, record=record)
    assert told(project)[:2] == pytest.approx((42.3180495, 76.9047456), abs=1e-6)
    entries["position_of"] = "animal"
    save(project, "sighting", entries, ENGLISH, record=record)
    assert told(project)[:2] == (42.3186, 76.90412)


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_the_words_say_which_north_and_what_was_added(project: Project, language: str) -> None:
    """In every language the bearing, the degrees that were added, and the bearing from true north stand there."""
    record = save_sighting(project, **SEEN).record
    asking = project.asking(Words(language))
    animal = animal_of(project.stored(record).values, asking)
    assert animal is not None
    for number in ("135", "4.9", "139.9", "800"):
        assert number in animal.how.replace(",", ".")
    found = detail(project, record, Words(language))
    assert found is not None
    (line,) = [one for one in found.lines if one.name == "decimal_latitude"]
    assert line.text.replace(",", ".").startswith("42.31309")
    assert animal.how in line.text
    assert "42.31860" in line.text.replace(",", ".")
