"""A team in which one laptop's battery died: what the tests of clocks, and a look at their pages, stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tests.differing import sighting, team
from tests.teams import MORNING, Laptop, meet

IN_2000 = datetime.fromisoformat("2000-01-03T02:14:00+00:00")


@dataclass
class DeadBattery:
    """The office reviews; the camp wrote three records while its clock stood in January 2000, a day after `MORNING`."""

    here: Laptop
    office: Laptop
    camp: Laptop
    records: tuple[bytes, bytes, bytes]

    def close(self) -> None:
        for laptop in (self.here, self.office, self.camp):
            laptop.close()


def dead_battery(folder: Path, *, is_mended: bool = True) -> DeadBattery:
    """All have met since; `is_mended`: the camp's clock was set right two days later and wrote one more record."""
    here, office, camp = team(folder)
    camp.clock.at = IN_2000
    records = (
        sighting(camp, event_date="2026-03-16", locality="Below the pass"),
        sighting(camp, event_date="today", locality="The salt lick"),
        sighting(camp, event_date="yesterday", locality="The moraine"),
    )
    for laptop in (here, office):
        laptop.clock.at = MORNING
        laptop.wait(72)
    if is_mended:
        camp.clock.at = MORNING
        camp.wait(48)
        sighting(camp, event_date="2026-03-17")
        camp.wait(24)
    meet(here, office, camp)
    return DeadBattery(here, office, camp, records)
