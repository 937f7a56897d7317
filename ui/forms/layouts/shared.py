"""The short pages of what a team shares: people, known places, own species and terms, clocks put right, tracks, areas."""

from __future__ import annotations

from ui.forms.layouts.layout import Layout, Row, Section

PERSON = Layout(
    kind="person",
    starts_at="name",
    sections=(Section("person", "name", "code", "phone", "role", "observer_role", "is_away"),),
)
PLACE = Layout(
    kind="place",
    starts_at="name",
    sections=(Section("place", "name", "other_names", "place_kind", "verbatim_coordinates", "remarks"),),
)
OWN_SPECIES = Layout(
    kind="own_species",
    starts_at="name",
    sections=(Section("own_species", "name", "other_names", "latin_name", "sensitivity"),),
)
OWN_TERM = Layout(kind="own_term", starts_at="label", sections=(Section("own_term", "vocabulary", "label"),))
CLOCK_CORRECTION = Layout(
    kind="clock_correction",
    starts_at="offset_ms",
    sections=(
        Section("clock_correction", *("offset_ms", "reason", "from_seq", "to_seq", "feed", "dates_stay")),
    ),
)
TRACK = Layout(
    kind="track",
    starts_at="name",
    sections=(
        Section(
            "track",
            "name",
            "recorded_by",
            "patrol",
            Row("start_date", "start_time"),
            Row("end_date", "end_time"),
            "utc_offset",
            "remarks",
        ),
    ),
)
AREA = Layout(
    kind="area",
    starts_at="name",
    sections=(Section("area", "name", "other_names", "area_kind", Row("valid_from", "valid_to"), "remarks"),),
)
