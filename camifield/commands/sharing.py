"""What a team adds to the packaged lists: an animal, an answer, a known place, right where it was missed."""

from __future__ import annotations

from camifield.commands.saving import save
from camifield.fields.values import Entry
from camifield.i18n.words import Words
from camifield.project.names import OWN
from camifield.project.project import Project


def add_species(project: Project, name: str, words: Words) -> str:
    """Add an animal of the team's own; the code that records keep. Its places are guarded until somebody says otherwise."""
    saved = save(project, "own_species", {"name": name.strip(), "sensitivity": "high"}, words)
    return OWN + saved.record.hex()


def add_term(project: Project, vocabulary: str, label: str, words: Words) -> str:
    """Add an answer to one of the lists; the code that records keep."""
    saved = save(project, "own_term", {"vocabulary": vocabulary, "label": label.strip()}, words)
    return OWN + saved.record.hex()


def add_place(project: Project, name: str, coordinates: str, words: Words) -> bytes:
    """Add a known place, at the coordinates that stand on the form; one that is there by that name is answered instead.

    Raises Incomplete when the coordinates are not understood.
    """
    known = project.names.find("place", name)
    if known:
        return known[0]
    entries: dict[str, Entry] = {"name": name.strip()}
    if coordinates.strip():
        entries["verbatim_coordinates"] = coordinates
    return save(project, "place", entries, words).record
