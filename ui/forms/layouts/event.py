"""What the pages of all events share: the patrol of the day, the surroundings, the paper trail, and the line of facts."""

from __future__ import annotations

from camifield.fields.conditions import Either
from ui.forms.layouts.layout import Section

NEVER = Either()  # only once it is answered; the patrol also when one was under way on that date

SURROUNDINGS = ("habitat", "landform", "weather", "snow_depth_cm")
WHO_TOLD = ("part_of_day", "companions", "observer_role", "is_told", "informant_name", "consent_given")
NUMBERS = ("elevation", "waypoint_number", "form_number")
FACTS = (
    "country_code",
    "state_province",
    "county",
    "protected_area",
    "management_zone",
    "corridor",
    "pasture_unit",
    "utc_offset",
    "coordinate_uncertainty_in_meters",
    "georeference_source",
    "sampling_protocol",
)


def paper(*between: str, before: tuple[str, ...] = ()) -> Section:
    """The folded rest of every event: who told it, what only this kind has, and the numbers in the notebook."""
    return Section("paper", *before, *WHO_TOLD, *between, *NUMBERS)


def surroundings(*more: str) -> Section:
    """Habitat, landform and weather, and what else a kind asks of them."""
    return Section("surroundings", *SURROUNDINGS, *more)
