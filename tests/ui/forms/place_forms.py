"""A form in a window of the size that rangers have, and the line for its place: for the tests of what stands around it."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.project.project import Project
from tests.making import ENGLISH
from ui.desk import Desk
from ui.forms.editors.place import PlaceEditor
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning, FormPresenter
from ui.theme.theme import look

PLACE = "verbatim_coordinates"


def make_form(qtbot: QtBot, project: Project, beginning: Beginning) -> FormPage:
    """The page, before it is shown."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    page = FormPage(FormPresenter(project, beginning, ENGLISH), Desk(project).run)
    qtbot.addWidget(page)
    page.resize(1259, 768)
    return page


def form_of(qtbot: QtBot, project: Project, beginning: Beginning) -> FormPage:
    """The page, shown."""
    page = make_form(qtbot, project, beginning)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    return page


def place_of(page: FormPage) -> PlaceEditor:
    """The line for the place of the record."""
    editor = page.board._editors[PLACE]  # pyright: ignore[reportPrivateUsage]  (what a person sees)
    assert isinstance(editor, PlaceEditor)
    return editor
