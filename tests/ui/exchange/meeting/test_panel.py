"""A meeting in the window: seen before, taken in and handed over, told after, undone and brought back."""

from __future__ import annotations

import random
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from camifield.commands.deleting import delete
from camifield.commands.meeting import Choice, file_way, look, meet
from camifield.commands.team import revoke
from camifield.progress import Progress
from camifield.queries.meetings import only_here
from tests import differing
from tests.making import make_project
from tests.meetings import Camp, come_by
from tests.ui.exchange.making import WAIT_MS, parts
from tests.ui.exchange.meeting.conftest import Open
from ui.exchange.home import HomePage
from ui.exchange.meeting.after import AccountPanel
from ui.exchange.meeting.panel import MeetingPanel
from ui.exchange.meeting.preview import PreviewBoard
from ui.widgets.asking import Asking
from ui.widgets.banner import Banner
from ui.widgets.text import Text


def board_of(qtbot: QtBot, home: HomePage) -> PreviewBoard:
    """The preview, once the look is over."""
    panel = home.open
    assert isinstance(panel, MeetingPanel)
    qtbot.waitUntil(lambda: panel.board is not None, timeout=WAIT_MS)
    assert panel.board is not None
    return panel.board


def account_of(qtbot: QtBot, home: HomePage) -> AccountPanel:
    """The account, once the meeting is over."""
    qtbot.waitUntil(lambda: isinstance(home.open, AccountPanel), timeout=WAIT_MS)
    assert isinstance(home.open, AccountPanel)
    return home.open


def asked(home: HomePage) -> Asking:
    """The question that is open."""
    return [one for one in parts(home.window(), Asking) if one.isVisible()][-1]


def test_a_stick_is_seen_then_met_and_the_other_gets_what_it_lacks(
    qtbot: QtBot, camp: Camp, opened: Open
) -> None:
    """Every number of the preview comes true, and after the other came by too, nothing is here alone."""
    project = camp.here.project
    home = opened(project)
    home.open_folder(camp.stick, "STICK")
    board = board_of(qtbot, home)
    assert [line.number.text() for line in board.lines] == ["4", "1", "1", "1"]
    assert board.title.text() == "What meeting Bolat K. (M3) will change"
    before = project.store.count()
    assert board.do.text() == "Take in and hand over"
    board.do.click()
    account = account_of(qtbot, home)
    assert project.store.count() == before + 4 - 1
    assert "buttons" in vars(account)
    assert account.account.can_undo
    come_by(camp.camp.project, camp.stick)
    come_by(project, camp.stick)
    assert only_here(project).total == only_here(camp.camp.project).total == 0


def test_the_keyboard_alone_meets_and_leaves(qtbot: QtBot, camp: Camp, opened: Open) -> None:
    """Enter on the one large button meets, Enter again puts the account away; Escape had left the preview."""
    home = opened(camp.here.project)
    home.open_folder(camp.stick)
    board = board_of(qtbot, home)
    qtbot.waitUntil(board.do.hasFocus)
    QTest.keyClick(board.do, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: home.open is None)
    assert not camp.here.project.store.meetings()
    home.open_folder(camp.stick)
    board = board_of(qtbot, home)
    qtbot.waitUntil(board.do.hasFocus)
    QTest.keyClick(board.do, Qt.Key.Key_Return)
    account = account_of(qtbot, home)
    qtbot.waitUntil(account.buttons["close"].hasFocus)
    QTest.keyClick(account.buttons["close"], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: home.open is None)
    assert len(camp.here.project.store.meetings()) == 1


def test_what_is_behind_a_number_is_a_list_and_escape_leads_back(
    qtbot: QtBot, camp: Camp, opened: Open
) -> None:
    """Look shows the records; Escape shows the preview again, and only the next one leaves it."""
    home = opened(camp.here.project)
    home.open_folder(camp.stick)
    board_of(qtbot, home).lines[0].look.click()
    panel = home.open
    assert isinstance(panel, MeetingPanel)
    behind = panel.behind
    assert behind is not None
    assert behind.view is not None
    assert behind.view.model().rowCount() == 4
    QTest.keyClick(behind.view, Qt.Key.Key_Escape)
    assert panel.behind is None
    assert home.open is panel


def test_only_taking_in_leaves_the_stick_alone(qtbot: QtBot, camp: Camp, opened: Open) -> None:
    """What a person did not choose does not happen."""
    files = sorted(path.name for path in camp.stick.rglob("*.cfb"))
    home = opened(camp.here.project)
    home.open_folder(camp.stick)
    board = board_of(qtbot, home)
    [only_take] = [one for one in parts(board, type(board.do)) if one.text() == "Only take in"]
    only_take.click()
    account_of(qtbot, home)
    assert sorted(path.name for path in camp.stick.rglob("*.cfb")) == files
    assert camp.here.project.store.record(camp.records["changed"]) is not None


def test_many_deletions_are_asked_about_once_more(qtbot: QtBot, camp: Camp, opened: Open) -> None:
    """The numbers are named; "Not now" changes nothing, and the preview is still there."""
    delete(camp.camp.project, [camp.records["changed"], camp.records["kept"]], "")
    come_by(camp.camp.project, camp.stick)
    project = camp.here.project
    before = project.store.count()
    home = opened(project)
    home.open_folder(camp.stick)
    board = board_of(qtbot, home)
    board.do.click()
    question = asked(home)
    assert question.title.text() == "This deletes 3 records here"
    question.answer("no")
    assert project.store.count() == before
    board.do.click()
    asked(home).answer("yes")
    account_of(qtbot, home)
    assert project.store.count() == before + 4 - 3


def test_a_meeting_is_undone_and_brought_back_from_its_receipt(
    qtbot: QtBot, camp: Camp, opened: Open
) -> None:
    """Days later, from the list: first it asks, then the list is as before; and all comes back."""
    project = camp.here.project
    before = project.store.count()
    come_by(project, camp.stick)
    after = project.store.count()
    home = opened(project)
    assert home.meetings_card is not None
    home.meetings_card.buttons[0].click()
    account = account_of(qtbot, home)
    account.ask_undo()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in parts(home.window(), Asking)), timeout=WAIT_MS)
    asked(home).answer("yes")
    qtbot.waitUntil(lambda: account.account.can_return, timeout=WAIT_MS)
    assert project.store.count() == before
    account.buttons["return"].click()
    qtbot.waitUntil(lambda: account.account.can_undo, timeout=WAIT_MS)
    assert project.store.count() == after


def test_the_receipt_stands_above_the_roads_and_is_gone_when_one_comes_back(
    qtbot: QtBot, camp: Camp, opened: Open
) -> None:
    """While it is looked at the roads are the way on; who comes back later finds the page at its beginning."""
    home = opened(camp.here.project)
    home.open_folder(camp.stick)
    assert not home.roads.isVisible()
    board_of(qtbot, home).do.click()
    account = account_of(qtbot, home)
    assert home.roads.isVisible()
    assert all(button.isEnabled() for button in home.roads.buttons.values())
    qtbot.waitUntil(lambda: home.roads.y() > account.y())
    home.window().hide()
    home.window().show()
    assert home.open is None
    assert home.roads.isVisible()
    assert home.meetings_card is not None
    qtbot.waitUntil(
        lambda: home.meetings_card is not None and home.meetings_card.isVisible(), timeout=WAIT_MS
    )


def test_what_came_after_the_look_is_told_and_looked_at_with_one_press(
    qtbot: QtBot, camp: Camp, opened: Open
) -> None:
    """Nothing comes in unseen: the receipt says that there is more, and its button leads to the next look."""
    project = camp.here.project
    home = opened(project)
    home.open_folder(camp.stick)
    board = board_of(qtbot, home)
    later = differing.sighting(camp.camp, event_date="2026-03-11")
    come_by(camp.camp.project, camp.stick)
    board.do.click()
    account = account_of(qtbot, home)
    assert project.store.record(later) is None
    assert any("More came while you were looking" in note for note in account.account.notes)
    qtbot.waitUntil(account.buttons["again"].hasFocus)
    account.buttons["again"].click()
    board = board_of(qtbot, home)
    assert [line.number.text() for line in board.lines] == ["1"]
    board.do.click()
    assert "again" not in account_of(qtbot, home).buttons
    assert project.store.record(later) is not None


def test_the_others_receipt_counts_where_nothing_else_is_new(qtbot: QtBot, camp: Camp, opened: Open) -> None:
    """They took all that was here: looking is enough to know it, for there will be no meeting to tell it."""
    project = camp.here.project
    for one in (project, camp.camp.project):
        come_by(one, camp.stick)
    assert only_here(project).total > 0
    home = opened(project)
    home.open_folder(camp.stick)
    assert board_of(qtbot, home).do.isHidden()
    assert only_here(project).total == 0
    assert len(project.store.meetings()) == 1
    qtbot.waitUntil(
        lambda: "0" in [one.text() for one in parts(home, Text) if one.isVisible()], timeout=WAIT_MS
    )


def test_a_folder_that_is_gone_is_told_with_a_way_on(
    qtbot: QtBot, camp: Camp, opened: Open, tmp_path: Path
) -> None:
    """A stick that was pulled out is a sentence and two buttons, and nothing was changed."""
    home = opened(camp.here.project)
    home.open_folder(tmp_path / "nowhere")
    panel = home.open
    assert isinstance(panel, MeetingPanel)
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=WAIT_MS)
    [told] = [one for one in parts(panel, Banner) if one.isVisible()]
    assert "cannot be reached" in told.sentence
    panel.leave()
    assert home.open is None
    assert not camp.here.project.store.meetings()


def test_a_file_goes_one_way_and_the_other_takes_it_in(
    qtbot: QtBot, camp: Camp, opened: Open, tmp_path: Path
) -> None:
    """Made for a colleague, opened by the colleague: the preview of a file has nothing to hand over."""
    home = opened(camp.here.project)
    file = tmp_path / "for-m3.cfb"
    readers = [device.id for device in camp.camp.project.identity.own_devices()]
    home.make_file(file, readers, None)
    board = board_of(qtbot, home)
    assert board.do.text() == "Make the file"
    assert not file.exists()
    board.do.click()
    account_of(qtbot, home)
    assert file.is_file()
    theirs = opened(camp.camp.project)
    theirs.open_bundle(file)
    board = board_of(qtbot, theirs)
    assert board.do.text() == "Take in"
    board.do.click()
    account_of(qtbot, theirs)
    assert camp.camp.project.store.count() == camp.camp.project.store.count()


def test_a_file_in_parts_is_taken_in_from_any_of_them(
    qtbot: QtBot, camp: Camp, opened: Open, tmp_path: Path
) -> None:
    """Parts lie beside each other; the first that is opened finds the rest, and a missing one is named."""
    chance = random.Random(7)  # nothing that could be packed small
    for day in range(1, 28):
        remarks = "".join(chr(chance.randrange(0x4E00, 0x9F00)) for _ in range(1900))
        differing.sighting(camp.here, event_date=f"2026-01-{day:02}", remarks=remarks)
    home = opened(camp.here.project)
    home.make_file(tmp_path / "large.cfb", (), 65_536)
    board = board_of(qtbot, home)
    board.do.click()
    account = account_of(qtbot, home).account
    made = sorted(tmp_path.glob("large*.cfb"))
    assert f"It is {len(made)} files: send them all." in account.went
    assert made[0].name in account.where
    assert len(made) > 1
    theirs = opened(camp.camp.project)
    made[0].rename(tmp_path / "not yet")
    theirs.open_bundle(made[-1])
    panel = theirs.open
    assert isinstance(panel, MeetingPanel)
    qtbot.waitUntil(lambda: not panel.is_busy, timeout=WAIT_MS)
    assert "these are not here: 1" in parts(panel, Banner)[0].sentence
    (tmp_path / "not yet").rename(made[0])
    panel.look()
    board = board_of(qtbot, theirs)
    assert board.do.text() == "Take in"


def test_a_file_of_another_team_is_told_and_changes_nothing(
    qtbot: QtBot, camp: Camp, opened: Open, tmp_path: Path
) -> None:
    """The preview says that there is nothing for us and why, and offers nothing but to close it."""
    other = make_project(tmp_path / "other", seed=9)
    file = tmp_path / "theirs.cfb"
    way = file_way(other, file)
    meet(other, way, look(other, way, Progress()), Progress(), Choice(take=False))
    other.close()
    home = opened(camp.here.project)
    home.open_bundle(file)
    board = board_of(qtbot, home)
    assert board.title.text() == "Nothing to take in from theirs.cfb"
    assert "another team's project" in parts(board, Banner)[0].sentence
    assert board.do.isHidden()
    board.leave.click()
    assert home.open is None


def test_a_letter_of_a_team_goes_where_teams_are_joined(
    qtbot: QtBot, camp: Camp, opened: Open, tmp_path: Path
) -> None:
    """An invitation is no meeting: it is handed on with its path."""
    from camifield.commands.inviting import invite

    file = tmp_path / "invitation.cfb"
    invite(camp.here.project, "ranger", file)
    home = opened(camp.camp.project)
    told: list[Path] = []
    home.letter_opened.connect(told.append)
    home.open_bundle(file)
    assert told == [file]
    assert home.open is None


def test_a_stranger_s_file_is_told_and_opens_nothing(camp: Camp, opened: Open, tmp_path: Path) -> None:
    """Any file may be dropped here: what is none of ours is a sentence."""
    file = tmp_path / "photo.cfb"
    file.write_bytes(b"\xff\xd8 no bundle")
    home = opened(camp.here.project)
    home.open_bundle(file)
    assert home.open is None
    assert "photo.cfb is not a file of CAMI Field" in home.notice.sentence


def test_photos_go_in_full_size_where_they_are_ticked(
    qtbot: QtBot, camp: Camp, opened: Open, tmp_path: Path
) -> None:
    """What fits is offered with its size; ticked originals lie on the stick afterwards, and come to the other by choice."""
    from PIL import Image

    from camifield.commands.photos import attach
    from camifield.media.photos import photo_path

    picture = tmp_path / "argali.jpg"
    Image.new("RGB", (640, 480), "brown").save(picture)
    digest = attach(camp.here.project, picture)
    differing.sighting(camp.here, event_date="2026-03-10", photos=[digest.hex()])
    home = opened(camp.here.project)
    home.open_folder(camp.stick)
    board = board_of(qtbot, home)
    assert board.photos_out is not None
    assert board.photos_out.isChecked()
    assert board.photos_out.text().startswith("Hand over 1 photo in full size too: 0.1 MB")
    board.do.click()
    account = account_of(qtbot, home)
    assert "1 photo" in account.account.went
    theirs = opened(camp.camp.project)
    theirs.open_folder(camp.stick)
    board = board_of(qtbot, theirs)
    assert board.photos_in is not None
    board.photos_in.setChecked(False)
    board.do.click()
    account_of(qtbot, theirs)
    assert not photo_path(camp.camp.project.folder, digest).is_file()
    theirs.close_open()
    theirs.open_folder(camp.stick)
    board = board_of(qtbot, theirs)
    assert board.do.text() == "Exchange photos"
    board.do.click()
    account_of(qtbot, theirs)
    assert photo_path(camp.camp.project.folder, digest).is_file()


def test_a_laptop_that_was_shut_out_is_told_that_it_is_closed_to_it(
    qtbot: QtBot, camp: Camp, opened: Open
) -> None:
    """Its owner reads whose things are closed and whom to ask, not the name of a file, and not that he has it all."""
    here = camp.here.project
    [device] = [one.id for one in camp.camp.project.identity.own_devices()]
    revoke(here, device)
    differing.sighting(camp.here, event_date="2026-03-12")
    come_by(here, camp.stick)
    theirs = opened(camp.camp.project)
    theirs.open_folder(camp.stick)
    board = board_of(qtbot, theirs)
    [told] = [one.sentence for one in parts(board, Banner) if one.isVisible()]
    assert "What Gulnara S. left is closed to this laptop" in told
    assert "Ask your coordinator" in told
    assert "You have everything" not in " ".join(one.text() for one in parts(board, Text))


def test_a_stick_that_takes_nothing_is_no_meeting(
    qtbot: QtBot, camp: Camp, opened: Open, tmp_path: Path
) -> None:
    """Nothing is said to have been laid there: the reason stands first, on the receipt, in the list, and nothing is lost."""
    empty = tmp_path / "EMPTY"
    empty.mkdir()
    home = opened(camp.here.project)
    before = only_here(camp.here.project).total
    home.open_folder(empty, "EMPTY")
    board = board_of(qtbot, home)
    empty.rmdir()
    board.do.click()
    account = account_of(qtbot, home).account
    assert account.title == "The meeting did not come about"
    assert "cannot be reached" in account.notes[0]
    assert (account.short, account.went, account.left) == ("ended early", (), ())
    assert only_here(camp.here.project).total == before
    empty.mkdir()
    home.open_folder(empty, "EMPTY")
    board_of(qtbot, home).do.click()
    qtbot.waitUntil(
        lambda: isinstance(home.open, AccountPanel) and home.open.account.title == "Laid out for the others",
        timeout=WAIT_MS,
    )
