"""Words are shown as they are: whole or cut with an ellipsis, never as markup, never as boxes of colour alone."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.theme.roles import Role
from ui.theme.theme import look
from ui.widgets.mark import IconMark, PersonBadge, initials
from ui.widgets.text import ElidedLabel, KeyCap, TagLabel, Text, tip
from ui.widgets.tile import KindTile, tone_of

LONG = "Верховья Кызыл-Суу, северный склон у старой кошары за вторым мостом"


def test_markup_in_peoples_words_stays_words(qtbot: QtBot) -> None:
    """A note with angle brackets is read, not obeyed, also in a tooltip."""
    text = Text("<b>снег & ветер</b>")
    qtbot.addWidget(text)
    plain = Text("x")
    qtbot.addWidget(plain)
    assert text.textFormat() == plain.textFormat()
    assert "&lt;b&gt;снег &amp; ветер" in tip("<b>снег & ветер</b>")
    assert tip("") == ""


def test_roles_really_differ_on_the_screen(qtbot: QtBot) -> None:
    """A page title is larger than a help line: the style sheet reaches every label."""
    heights: list[int] = []
    roles: tuple[Role, ...] = ("page_title", "card_title", "body", "small")
    for role in roles:
        text = Text("Архар", role, is_wrapped=False)
        qtbot.addWidget(text)
        text.ensurePolished()
        heights.append(text.sizeHint().height())
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 4


def test_a_long_name_gives_way_and_stays_whole_elsewhere(qtbot: QtBot) -> None:
    """Cut on the screen, whole in the tooltip and for screen readers."""
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 60
    assert label.text() == LONG
    assert LONG in label.toolTip()
    label.resize(120, label.sizeHint().height())
    assert not label.grab().toImage().isNull()


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Aibek U.", "AU"),
        ("Айбек", "А"),
        ("Gulnara Sagynbaeva-Osmonova", "GS"),
        ("", ""),
        ("Нурлан (офис)", "Н"),
    ],
)
def test_initials_come_from_any_script(name: str, letters: str) -> None:
    """A person's badge is theirs, in whatever letters they write."""
    assert initials(name) == letters


def test_signs_have_words(qtbot: QtBot) -> None:
    """A tile, a badge or an icon that stands alone is named for screen readers and in the tooltip."""
    for sign in (
        KindTile("sighting", "Animal or sign"),
        PersonBadge("Aibek U."),
        IconMark("checked", "ok", name="Checked"),
    ):
        qtbot.addWidget(sign)
        assert sign.accessibleName()
        assert sign.accessibleName() in sign.toolTip()
        sign.resize(sign.sizeHint())
        assert not sign.grab().toImage().isNull()


def test_kinds_wear_their_dyes() -> None:
    """Three kinds have colours of their own; the others borrow the accent."""
    assert [tone_of(kind) for kind in ("sighting", "grazing", "conflict", "patrol")] == [
        "sighting",
        "grazing",
        "conflict",
        "accent",
    ]


def test_signs_can_change(qtbot: QtBot, qapp: QApplication) -> None:
    """The same place shows another person, kind or state, in every theme."""
    tile, badge, icon = KindTile("sighting", "a"), PersonBadge("A B"), IconMark("new")
    for widget in (tile, badge, icon):
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
    for name in ("light", "dark", "sunlight"):
        look().apply(qapp, name)
        before = [widget.grab().toImage() for widget in (tile, badge, icon)]
        tile.show_kind("conflict", "Attack")
        badge.set_person("Нурлан Б.")
        icon.show_icon("error", "error", "Error")
        after = [widget.grab().toImage() for widget in (tile, badge, icon)]
        assert all(one != other for one, other in zip(before, after, strict=True))
        tile.show_kind("sighting", "a")
        badge.set_person("A B")
        icon.show_icon("new", "ink2")


def test_tags_and_keys_are_small_boxes(qtbot: QtBot) -> None:
    """They keep to their words."""
    for mark in (TagLabel("M7-0148"), KeyCap("Ctrl+Enter")):
        qtbot.addWidget(mark)
        mark.ensurePolished()
        assert mark.sizeHint().height() < 30
        assert mark.text() in ("M7-0148", "Ctrl+Enter")
