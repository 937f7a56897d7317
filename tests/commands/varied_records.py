"""Records of every kind with everything that is hard to hand over: scripts, signs, partial dates, places to be guarded."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from camifield.commands.saving import save
from camifield.fields.values import Entry
from camifield.project.project import Project
from tests.making import ENGLISH, WALK, conflict, make_project, person, sighting

LONG = "Долгий рассказ о следах. " * 700
# What must be found nowhere in a file for others: exact places, words that give them back, names of people.
PLACES = (
    "42.31861", "76.90411", "42.4718", "76.5566", "33.12345", "56.54321", "42.9012", "77.1234", "41.7777", "75.8888",
    "Secret gorge", "Тайное ущелье", "Hidden spring", "Верхняя стоянка", "Чон-Кемин", "Den behind the red rock",
    "WP 047", "MAP-3", "Eagle segment", "KG-TAG-12", "H07-secret",
)  # fmt: skip
PEOPLE = (
    "Aibek",
    "Гулнара",
    "Бакыт",
    "Асанов",
    "Nurlan",
    "+996 555 123456",
    "Vet Saparov",
    "Informer Jumaev",
)


@contextmanager
def varied_project(folder: Path) -> Generator[Project, None, None]:
    """A project with eight sightings, two herds, two attacks, a patrol and a track; closed at the end."""
    project = make_project(folder)
    try:
        patrol = _save(
            project,
            "patrol",
            start_date="2026-03-10",
            end_date="2026-03-12",
            start_time="06:00",
            leader=person(project),
            members=[person(project, "Гулнара С.")],
            distance_km="23.5",
            transport=["horse", "foot"],
            name="Hidden spring and back",
            locality="Тайное ущелье",
        )
        _save(
            project,
            "track",
            start_date="2026-03-11",
            start_time="07:10",
            recorded_by=person(project),
            patrol=patrol.hex(),
            points=WALK,
        )
        _save_sightings(project, patrol)
        _save_herds(project)
        _save_attacks(project)
        yield project
    finally:
        project.close()


def _save(project: Project, kind: str, **entries: Entry) -> bytes:
    return save(project, kind, entries, ENGLISH).record


def _sighting(project: Project, **changes: Entry) -> bytes:
    return _save(project, "sighting", **sighting(project, **changes))


def _save_sightings(project: Project, patrol: bytes) -> None:
    _sighting(project, remarks="=1+1", count="~12", adult_males="0", verbatim_coordinates="42.31861 76.90411")
    _sighting(
        project,
        species="SNL",
        count="2",
        event_time="06:20",
        verbatim_coordinates="42.4718 76.5566",
        locality="Secret gorge",
        remarks="@den\nDen behind the red rock",
        waypoint_number="WP 047",
        patrol=patrol.hex(),
    )
    _sighting(
        project,
        species="CHE",
        country_code="IR",
        count="1",
        event_date="2026-03-07",
        event_time="17:05",
        verbatim_coordinates="33.12345 56.54321",
        locality="پشت تپه",
        remarks="یوزپلنگ ایرانی",
    )
    _sighting(
        project,
        species="cat_unsure",
        how_known="sign",
        sign_type="pugmark_track",
        count="",
        event_date="2026-02",
        verbatim_coordinates="42.4718 76.5566",
        locality="雪豹沟",
        segments=[
            {"segment": "Eagle segment", "result": "found"},
            {"segment": "=2", "result": "not_found"},
        ],
    )
    _sighting(
        project,
        species="WOL",
        count="10-15",
        event_date="2026-01-31/2026-02-01",
        verbatim_coordinates="",
        locality="\u202f གངས་རི། ",
        remarks="-5 °C, вместе с Гулнарой",
        form_number="007",
    )
    _sighting(project, species="ARG", occurrence="absent", count="", effort_km="4.25", remarks=LONG)
    _sighting(
        project,
        species="WOL",
        how_known="dead",
        count="1",
        cause_of_death="poaching_snare",
        event_date="2025-21",
        verbatim_coordinates="42.9012 77.1234",
        is_told="informant",
        informant_name="Informer Jumaev",
        consent_given="yes",
        remarks="control\x01sign \x0b and _x0041_",
    )
    _sighting(
        project,
        species="WOL",
        count="?",
        event_date="2024",
        locality="＝FULL",
        verbatim_coordinates="42.5 76.5",
    )


def _save_herds(project: Project) -> None:
    _save(
        project,
        "grazing",
        event_date="2026-03-08",
        recorded_by=person(project),
        verbatim_coordinates="42.4718 76.5566",
        locality="Верхняя стоянка",
        grazing_type="camp",
        household_code="H07-secret",
        wildlife_seen=["SNL", "WOL"],
        livestock=[{"animal": "sheep", "number": "140"}, {"animal": "goat", "number": "0"}],
        vaccinations=[{"disease": "anthrax", "number": "140", "given_by": "Vet Saparov", "date": "2025-11"}],
        remarks="@home of Бакыт",
        country_code="KG",
    )
    _save(
        project,
        "grazing",
        event_date="2026-03-09",
        recorded_by=person(project),
        locality="Тосор",
        grazing_type="herd_met",
        livestock=[{"animal": "yak", "number": "12"}],
        snow_depth_cm="7.5",
    )


def _save_attacks(project: Project) -> None:
    entries = conflict(
        project,
        verbatim_coordinates="41.7777 75.8888",
        village="Чон-Кемин",
        owner_name="Бакыт Асанов",
        owner_phone="+996 555 123456",
        attack_place="pasture",
        claim_made="government",
        claim_number="MAP-3",
        claimant_name="Nurlan",
        claim_amount="12500.50",
        claim_currency="KGS",
        visit_date="2026-03-13",
        losses=[
            {"animal": "sheep_ewe", "killed": "3", "ear_tag": "KG-TAG-12"},
            {"animal": "sheep_lamb", "killed": "2"},
            {"animal": "goat", "missing": "1"},
        ],
    )
    _save(project, "conflict", **entries)
    _save(
        project,
        "conflict",
        event_date="2026-02-20",
        recorded_by=person(project),
        village="Сары-Булак",
        conflict_type=["human_injury"],
        species="BRB",
        victims=[{"age_group": "adult", "injury": "minor"}],
    )
