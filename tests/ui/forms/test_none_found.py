"""Looked and found nothing: said in a few keys, with the search behind it in sight, and never without it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camifield.commands.saving import Saved, save
from camifield.i18n import words
from camifield.project.project import Project
from tests.making import ENGLISH, make_project, person, sighting
from ui.desk import Desk
from ui.forms.editors.listed import ListedEditor
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning, FormPresenter, State
from ui.theme.theme import look
from ui.widgets.chip import Chip

BEGUN = {"event_date": "2026-03-12", "locality": "Upper Kyzyl-Suu"}


@pytest.fixture
def project(qtbot: QtBot, tmp_path: Path) -> Iterator[Project]:
    """A real project with two people; its windows are closed before it is."""
    del qtbot
    made = make_project(tmp_path)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


def walk(project: Project, start: str, end: str, name: str) -> str:
    """The id of a patrol of the team, from one day to another."""
    entries = {"start_date": start, "end_date": end, "name": name, "leader": person(project)}
    return save(project, "patrol", entries, ENGLISH).record.hex()


def form(qtbot: QtBot, project: Project, **entries: str) -> FormPage:
    """A new sighting in a window of 1366x768."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    begun = {"recorded_by": person(project), **entries}
    page = FormPage(FormPresenter(project, Beginning("sighting", entries=begun), ENGLISH), Desk(project).run)
    qtbot.addWidget(page)
    page.resize(1259, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.begin()
    return page


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(*keys: Qt.Key) -> None:
    """Keys in whatever has the keyboard."""
    for key in keys:
        QTest.keyClick(focused(), key)


def say_none_found(page: FormPage) -> None:
    """From "how do you know", with the keyboard alone."""
    page.board.show_field("how_known")
    QTest.keyClicks(focused(), "lo")
    chip = focused()
    assert isinstance(chip, Chip)
    assert chip.text() == "Looked, none found"
    press(Qt.Key.Key_Space)


def is_in_sight(page: FormPage, name: str) -> bool:
    """Whether a question can be read now without scrolling."""
    editor = page.board._editors.get(name)  # pyright: ignore[reportPrivateUsage]  (what a person sees)
    return editor is not None and not editor.visibleRegion().isEmpty()


def test_none_found_brings_the_patrol_of_that_date_under_the_keyboard(qtbot: QtBot, project: Project) -> None:
    """Two letters and Space: patrol and kilometres are in sight, the patrol of the date is offered first, Enter takes it."""
    walk(project, "2026-03-13", "2026-03-14", "later")
    of_date = walk(project, "2026-03-09", "2026-03-14", "round")
    walk(project, "2026-03-01", "2026-03-02", "sooner")
    page = form(qtbot, project, **BEGUN)
    say_none_found(page)
    assert all(is_in_sight(page, name) for name in ("occurrence", "patrol", "effort_km"))
    editor = page.board._editors["patrol"]  # pyright: ignore[reportPrivateUsage]  (what a person sees)
    assert isinstance(editor, ListedEditor)
    assert focused() is editor.box
    names = [one.text.split(" · ")[1] for one in editor.box.offered]
    assert names == ["round", "later", "sooner"]
    press(Qt.Key.Key_Return)
    assert page.board.entry("patrol") == of_date
    assert page.board.entry("occurrence") == "absent"


def test_none_found_is_saved_with_its_patrol_and_nothing_invented(qtbot: QtBot, project: Project) -> None:
    """Neither how it is known, nor how sure, nor a number is asked of an animal that was not there."""
    of_date = walk(project, "2026-03-09", "2026-03-14", "round")
    page = form(qtbot, project, **BEGUN)
    say_none_found(page)
    press(Qt.Key.Key_Return)
    page.board.show_field("species")
    QTest.keyClicks(focused(), "snow leop")
    press(Qt.Key.Key_Tab)
    assert not any(is_in_sight(page, name) for name in ("certainty", "count", "adult_males"))
    done: list[Saved] = []
    page.saved.connect(done.append)
    page.save(goes_on=False)
    values = project.stored(done[0].record).values
    assert (values["occurrence"], values["species"]) == ("absent", "SNL")
    assert values["patrol"] == bytes.fromhex(of_date)
    assert not {"how_known", "certainty", "count"} & set(values)


def test_without_any_patrol_the_kilometres_are_asked(qtbot: QtBot, project: Project) -> None:
    """A team that writes no patrols says how far it searched; without that "none found" is not saved."""
    page = form(qtbot, project, species="SNL", **BEGUN)
    say_none_found(page)
    assert not is_in_sight(page, "patrol")
    box = focused()
    assert isinstance(box, QLineEdit)
    assert page.board._editors["effort_km"].focusProxy() is box  # pyright: ignore[reportPrivateUsage]
    before = project.store.count()
    page.save(goes_on=False)
    assert [one.code for one in page.presenter.findings_at("occurrence")] == ["effort-needed"]
    assert project.store.count() == before
    page.board.show_field("effort_km")
    QTest.keyClicks(focused(), "14")
    page.save(goes_on=False)
    assert project.store.count() == before + 1


def test_a_zero_typed_as_the_count_leads_to_the_same(qtbot: QtBot, project: Project) -> None:
    """Who writes 0 is offered "none found", and the search behind it comes into sight."""
    walk(project, "2026-03-09", "2026-03-14", "round")
    page = form(qtbot, project, species="SNL", how_known="saw", **BEGUN)
    page.board.show_field("count")
    QTest.keyClicks(focused(), "0")
    press(Qt.Key.Key_Tab)
    finding = page.presenter.findings_at("count")[0]
    assert finding.code == "zero-without-none-found"
    page.board._on_acted(finding, finding.suggestions[0])  # pyright: ignore[reportPrivateUsage]  (the button)
    assert page.board.entry("occurrence") == "absent"
    assert is_in_sight(page, "patrol")
    assert focused() is page.board._editors["patrol"].focusProxy()  # pyright: ignore[reportPrivateUsage]


def test_a_patrol_of_the_date_is_asked_of_every_sighting(qtbot: QtBot, project: Project) -> None:
    """On a day of a patrol it stands in sight; on another day, and for a team without patrols, nobody is asked."""
    page = form(qtbot, project)
    assert not page.presenter.applies("patrol")
    walk(project, "2026-03-09", "2026-03-14", "round")
    page.presenter.refresh(ENGLISH)
    page.presenter.answer("event_date", "12.3.2026")
    assert page.presenter.applies("patrol")
    page.presenter.answer("event_date", "15.3.2026")
    assert not page.presenter.applies("patrol")


def test_what_was_counted_before_none_found_stays_in_sight(qtbot: QtBot, project: Project) -> None:
    """Three counted and none found cannot both be: the number is not hidden, and its finding stands at it."""
    page = form(qtbot, project, species="SNL", count="3", effort_km="4", **BEGUN)
    say_none_found(page)
    assert page.presenter.applies("count")
    page.save(goes_on=False)
    assert "count-with-none-found" in [one.code for one in page.presenter.findings_at("count")]


def test_an_old_record_with_its_search_shows_it(qtbot: QtBot, project: Project) -> None:
    """Whoever puts a saved "none found" right sees patrol, kilometres and answer where they were given."""
    entries = sighting(project, occurrence="absent", effort_km="14", how_known="sign", count="", certainty="")
    saved = save(project, "sighting", entries, ENGLISH)
    presenter = FormPresenter(project, Beginning("sighting", record=saved.record), ENGLISH)
    assert all(map(presenter.applies, ("occurrence", "effort_km", "how_known")))
    assert not presenter.applies("certainty")


@pytest.mark.parametrize("kind", ["grazing", "conflict"])
def test_a_patrol_of_the_date_is_asked_of_herds_and_attacks(project: Project, kind: str) -> None:
    """What a patrol met belongs to it, whatever it is; a record that names its patrol shows it on any date."""
    presenter = FormPresenter(project, Beginning(kind), ENGLISH)
    assert not presenter.applies("patrol")
    patrol = walk(project, "2026-03-09", "2026-03-14", "round")
    presenter.refresh(ENGLISH)
    presenter.answer("event_date", "12.3.2026")
    assert presenter.applies("patrol")
    presenter.answer("patrol", patrol)
    presenter.answer("event_date", "15.3.2026")
    assert presenter.applies("patrol")


def test_none_found_alone_does_not_finish_its_section(project: Project) -> None:
    """The tick stands at the search only once its effort is given, and nobody is told of a fault before."""
    presenter = FormPresenter(project, Beginning("sighting", entries=BEGUN), ENGLISH)
    search = next(one for one in presenter.layout.sections if one.title == "search")
    presenter.answer("occurrence", "absent")
    assert presenter.state(search) is State.OPEN
    assert presenter.findings_at("occurrence") == []
    presenter.answer("effort_km", "4")
    assert presenter.state(search) is State.DONE
