"""The sketch of places: to scale, the short way round, and round lengths on its bar."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camifield.geo.earth import distance_m
from camifield.queries.matters import Point
from ui.review.place_sketch import PlaceSketch, places_of, round_length


def test_points_lie_as_far_apart_as_on_the_earth() -> None:
    """Distances on the plane are right to a hundredth over the reach of one valley."""
    one, other = Point(42.3186, 76.90112), Point(42.4186, 76.80412)
    [first, second] = places_of([("A", one), ("B", other)])
    drawn = ((first.east - second.east) ** 2 + (first.north - second.north) ** 2) ** 0.5
    assert drawn == pytest.approx(distance_m(42.3186, 76.90112, 42.4186, 76.80412), rel=0.01)
    assert second.north > first.north
    assert second.east < first.east


def test_across_the_date_line_the_short_way_is_drawn() -> None:
    """Two places on both sides of the 180th meridian are near, not a world apart."""
    [first, second] = places_of([("A", Point(65.0, 179.999)), ("B", Point(65.0, -179.999))])
    assert second.east - first.east == pytest.approx(94, abs=3)


@pytest.mark.parametrize(
    ("most", "length"), [(0.3, 0.2), (1, 1), (4.9, 2), (99, 50), (100, 100), (18_000, 10_000)]
)
def test_the_bar_is_a_round_length(most: float, length: float) -> None:
    """1, 2 or 5 with zeros, never longer than there is room."""
    assert round_length(most) == pytest.approx(length)


@pytest.mark.parametrize("points", [[(0.0, 0.0), (0.0, 0.0)], [(42.0, 76.0), (42.0, 76.1), (42.1, 76.0)]])
def test_it_is_drawn_for_any_points(
    qtbot: QtBot, qapp: QApplication, points: list[tuple[float, float]]
) -> None:
    """Points on one spot, or three of them, are drawn without a fault."""
    given = [("ABC"[place], Point(*point)) for place, point in enumerate(points)]
    sketch = PlaceSketch(given, 0.0, "en", "said")
    qtbot.addWidget(sketch)
    sketch.resize(400, 150)
    assert not sketch.grab().toImage().isNull()
    assert sketch.accessibleName() == "said"
