"""The form as a person works it: keys, findings at the field, drafts, save and next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camifield.commands.people import add_person, set_typist
from camifield.commands.saving import Saved
from camifield.commands.sharing import add_place
from camifield.i18n import words
from camifield.i18n.words import Words
from camifield.project.project import Project
from tests.commands.laptops import camp
from tests.making import ENGLISH, make_project, person, save_sighting, sighting
from ui.desk import Desk
from ui.forms.editors.place import PlaceEditor
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning, FormPresenter, State
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.chip import Chip


@pytest.fixture
def project(qtbot: QtBot, tmp_path: Path) -> Iterator[Project]:
    """A real project with two people; its windows are closed before it is."""
    del qtbot
    made = make_project(tmp_path)
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


def form(qtbot: QtBot, project: Project, beginning: Beginning) -> FormPage:
    """A form in a window of 1366x768."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    page = FormPage(FormPresenter(project, beginning, ENGLISH), Desk(project).run)
    qtbot.addWidget(page)
    page.resize(1259, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.begin()
    return page


def keys(text: str) -> None:
    """Type Latin text into whatever has the keyboard."""
    QTest.keyClicks(focused(), text)


def type_and_tab(*texts: str) -> None:
    """Answer one question after the other, going on with Tab."""
    for text in texts:
        keys(text)
        QTest.keyClick(focused(), Qt.Key.Key_Tab)


def focused() -> QWidget:
    """The widget that has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_a_sighting_typed_from_the_keyboard_alone(qtbot: QtBot, project: Project) -> None:
    """From the first key to Ctrl+Enter without a mouse; the next form keeps date and observer and clears the place."""
    page = form(qtbot, project, Beginning("sighting", entries={"recorded_by": person(project)}))
    type_and_tab("12.3.2026", "0920", "", "42.31860 76.90412", "Upper Kyzyl-Suu", "s", "argal", "c")
    keys("~12")
    following: list[Beginning] = []
    page.next_wanted.connect(following.append)
    with qtbot.waitSignal(page.saved):
        page.save(goes_on=True)
    values = project.stored(project.store.cards()[0].id).values
    assert values["species"] == "ARG"
    assert values["event_time"] == "09:20"
    assert values["count"] == "~12"
    assert values["decimal_latitude"] == "42.31860"
    assert str(values["record_number"]) in following[0].told
    kept = following[0].entries or {}
    assert kept["event_date"] == "12.3.2026"
    assert kept["locality"] == "Upper Kyzyl-Suu"
    assert not {"verbatim_coordinates", "event_time", "species", "count"} & set(kept)


def test_an_animal_that_is_only_spelt_alike_is_asked_about(qtbot: QtBot, project: Project) -> None:
    """A slip of the finger with Tab never makes another animal of it: the text stays, with "perhaps ..."."""
    page = form(qtbot, project, Beginning("sighting"))
    page.board.show_field("species")
    type_and_tab("argalli")
    assert page.board.entry("species") == "argalli"
    finding = page.presenter.findings_at("species")[0]
    assert finding.code == "not-in-list"
    assert "ARG" in [one.entries["species"] for one in finding.suggestions]


@pytest.mark.parametrize("typed", ["wolf", "волк", "чоно", "canis lup"])
def test_tab_takes_an_animal_by_any_of_its_names(qtbot: QtBot, project: Project, typed: str) -> None:
    """In an English window the Russian, Mongolian and Latin names are as good as the English one."""
    page = form(qtbot, project, Beginning("sighting"))
    page.board.show_field("species")
    box = focused()
    assert isinstance(box, QLineEdit)
    box.insert(typed)
    box.textEdited.emit(typed)
    QTest.keyClick(box, Qt.Key.Key_Tab)
    assert page.board.entry("species") == "WOL"


def test_a_misspelt_person_or_place_is_asked_about(qtbot: QtBot, project: Project) -> None:
    """One letter wrong, and one press puts it right; nobody is taken for somebody else unasked."""
    for number in range(7):  # more than stand on chips
        add_person(project, f"Somebody {number}", ENGLISH)
    add_place(project, "Кызыл-Суу", "42.3 77.1", ENGLISH)
    page = form(qtbot, project, Beginning("sighting"))
    page.board.show_field("recorded_by")
    type_and_tab("Albek U.")
    page.board.show_field("place")
    box = focused()
    assert isinstance(box, QLineEdit)
    box.setText("Кизил-Суу")
    box.textEdited.emit("Кизил-Суу")
    QTest.keyClick(box, Qt.Key.Key_Tab)
    for name, shown in (("recorded_by", "Aibek U."), ("place", "Кызыл-Суу")):
        finding = page.presenter.findings_at(name)[0]
        assert finding.suggestions[0].text == shown
        page.presenter.accept(finding.suggestions[0])
        assert page.presenter.findings_at(name) == []


def test_of_several_answers_the_text_that_fits_none_is_kept_and_found_wanting(
    qtbot: QtBot, project: Project
) -> None:
    """Beside the answers taken already, what was typed and fits nothing is part of the draft, with its finding."""
    page = form(qtbot, project, Beginning("grazing"))
    name = "wildlife_seen"
    page.board.show_section("season")
    page.board.show_field(name)
    type_and_tab("wolf")
    page.board.show_field(name)
    type_and_tab("zzzz")
    assert page.board.entry(name) == ["WOL", "zzzz"]
    assert [one.code for one in page.presenter.findings_at(name)] == ["not-in-list"]


def test_every_keystroke_becomes_a_draft(qtbot: QtBot, project: Project) -> None:
    """What was typed is on the disk within 300 ms, whole, and opens again as it was typed."""
    page = form(qtbot, project, Beginning("sighting"))
    keys("12.3.20")
    qtbot.waitUntil(lambda: project.drafts.count() == 1, timeout=1000)
    draft = project.drafts.page()[0]
    assert draft.entries["event_date"] == "12.3.20"
    again = form(qtbot, project, Beginning("sighting", draft=draft))
    assert again.board.entry("event_date") == "12.3.20"
    page.close()


def test_an_error_stands_at_its_field_and_keeps_the_draft(qtbot: QtBot, project: Project) -> None:
    """Latitude 95 is refused at the field, with what would mend it; nothing is saved and nothing is lost."""
    entries = sighting(project, verbatim_coordinates="95.31860 76.90412")
    page = form(qtbot, project, Beginning("sighting", entries=entries))
    page.presenter.answer("remarks", "by the river")
    before = project.store.count()
    page.save(goes_on=False)
    findings = page.presenter.findings_at("verbatim_coordinates")
    assert [one.code for one in findings] == ["latitude-out-of-range"]
    editor = page.board._editors["verbatim_coordinates"]  # pyright: ignore[reportPrivateUsage]  (what a person sees)
    assert isinstance(editor, PlaceEditor)
    assert editor.buttons == []  # what mends it is offered with the finding, once
    assert project.store.count() == before
    assert project.drafts.count() == 1
    where = next(section for section in page.presenter.layout.sections if section.title == "where")
    assert page.presenter.state(where) is State.WRONG


def test_nothing_is_called_missing_before_a_try_to_save(qtbot: QtBot, project: Project) -> None:
    """An empty form is not a wall of red."""
    page = form(qtbot, project, Beginning("sighting"))
    names = list(page.presenter.layout.fields())
    assert not [one for name in names for one in page.presenter.findings_at(name)]
    page.save(goes_on=False)
    assert [one for name in names for one in page.presenter.findings_at(name)]


def test_a_question_is_settled_by_it_is_so(qtbot: QtBot, project: Project) -> None:
    """A doubtful count may be saved; the answer "it is so" is kept with the record and asked no more."""
    page = form(qtbot, project, Beginning("sighting", entries=sighting(project, species="SNL", count="9")))
    page.presenter.leave("count")
    finding = page.presenter.findings_at("count")[0]
    page.presenter.confirm(finding)
    assert not page.presenter.findings_at("count")
    saved = page.presenter.save()
    assert saved is not None
    assert project.stored(saved.record).values["confirmed_findings"] == [finding.mark]


def test_a_question_is_shown_before_it_is_saved_over(qtbot: QtBot, project: Project) -> None:
    """Nine snow leopards typed and saved in one breath are asked about once; the same keys again save them."""
    page = form(qtbot, project, Beginning("sighting", entries=sighting(project, species="SNL")))
    before = project.store.count()
    page.presenter.answer("count", "9")
    page.save(goes_on=False)
    assert project.store.count() == before
    assert [one.code for one in page.presenter.findings_at("count")] == ["count-out-of-the-ordinary"]
    page.save(goes_on=False)
    assert project.store.count() == before + 1


def test_a_new_place_text_replaces_the_old_coordinates(qtbot: QtBot, project: Project) -> None:
    """Correcting the place of a saved record never leaves the old latitude behind the new text."""
    saved = save_sighting(project)
    page = form(qtbot, project, Beginning("sighting", record=saved.record))
    page.presenter.answer("verbatim_coordinates", "41.50000 75.20000")
    again = page.presenter.save("typed wrong")
    assert again is not None
    values = project.stored(saved.record).values
    assert values["decimal_latitude"] == "41.50000"
    assert values["verbatim_coordinates"] == "41.50000 75.20000"
    assert values["record_number"] == saved.number


def test_a_dead_animal_opens_its_section(qtbot: QtBot, project: Project) -> None:
    """Questions that do not apply are not shown."""
    page = form(qtbot, project, Beginning("sighting"))
    assert not page.presenter.applies("carcass_condition")
    page.presenter.answer("how_known", "dead")
    assert page.presenter.applies("carcass_condition")
    assert not page.presenter.applies("adult_males")


def test_losses_are_typed_line_by_line(qtbot: QtBot, project: Project) -> None:
    """Enter in a line begins the next one; blank lines are never kept."""
    page = form(qtbot, project, Beginning("conflict"))
    page.board.show_field("losses")
    type_and_tab("ewe")
    keys("3")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    type_and_tab("goat", "", "")
    keys("1")
    assert page.board.entry("losses") == [
        {"animal": "sheep_ewe", "killed": "3"},
        {"animal": "goat", "missing": "1"},
    ]


def test_a_photo_is_stored_once_and_shown(qtbot: QtBot, project: Project, tmp_path: Path) -> None:
    """A picture attached twice is one file; its small picture is made."""
    from PIL import Image

    picture = tmp_path / "IMG 1.jpg"
    Image.new("RGB", (640, 480), "tan").save(picture)
    page = form(qtbot, project, Beginning("sighting", entries=sighting(project)))
    editor = page.board._editors["photos"]  # pyright: ignore[reportPrivateUsage]  (the file dialog is the system's)
    from ui.forms.editors.photos import PhotosEditor

    assert isinstance(editor, PhotosEditor)
    editor.add([picture, picture])
    qtbot.waitUntil(lambda: not editor.is_busy)
    done: list[Saved] = []
    page.saved.connect(done.append)
    page.save(goes_on=False)
    photos = project.stored(done[0].record).values["photos"]
    assert isinstance(photos, list)
    assert len(photos) == 1
    assert list(project.store.attachments([bytes(photos[0])]))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("kind", ["sighting", "grazing", "conflict", "patrol", "person", "place"])
@pytest.mark.parametrize("language", ["en", "ru", "mn"])
def test_every_form_fits_the_old_laptop(qtbot: QtBot, project: Project, kind: str, language: str) -> None:
    """At 1366x768, maximised, no form needs more than 1366x700, in any language."""
    words.use(language)
    page = FormPage(FormPresenter(project, Beginning(kind), words.present()), Desk(project).run)
    qtbot.addWidget(page)
    hint = page.minimumSizeHint()
    assert hint.width() <= 1366 - 107, hint
    assert hint.height() <= 700, hint
    words.use("en")


def test_tab_comes_to_saving_before_throwing_away(qtbot: QtBot, project: Project) -> None:
    """Whoever goes on with Tab after the last question stands on a button that keeps the record."""
    form(qtbot, project, Beginning("sighting", entries=sighting(project)))
    keys("x")
    buttons: list[str] = []
    for _ in range(150):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        button = focused()
        if isinstance(button, Button):
            buttons.append(button.text())
    saved, discarded = (buttons.index(words.say(key)) for key in ("form.save_and_next", "form.discard"))
    assert saved < discarded


def test_a_correction_begins_with_the_words_of_the_reader(qtbot: QtBot, project: Project) -> None:
    """A saved date stands as it was typed, a patrol's in words; nothing changed is nothing to keep."""
    saved = save_sighting(project, event_date="12.3.2026", effort_km="3.5")
    presenter = FormPresenter(project, Beginning("sighting", record=saved.record), words.Words("ru"))
    assert presenter.entries["event_date"] == "12.3.2026"
    assert presenter.entries["effort_km"] == "3,5"
    assert not presenter.is_changed
    presenter.answer("remarks", "by the river")
    before = dict(project.stored(saved.record).values)
    assert presenter.save() is not None
    after = dict(project.stored(saved.record).values)
    assert {name for name in after if after[name] != before.get(name)} == {"remarks"}


def test_what_was_understood_of_a_place_has_the_readers_decimal_sign(qtbot: QtBot, project: Project) -> None:
    """A comma in a Russian window, and a mark between the two numbers that is no comma."""
    page = form(qtbot, project, Beginning("sighting"))
    page.presenter.refresh(Words("ru"))
    editor = page.board._editors["verbatim_coordinates"]  # pyright: ignore[reportPrivateUsage]  (what a person sees)
    assert isinstance(editor, PlaceEditor)
    editor.set_entry("42°19'06\" N 76°54'14\" E")
    assert re.search(r"42,318\d*° N; 76,903\d*° E", editor.understood.text())


def test_readings_to_choose_from_stand_under_the_line(qtbot: QtBot, project: Project) -> None:
    """Metres without a zone show the zones of the country as buttons; one press is an answer that asks nothing more."""
    page = form(qtbot, project, Beginning("sighting"))
    editor = page.board._editors["verbatim_coordinates"]  # pyright: ignore[reportPrivateUsage]  (what a person sees)
    assert isinstance(editor, PlaceEditor)
    QTest.keyClicks(editor.box, "656450 4590730")
    editor.explain()
    assert len(editor.buttons) >= 2
    assert not editor.understood.isVisible()
    QTest.keyClick(editor.buttons[-1], Qt.Key.Key_Space)
    assert "656450 4590730" in str(editor.entry())
    assert editor.understood.isVisible()
    assert editor.where.isVisible()
    assert editor.buttons == []
    assert page.presenter.entries["verbatim_coordinates"] == editor.entry()
    assert page.presenter.checked.values["verbatim_coordinate_system"] == "UTM"


def test_somebody_added_by_name_keeps_the_keyboard_at_the_question(qtbot: QtBot, project: Project) -> None:
    """A name and Enter are an answer; the next Tab goes on to the place, and not to the rail of the window."""
    page = form(qtbot, project, Beginning("sighting"))
    page.board.show_field("recorded_by")
    QTest.keyClick(focused(), Qt.Key.Key_End)
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    keys("Nurlan K.")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert page.board.entry("recorded_by") == person(project, "Nurlan K.")
    chip = focused()
    assert isinstance(chip, Chip)
    assert chip.text() == "Nurlan K."
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    keys("42.31860 76.90412")
    assert page.board.entry("verbatim_coordinates") == "42.31860 76.90412"


def test_what_somebody_without_keys_typed_is_saved_by_somebody_of_the_laptop(
    qtbot: QtBot, tmp_path: Path
) -> None:
    """Protects a newcomer's work at a shared laptop: it is kept, and one press saves it with who saw it unchanged."""
    with camp(tmp_path) as here:
        team, other = here.laptop("K1", "Zara K."), here.laptop("M7", "Gulnara S.", "Aibek U.")
        here.invite_in(team, other)
        newcomer = person(other)
        set_typist(other, bytes.fromhex(newcomer))
        page = form(qtbot, other, Beginning("sighting", entries=sighting(other)))
        saved: list[Saved] = []
        page.saved.connect(saved.append)
        page.save(goes_on=False)
        page.save(goes_on=False)
        assert not saved
        assert page.problem.isVisible()
        assert "Aibek U." in page.problem.sentence
        assert page.problem.action.text() == "Save as Gulnara S."
        page.problem.action.click()
        assert not page.problem.isVisible()
        [made] = saved
        stored = other.stored(made.record)
        assert stored.author == other.identity.founder
        assert stored.values["recorded_by"] == bytes.fromhex(newcomer)
        assert made.number == "M7-0001"
        page.close()
