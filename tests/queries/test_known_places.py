"""Protects known places on screens: the nearest first, told from the place, and none that is far."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.saving import save
from camifield.project.project import Project
from camifield.queries.known_places import away_from, called, places_near, position_line
from tests.making import ENGLISH, make_project

PLACES = (
    ("Ак-Сай", "camp", "41.8412 78.1120"),
    ("CAM-07", "camera_station", "41.8440 78.1180"),
    ("Kara-Suu", "", "41.8630 78.1201"),
    ("Far", "well", "41.8412 78.2320"),
    ("Nowhere", "camp", ""),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with some known places, one without a position."""
    found = make_project(tmp_path)
    for name, kind, text in PLACES:
        entries = {"name": name, "place_kind": kind, "verbatim_coordinates": text}
        save(found, "place", {key: one for key, one in entries.items() if one}, ENGLISH)
    yield found
    found.close()


def test_the_nearest_come_first(project: Project) -> None:
    """Within five kilometres, by distance, told as people say it; right beside one, that is said."""
    near = places_near(project, "41.8445", "78.1190", ENGLISH)
    assert [one.place.name for one in near] == ["CAM-07", "Ак-Сай", "Kara-Suu"]
    assert [one.words for one in near] == [
        "100 m north-east of CAM-07",
        "690 m north-east of Ак-Сай",
        "2.1 km south of Kara-Suu",
    ]
    [here] = places_near(project, "41.8441", "78.1180", ENGLISH, within_m=50)
    assert here.words == "CAM-07, right here"
    assert places_near(project, "41.9", "78.9", ENGLISH) == []
    assert len(places_near(project, "41.8445", "78.1190", ENGLISH, within_m=50_000, most=2)) == 2


def test_a_place_is_found_by_any_writing_of_its_name(project: Project) -> None:
    """Case, spaces and letters of another keyboard do not matter."""
    assert [one.name for one in called(project, "ак сай")] == ["Ак-Сай"]
    assert [one.name for one in called(project, "cam 07")] == ["CAM-07"]
    assert called(project, "") == []


def test_a_place_is_told_with_how_far_it_reaches(project: Project) -> None:
    """A camera is a point, a camp a piece of a valley; without a position there is nothing to tell."""
    lines = {one.name: position_line(one, project.asking(ENGLISH)) for one in project.names.places.values()}
    assert lines["CAM-07"].endswith("± 44 m")
    assert lines["Kara-Suu"].startswith("41.86300° N, 78.12010° E · ± 1 km")
    assert lines["Nowhere"] == ""
    nowhere = called(project, "nowhere")[0]
    assert away_from(nowhere, "41", "78", ENGLISH) == ""
    assert away_from(called(project, "far")[0], "41.8412", "78.1120", ENGLISH) == "9.9 km west of Far"
