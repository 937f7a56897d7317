"""What can be told of a stick or folder at a glance, before anything there is read: whose laptops came by."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.laptops import laptop_name
from camifield.sync.bundle_reading import look_at
from camifield.sync.folder_road import HOME
from camifield.sync.letters import LETTERS

MOST_VISITORS = 40


def is_road(root: Path) -> bool:
    """Whether laptops of any team met here."""
    with suppress(OSError):
        return (root / HOME).is_dir()
    return False


def visitors(project: Project, root: Path, words: Words) -> tuple[str, ...]:
    """The other laptops of this team that left something there, by name; folders of strangers are passed over."""
    own = {device.id for device in project.identity.own_devices()}
    known = project.identity.roster.devices
    found: list[bytes] = []
    with suppress(OSError):
        for entry in sorted((root / HOME / (project.store.project or b"").hex()).iterdir())[:MOST_VISITORS]:
            with suppress(ValueError):
                device = bytes.fromhex(entry.name)
                if device in known and device not in own:
                    found.append(device)
    return tuple(laptop_name(project, device, words) for device in found)


def sort_of_file(path: Path) -> str:
    """What a file of ours is: bundle, part, invitation, request or answer. Raises Problem as `look_at`."""
    return look_at(path).what


def is_letter(sort: str) -> bool:
    """Whether it belongs to coming into a team, and not to a meeting."""
    return sort in LETTERS
