"""Own areas for the screens: what a list of them tells, which of them filter records, and which lie at a point."""

from __future__ import annotations

from camifield.geo.own_areas import OwnArea
from camifield.kinds.area_filling import FIELD_OF, area_token, name_of
from camifield.project.project import Project
from camifield.store.query import CardQuery


def filtering_areas(project: Project) -> dict[str, str]:
    """Filter word -> name, of the areas whose names records have; by name. Several parts of one name are one."""
    return {area_token(name_of(one)): name_of(one) for one in project.areas().all if one.sort in FIELD_OF}


def tags_records(area: OwnArea) -> bool:
    """Whether records say that they lie in it: of transects and what is of no sort they do not."""
    return area.sort in FIELD_OF


def lying_at(project: Project, longitude: float, latitude: float, radius_m: float) -> list[OwnArea]:
    """The areas at a point of a map, and the lines within so many metres of it: the smallest box first, as it lies on top."""
    found = [
        one.area
        for one in project.areas().at(latitude, longitude, radius_m)
        if one.is_inside or _is_line(one.area)
    ]
    return sorted(found, key=lambda one: (one.box.east - one.box.west) * (one.box.north - one.box.south))


def _is_line(area: OwnArea) -> bool:
    try:
        return not area.shape.is_closed
    except ValueError:  # of a newer version
        return False


def count_in(project: Project, area: OwnArea, kinds: tuple[str, ...]) -> int:
    """How many records say that they lie in it."""
    return project.store.count(CardQuery(kinds=kinds, tokens=((area_token(name_of(area)),),)))
