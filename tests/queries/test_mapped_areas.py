"""Protects own areas for the map: each where it lies, its name inside of it, the small above the large."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.geo.edges import Edges
from camifield.geo.mercator import from_unit, to_unit
from camifield.project.project import Project
from camifield.queries.areas import count_in, filtering_areas, lying_at, tags_records
from camifield.queries.mapped_areas import areas_for_others, mapped_areas
from tests.commands.area_files import bring_in, file, square
from tests.formats.features.making import kml, written
from tests.making import make_project, save_sighting

# A crescent whose middle is outside of it, and a line.
CRESCENT = "76,42 78,42 78,43 77.8,43 77.8,42.2 76.2,42.2 76.2,43 76,43 76,42"
LINE = "75,41 75.5,41.5 76,41"


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Project:
    """A project with a large area, a small one in it, a crescent and a line."""
    project = make_project(tmp_path)
    bring_in(project, file(tmp_path, square("Small", side=0.1), square("Large", side=4)))
    shape = f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{CRESCENT}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
    line = f"<LineString><coordinates>{LINE}</coordinates></LineString>"
    inside = (
        f"<Placemark><name>Crescent</name>{shape}</Placemark><Placemark><name>Line</name>{line}</Placemark>"
    )
    bring_in(project, written(tmp_path / "b.kml", kml(inside)), "transect")
    return project


def test_the_largest_is_drawn_first(project: Project) -> None:
    """A small area would be hidden and could not be pressed."""
    assert [one.area.name for one in mapped_areas(project)] == ["Large", "Crescent", "Line", "Small"]


def test_shapes_and_boxes_are_where_they_were_given(project: Project) -> None:
    """In the unit square of the map, north above."""
    [small] = [one for one in mapped_areas(project) if one.area.name == "Small"]
    west, north = to_unit(76, 42.1)
    east, south = to_unit(76.1, 42)
    assert small.box == pytest.approx((west, north, east, south))
    assert small.shapes.is_closed
    assert len(small.shapes.points) == 5


def test_others_see_reserves_and_no_line_of_the_team(project: Project) -> None:
    """Where the team walks its transects, and what it names for itself, is on no page that leaves without exact places."""
    assert [one.area.name for one in areas_for_others(mapped_areas(project))] == ["Large", "Small"]


def test_names_stand_inside(project: Project) -> None:
    """Also in a crescent, whose middle lies outside of it; a line's name stands on it."""
    for one in mapped_areas(project):
        edges = Edges(one.area.shape)
        for place in one.places:
            longitude, latitude = from_unit(*place)
            is_in = edges.hold(latitude, longitude)
            assert is_in or edges.are_within(latitude, longitude, 1.0), one.area.name


def test_what_lies_at_a_point(project: Project) -> None:
    """The smallest first; a line within reach, and an edge of an area that one is not in is not meant."""
    assert [one.name for one in lying_at(project, 76.05, 42.05, 500)] == ["Small", "Crescent", "Large"]
    assert [one.name for one in lying_at(project, 75.25, 41.25, 500)] == ["Line"]
    assert lying_at(project, 75.25, 41.35, 500) == []
    assert lying_at(project, 75.999, 44.0, 500) == []


def test_only_areas_that_tag_records_filter_them(project: Project) -> None:
    """A transect is on the map and in no record."""
    assert sorted(filtering_areas(project).values()) == ["Large", "Small"]
    save_sighting(project)
    counts = {one.name: count_in(project, one, ("sighting",)) for one in project.areas().all}
    assert counts == {"Crescent": 0, "Large": 1, "Line": 0, "Small": 0}
    assert [one.name for one in project.areas().all if not tags_records(one)] == ["Crescent", "Line"]
