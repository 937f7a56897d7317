"""The small map: any positions fit on it, it follows what it is given, and it is drawn in every theme."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.geo.mercator import to_unit
from ui.map.furniture import round_length
from ui.map.small import Position, SmallMap
from ui.theme.theme import look


def small(qtbot: QtBot, *positions: Position) -> SmallMap:
    """A small map of a usual size."""
    made = SmallMap(positions, language="en", name="said", distance="340 m" if len(positions) > 1 else "")
    qtbot.addWidget(made)
    made.resize(420, 168)
    return made


@pytest.mark.parametrize(
    "positions",
    [
        [Position(42.0, 76.0)],
        [Position(42.0, 76.0, "A"), Position(42.0, 76.0, "B")],
        [Position(42.0, 76.0, "A"), Position(42.003, 76.001, "B")],
        [Position(42.0, 76.0, "A"), Position(42.0, 96.1, "B"), Position(52.1, 76.0, "C")],
        [Position(65.0, 179.999, "A"), Position(65.0, -179.999, "B")],
        [Position(-42.0, -76.0, "A", uncertainty_m=5000)],
    ],
)
@pytest.mark.parametrize("theme", ["light", "dark", "sunlight"])
def test_every_position_is_well_inside(
    qtbot: QtBot, qapp: QApplication, positions: list[Position], theme: str
) -> None:
    """One spot, two answers, a swapped sign at the other end of the world: all of them are seen."""
    look().apply(qapp, theme)
    made = small(qtbot, *positions)
    assert not made.grab().toImage().isNull()
    view = made.view()
    for one in positions:
        x, y = to_unit(one.longitude, one.latitude)
        px, py = min(
            (view.to_screen(x + turn, y) for turn in (-1, 0, 1)), key=lambda spot: abs(spot[0] - 210)
        )
        assert 20 <= px <= 400
        assert 15 <= py <= 153


def test_another_position_is_another_picture(qtbot: QtBot) -> None:
    """The place editor shows what was typed last."""
    made = small(qtbot, Position(42.0, 76.0))
    before = made.grab().toImage()
    made.show_positions([Position(48.0, 90.0)], name="there")
    assert made.grab().toImage() != before
    assert made.accessibleName() == "there"
    assert made.positions == (Position(48.0, 90.0),)


def test_with_nothing_to_show_it_stays_quiet(qtbot: QtBot) -> None:
    """An empty place is no error."""
    assert not small(qtbot).grab().toImage().isNull()


@pytest.mark.parametrize(
    ("most", "length"), [(0.3, 0.2), (1, 1), (4.9, 2), (99, 50), (100, 100), (18_000, 10_000)]
)
def test_the_bar_is_a_round_length(most: float, length: float) -> None:
    """1, 2 or 5 with zeros, never longer than there is room."""
    assert round_length(most) == pytest.approx(length)
