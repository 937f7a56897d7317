"""What the Settings page says of people and backups, without a window."""

from __future__ import annotations

from pathlib import Path

from tests.making import ENGLISH
from tests.teams import another_laptop, change_role, first_laptop
from ui.settings.presenter import SettingsPresenter


def test_a_person_is_shown_with_the_role_in_the_team(tmp_path: Path) -> None:
    """The one who founded the team is its coordinator on every list; who is made a reviewer is one at once."""
    first = first_laptop(tmp_path / "a", name="Aibek U.")
    second = another_laptop(first, tmp_path / "b", code="M3", name="Tilek A.", role="monitor")
    presenter = SettingsPresenter(first.project, ENGLISH)
    said = {one.shown: line for one, line in presenter.people()}
    assert "Coordinator" in said["Aibek U."]
    assert "Monitor" in said["Tilek A."]
    change_role(first, second.person, "reviewer")
    first.project.identity.forget_roster()
    assert "Reviewer" in {one.shown: line for one, line in presenter.people()}["Tilek A."]
    first.close()
    second.close()
