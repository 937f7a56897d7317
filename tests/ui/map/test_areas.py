"""Own areas on the map: drawn by sort, the same in pieces as in one, hidden when asked, their names inside and apart."""

from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from camifield.fields.vocabulary import Vocabulary
from camifield.geo.mercator import to_unit
from camifield.geo.own_areas import OwnArea
from camifield.geo.shapes import packed_shape, shape_of
from camifield.queries.mapped_areas import MappedArea, mapped_of
from ui.map.area_looks import LOOKS, look_of
from ui.map.area_names import AreaNames
from ui.map.areas import Areas
from ui.map.inks import DARK, LIGHT, SUNLIGHT, Inks
from ui.map.tiles import Tiles
from ui.map.viewport import Viewport
from ui.theme.theme import look

WIDE, HIGH = 700, 500


def area(
    name: str, sort: str, west: float, south: float, side: float, *, is_closed: bool = True
) -> MappedArea:
    """A square of so many degrees, or two sides of it as a line."""
    ring = [(west, south), (west + side, south), (west + side, south + side), (west, south + side)]
    shape = shape_of([ring if is_closed else ring[:3]], is_closed=is_closed)
    return mapped_of(OwnArea(name.encode(), name, sort, packed_shape(shape), shape.box))


def view(level: float = 8.0) -> Viewport:
    """A view around 76.5 E 42.5 N."""
    return Viewport(*to_unit(76.5, 42.5), level, WIDE, HIGH)


def painted(layer: Areas | AreaNames | Tiles, seen: Viewport) -> QImage:
    """The picture on white."""
    picture = QImage(seen.width, seen.height, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    layer.paint(painter, seen)
    painter.end()
    return picture


def is_bare(picture: QImage) -> bool:
    """Whether nothing was drawn."""
    bare = QImage(picture.size(), picture.format())
    bare.fill(QColor("white"))
    return picture == bare


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> None:
    """The light theme."""
    look().apply(qapp, "light")


def test_every_sort_has_a_look_of_its_own() -> None:
    """No two are told apart by colour alone: line, width or hatching differ wherever the list has another sort."""
    sorts = [term.code for term in Vocabulary("area_kind").terms]
    assert set(LOOKS) == set(sorts) - {"other"}
    for one, other in combinations(sorts, 2):
        if {one, other} != {"pasture_unit", "transect"}:  # one is ground, the other a line
            assert look_of(one)[2:] != look_of(other)[2:], (one, other)


@pytest.mark.parametrize("ink", [LIGHT, DARK, SUNLIGHT])
def test_sorts_are_drawn_and_hidden(ink: Inks) -> None:
    """Ground and lines in every theme's ink; what is hidden leaves nothing."""
    shown = [area("A", "protected_area", 76, 42, 1), area("T", "transect", 76.2, 42.2, 0.5, is_closed=False)]
    layer = Areas(shown, ink=ink)
    both = painted(layer, view())
    layer.hidden = frozenset(("transect",))
    assert painted(layer, view()) != both
    layer.hidden = frozenset(("transect", "protected_area"))
    assert is_bare(painted(layer, view()))


def test_pieces_give_the_same_picture_as_one() -> None:
    """A hatching goes through the squares that the map is kept in: no seam shows where they meet."""
    layer = Areas([area("A", "protected_area", 75, 41, 3)])
    seen = view(9.0)
    whole, pieces = painted(layer, seen), painted(Tiles([layer], is_clear=True), seen)
    different = sum(
        whole.pixelColor(x, y) != pieces.pixelColor(x, y)
        for x in range(0, WIDE, 3)
        for y in range(0, HIGH, 3)
    )
    assert different < 40  # the squares are painted in whole pixels on nothing, not on white


def test_names_stand_in_areas_that_have_room_and_apart() -> None:
    """A name wider than its area waits until the map is nearer; two areas at one place do not write over each other."""
    shown = [area("Сарычат-Эрташ", "protected_area", 76, 42, 1), area("Core", "core_zone", 76.1, 42.1, 0.8)]
    names = AreaNames(Areas([*shown, area("A very long name of a small place", "other", 76.4, 42.4, 0.02)]))
    rects = names.obstacles(view(9.0))
    assert {one.text for one in names.shown} == {"Сарычат-Эрташ", "Core"}
    (left, top, right, bottom), other = rects
    assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
    assert AreaNames(Areas(shown)).obstacles(view(4.0)) == []
    assert not is_bare(painted(names, view(9.0)))


def test_what_is_out_of_view_or_smaller_than_a_pixel_is_left_out() -> None:
    """Thousands of areas cost what of them can be seen."""
    layer = Areas(
        [
            area("A", "protected_area", 76, 42, 1),
            area("Far", "other", 120, 60, 1),
            area("Tiny", "other", 76.5, 42.5, 0.0001),
        ]
    )
    assert [one.area.name for one in layer.in_view(view())] == ["A"]
