"""What people write above their columns is known, in several languages, and what nobody means is not guessed."""

from __future__ import annotations

import csv

import pytest

from camifield import resources
from camifield.fields.labels import label
from camifield.formats.mapping.heading_book import book_of, fold_heading, livestock_names, not_records
from camifield.formats.mapping.targets import NEVER, is_known, line_target
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind, kinds


def best(kind_name: str, heading: str, parts: tuple[str, ...] = ()) -> str:
    """The likeliest target of a heading; empty when there is none."""
    found = book_of(kind_name).candidates(heading, parts)
    return found[0].target if found else ""


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("Date", "event_date"),
        ("дата наблюдения", "event_date"),
        ("ДАТА", "event_date"),
        ("出没日", "event_date"),
        ("date_time", "event_date"),
        ("Огноо", "event_date"),
        ("Species", "species"),
        ("Вид", "species"),
        ("число", "count"),
        ("Кол-во", "count"),
        ("кол-во (гол.)", "count"),
        ("頭数", "count"),
        ("широта", "decimal_latitude"),
        ("Широта, с.ш.", "decimal_latitude"),
        ("lat", "decimal_latitude"),
        ("緯度", "decimal_latitude"),
        ("location-Latitude", "decimal_latitude"),
        ("_Where is it?_longitude", "decimal_longitude"),
        ("observation/species", "species"),
        ("decimalLongitude", "decimal_longitude"),
        ("Elevation (m)", "elevation"),
        ("ФИО наблюдателя", "recorded_by"),
        ("Прим.", "remarks"),
        ("Effort_length (km)", "effort_km"),
        ("adult_males", "adult_males"),
        ("sighting.count", "count"),
        ("№ п/п", "form_number"),
        ("Телефон", "@private"),
        ("FID", "@leave"),
        ("_id", "@leave"),
    ],
)
def test_headings_that_people_really_type(heading: str, target: str) -> None:
    """Protects the proposal: each of these stood in some table and means this field of a sighting."""
    assert best("sighting", heading) == target


@pytest.mark.parametrize(
    ("heading", "target"),
    [
        ("овцы", "losses.sheep.killed"),
        ("козы", "losses.goat.killed"),
        ("Убито овец", "losses.sheep.killed"),
        ("пропало коз", "losses.goat.missing"),
        ("sheep killed", "losses.sheep.killed"),
        ("Goats_injured", "losses.goat.injured"),
        ("КРС", "losses.cattle.killed"),
        ("ягнят убито", "losses.sheep_lamb.killed"),
        ("убито", "losses.+.killed"),
        ("вид скота", "losses.+.animal"),
        ("Хищник", "species"),
        ("Аил", "village"),
        ("тел.", "owner_phone"),
    ],
)
def test_wide_and_long_tables_of_losses(heading: str, target: str) -> None:
    """Protects registers of attacks: an animal and what became of it may be one heading, in any order."""
    assert best("conflict", heading) == target


def test_a_heading_over_two_rows_is_read_as_one() -> None:
    """Protects tables with "Killed" merged over "sheep" and "goats"."""
    assert best("conflict", "Убито / овцы", ("Убито", "овцы")) == "losses.sheep.killed"
    assert best("sighting", "Координаты / широта", ("Координаты", "широта")) == "decimal_latitude"


@pytest.mark.parametrize(
    "heading",
    [
        "How do you describe the current state of the local ecosystem?",
        "Which traditional plants and animals are important to your community?",
        "Brokenness",
        "harem",
        "誘引物",
    ],
)
def test_a_heading_that_means_nothing_of_ours_goes_nowhere(heading: str) -> None:
    """Protects records from answers to questions that nobody asked: no field is better than a wrong one."""
    assert best("sighting", heading) == ""


@pytest.mark.parametrize("language", ["en", "ru", "mn"])
@pytest.mark.parametrize("name", ["sighting", "grazing", "conflict", "patrol"])
def test_our_own_labels_are_known_in_every_language(name: str, language: str) -> None:
    """Protects our own exports with their keys cut off: every label that names one field only finds it again."""
    declared, words = kind(name), Words(language)
    labels = {
        field: fold_heading(label(declared, field, words)) for field in declared.fields if field not in NEVER
    }
    for field, shown in labels.items():
        if list(labels.values()).count(shown) == 1:
            found = [one.target for one in book_of(name).candidates(shown) if one.score >= 0.9]
            assert field in found, (field, shown)


def test_every_row_of_the_table_means_something() -> None:
    """Protects `headings.csv` from a target that no kind has, which would be a heading lost without a word."""
    with resources.path("import", "headings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [row["kind"]] if row["kind"] else list(kinds())
            line = line_target(row["target"])
            target = row["target"] if line is None else str(line._replace(label="+"))
            assert any(is_known(kind(name), target) for name in names), row
            assert row["source"], row
            assert 0 < float(row["weight"]) <= 1, row


def test_livestock_is_known_by_its_names_and_its_classes() -> None:
    """Protects wide tables in Russian: headings stand in the genitive, and the Kazakh lamb is not the Russian goat."""
    names = livestock_names()
    assert names[fold_heading("овец")] == "sheep"
    assert names[fold_heading("козы")] == "goat"
    assert names[fold_heading("овцематки")] == "sheep_ewe"


def test_photos_of_nobody_are_known() -> None:
    """Protects counts of animals from the photos that cameras make of grass and of their owners."""
    assert not_records()[fold_heading("空拍")] == "blank_photo"
    assert not_records()[fold_heading("Тест")] == "test_photo"
    assert not_records()[fold_heading("Homo sapiens")] == "person_or_car"
