"""Makes the laptop and the bundle that are kept for ever as examples of this version: `python -m tests.sync.make_fixture`.

A ranger's laptop as a folder, and a file that the coordinator's laptop made for it. Every later version must open the
one and take in the other. Made anew only for a new version of the file's format; older ones stay beside it.
"""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path

from camifield.commands.meeting import Choice, file_way, look, meet
from camifield.commands.saving import save
from camifield.progress import Progress
from camifield.sync.cover import VERSION
from tests.making import ENGLISH, conflict, sighting
from tests.teams import another_laptop, first_laptop

FIXTURES = Path(__file__).parent / "fixtures"
BUNDLE = "for-tilek.cfb"
# What the bundle brings, besides the people: told here so that the test needs no other source.
SIGHTINGS, CONFLICTS = 3, 1


def make(root: Path, target: Path) -> None:
    """Write the fixture: the folder `project` of the reader, and the bundle for it."""
    one = first_laptop(root / "one", name="Aibek U.")
    two = another_laptop(one, root / "two", code="M3", name="Гулнара С.", role="reviewer")
    for number in range(SIGHTINGS):
        save(one.project, "sighting", sighting(one.project, count=str(number + 1)), ENGLISH)
    entries = conflict(one.project, owner_name="Бакыт", owner_phone="+996 555 010203")
    save(one.project, "conflict", entries, ENGLISH)
    file = root / BUNDLE
    readers = [device.id for device in two.project.identity.own_devices()]
    way = file_way(one.project, file, readers=readers)
    met = meet(one.project, way, look(one.project, way, Progress()), Progress(), Choice(take=False))
    if met.problem is not None:
        raise met.problem
    one.close()
    two.close()
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(file, BUNDLE)
        for path in sorted((root / "two" / "project").rglob("*")):
            if path.is_file() and path.name != "lock":
                archive.write(path, f"project/{path.relative_to(root / 'two' / 'project')}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), FIXTURES / f"version-{VERSION}.zip")
