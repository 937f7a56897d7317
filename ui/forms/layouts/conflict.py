"""The page of an attack in its three steps: the report in sight, the visit and the claim folded until they come."""

from __future__ import annotations

from ui.forms.layouts.event import FACTS, NEVER, paper, surroundings
from ui.forms.layouts.layout import Layout, Row, Section

LAYOUT = Layout(
    kind="conflict",
    starts_at="event_date",
    sections=(
        Section("when_and_who", Row("event_date", "event_time", "time_is_about"), "recorded_by", "patrol"),
        Section("where", "verbatim_coordinates", "locality", "village", "household_code"),
        Section("what_happened", "conflict_type", "species", "certainty", "evidence"),
        Section("losses", "losses", "attack_place"),
        Section("crop", "crop", Row("crop_area_ha", "crop_loss_percent", label="crop_size")),
        Section("property", "property_damaged"),
        Section("people_hurt", "victims"),
        Section("photos_and_notes", "photos", "remarks"),
    ),
    folded=(
        Section("owner", "owner_name", "owner_phone", "reported_date"),
        Section(
            "visit",
            "visited_by",
            "visit_date",
            Row("found_date", "found_time", label="found"),
            "finding",
            "finding_certainty",
            "predator_number",
            "herd_size_at_risk",
            "guarding_at_attack",
            "distance_to_camp_m",
        ),
        Section(
            "corral",
            "corral_type",
            "corral_wall_height_cm",
            "corral_roof",
            "corral_door_closed",
            "corral_predator_proof",
        ),
        Section("prevention", "prevention_before", "prevention_after", "response_taken"),
        Section(
            "claim",
            "claim_made",
            "claim_scheme",
            "claim_number",
            "claim_date",
            "claimant_name",
            Row("claim_amount", "claim_currency", label="claim_amount"),
            "claim_decision",
            Row("claim_paid", "paid_date", label="claim_paid"),
        ),
        surroundings(),
        paper("place", "position_of", before=("vernacular_name",)),
    ),
    facts=FACTS,
    asked={"patrol": NEVER},
    usual={
        "conflict_type": ("depredation", "crop_damage", "property_damage", "human_injury"),
        "attack_place": ("pasture", "corral_night", "corral_day", "camp", "on_move"),
        "evidence": (
            "attack_seen",
            "tracks",
            "bite_pattern",
            "bleeding_under_skin",
            "carcass_photo",
            "no_carcass",
            "told",
        ),
    },
    lines={
        "losses": (
            "animal",
            "killed",
            "injured",
            "missing",
            "animal_as_said",
            "died_later",
            "eaten_percent",
            "unit_value",
            "insured",
            "ear_tag",
        ),
        "victims": ("injury", "age_group", "sex", "activity", "treated_at"),
    },
)
