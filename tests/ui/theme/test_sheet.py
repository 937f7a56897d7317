"""The style sheet mirrors, scales, and gives every editor the same height."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit, QListView, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import sheet
from ui.theme.theme import look
from ui.theme.tokens import LIGHT, THEMES, sizes
from ui.widgets.finding import mark


def test_paddings_change_sides_in_right_to_left() -> None:
    """QSS does not mirror by itself."""
    once = sizes(1.0, LIGHT)
    assert "padding-right: 36px" in sheet.make(LIGHT, once, "Latn")
    assert "padding-left: 36px" in sheet.make(LIGHT, once, "Arab")


def high(editor: QWidget) -> int:
    """The height that a layout gives an editor."""
    return min(editor.sizeHint().height(), editor.maximumHeight())


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_editors_are_one_height_in_every_state(
    qtbot: QtBot, qapp: QApplication, name: str, scale: float
) -> None:
    """Focus and findings thicken the border without moving the form."""
    look().apply(qapp, name, scale)
    editors = (QLineEdit(), QComboBox(), QSpinBox())
    for editor in editors:
        qtbot.addWidget(editor)
        editor.show()
        heights = {high(editor)}
        for severity in ("error", "warning", None):
            mark(editor, severity)
            heights.add(high(editor))
        editor.setFocus()
        heights.add(high(editor))
        assert heights == {look().sizes.control}, type(editor).__name__


def test_no_colour_of_another_theme_is_left() -> None:
    """The dark sheet has no light paper in it."""
    assert LIGHT.sheet not in sheet.make(THEMES["dark"], sizes(1.0, THEMES["dark"]), "Latn")


@pytest.mark.parametrize("name", THEMES)
def test_what_is_chosen_in_a_file_dialog_is_seen(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, name: str
) -> None:
    """Qt's own dialog, where the system has none: the chosen row has the accent's ground, with its words on it."""
    look().apply(qapp, name)
    dialog = QFileDialog(None, "Open", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    places = dialog.findChild(QListView, "sidebar")
    assert isinstance(places, QListView)
    places.setModel(QStringListModel(["Home", "Stick"]))
    places.setCurrentIndex(places.model().index(1, 0))
    row = places.visualRect(places.currentIndex())
    picture = places.viewport().grab().toImage()
    grounds = {picture.pixelColor(row.right() - 2, y).name() for y in range(row.top() + 2, row.bottom() - 2)}
    assert grounds == {look().colours.accent.lower()}
