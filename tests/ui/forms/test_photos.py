"""Photos on the form: dropped or pasted anywhere, kept beside the window, and told beside what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.project.project import Project
from tests.making import ENGLISH, make_project, person, sighting
from tests.media.pictures import GPS_FOLDER, drawn, heic, notes_at, packed
from tests.ui.dropping import drop
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.forms.editors.photos import PhotosEditor
from ui.forms.page import FormPage
from ui.forms.presenter import Beginning, FormPresenter
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.finding import FindingLine


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk with a real project on it; the worker is ended before the project is closed."""
    del qtbot
    made = Desk(make_project(tmp_path))
    yield made
    for window in QApplication.topLevelWidgets():
        window.close()
    made.close()


@pytest.fixture
def project(desk: Desk) -> Project:
    """The project of the desk."""
    return desk.project


def form(qtbot: QtBot, desk: Desk, **entries: str) -> FormPage:
    """A sighting with these answers, in a window of 1366x768."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    beginning = Beginning("sighting", entries={"recorded_by": person(desk.project), **entries})
    page = FormPage(FormPresenter(desk.project, beginning, ENGLISH), desk.run)
    qtbot.addWidget(page)
    page.resize(1259, 768)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.begin()
    return page


def photo(folder: Path, name: str, exif: Image.Exif | None = None, width: int = 400) -> Path:
    """A JPEG on a stick."""
    path = folder / name
    path.write_bytes(packed(drawn(width, 300), exif=exif))
    return path


def editor_of(page: FormPage) -> PhotosEditor:
    """The editor of photos, once there is one."""
    (editor,) = inside(page, PhotosEditor)
    return editor


def settled(qtbot: QtBot, page: FormPage, count: int) -> PhotosEditor:
    """The editor, when that many photos are in and nothing is on its way."""
    qtbot.waitUntil(lambda: len(inside(page, PhotosEditor)) == 1)
    editor = editor_of(page)
    qtbot.waitUntil(lambda: not editor.is_busy and len(editor.pictures) == count, timeout=20_000)
    return editor


def told(editor: PhotosEditor) -> list[str]:
    """The sentences below the strip."""
    return [line.sentence for line in inside(editor, FindingLine) if line.isVisibleTo(editor)]


def says(qtbot: QtBot, editor: PhotosEditor, *texts: str) -> None:
    """Wait until all of these stand below the strip."""
    qtbot.waitUntil(lambda: all(text in " ".join(told(editor)) for text in texts))


def press(editor: PhotosEditor, text: str) -> None:
    """Take one of the actions below the strip."""
    QApplication.processEvents()
    (button,) = (one for one in inside(editor, Button) if one.text() == text and one.isVisibleTo(editor))
    button.click()


def test_a_dropped_photo_fills_what_is_empty(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Time, place, height and exactness come from the photo with one press; the draft has them at once."""
    exif = notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00")
    exif.get_ifd(GPS_FOLDER).update({6: 1650.4, 31: 8.0})
    page = form(qtbot, desk)
    drop(page, photo(tmp_path, "IMG_1.JPG", exif))
    editor = settled(qtbot, page, 1)
    says(qtbot, editor, "12 March 2026, 09:20")
    says(qtbot, editor, "42.31860° N, 76.90412° E · ±8 m · 1,650 m high")
    press(editor, "Use its time and place")
    values = page.presenter.checked.values
    assert (values["event_date"], values["event_time"]) == ("2026-03-12", "09:20")
    assert (values["decimal_latitude"], values["elevation"]) == ("42.318600", 1650)
    assert values["georeference_source"] == "photo_exif"
    assert page.board.entry("event_time") == "09:20"
    page.keep()
    draft = desk.project.drafts.get(page.presenter.draft_id)
    assert draft is not None
    assert draft.entries["event_time"] == "09:20"


def test_a_place_typed_instead_is_not_the_photos(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Whoever corrects the place by hand must not leave "from a photo" and its exactness beside it."""
    exif = notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00")
    exif.get_ifd(GPS_FOLDER)[31] = 8.0
    page = form(qtbot, desk)
    drop(page, photo(tmp_path, "IMG_1.JPG", exif))
    press(settled(qtbot, page, 1), "Use its time and place")
    assert page.presenter.checked.values["coordinate_uncertainty_in_meters"] == 8
    page.presenter.answer("verbatim_coordinates", "42.4 76.95")
    values = page.presenter.checked.values
    assert values["decimal_latitude"] == "42.4"
    assert not {"georeference_source", "coordinate_uncertainty_in_meters"} & set(values)


def test_what_was_typed_is_never_written_over(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Where the photo says otherwise that is said, and only what is empty can be taken from it."""
    page = form(qtbot, desk, event_date="2026-03-10", verbatim_coordinates="42.5 76.90412")
    drop(page, photo(tmp_path, "IMG_1.JPG", notes_at("2026:03:12 09:20:00")))
    editor = settled(qtbot, page, 1)
    says(qtbot, editor, "You typed 10 March 2026.")
    says(qtbot, editor, "It is 20.2 km from the place you typed.")
    texts = [one.text() for one in inside(editor, Button) if one.isVisibleTo(editor)]
    assert not [text for text in texts if text.startswith("Use")]


def test_only_the_hour_is_taken_where_the_day_was_typed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """The same day typed: the photo adds its hour and its place."""
    page = form(qtbot, desk, event_date="2026-03-12")
    drop(page, photo(tmp_path, "IMG_1.JPG", notes_at("2026:03:12 09:20:00")))
    editor = settled(qtbot, page, 1)
    press(editor, "Use its time and place")
    assert page.presenter.entries["event_date"] == "2026-03-12"
    assert page.presenter.entries["event_time"] == "09:20"


def test_two_clocks_are_shown_and_the_person_says_which(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A camera 22 hours behind: both times stand there, and the satellites' one is taken when it is asked for."""
    page = form(qtbot, desk)
    drop(page, photo(tmp_path, "IMG_1.JPG", notes_at("2026:03:11 11:20:00", "2026:03:12 03:20:00")))
    editor = settled(qtbot, page, 1)
    says(qtbot, editor, "the satellites 12 March 2026, 09:20. The camera was 22 h behind.")
    press(editor, "Use the satellites' time")
    assert page.presenter.checked.values["event_date"] == "2026-03-12"
    assert page.presenter.checked.values["event_time"] == "09:20"
    assert "verbatim_coordinates" not in page.presenter.entries
    press(editor, "Use its place")
    assert page.presenter.checked.values["decimal_longitude"] == "76.904120"


def test_broken_pictures_are_told_and_the_rest_go_on(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A folder with good and bad in it: what is inside is counted, and each bad one is named."""
    card = tmp_path / "DCIM"
    card.mkdir()
    photo(card, "1.jpg")
    (card / "2.heic").write_bytes(heic(drawn(300, 200)))
    (card / "3.jpg").touch()
    (card / "notes.txt").write_text("x")
    page = form(qtbot, desk)
    drop(page, card)
    editor = settled(qtbot, page, 2)
    says(qtbot, editor, "3.jpg is empty")
    assert any(
        "3 photos found in folders; other files passed over: 1." in sentence for sentence in told(editor)
    )


def test_a_picture_is_pasted_also_while_somebody_types(qtbot: QtBot, desk: Desk) -> None:
    """What was copied from a messenger comes in with Ctrl+V; text that was copied stays text."""
    page = form(qtbot, desk)
    clipboard = QGuiApplication.clipboard()
    image = QImage(120, 80, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    clipboard.setImage(image)
    page.board.show_field("locality")
    box = QApplication.focusWidget()
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page, 1)
    clipboard.setText("Upper Kyzyl-Suu")
    page.board.show_field("locality")
    box = QApplication.focusWidget()
    assert box is not None
    QTest.keyClick(box, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert page.board.entry("locality") == "Upper Kyzyl-Suu"
    assert len(editor_of(page).pictures) == 1


def test_photos_are_gone_through_and_taken_off_by_keyboard(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Arrows go from photo to photo, each tells its own; Delete takes one off the record."""
    page = form(qtbot, desk)
    first = photo(tmp_path, "a.jpg", notes_at("2026:03:12 09:20:00"))
    drop(page, first, photo(tmp_path, "b.jpg", notes_at("2026:03:13 10:00:00"), width=500))
    editor = settled(qtbot, page, 2)
    editor.pictures[0].setFocus()
    editor.pictures[0].click()
    says(qtbot, editor, "12 March 2026")
    QTest.keyClick(editor.pictures[0], Qt.Key.Key_Right)
    assert editor.pictures[1].hasFocus()
    says(qtbot, editor, "13 March 2026")
    QTest.keyClick(editor.pictures[1], Qt.Key.Key_Delete)
    assert len(editor.pictures) == 1
    photos = page.presenter.entries["photos"]
    assert isinstance(photos, list)
    assert len(photos) == 1


def test_neither_a_save_nor_a_step_back_loses_photos_on_their_way(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    """While photos come in the form stays; what came before another page took its place is in the draft."""
    page = form(qtbot, desk, **{name: str(entry) for name, entry in sighting(desk.project).items()})
    paths = [photo(tmp_path, f"{number}.jpg", width=400 + number) for number in range(12)]
    drop(page, *paths)
    assert page.board.is_busy
    with qtbot.assertNotEmitted(page.closed), qtbot.assertNotEmitted(page.saved):
        page.leave()
        page.save(goes_on=False)
    assert page.finish()
    page.keep()
    draft = desk.project.drafts.get(page.presenter.draft_id)
    assert draft is None or len(draft.entries.get("photos") or []) <= 12
    assert not page.board.is_busy
