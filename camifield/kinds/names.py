"""The permanent names of kinds in the groups that many speak of; light, because no declaration is read for them."""

from __future__ import annotations

EVENT_KINDS = ("sighting", "grazing", "conflict", "patrol", "track")
"""What happened in the field: the kinds of the lists and of every export."""
PLACED_KINDS = ("sighting", "grazing", "conflict")
"""Those among them that are at one place."""
