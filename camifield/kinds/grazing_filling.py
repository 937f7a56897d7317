"""What the program answers of grazing from the own areas: on protected ground, where nobody may graze, on a migration route.

Never asked of a ranger, worked out where such areas are known, and correctable (design: forms).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from camifield.fields.field import Asking
from camifield.fields.filling import Filling
from camifield.fields.values import Value
from camifield.kinds import event_filling
from camifield.kinds.area_filling import ANSWERED, IN_RESERVE, answer_of, lying_of
from camifield.kinds.event import UNCERTAINTY_OTHERWISE_M, uncertainty_of

ASKED_OF: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "in_protected_area": IN_RESERVE,
        "in_no_grazing_zone": frozenset(("no_grazing_zone",)),
        "on_migration_route": frozenset(("migration_corridor",)),
    }
)
# What makes a position more or less exact.
EXACTNESS = frozenset(
    (
        *("coordinate_uncertainty_in_meters", "reading_uncertainty_in_meters"),
        *("georeference_source", "position_of"),
    )
)


def answers(values: Mapping[str, Value], asking: Asking) -> Mapping[str, Value]:
    """Yes, no or unknown to each question of whose sorts the project has areas; a route drawn as a line has no width, and
    can only be too near to tell.
    """
    areas = asking.areas() if "decimal_latitude" in values else None
    if not areas:
        return {}
    radius = uncertainty_of(values)
    lying = lying_of(values, areas, float(radius) if isinstance(radius, int) else UNCERTAINTY_OTHERWISE_M)
    return {
        name: answer_of([one for one in lying if one.area.sort in sorts])
        for name, sorts in ASKED_OF.items()
        if sorts & areas.sorts
    }


def is_answer(name: str, values: Mapping[str, Value], asking: Asking) -> bool:
    """Whether an answer is what the program gives."""
    return answers(values, asking).get(name) == values[name]


FILLINGS = (
    *event_filling.FILLINGS,
    Filling(ANSWERED | EXACTNESS, tuple(ASKED_OF), answers, is_answer),
)
