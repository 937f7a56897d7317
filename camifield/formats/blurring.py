"""Places as others may see them: a fixed grid by sensitivity, what is withheld named, the store never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from camifield.fields.values import Cell
from camifield.geo.position import cell_of
from camifield.kinds.sensitivity import STEP, category

# What would give the place back (Chapman 2020, rule 4), by how much is hidden.
GIVES_PLACE_BACK = (
    "verbatim_coordinates",
    "verbatim_coordinate_system",
    "coordinate_precision",
    "place",
    "locality",
    "elevation",
    "waypoint_number",
    "form_number",
    "transect",
    "remarks",
    "source_file",
    "source_row",
)
GIVES_PLACE_BACK_COARSELY = ("village", "county", "distance_m", "bearing_deg", "pasture_name")


@dataclass(frozen=True, slots=True)
class Blurred:
    """The cells that differ from the stored ones, the grid step in degrees ("" when exact), what was withheld."""

    cells: Mapping[str, Cell] = field(default_factory=dict[str, Cell])
    step: str = ""
    withheld: tuple[str, ...] = ()


EXACT = Blurred()


@dataclass
class Blurring:
    """The policy of one export. `is_exact` is for the agency that owns the data. Counts what it changed."""

    is_exact: bool
    own: Mapping[str, str] = field(default_factory=dict[str, str])
    generalised: int = 0
    hidden: int = 0

    def blur(self, kind: str, cells: Mapping[str, Cell]) -> Blurred:
        """The record's cells as this export's receiver may see them."""
        if self.is_exact:
            return EXACT
        species, country = str(cells.get("species") or ""), str(cells.get("country_code") or "")
        found = category(kind, species, country, dict(self.own))
        step = STEP[found]
        if step == "":
            return EXACT
        names = GIVES_PLACE_BACK if found == "low" else (*GIVES_PLACE_BACK, *GIVES_PLACE_BACK_COARSELY)
        changed: dict[str, Cell] = {name: None for name in names if cells.get(name) is not None}
        withheld = tuple(changed)
        latitude, longitude = cells.get("decimal_latitude"), cells.get("decimal_longitude")
        if latitude is None or longitude is None:
            self.hidden += bool(withheld)
            return Blurred(changed, "", withheld)
        if step is None:
            hidden = {"decimal_latitude": None, "decimal_longitude": None, "uncertainty_m": None}
            self.hidden += 1
            return Blurred({**changed, **hidden}, "", (*withheld, "decimal_latitude", "decimal_longitude"))
        cell = cell_of(str(latitude), str(longitude), step)
        self.generalised += 1
        changed["decimal_latitude"] = float(cell.latitude)
        changed["decimal_longitude"] = float(cell.longitude)
        stated = cells.get("uncertainty_m")
        own = stated if isinstance(stated, int) else 0
        changed["uncertainty_m"] = cell.uncertainty_m + own
        if cells.get("coordinate_uncertainty_in_meters") is not None:
            changed["coordinate_uncertainty_in_meters"] = None
        return Blurred(changed, step, withheld)
