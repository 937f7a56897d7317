"""What a person decided for tables with the same headings, kept on this laptop for the next one."""

from __future__ import annotations

from contextlib import suppress

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.formats.mapping.mappings import TableMapping, from_json, to_json
from camifield.project.project import Project

FOLDER = "import-profiles"


def keep_mapping(project: Project, mapping: TableMapping) -> None:
    """Keep what a person decided, on this laptop, for the next table with the same headings."""
    folder = Folder(project.settings_path.parent)
    folder.write(to_json(mapping).encode("utf-8", "replace"), FOLDER, f"{mapping.signature}.json")


def kept_mapping(project: Project, mapping: TableMapping) -> TableMapping | None:
    """What was kept for a table with these headings; None when nothing was, or it cannot be read any more."""
    folder, name = Folder(project.settings_path.parent), f"{mapping.signature}.json"
    with suppress(OSError, Problem, ValueError):
        return from_json(folder.read(FOLDER, name).decode("utf-8"))
    return None
