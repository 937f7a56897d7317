"""The notes of imports in a backup: which tables came in, how their columns were read, and what takes each of them back."""

from __future__ import annotations

import json
import re
from typing import cast

from camifield.backup.manifest import IMPORTS, NOTES
from camifield.folders import Folder

_NOTE = re.compile(r"[0-9a-f]{32}\.json")
_LARGEST = 4_000_000  # a note with the mapping of a thousand columns; a larger file is none of ours


def gather_notes(folder: Folder, stage: Folder) -> None:
    """Put the notes of a project's imports into one member of the stage; none where there are none."""
    notes: dict[str, str] = {}
    for name in folder.names(IMPORTS):
        if _NOTE.fullmatch(name) and folder.path(IMPORTS, name).stat().st_size <= _LARGEST:
            notes[name] = folder.read(IMPORTS, name).decode("utf-8", "replace")
    if notes:
        stage.write(json.dumps(notes, ensure_ascii=False).encode(), NOTES)


def lay_out_notes(folder: Folder, stage: Folder, *, is_same_project: bool) -> None:
    """Make of the member the folder of notes that takes the place of the present one. A damaged member gives none.

    For the same project the notes of later imports stay, for drafts of these may stay; of an import that both know, the
    backup's note is taken, which fits its records.
    """
    notes: dict[str, str] = {}
    if is_same_project:
        for name in folder.names(IMPORTS):
            if _NOTE.fullmatch(name):
                notes[name] = folder.read(IMPORTS, name).decode("utf-8", "replace")
    if stage.exists(NOTES):
        try:
            found = cast("dict[str, object]", json.loads(stage.read(NOTES)))
            notes |= {
                name: text for name, text in found.items() if _NOTE.fullmatch(name) and isinstance(text, str)
            }
        except (ValueError, AttributeError, TypeError, RecursionError):
            pass
        stage.remove(NOTES)
    for name, text in notes.items():
        stage.write(text.encode("utf-8", "replace"), IMPORTS, name)
