"""The tuple of all layouts, one a kind."""

from __future__ import annotations

from ui.forms.layouts import conflict, grazing, patrol, shared, sighting
from ui.forms.layouts.layout import Layout

LAYOUTS: dict[str, Layout] = {
    layout.kind: layout
    for layout in (
        sighting.LAYOUT,
        grazing.LAYOUT,
        conflict.LAYOUT,
        patrol.LAYOUT,
        shared.PERSON,
        shared.PLACE,
        shared.OWN_SPECIES,
        shared.OWN_TERM,
        shared.CLOCK_CORRECTION,
        shared.TRACK,
        shared.AREA,
    )
}
