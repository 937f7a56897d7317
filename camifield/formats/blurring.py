"""Records as others may see them: places on a fixed grid by sensitivity, what is withheld named, the store never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from camifield.fields.reading.edtf import end_of, precision_of, start_of
from camifield.fields.values import Cell, Value
from camifield.formats.csv_guard import unguarded
from camifield.formats.named_people import NamedPeople
from camifield.geo.position import cell_of
from camifield.ids import id_text
from camifield.kinds.sensitivity import STEP, category_of
from camifield.security.hashing import ID_BYTES
from camifield.security.references import reference_of

# What would give the place back (Chapman 2020, rule 4), by how much is hidden.
GIVES_PLACE_BACK = (
    "verbatim_coordinates",
    "verbatim_coordinate_system",
    "coordinate_precision",
    "verbatim_srs",
    "coordinate_operation",
    "reading_uncertainty_in_meters",
    "place",
    "locality",
    "name",
    "elevation",
    "protected_area",
    "management_zone",
    "corridor",
    "pasture_unit",
    "patrol",
    "waypoint_number",
    "form_number",
    "transect",
    "remarks",
    "source_file",
    "source_row",
    "household_code",
    "permit_number",
    "claim_number",
)
GIVES_PLACE_BACK_COARSELY = (
    "village",
    "county",
    "distance_m",
    "bearing_deg",
    "perpendicular_distance_m",
    "pasture_name",
    "pasture_user_group",
    "in_protected_area",
    "in_no_grazing_zone",
    "on_migration_route",
)
# Of the most endangered the day gives the place back too: who was where on that day is known in a village.
GIVES_DAY_BACK = (
    "event_time",
    "time_is_about",
    "part_of_day",
    "verbatim_event_date",
    "verbatim_event_time",
    "found_time",
)
DATES = (
    "event_date",
    "reported_date",
    "found_date",
    "visit_date",
    "claim_date",
    "paid_date",
    "arrival_date",
    "departure_date",
)
COORDINATES = ("decimal_latitude", "decimal_longitude")
_RADII = ("uncertainty_m", "coordinate_uncertainty_in_meters")
_ALWAYS_BLURRED = frozenset((*GIVES_PLACE_BACK, *GIVES_PLACE_BACK_COARSELY, *COORDINATES, *_RADII))


@dataclass(frozen=True, slots=True)
class Blurred:
    """The cells that differ from the stored ones, the grid step in degrees ("" when exact), what was withheld."""

    cells: Mapping[str, Cell] = field(default_factory=dict[str, Cell])
    step: str = ""
    withheld: tuple[str, ...] = ()
    is_to_the_month: bool = False


EXACT = Blurred()


@dataclass
class Blurring:
    """The policy of one export. `is_exact` is for the agency that owns the data. Counts what it changed.

    own: the team's own animals, code -> category. people: the names that no text may speak. project: its id, for references.
    generalised: records whose coordinates were moved to the grid. hidden: records whose place was left out altogether.
    withheld: records that lack something of what is kept.
    """

    is_exact: bool
    own: Mapping[str, str] = field(default_factory=dict[str, str])
    people: NamedPeople = field(default_factory=NamedPeople)
    project: bytes = b""
    generalised: int = 0
    hidden: int = 0
    withheld: int = 0

    def called(self, record: Cell) -> str | int | float | None:
        """What the receiver may call a record by: its id (16 bytes) as text, or a reference that tells nothing."""
        if not isinstance(record, bytes) or len(record) != ID_BYTES:
            return record.hex() if isinstance(record, bytes) else record
        return id_text(record) if self.is_exact else reference_of(self.project, record)

    def blur(
        self, kind: str, cells: Mapping[str, Cell], texts: Sequence[str] = (), named: tuple[str, ...] = ()
    ) -> Blurred:
        """The record's cells as this export's receiver may see them.

        `texts` are the columns of free text, `named` the people whom the record names in its restricted part.
        """
        if self.is_exact:
            return EXACT
        found = category_of(kind, cells, self.own)
        step = STEP[found]
        hidden: dict[str, Cell] = {
            name: None for name in _withheld_names(step) if cells.get(name) is not None
        }
        shown, moved = ("", {}) if step == "" else _moved(cells, step)
        self.generalised += bool(shown)
        self.hidden += not shown and bool(hidden or moved)
        spoken = [name for name in texts if name not in hidden and self._names_somebody(cells, name, named)]
        dates = _to_the_month(cells) if step is None else {}
        changed = {**hidden, **dict.fromkeys(spoken), **dates, **moved}
        withheld = tuple(name for name, cell in changed.items() if cell is None and name not in _RADII)
        self.withheld += bool(withheld)
        return Blurred(changed, shown, withheld, step is None)

    def _names_somebody(self, cells: Mapping[str, Cell], name: str, named: tuple[str, ...]) -> bool:
        cell = cells.get(name)
        return isinstance(cell, str) and self.people.are_in(cell, named)


def is_blurred(name: str, kept: Value | None, text: str) -> bool:
    """Whether a cell of a row that says it is generalised is our own doing, and so no change that somebody made."""
    if name in GIVES_DAY_BACK:
        return not text
    if name in DATES:
        return isinstance(kept, str) and unguarded(text) in ("", month_of(kept))
    return name in _ALWAYS_BLURRED or not text


def month_of(date: str) -> str | None:
    """A kept date to the month: 2026-03-12 is 2026-03; a season or a year stays. None for what is no date of ours."""
    try:
        is_range = precision_of(date) == "range"
    except ValueError:
        return None
    if not is_range:
        return date[:7]
    first, last = (end[:7] for end in date.split("/"))
    return first if first == last else f"{first}/{last}"


def _withheld_names(step: str | None) -> Sequence[str]:
    if step == "":
        return ()
    if step == STEP["low"]:
        return GIVES_PLACE_BACK
    names = (*GIVES_PLACE_BACK, *GIVES_PLACE_BACK_COARSELY)
    return names if step is not None else (*names, *GIVES_DAY_BACK)


def _moved(cells: Mapping[str, Cell], step: str | None) -> tuple[str, dict[str, Cell]]:
    """The step that is told, and the cells of the position: in the middle of their cell of the grid, or left out."""
    latitude, longitude = (cells.get(name) for name in COORDINATES)
    radii = [name for name in _RADII if cells.get(name) is not None]
    if step is None or latitude is None or longitude is None:
        return "", dict.fromkeys((*(name for name in COORDINATES if cells.get(name) is not None), *radii))
    cell = cell_of(str(latitude), str(longitude), step)
    stated = cells.get("uncertainty_m")
    radius = cell.uncertainty_m + (stated if isinstance(stated, int) else 0)
    moved = dict(zip(COORDINATES, (float(cell.latitude), float(cell.longitude)), strict=True))
    return step, {**moved, **dict.fromkeys(("uncertainty_m", *radii), radius)}


def _to_the_month(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """The dates of a record to the month, and the first and last day that this leaves."""
    found: dict[str, Cell] = {
        name: month_of(cell) for name in DATES if isinstance(cell := cells.get(name), str)
    }
    date = found.get("event_date")
    if isinstance(date, str):
        found |= {"start_day": start_of(date).isoformat(), "end_day": end_of(date).isoformat()}
    elif "start_day" in cells:
        found |= {"start_day": None, "end_day": None}
    return found
