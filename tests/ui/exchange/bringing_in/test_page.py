"""The page as a person works it: the file, its columns, the import, Stop, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from camifield.commands.backing_up import backups
from camifield.commands.bringing_in import brought_in
from camifield.project.project import Project
from tests.making import save_sighting
from tests.ui.exchange.making import (
    HEADINGS,
    WAIT_MS,
    came,
    is_at_rest,
    open_page,
    parts,
    rest,
    sightings,
    write,
)
from ui.desk import Desk
from ui.exchange.bringing_in.page import CANCEL, REST, WITHOUT, ImportPage
from ui.exchange.bringing_in.result import ResultPage
from ui.widgets.asking import Asking


def asked(page: QWidget) -> Asking:
    """The question that lies over the page."""
    found = [one for one in parts(page.window(), Asking) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def ended(qtbot: QtBot, found: list[ResultPage]) -> ResultPage:
    """Wait for what came of an import."""
    qtbot.waitUntil(lambda: bool(found), timeout=WAIT_MS)
    qtbot.addWidget(found[0])
    return found[0]


def bring_in(qtbot: QtBot, page: ImportPage) -> ResultPage:
    """Press the button and wait for what came of it."""
    found = came(page)
    page.on_do()
    return ended(qtbot, found)


def test_a_table_comes_in_as_records_drafts_and_what_is_no_record(
    qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path
) -> None:
    """What the foot promises before is what is in the project after."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    assert page.foot.do.text() == "Bring in 5"
    result = bring_in(qtbot, page)
    assert (project.store.count(), project.drafts.count()) == (3 + 2, 2)  # two people are records too
    assert set(result.buttons) == {"records", "drafts", "undo"}


def test_a_column_is_sent_elsewhere_by_the_keyboard_alone(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Arrows walk the columns, a letter opens the choice and finds a field, Enter takes it; the rows follow at once."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    head = page.board.table.head
    head.setFocus()
    QTest.keyClick(head, Qt.Key.Key_End)
    QTest.keyClicks(head, "h")
    assert head.editor is not None
    QTest.keyClicks(head.editor, "abitat")
    QTest.keyClick(head.editor, Qt.Key.Key_Return)
    rest(qtbot, page)
    columns = {one.heading: one.target for one in page.presenter.mapping.columns}
    assert columns["Mood"] == "habitat"
    assert QApplication.focusWidget() is head
    assert "“calm”" in page.board.banner.sentence or "calm" in page.board.texts_switch.text()


def test_escape_leaves_a_column_as_it_was(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Looking where a column could go changes nothing."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    head = page.board.table.head
    before = page.presenter.mapping
    head.set_column(2)
    head.open_choice()
    assert head.editor is not None
    QTest.keyClick(head.editor, Qt.Key.Key_Escape)
    assert head.editor is None
    assert page.presenter.mapping == before
    assert head.hasFocus()


def test_a_file_that_is_no_table_says_so_and_offers_another(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """A picture under the name of a table: what it is, what to do, and the button that helps."""
    path = tmp_path / "photo.csv"
    path.write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 40)
    page = open_page(qtbot, desk, path)
    assert "JPEG" in page.trouble.sentence
    assert not page.board.isVisible()
    with qtbot.waitSignal(page.wants_other):
        page.trouble.action.click()


def test_the_same_file_asks_before_it_comes_in_twice(
    qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path
) -> None:
    """Cancel does nothing; "only the rest" makes no record a second time."""
    path = sightings(tmp_path)
    bring_in(qtbot, open_page(qtbot, desk, path))
    before = project.store.count()
    page = open_page(qtbot, desk, path)
    page.on_do()
    asked(page).answer(CANCEL)
    assert len(brought_in(project)) == 1
    found = came(page)
    page.on_do()
    asked(page).answer(REST)
    ended(qtbot, found)
    assert project.store.count() == before


def test_without_room_for_a_backup_a_person_decides(
    qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path
) -> None:
    """No import begins in the belief of a backup that is not there: it is asked, and nothing came in until then."""
    save_sighting(project)
    path = sightings(tmp_path)
    project.settings = replace(project.settings, backup_folder=str(path))  # a file where a folder should be
    page = open_page(qtbot, desk, path)
    for answer in (CANCEL, WITHOUT):
        found = came(page)
        page.on_do()
        qtbot.waitUntil(lambda: any(one.isVisible() for one in parts(page.window(), Asking)), timeout=WAIT_MS)
        assert brought_in(project) == []
        asked(page).answer(answer)
        rest(qtbot, page)
    ended(qtbot, found)
    assert len(brought_in(project)) == 1


def test_a_backup_that_was_made_is_named(qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path) -> None:
    """Where something was here to lose, the page of what came of it names the backup."""
    save_sighting(project)
    result = bring_in(qtbot, open_page(qtbot, desk, sightings(tmp_path)))
    (made,) = backups(project)
    assert any(made.path.name in label.text() for label in parts(result, QLabel))


def test_every_row_of_a_long_table_is_counted(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """The first rows stand in the table, a wrong one far below too, and the foot counts all of them and says so."""
    good = "12.03.2024;Aibek U.;argali;12;42,3186;76,9041;;"
    lines = [HEADINGS, *[good] * 5_300, good.replace("12.03", "31.02"), *[good] * 100]
    page = open_page(qtbot, desk, write(tmp_path / "long.csv", *lines))
    # The button is the last thing that changes: it knows the whole only after the table shows it.
    qtbot.waitUntil(lambda: page.foot.do.text() == "Bring in 5,401", timeout=WAIT_MS)
    rest(qtbot, page)
    assert page.presenter.states() == {"ready": 5_400, "draft": 1}
    assert page.board.table.rows_model.rowCount() == 5_001
    assert page.presenter.rows[-1].number == 5_302
    assert "5,000" in page.presenter.shown_line()


def test_an_open_question_is_asked_before_the_import(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Whether day or month stands first is never guessed: the button asks, and the answer re-reads the table."""
    lines = ("Date;Observer;Species;Latitude;Longitude",)
    lines += tuple(f"0{n}/0{n + 1}/2024;Aibek U.;argali;42,31{n};76,90{n}" for n in range(1, 5))
    page = open_page(qtbot, desk, write(tmp_path / "dates.csv", *lines))
    assert [bar.question.asked for bar in page.board.bars] == ["date_order"]
    page.on_do()
    asked(page).answer("dmy")
    qtbot.waitUntil(lambda: not page.board.bars and is_at_rest(page), timeout=WAIT_MS)
    assert page.presenter.wish.choice.date_order == "dmy"


def test_the_buttons_of_a_question_answer_it(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """One press on the bar settles it for the whole file."""
    lines = ("Date;Observer;Species;Latitude;Longitude",)
    lines += tuple(f"0{n}/0{n + 1}/2024;Aibek U.;argali;42,31{n};76,90{n}" for n in range(1, 5))
    page = open_page(qtbot, desk, write(tmp_path / "dates.csv", *lines))
    page.board.bars[0].buttons["mdy"].click()
    qtbot.waitUntil(lambda: not page.board.bars and is_at_rest(page), timeout=WAIT_MS)
    assert page.presenter.wish.choice.date_order == "mdy"


def test_stop_keeps_what_is_in_and_offers_to_go_on(
    qtbot: QtBot, desk: Desk, project: Project, tmp_path: Path
) -> None:
    """Whole pieces stay, the page says how far it came, and Undo takes exactly them back."""
    rows = (f"{1 + n % 28}.03.2024;Aibek U.;argali;12;42,3186;76,9041;;" for n in range(20_000))
    page = open_page(qtbot, desk, write(tmp_path / "many.csv", HEADINGS, *rows))
    qtbot.waitUntil(page.foot.do.isEnabled, timeout=WAIT_MS)
    found = came(page)
    page.on_do()
    qtbot.waitUntil(lambda: page.progress.isVisible() and project.store.count() > 600, timeout=WAIT_MS)
    page.progress.stop.click()
    result = ended(qtbot, found)
    came_in = project.store.count() - 2
    assert 0 < came_in < 20_000
    assert came_in % 500 == 0
    assert {"go_on", "undo"} <= set(result.buttons)
    result.buttons["undo"].click()
    qtbot.waitUntil(lambda: project.store.count() == 2, timeout=WAIT_MS)


def test_while_it_comes_in_nothing_else_can_be_changed(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """Back and the columns are at rest until it is over: only Stop ends an import."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    found = came(page)
    page.on_do()
    assert not page.board.isEnabled()
    assert not page.foot.do.isEnabled()
    with qtbot.assertNotEmitted(page.closed):
        page.leave()
    ended(qtbot, found)


def test_next_finding_goes_from_cell_to_cell(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    """F8 walks the findings; each is said in words below, with its row."""
    page = open_page(qtbot, desk, sightings(tmp_path))
    said: list[str] = []
    for _ in range(3):
        page.board.next_finding()
        said.append(page.board.banner.sentence)
    assert said[0].startswith("Row 4, Species")
    assert said[1].startswith("Row 5, Date")
    assert said[2].startswith("Row 6, Longitude")


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_page_fits_the_smallest_screen(qtbot: QtBot, desk: Desk, tmp_path: Path, scale: float) -> None:
    """At 1366x768, and with letters twice as large, nothing makes the window grow."""
    from ui.theme.theme import look

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look().apply(app, "light", scale)
    page = open_page(qtbot, desk, sightings(tmp_path))
    page.board.toggle(page.board.form, page.board.for_all_switch)
    least = page.minimumSizeHint()
    assert least.width() <= 1366 - look().sizes.rail
    assert least.height() <= 700
    look().apply(app, "light", 1.0)
