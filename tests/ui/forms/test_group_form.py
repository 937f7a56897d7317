"""The editors of one group: what is asked, where a finding stands, and what is given back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from camifield.commands.saving import save
from camifield.fields.findings import error
from camifield.fields.values import LINE_ID, lines_of
from tests.making import ENGLISH, conflict, make_project, save_sighting
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.forms.findings import FindingsBox
from ui.forms.group_form import GroupForm
from ui.theme.theme import look


def test_one_line_is_asked_without_the_others(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """The second loss line alone, with its answers; a finding stands at the answer it speaks of."""
    look().apply(qapp, "light")
    project = make_project(tmp_path)
    record = save(project, "conflict", conflict(project), ENGLISH).record
    line = lines_of(project.stored(record).values, "losses")[1]
    form = GroupForm(project, "conflict", record, f"losses/{line[LINE_ID]}", ENGLISH, Desk(project).run)
    qtbot.addWidget(form)
    assert form.entries() == {"animal": "goat", "missing": "1"}
    form.show_findings([error("number-not-understood", "losses.missing", text="x")])
    shown = [box for box in inside(form, FindingsBox) if not box.isHidden()]
    assert len(shown) == 1
    project.close()


def test_a_group_is_asked_as_in_the_form(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    """The place is one line to type in; what the program worked out from it is not asked."""
    look().apply(qapp, "light")
    project = make_project(tmp_path)
    record = save_sighting(project).record
    form = GroupForm(project, "sighting", record, "position", ENGLISH, Desk(project).run)
    qtbot.addWidget(form)
    box = inside(form, QLineEdit)[0]
    assert box.text() == "42.31860 76.90412"
    box.setText("42.5 76.5")
    assert form.entries()["verbatim_coordinates"] == "42.5 76.5"
    assert "decimal_latitude" not in form.entries()
    project.close()
