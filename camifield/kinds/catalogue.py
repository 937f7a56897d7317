"""The tuple of all kinds: adding one is a file of its own and an entry here."""

from __future__ import annotations

from functools import cache

from camifield.fields.declaration import Declared, declare
from camifield.kinds.area import Area
from camifield.kinds.clock_correction import ClockCorrection
from camifield.kinds.conflict import Conflict
from camifield.kinds.grazing import Grazing
from camifield.kinds.own_term import OwnSpecies, OwnTerm
from camifield.kinds.patrol import Patrol
from camifield.kinds.person import Person
from camifield.kinds.place import Place
from camifield.kinds.record import Record
from camifield.kinds.sighting import Sighting
from camifield.kinds.track import Track

KINDS: tuple[type[Record], ...] = (
    *(Sighting, Grazing, Conflict, Patrol),
    *(Person, Place, OwnSpecies, OwnTerm, ClockCorrection, Track, Area),
)


@cache
def kinds() -> dict[str, Declared]:
    """Every kind's declaration by its permanent name."""
    declared = [declare(model) for model in KINDS]
    return {found.name: found for found in declared}


def kind(name: str) -> Declared:
    """One kind. Raises KeyError for a kind of a newer version."""
    return kinds()[name]
