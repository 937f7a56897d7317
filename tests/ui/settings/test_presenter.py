"""What the Settings page says of people and backups, without a window."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield import settings
from camifield.clock import SystemClock
from camifield.entropy import SystemEntropy
from camifield.i18n import words
from tests.making import ENGLISH, make_project
from tests.teams import another_laptop, change_role, first_laptop
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.settings.page import SettingsPage
from ui.settings.presenter import SettingsPresenter
from ui.theme.theme import look
from ui.widgets.picker import Picker


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


@pytest.mark.parametrize(
    ("country", "writing", "example"),
    [
        ("KG", "DM", "41°15.740' N, 74°51.407' E"),
        ("KG", "SK42", "SK-42 X=4569772 Y=13488049"),
        (None, "DD", "41.01234° N, 74.55678° E"),
    ],
)
def test_each_writing_is_shown_for_a_place_of_the_country(
    tmp_path: Path, country: str | None, writing: str, example: str
) -> None:
    """People know their own numbers when they see them, whatever the system is called."""
    project = make_project(tmp_path, country=country)
    assert dict(SettingsPresenter(project, ENGLISH).writings())[writing].endswith(example)
    project.close()


def test_what_the_country_has_no_maps_of_is_not_offered(tmp_path: Path) -> None:
    """In Nepal nobody has a sheet of SK-42; who chose it elsewhere still sees what was chosen."""
    project = make_project(tmp_path, country="NP")
    presenter = SettingsPresenter(project, ENGLISH)
    assert "SK42" not in dict(presenter.writings())
    project.change_settings(replace(project.settings, coordinates="SK42"))
    assert "SK42" in dict(presenter.writings())
    project.close()


def test_a_chosen_writing_is_kept_and_told(qtbot: QtBot, tmp_path: Path) -> None:
    """It is on the disk for the next start, and every page hears that something changed."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light")
    desk = Desk(make_project(tmp_path))
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    [picker] = [one for one in inside(page, Picker) if one.accessibleName() == "Coordinates"]
    assert picker.currentData() == "DD"
    with qtbot.waitSignal(desk.changed):
        picker.setCurrentIndex(picker.findData("UTM"))
    kept = settings.load(tmp_path / "settings.json", SystemEntropy(), SystemClock())
    assert kept.settings.coordinates == desk.project.settings.coordinates == "UTM"
    desk.close()
