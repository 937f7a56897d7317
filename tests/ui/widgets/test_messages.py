"""Findings, banners and notices say what is wrong, offer one action, and never speak by colour alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from ui.widgets.banner import Banner
from ui.widgets.empty import EmptyState
from ui.widgets.finding import FindingLine, mark
from ui.widgets.notice import Notice
from ui.widgets.severity import ICONS, Severity, spoken


def test_a_finding_offers_its_one_action(qtbot: QtBot) -> None:
    """ "Perhaps 42.31860?" is one press away."""
    line = FindingLine("error", "Latitude 95.3° is beyond 90°.", "Perhaps 42.31860?")
    qtbot.addWidget(line)
    line.show()
    with qtbot.waitSignal(line.acted):
        line.action.click()
    line.show_finding("warning", "By the line below it is 14.")
    assert not line.action.isVisible()
    assert line.sentence == "By the line below it is 14."


def test_a_finding_wraps_where_it_is_narrow(qtbot: QtBot) -> None:
    """A long sentence in a narrow column is read whole."""
    line = FindingLine("error", "Latitude 95.3° is beyond 90°. Look at the first number again.", "It is so")
    qtbot.addWidget(line)
    assert line.heightForWidth(220) > line.heightForWidth(900)


def test_many_offers_wrap_where_it_is_narrow(qtbot: QtBot) -> None:
    """Three animals that might be meant never push the form out of its window."""
    line = FindingLine("error", "“leop” fits several animals.", "Perhaps Snow leopard?")
    qtbot.addWidget(line)
    alone = line.minimumSizeHint().width()
    taken = line.offer("Perhaps Leopard?")
    line.offer("Perhaps Clouded leopard?")
    assert line.minimumSizeHint().width() < 1.5 * alone
    with qtbot.waitSignal(taken.clicked):
        taken.click()


@pytest.mark.parametrize("severity", ["error", "warning", "question"])
def test_the_weight_is_spoken_and_has_its_own_icon(severity: Severity) -> None:
    """Who hears the page, or sees no red, learns the same."""
    said = spoken(severity, "Check the number.")
    assert said == words.say(f"kit.spoken_{severity}", sentence="Check the number.")
    assert len(set(ICONS.values())) == len(ICONS)


def test_what_is_only_told_is_spoken_as_it_is() -> None:
    """A plain fact has no alarm before it."""
    assert spoken("told", "Sheet 2, 412 rows") == "Sheet 2, 412 rows"


def test_a_marked_field_changes_and_changes_back(qtbot: QtBot) -> None:
    """Tint and border come with the finding and go with it."""
    field = QLineEdit("95,31860")
    qtbot.addWidget(field)
    field.show()
    plain = field.grab().toImage()
    mark(field, "error")
    marked = field.grab().toImage()
    mark(field, None)
    assert marked != plain
    assert field.grab().toImage() == plain


def test_a_banner_has_one_action(qtbot: QtBot) -> None:
    """What it speaks of can be reached from it."""
    banner = Banner("error", "Row 8: longitude cannot be past 180.", "Next finding")
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.acted):
        banner.action.click()
    banner.show_banner("told", "412 rows")
    assert not banner.action.isVisible()
    assert banner.accessibleName() == "412 rows"


def test_a_notice_waits_with_its_undo(qtbot: QtBot) -> None:
    """It does not run away; Undo works once and closes it."""
    undone: list[str] = []
    notice = Notice()
    qtbot.addWidget(notice)
    assert notice.isHidden()
    notice.tell("Draft put away.", undo=lambda: undone.append("yes"))
    assert notice.isVisible()
    notice.action.click()
    assert undone == ["yes"]
    assert not notice.isVisible()
    notice.tell("Saved.")
    assert not notice.action.isVisible()


def test_an_empty_page_teaches_with_one_button(qtbot: QtBot) -> None:
    """One sentence, one thing to do."""
    empty = EmptyState("sighting", "Nothing is written down yet.", "Animal or sign")
    qtbot.addWidget(empty)
    empty.show()
    with qtbot.waitSignal(empty.acted):
        empty.button.click()
    assert empty.accessibleName() == "Nothing is written down yet."
