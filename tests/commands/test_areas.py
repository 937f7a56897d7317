"""Protects own areas that come in: kept as given, once, taken back as one, and by nobody who may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.commands import areas
from camifield.commands.areas import Chosen
from camifield.commands.saving import save
from camifield.commands.undoing import undo
from camifield.errors import Problem
from camifield.geo import shapes
from camifield.geo.shapes import unpacked_shape
from camifield.project.project import Project
from tests.commands.area_files import bring_in, file, square
from tests.formats.features.making import kml, written
from tests.making import ENGLISH, make_project, save_sighting, sighting
from tests.teams import another_laptop, first_laptop, give


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Project:
    """A project with two people."""
    return make_project(tmp_path)


def tags(project: Project, record: bytes) -> object:
    """The protected areas that a record says it lies in."""
    return project.stored(record).values.get("protected_area")


def test_areas_are_kept_as_given_and_known_at_once(project: Project, tmp_path: Path) -> None:
    """Every corner is there, the file is named, and the next record says where it lies."""
    before = save_sighting(project).record
    bring_in(project, file(tmp_path, square("Sarychat"), square("Corridor", sort="коридор")))
    found = {str(one.values["name"]): one.values for one in project.store.records_of_kind("area")}
    assert {name: values["area_kind"] for name, values in found.items()} == {
        "Sarychat": "protected_area",
        "Corridor": "migration_corridor",
    }
    assert found["Sarychat"]["source_file"] == "areas.kml"
    assert len(unpacked_shape(str(found["Sarychat"]["shape"]))) == 5
    after = project.stored(save_sighting(project).record).values
    assert (after["protected_area"], after["corridor"]) == ("Sarychat", "Corridor")
    assert tags(project, before) is None


def test_what_is_here_is_told_and_a_batch_goes_back(project: Project, tmp_path: Path) -> None:
    """The same file again is seen to be here; one undo takes all away, and records say no more of it."""
    path = file(tmp_path, square("Sarychat"), square("Zone", west=80))
    batch = bring_in(project, path)
    assert [one.is_here for one in areas.look_at(project, path).given] == [True, True]
    assert undo(project, batch).count == 2
    assert len(project.areas()) == 0
    assert [one.is_here for one in areas.look_at(project, path).given] == [False, False]
    assert tags(project, save_sighting(project).record) is None


def test_an_area_that_is_changed_or_removed_counts_at_once(project: Project, tmp_path: Path) -> None:
    """A new name is what the next record says; an area in the bin tags nothing; what records said stays."""
    bring_in(project, file(tmp_path, square("Sarychat")))
    first = save_sighting(project).record
    [area] = project.areas().all
    save(
        project,
        "area",
        {"name": "Sarychat-Ertash", "area_kind": "protected_area", "shape": area.packed},
        ENGLISH,
        record=area.id,
    )
    assert tags(project, save_sighting(project).record) == "Sarychat-Ertash"
    areas.remove(project, [area.id], "moved")
    assert tags(project, save_sighting(project).record) is None
    assert tags(project, first) == "Sarychat"


def test_a_correction_of_the_place_takes_the_area_along(project: Project, tmp_path: Path) -> None:
    """What the program filled in follows the position; a count that is put right changes nothing of it."""
    record = save_sighting(project).record
    bring_in(project, file(tmp_path, square("Sarychat")))
    save(project, "sighting", sighting(project, count="13"), ENGLISH, record=record)
    assert tags(project, record) is None
    save(project, "sighting", sighting(project, verbatim_coordinates="42.4 76.8"), ENGLISH, record=record)
    assert tags(project, record) == "Sarychat"


def test_names_come_from_the_column_or_from_the_file(project: Project, tmp_path: Path) -> None:
    """A shape without a name is called by its file and number, so that it can be told from the others."""
    looked = areas.look_at(project, file(tmp_path, square("  Two\n words "), square("")))
    assert [looked.name_of(number, "name", ENGLISH) for number in (0, 1)] == ["Two words", "areas, 2"]


def test_a_shape_too_large_for_a_record_is_told(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is left out with a reason and never cut; asking for it all the same is refused."""
    monkeypatch.setattr(shapes, "MOST_CORNERS", 4)
    looked = areas.look_at(project, file(tmp_path, square("Large")))
    assert [one.is_too_large for one in looked.given] == [True]
    with pytest.raises(Problem, match="area-too-large"):
        areas.keep(project, looked.file, [Chosen(looked.given[0], "Large", "other")], ENGLISH)


def test_a_file_without_shapes_has_none(project: Project, tmp_path: Path) -> None:
    """Points alone are told, for the road of tables."""
    point = "<Placemark><name>Camp</name><Point><coordinates>77,42</coordinates></Point></Placemark>"
    looked = areas.look_at(project, written(tmp_path / "a.kml", kml(point)))
    assert (looked.given, looked.points) == ((), 1)


@pytest.mark.parametrize("role", ["monitor", "ranger"])
def test_who_decides_nothing_brings_in_no_areas(tmp_path: Path, role: str) -> None:
    """All records of the team tell by areas where they lie: only a reviewer or a coordinator says where they end."""
    first = first_laptop(tmp_path / "first")
    other = another_laptop(first, tmp_path / "other", code="K2", name="Nurlan B.", role=role)
    path = file(tmp_path, square("Mine"))
    assert areas.may_change_areas(first.project)
    assert not areas.may_change_areas(other.project)
    with pytest.raises(Problem, match="role-may-not-change-areas"):
        areas.look_at(other.project, path)
    with pytest.raises(Problem, match="role-may-not-change-areas"):
        save(other.project, "area", {"name": "Mine", "area_kind": "other"}, ENGLISH)
    first.close()
    other.close()


def test_areas_travel_to_the_laptops_of_the_team(tmp_path: Path) -> None:
    """What the coordinator brought in, a ranger's next record tells; what was written before stays as it was."""
    first = first_laptop(tmp_path / "first")
    other = another_laptop(first, tmp_path / "other", code="K2", name="Nurlan B.")
    mine = {
        "event_date": "2026-03-12",
        "recorded_by": other.person.hex(),
        "verbatim_coordinates": "42.31860 76.90412",
        "how_known": "saw",
        "species": "ARG",
        "certainty": "certain",
        "count": "12",
    }
    before = save(other.project, "sighting", mine, ENGLISH).record
    bring_in(first.project, file(tmp_path, square("Sarychat")))
    give(first, other)
    after = save(other.project, "sighting", mine, ENGLISH).record
    assert tags(other.project, before) is None
    assert tags(other.project, after) == "Sarychat"
    first.close()
    other.close()
