"""Photos that fall on Today: grouped, put right, joined and split by the person, and then drafts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.commands.photos_waiting import waiting
from camifield.i18n import words
from camifield.project.project import Project
from tests.making import make_project
from tests.media.pictures import drawn, notes_at, packed
from tests.ui.dropping import drop
from tests.ui.records.looking import inside
from ui.desk import Desk
from ui.forms.page import FormPage
from ui.photos.page import PhotosPage
from ui.theme.theme import look
from ui.today.photos_waiting import PhotosWaiting
from ui.widgets.banner import Banner
from ui.widgets.finding import FindingLine
from ui.widgets.picture_drop import PictureDrop
from ui.window import Window

FAR = (42.9, 76.90412)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A real project with two people."""
    made = make_project(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, project: Project) -> Iterator[Window]:
    """The whole window on that project, ready to take pictures."""
    words.use("en")
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", 1.0)
    made = Window(Desk(project))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitSignal(made.painted):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: made.today.findChild(PictureDrop) is not None)
    yield made
    made.desk.close()


def photo(folder: Path, name: str, exif: Image.Exif | None = None) -> Path:
    """A JPEG on a card; each name is another picture."""
    path = folder / name
    path.write_bytes(packed(drawn(200 + sum(name.encode()), 150), exif=exif))
    return path


def meetings(folder: Path) -> list[Path]:
    """Two photos of one meeting, one of another, and one that tells nothing."""
    return [
        photo(folder, "a.jpg", notes_at("2026:03:12 09:20:00")),
        photo(folder, "b.jpg", notes_at("2026:03:12 09:24:00")),
        photo(folder, "c.jpg", notes_at("2026:03:12 09:26:00", place=FAR)),
        photo(folder, "sent.jpg"),
    ]


def brought(qtbot: QtBot, window: Window, paths: list[Path], count: int) -> PhotosPage:
    """The page, when that many photos have come."""
    assert drop(window.today, *paths)
    page = window.photos.page
    assert isinstance(page, PhotosPage)
    qtbot.waitUntil(lambda: len(page.presenter.shots) == count and page.make.isEnabled(), timeout=20_000)
    return page


def names(page: PhotosPage) -> list[str]:
    """The groups as they stand, a word a group."""
    return [" ".join(shot.name[0] for shot in group) for group in page.presenter.groups]


def test_photos_of_several_meetings_become_as_many_drafts(
    qtbot: QtBot, window: Window, project: Project, tmp_path: Path
) -> None:
    """How they were grouped is shown before anything is made; afterwards Today has the drafts, and one Undo."""
    page = brought(qtbot, window, meetings(tmp_path), 4)
    assert page.isVisible()
    assert names(page) == ["a b", "c", "s"]
    assert page.presenter.title(0) == "12 March 2026, 09:20 – 09:24"
    assert page.make.text() == "Make 3 drafts"
    page.make.click()
    qtbot.waitUntil(lambda: project.drafts.count() == 3)
    qtbot.waitUntil(window.today.isVisible)
    assert window.today.notice.sentence == "3 drafts were made from photos."
    window.today.notice.action.click()
    assert project.drafts.count() == 0


def test_the_person_joins_and_splits_before(
    qtbot: QtBot, window: Window, project: Project, tmp_path: Path
) -> None:
    """Nearness is only a guess: groups go together, apart, and a photo stays out, by keyboard as well."""
    page = brought(qtbot, window, meetings(tmp_path), 4)
    page.cards[1].join_button.click()
    assert names(page) == ["a b c", "s"]
    first = page.cards[0]
    first.pictures[0].setFocus()
    QTest.keyClick(first.pictures[0], Qt.Key.Key_Right)
    assert first.pictures[1].hasFocus()
    first.split_button.click()
    assert names(page) == ["a", "b c", "s"]
    page.cards[2].out_button.click()
    assert names(page) == ["a", "b c"]
    page.make.click()
    qtbot.waitUntil(lambda: project.drafts.count() == 2)


def test_one_meeting_is_one_draft_and_opens_at_once(
    qtbot: QtBot, window: Window, project: Project, tmp_path: Path
) -> None:
    """Nothing is to be chosen among drafts where there is but one: the form opens, its photos in it."""
    page = brought(qtbot, window, meetings(tmp_path)[:2], 2)
    page.make.click()
    qtbot.waitUntil(lambda: bool(inside(window, FormPage)))
    form = inside(window, FormPage)[0]
    assert len(form.presenter.entries["photos"] or ()) == 2
    assert form.presenter.checked.values["event_time"] == "09:20"
    assert project.drafts.count() == 1


def test_a_wrong_clock_is_put_right_for_all_photos_of_the_camera(
    qtbot: QtBot, window: Window, project: Project, tmp_path: Path
) -> None:
    """One photo knows both clocks; the correction moves the other too, and can be taken back."""
    known = photo(tmp_path, "k.jpg", notes_at("2026:03:11 11:20:00", "2026:03:12 03:20:00"))
    other = photo(tmp_path, "o.jpg", notes_at("2026:03:11 15:00:00"))
    page = brought(qtbot, window, [known, other], 2)
    (banner,) = inside(page, Banner)
    assert "its clock was 22 h behind" in banner.sentence
    assert banner.action.text() == "Correct all 2 photos"
    banner.action.click()
    assert [page.presenter.title(place) for place in (0, 1)] == [
        "12 March 2026, 09:20",
        "12 March 2026, 13:00",
    ]
    inside(page, Banner)[-1].action.click()
    assert page.presenter.title(0) == "11 March 2026, 11:20"
    page.presenter.correct("ACME Corp X100", page.presenter.offers()[0].behind)
    page.make.click()
    qtbot.waitUntil(lambda: project.drafts.count() == 2)
    assert {draft.entries["event_time"] for draft in project.drafts.page()} == {"09:20", "13:00"}


def test_a_clock_is_put_right_by_hand(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    """Where no satellites tell, the person does; what is no length of time is said at its line."""
    page = brought(qtbot, window, meetings(tmp_path)[:2], 2)
    row = page._clock_row  # pyright: ignore[reportPrivateUsage]  (the page's own part)
    row.box.setFocus()
    QTest.keyClicks(row.box, "1:30")
    assert page.presenter.title(0) == "12 March 2026, 10:50 – 10:54"
    row.which.set_chosen(["ahead"])
    row.which.changed.emit()
    assert page.presenter.title(0) == "12 March 2026, 07:50 – 07:54"
    QTest.keyClicks(row.box, "x")
    row.box.editingFinished.emit()
    assert [one for one in inside(row, FindingLine) if not one.isHidden()]
    assert page.presenter.title(0) == "12 March 2026, 07:50 – 07:54"


def test_what_cannot_be_taken_is_told_and_other_files_are_not_ours(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    """A bundle or a table that falls on Today is left alone; a broken picture among good ones is named."""
    table = tmp_path / "records.xlsx"
    table.write_bytes(b"PK")
    assert not drop(window.today, table)
    empty = tmp_path / "empty.jpg"
    empty.touch()
    page = brought(qtbot, window, [*meetings(tmp_path)[:1], empty, table], 1)
    told = [line.sentence for line in inside(page, FindingLine)]
    assert any("empty.jpg is empty" in sentence for sentence in told)
    assert any("records.xlsx is not a photo" in sentence for sentence in told)


def test_the_page_waits_over_today_until_it_is_left(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    """A look at another page loses nothing; going back makes no draft."""
    page = brought(qtbot, window, meetings(tmp_path), 4)
    window.show_page("records")
    assert not page.isVisible()
    window.show_page("today")
    assert page.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert window.today.isVisible()
    assert window.desk.project.drafts.count() == 0


def line_of(window: Window) -> PhotosWaiting:
    """The line on Today as it stands now."""
    *_, line = inside(window.today, PhotosWaiting)
    return line


def left(qtbot: QtBot, window: Window, tmp_path: Path) -> list[bytes]:
    """Bring four photos in and go back without making drafts; what waits then."""
    assert not line_of(window).isVisible()
    page = brought(qtbot, window, meetings(tmp_path), 4)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: line_of(window).isVisible())
    return waiting(window.desk.project)


def test_photos_that_were_left_wait_on_today(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    """Their page is come back to with all of them, and once they are drafts nothing waits."""
    assert len(left(qtbot, window, tmp_path)) == 4
    line_of(window).go_button.click()
    page = window.photos.page
    assert isinstance(page, PhotosPage)
    qtbot.waitUntil(lambda: len(page.presenter.shots) == 4)
    assert page.isVisible()
    page.make.click()
    qtbot.waitUntil(lambda: window.photos.page is None)
    assert waiting(window.desk.project) == []
    assert not line_of(window).isVisible()
    assert window.desk.project.drafts.count() > 1


def test_they_can_be_thrown_away_and_taken_back(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    """One press, told, and undone by another."""
    photos = left(qtbot, window, tmp_path)
    line_of(window).throw_button.click()
    assert not line_of(window).isVisible()
    qtbot.waitUntil(window.today.notice.isVisible)
    assert waiting(window.desk.project) == []
    window.today.notice.acted.emit()
    assert waiting(window.desk.project) == photos
    qtbot.waitUntil(lambda: line_of(window).isVisible())


def test_a_damaged_list_is_an_empty_one(window: Window) -> None:
    """A list that a flat battery cut short keeps nobody from Today."""
    folder = window.desk.project.folder
    for data in (b"", b"{", b'{"waiting": 3}', b'{"waiting": ["zz"]}'):
        folder.write(data, "photos_waiting.json")
        assert waiting(window.desk.project) == []
        window.today.refresh()
