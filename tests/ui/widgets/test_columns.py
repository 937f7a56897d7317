"""Columns stand beside each other while they can and below each other when not."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.theme import look
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.text import Text


def page_with(qtbot: QtBot, wide: int, claims: list[tuple[float, float]]) -> tuple[QWidget, list[Card]]:
    """Cards with shares and least widths on a page of a width."""
    page = QWidget()
    columns = Columns(page)
    cards: list[Card] = []
    for share, least in claims:
        card = Card()
        card.body.addWidget(Text("Three records wait for a decision", "card_title"))
        columns.place(card, share=share, least=least)
        cards.append(card)
    qtbot.addWidget(page)
    page.resize(wide, 500)
    page.show()
    return page, cards


def test_shares_are_kept_to_the_last_pixel(qtbot: QtBot) -> None:
    """Three equal cards fill the width with no pixel lost or cut."""
    page, cards = page_with(qtbot, 1195, [(1, 300)] * 3)
    assert len({card.y() for card in cards}) == 1
    assert cards[-1].geometry().right() == page.width() - 1
    assert max(card.width() for card in cards) - min(card.width() for card in cards) <= 1
    assert len({card.height() for card in cards}) == 1


def test_a_side_panel_keeps_its_width(qtbot: QtBot) -> None:
    """A share of nothing means: exactly the least width."""
    _, cards = page_with(qtbot, 1000, [(1, 400), (0, 264)])
    assert cards[1].width() == 264
    assert cards[0].width() == 1000 - 16 - 264


def test_narrow_pages_stack(qtbot: QtBot, qapp: QApplication) -> None:
    """At 200 % the same page is one column, each card as wide as the page."""
    look().apply(qapp, "light", 2.0)
    page, cards = page_with(qtbot, 1000, [(1, 400), (0, 264)])
    assert cards[1].y() > cards[0].geometry().bottom()
    assert {card.width() for card in cards} == {page.width()}
    assert page.minimumSizeHint().width() < 700


def test_it_mirrors(qtbot: QtBot, qapp: QApplication) -> None:
    """The main column is at the right in a right-to-left window."""
    look().apply(qapp, "light", 1.0, "Arab")
    page, cards = page_with(qtbot, 1000, [(1, 400), (0, 264)])
    assert cards[0].geometry().right() == page.width() - 1
    assert cards[1].x() == 0
