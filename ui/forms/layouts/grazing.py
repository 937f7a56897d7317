"""The page of a grazing visit: what was met and which livestock, then what belongs to camps, water and pasture."""

from __future__ import annotations

from ui.forms.layouts.event import FACTS, NEVER, paper, surroundings
from ui.forms.layouts.layout import Layout, Row, Section

LAYOUT = Layout(
    kind="grazing",
    starts_at="event_date",
    sections=(
        Section("when_and_who", Row("event_date", "event_time", "time_is_about"), "recorded_by", "patrol"),
        Section("where", "verbatim_coordinates", "locality", "pasture_name"),
        Section("what_was_met", "grazing_type", "livestock", "counted", "herding", "dogs", "household_code"),
        Section("water", "water_type", "water_state", "water_shared_with_wildlife"),
        Section(
            "pasture",
            "pasture_condition",
            Row("pasture_cover_percent", "bare_ground_percent", label="ground"),
            Row("sward_height_cm", "utilisation_percent", label="sward"),
            "dominant_plants",
        ),
        Section("photos_and_notes", "action_taken", "photos", "remarks"),
    ),
    folded=(
        Section("season", "season_pasture", "herders_present", "ownership", "herd_origin", "wildlife_seen"),
        Section(
            "camp",
            "households",
            "camp_type",
            Row("arrival_date", "departure_date", label="stay"),
            "winter_losses",
        ),
        Section("permit", "permit_number", "permitted_heads", "tenure", "pasture_user_group"),
        Section("health", "dog_lines", "vaccinations"),
        Section("zones", "in_protected_area", "in_no_grazing_zone", "on_migration_route"),
        surroundings(),
        paper("place", "village", "position_of"),
    ),
    facts=FACTS,
    asked={"patrol": NEVER},
    lines={
        "livestock": ("animal", "number", "young", "animal_as_said"),
        "dog_lines": (
            "role",
            "number",
            "rabies",
            "distemper",
            "vaccination_date",
            "tied_at_night",
            "chases_wildlife",
        ),
        "vaccinations": ("disease", "number", "date", "given_by"),
        "winter_losses": ("cause", "animal", "number"),
    },
)
