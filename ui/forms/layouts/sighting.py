"""The page of a sighting: at most twelve answers in sight, the rest folded (design: what the forms ask)."""

from __future__ import annotations

from camifield.fields.conditions import Either, Filled, Is, Unless
from ui.forms.layouts.event import FACTS, NEVER, paper, surroundings
from ui.forms.layouts.layout import Layout, Row, Section

NONE_FOUND, FOUND = Is("occurrence", "absent"), Unless("occurrence", "absent")

LAYOUT = Layout(
    kind="sighting",
    starts_at="event_date",
    sections=(
        Section("when_and_who", Row("event_date", "event_time", "time_is_about"), "recorded_by"),
        Section("where", "verbatim_coordinates", "locality"),
        Section("search", "occurrence", "patrol", "effort_km"),
        Section("what", "how_known", "species", "certainty"),
        Section(
            "how_many",
            "count",
            Row("adult_males", "adult_females", "young", "unclassified", label="classes"),
            "sign_type",
            "segments",
        ),
        Section(
            "dead_animal",
            "carcass_condition",
            "cause_of_death",
            "cause_certainty",
            "trophy_missing",
            "mortality_scale",
        ),
        Section("photos_and_notes", "photos", "remarks"),
    ),
    folded=(
        Section("die_off", "count_method", "live_sick_count", "clinical_signs", "affected_area_ha"),
        Section(
            "dead_more",
            "days_since_death",
            Row("dead_males", "dead_females", "dead_young", "dead_unclassified", label="dead_classes"),
            "disposal",
            "agency_notified",
        ),
        Section(
            "distance",
            "position_of",
            Row("distance_m", "distance_method", label="distance"),
            Row("bearing_deg", "bearing_north", label="bearing"),
        ),
        Section(
            "more_classes",
            Row("subadults", "yearlings", label="younger_classes"),
            Row("horn_class_1", "horn_class_2", "horn_class_3", "horn_class_4", label="horn_classes"),
        ),
        Section(
            "sign_more",
            Row("sign_age", "sign_count", label="sign"),
            Row("sign_length_cm", "sign_width_cm", label="sign_size"),
            "substrate",
        ),
        Section("behaviour", "behaviour", "first_reaction"),
        surroundings("livestock_within_1km", "dogs_within_1km"),
        Section("individual", "individual", "mark_type", "origin"),
        Section("sample", "sample_number", "sample_type", "preservative"),
        Section("effort", "transect", "perpendicular_distance_m"),
        paper("place", "village", before=("vernacular_name",)),
    ),
    facts=FACTS,
    lines={"segments": ("segment", "result")},
    asked={
        "occurrence": NEVER,
        "patrol": NONE_FOUND,
        "effort_km": Either(NONE_FOUND, Filled("transect")),
        **dict.fromkeys(
            ("count", "adult_males", "adult_females", "young", "unclassified", "sign_type"), FOUND
        ),
    },
    beside={"how_known": ("occurrence", "absent")},
    usual={"how_known": ("saw", "sign", "camera", "dead", "told")},
)
