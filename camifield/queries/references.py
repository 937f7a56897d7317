"""A reference that a file for somebody else gave a record, typed where one searches for words."""

from __future__ import annotations

from camifield.project.project import Project
from camifield.project.references import record_of


def number_of(project: Project, text: str) -> str:
    """The record number in place of a reference, which is what a search knows it by; any other text as it is."""
    found = record_of(project, text)
    card = project.store.cards_of([found]).get(found) if found else None
    return card.number if card is not None and card.number else text
