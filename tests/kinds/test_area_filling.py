"""Own areas are filled in from the position, follow it, never overwrite what a person wrote, and say no more than is known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from camifield.fields.field import Asking
from camifield.fields.filling import filled_by_program
from camifield.fields.validation import validate
from camifield.fields.values import Value
from camifield.geo.own_areas import OwnArea, OwnAreas
from camifield.geo.shapes import packed_shape, shape_of
from camifield.kinds.area_filling import TAGS
from camifield.kinds.catalogue import kind
from camifield.kinds.grazing_filling import ASKED_OF

Ring = list[tuple[float, float]]
SIGHTING = {
    "event_date": "2026-03-14",
    "recorded_by": "01" * 16,
    "how_known": "saw",
    "species": "ARG",
    "certainty": "certain",
}
GRAZING = {"event_date": "2026-03-14", "recorded_by": "01" * 16, "grazing_type": "water_point"}


def square(west: float, south: float, side: float = 0.2) -> Ring:
    """A square of so many degrees."""
    return [(west, south), (west + side, south), (west + side, south + side), (west, south + side)]


def area(name: str, sort: str, ring: Ring, *others: str, is_closed: bool = True) -> OwnArea:
    """An area of one ring."""
    shape = shape_of([ring], is_closed=is_closed)
    return OwnArea(name.encode(), name, sort, packed_shape(shape), shape.box, others)


RESERVE = area("Sarychat", "protected_area", square(78.0, 41.8), "Сарычат")
PARK = area("Ala-Too; park", "protected_area", square(78.1, 41.9))
CORE = area("Core", "core_zone", square(78.0, 41.8, 0.1))
CLOSED = area("Closed meadow", "no_grazing_zone", square(78.15, 41.85, 0.02))
UNIT = area("Tosor 4", "pasture_unit", square(77.0, 42.0))
ROUTE = area("Argali route", "migration_corridor", [(78.0, 41.7), (78.2, 41.7)], is_closed=False)
LINE = area("Transect 1", "transect", square(78.0, 41.8))


def asking(*areas: OwnArea) -> Asking:
    """A project with these areas."""
    found = OwnAreas(areas)
    return Asking(date(2026, 11, 22), areas=lambda: found)


def tagged(values: Mapping[str, Value]) -> dict[str, Value]:
    """What is said of areas."""
    return {name: values[name] for name in (*TAGS, *ASKED_OF) if name in values}


def read(with_areas: Asking, **changes: str) -> dict[str, Value]:
    """What a sighting with these answers says of areas."""
    return tagged(validate(kind("sighting"), {**SIGHTING, **changes}, with_areas).values)


def test_a_position_tells_all_areas_that_it_lies_in() -> None:
    """Two reserves over each other are joined in one field; a zone has its own field, a transect none."""
    team = asking(RESERVE, PARK, CORE, UNIT, ROUTE, LINE)
    assert read(team, verbatim_coordinates="41.95 78.15") == {"protected_area": "Ala-Too, park; Sarychat"}
    assert read(team, verbatim_coordinates="41.85 78.05") == {
        "protected_area": "Sarychat",
        "management_zone": "Core",
    }
    assert read(team, verbatim_coordinates="42.1 77.1") == {"pasture_unit": "Tosor 4"}
    assert read(team, verbatim_coordinates="41.7 78.1") == {}
    assert read(team, locality="Tosor") == {}


def test_without_areas_nothing_is_said() -> None:
    """A project that brought none has the records it always had."""
    assert read(asking(), verbatim_coordinates="41.95 78.15") == {}


def test_what_a_person_wrote_stands() -> None:
    """A name that somebody typed is not replaced, and does not follow a position that is put right."""
    team = asking(RESERVE, UNIT)
    said = read(team, verbatim_coordinates="41.95 78.05", protected_area="The old reserve")
    assert said == {"protected_area": "The old reserve"}
    values = validate(
        kind("sighting"),
        {**SIGHTING, "verbatim_coordinates": "41.95 78.05", "protected_area": "The old reserve"},
        team,
    ).values
    fillings = kind("sighting").fillings
    assert "protected_area" not in filled_by_program(fillings, values, team, "verbatim_coordinates")


@pytest.mark.parametrize("name", ["Sarychat", "Сарычат", "Sarychat; Ala-Too, park"])
def test_what_the_program_filled_in_follows_the_position(name: str) -> None:
    """Also a name that the area has only as another one now, and an area that came since."""
    team = asking(RESERVE, PARK)
    entries = {**SIGHTING, "verbatim_coordinates": "41.85 78.05", "protected_area": name}
    values = validate(kind("sighting"), entries, team).values
    assert "protected_area" in filled_by_program(
        kind("sighting").fillings, values, team, "verbatim_coordinates"
    )


def test_an_area_tags_only_days_on_which_it_was_valid() -> None:
    """A reserve founded in summer was none in March."""
    shape = shape_of([square(78.0, 41.8)], is_closed=True)
    young = OwnArea(
        b"y", "Young", "protected_area", packed_shape(shape), shape.box, (), date(2026, 6, 1).toordinal()
    )
    team = asking(young)
    assert read(team, verbatim_coordinates="41.9 78.1") == {}
    assert read(team, verbatim_coordinates="41.9 78.1", event_date="2026-06-01") == {
        "protected_area": "Young"
    }
    assert read(team, verbatim_coordinates="41.9 78.1", event_date="2026") == {"protected_area": "Young"}


def graze(with_areas: Asking, place: str, **changes: str) -> dict[str, Value]:
    """What a visit to a pasture answers of areas, names left out."""
    entries = {**GRAZING, "verbatim_coordinates": place, **changes}
    found = tagged(validate(kind("grazing"), entries, with_areas).values)
    return {name: value for name, value in found.items() if name in ASKED_OF}


def test_grazing_answers_only_of_sorts_that_are_there() -> None:
    """Where nobody brought a corridor, nobody knows whether the herd was on one: no answer, and not "no"."""
    assert graze(asking(RESERVE), "41.90000 78.10000") == {"in_protected_area": "yes"}
    assert graze(asking(RESERVE, CLOSED), "41.81000 78.19000") == {
        "in_protected_area": "yes",
        "in_no_grazing_zone": "no",
    }
    assert graze(asking(UNIT), "41.90000 78.10000") == {}


def test_near_an_edge_grazing_does_not_know() -> None:
    """300 m from the edge a handheld's position is sure, one that is right to a kilometre is not, on either side."""
    team = asking(RESERVE)
    for place, sure in (("41.80270 78.10000", "yes"), ("41.79730 78.10000", "no")):
        assert graze(team, place) == {"in_protected_area": sure}
        rough = graze(team, place, coordinate_uncertainty_in_meters="1000")
        assert rough == {"in_protected_area": "unknown"}


def test_a_route_drawn_as_a_line_is_never_a_yes() -> None:
    """A line has no width that anybody said: on it nobody knows, far from it it is no."""
    assert graze(asking(ROUTE), "41.70000 78.10000") == {"on_migration_route": "unknown"}
    assert graze(asking(ROUTE), "41.90000 78.10000") == {"on_migration_route": "no"}


def test_an_answer_that_was_put_right_stands() -> None:
    """It is correctable: what a person says of the zone is not replaced, and does not follow the position."""
    team = asking(RESERVE)
    assert graze(team, "41.90000 78.10000", in_protected_area="no") == {"in_protected_area": "no"}
    entries = {**GRAZING, "verbatim_coordinates": "41.9 78.1", "in_protected_area": "no"}
    values = validate(kind("grazing"), entries, team).values
    follows = filled_by_program(kind("grazing").fillings, values, team, "verbatim_coordinates")
    assert "in_protected_area" not in follows
