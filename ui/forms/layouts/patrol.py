"""The page of a patrol, in its smallest form."""

from __future__ import annotations

from ui.forms.layouts.layout import Layout, Row, Section

LAYOUT = Layout(
    kind="patrol",
    starts_at="start_date",
    sections=(
        Section(
            "when_and_who",
            Row("start_date", "start_time"),
            Row("end_date", "end_time"),
            "leader",
            "members",
        ),
        Section("way", "transport", "distance_km", "purpose", "locality"),
        Section("photos_and_notes", "name", "photos", "remarks"),
    ),
)
