"""What Today says, without a window."""

from __future__ import annotations

from pathlib import Path

from tests import differing, teams
from tests.making import ENGLISH
from tests.teams import another_laptop, first_laptop
from ui.today.presenter import view


def test_numbers_run_from_this_laptops_first_to_its_last(tmp_path: Path) -> None:
    """What came from a colleague today is in the list, and makes no run with the numbers given here."""
    first = first_laptop(tmp_path / "a")
    second = another_laptop(first, tmp_path / "b", code="M3", name="Tilek A.")
    for laptop in (first, second):
        for _ in range(2):
            differing.sighting(laptop, event_date="2026-03-15")
    teams.meet(first, second)
    assert view(first.project, ENGLISH).saved_line == "M7-0001 to M7-0002"
    assert view(second.project, ENGLISH).saved_line == "M3-0001 to M3-0002"
    first.close()
    second.close()
